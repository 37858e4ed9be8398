/** What a record is known by where it is only referred to: to whom it does not belong it hands over no more than this. */
import type { FieldDefinition, RegisterDefinition } from '../types.ts'
import { targetsOf } from './subject.ts'

/**
 * Its place, what it is called, and the first thing that tells it from others. Nothing sensitive, and no reference, which would lead on to
 * further records.
 */
export function fieldsKnownBy({ fields, owner, title, tellBy = [] }: RegisterDefinition): readonly FieldDefinition[] {
  const keys = new Set([owner, title, ...(tellBy[0]?.fields ?? [])])
  return fields.filter((field) => keys.has(field.key) && field.sensitive === undefined && targetsOf(field).length === 0)
}
