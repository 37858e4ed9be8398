/** What a released version could write, today's program takes in: held against what each version left behind. */
import { describe, expect, it } from 'vitest'
import { asItWas } from '../../src/core/catalogue/derive/former.ts'
import { findField, isRegisterName } from '../../src/core/catalogue/index.ts'
import { releasedVersions, schemaOf } from '../../src/core/office/testing/offices.ts'
import { migrationHash } from '../../src/core/store/migrate.ts'
import { migrations } from '../../src/core/store/migrations/index.ts'
import { readsDifferently } from '../../src/core/store/upcasters/index.ts'
import { releasedField, releasedSchema, releasedText, type ReleasedField } from './releasedSchema.ts'

/** Kinds whose every value is one of another kind, too. */
const WIDER: Readonly<Record<string, string>> = { date: 'partialDate' }

/** What of a released field today's no longer allows. */
function narrowed(then: ReleasedField, now: ReleasedField): string[] {
  const below = (limit: number | undefined, was: number | undefined): boolean => limit !== undefined && (was === undefined || limit < was)
  const above = (limit: number | undefined, was: number | undefined): boolean => limit !== undefined && (was === undefined || limit > was)
  const gone = then.codes === undefined || now.codes === undefined ? [] : then.codes.filter((code) => now.codes?.includes(code) !== true)
  return [
    ...(then.type !== now.type && WIDER[then.type] !== now.type ? [`type ${then.type} → ${now.type}`] : []),
    ...((then.scale ?? 0) !== (now.scale ?? 0) ? ['scale'] : []),
    ...(then.register !== now.register ? ['register'] : []),
    ...(above(now.minimum, then.minimum) ? ['minimum'] : []),
    ...(below(now.maximum, then.maximum) ? ['maximum'] : []),
    ...(below(now.maximumLength, then.maximumLength) ? ['maximumLength'] : []),
    ...(below(now.maximumItems, then.maximumItems) ? ['maximumItems'] : []),
    ...gone.map((code) => `code ${code}`),
  ]
}

describe.each(releasedVersions)('offices of version %s', (version) => {
  const released = schemaOf(version)

  it('stand on migrations that nobody has touched since', () => {
    const known = new Map(migrations.map((migration) => [migration.id, migrationHash(migration)]))
    expect(released.migrations.filter(({ id, hash }) => known.get(id) !== hash)).toEqual([])
  })

  it('could write nothing that is refused on receipt today, unless `formerly` or an upcaster says how it is read', () => {
    const faults = Object.entries(released.registers).flatMap(([name, fields]) => {
      if (!isRegisterName(name)) return [`${name} is no register any more`]
      if (readsDifferently(name, released.schema)) return []
      return fields.flatMap((then) => {
        const field = findField(name, then.key)
        if (field === undefined || field.derived !== undefined) return [`${name}.${then.key} is no entered field any more`]
        return narrowed(then, releasedField(asItWas(field, released.schema))).map((what) => `${name}.${then.key}: ${what}`)
      })
    })
    expect(faults).toEqual([])
  })
})

describe('the description of a version', () => {
  it('is read back as it was written', () => {
    expect(JSON.parse(releasedText(releasedSchema()))).toEqual(releasedSchema())
  })

  it.each<[string, Partial<ReleasedField>, Partial<ReleasedField>, string[]]>([
    ['becomes required', {}, { required: true }, []],
    ['gets a limit', {}, { maximum: 10 }, ['maximum']],
    ['gets a closer limit', { minimum: 0, maximumLength: 10 }, { minimum: 1, maximumLength: 9 }, ['minimum', 'maximumLength']],
    ['loses a code', { codes: ['01', '02'] }, { codes: ['01', '03'] }, ['code 02']],
    ['becomes wider', { required: true, maximum: 10, codes: ['01'] }, { maximum: 11, codes: ['01', '02'] }, []],
  ])('tells a field that %s', (_, then, now, faults) => {
    const base: ReleasedField = { key: 'a', type: 'integer' }
    expect(narrowed({ ...base, ...then }, { ...base, ...now })).toEqual(faults)
  })
})
