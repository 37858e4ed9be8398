/** What a version lets people write, kept with the offices it left: later versions must take it in. */
import { codeListOf, registerNames, registerOf } from '../../src/core/catalogue/index.ts'
import type { FieldDefinition } from '../../src/core/catalogue/types.ts'
import { migrationHash, SCHEMA_VERSION } from '../../src/core/store/migrate.ts'
import { migrations } from '../../src/core/store/migrations/index.ts'

/** Limits of one entered field as a version had them. */
export interface ReleasedField
  extends Pick<FieldDefinition, 'key' | 'type' | 'required' | 'scale' | 'minimum' | 'maximum' | 'maximumLength' | 'maximumItems' | 'register'> {
  readonly codes?: readonly string[]
}

export interface ReleasedSchema {
  readonly schema: number
  readonly migrations: readonly { readonly id: number; readonly hash: string }[]
  readonly registers: Readonly<Record<string, readonly ReleasedField[]>>
}

/** What today's program lets people write. */
export function releasedSchema(): ReleasedSchema {
  return {
    schema: SCHEMA_VERSION,
    migrations: migrations.map((migration) => ({ id: migration.id, hash: migrationHash(migration) })),
    registers: Object.fromEntries(
      registerNames.map((name) => [
        name,
        registerOf(name)
          .fields.filter((field) => field.derived === undefined)
          .map(releasedField),
      ]),
    ),
  }
}

/** Fields without what is absent, in a fixed order, so that two versions can be compared by eye. */
export function releasedField({
  key,
  type,
  required,
  scale,
  minimum,
  maximum,
  maximumLength,
  maximumItems,
  register,
  codeList,
}: FieldDefinition): ReleasedField {
  return JSON.parse(
    JSON.stringify({
      key,
      type,
      required,
      scale,
      minimum,
      maximum,
      maximumLength,
      maximumItems,
      register,
      ...(codeList === undefined ? {} : { codes: codeListOf(codeList).items.map((item) => item.code) }),
    }),
  ) as ReleasedField
}

/** One line a field. */
export function releasedText({ schema, migrations: applied, registers }: ReleasedSchema): string {
  const lines = (items: readonly unknown[], indent: string): string => items.map((item) => `${indent}${JSON.stringify(item)}`).join(',\n')
  const tables = Object.entries(registers).map(([name, fields]) => `    "${name}": [\n${lines(fields, '      ')}\n    ]`)
  return `{\n  "schema": ${schema},\n  "migrations": [\n${lines(applied, '    ')}\n  ],\n  "registers": {\n${tables.join(',\n')}\n  }\n}\n`
}
