/** Fields that somebody else keeps than who keeps their record. */
import { levelNames, type OfficeLevel } from '#core/rules/levels.ts'
import type { FieldDefinition, RegisterDefinition } from '../types.ts'
import { isKeptAt, keptFromLevel } from './locks.ts'

const known = new Map<string, readonly FieldDefinition[]>()

/** Those of a register; most have none. */
export function fieldsKeptApart(register: RegisterDefinition): readonly FieldDefinition[] {
  let fields = known.get(register.name)
  if (fields === undefined) known.set(register.name, (fields = register.fields.filter(({ keptBy }) => keptBy !== undefined)))
  return fields
}

/**
 * Why offices of a level do not keep a field, as a sentence; null where they may, in their own places. `values` are those of the record,
 * where the level stands in one of them.
 */
export function keptElsewhere(field: FieldDefinition, values: Readonly<Record<string, unknown>>, level: OfficeLevel): string | null {
  const { keptBy } = field
  if (typeof keptBy !== 'object' || isKeptAt(keptBy, values, level)) return null
  const from = keptFromLevel(keptBy, values)
  return `“${field.label}”由${from === null ? '上级' : `${levelNames[from]}级`}填写。`
}
