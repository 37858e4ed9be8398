/** Birth dates of which a sheet gives only month or year (出生年月): the document number of the same row tells the day. */
import type { RawCell } from '#core/catalogue/derive/cell.ts'
import { parseCell } from '#core/catalogue/derive/parse.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { readIdentity } from '#core/rules/identity.ts'

/**
 * Whether a cell that is no full date says the month or the year in which the person of this number was born. Then it adds nothing
 * and contradicts nothing, and the date may be taken from the number.
 */
export function agreesWithIdentity(field: FieldDefinition, cell: RawCell, idNumber: unknown): boolean {
  if (typeof idNumber !== 'string') return false
  const identity = readIdentity(idNumber)
  if (identity.birthDate === null || identity.problems.length > 0) return false
  const month = parseCell({ key: field.key, label: field.label, type: 'month' }, cell)
  if (month.ok && month.value !== null) return month.value === identity.birthDate.slice(0, 7)
  const year = parseCell({ key: field.key, label: field.label, type: 'year' }, cell)
  return year.ok && year.value === Number(identity.birthDate.slice(0, 4))
}
