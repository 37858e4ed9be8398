/** Values as people read them on screens: names behind references, 元 and 亩 with separators, labels of codes in their year. */
import { scaleOf } from '#core/catalogue/derive/check.ts'
import { formatValue } from '#core/catalogue/derive/format.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { plainText } from '#core/rules/money.ts'
import type { Row } from '#core/shapes.ts'

/** A value for reading, without its unit; '' when nothing was entered. */
export function displayValue(field: FieldDefinition, value: FieldValue | undefined, year?: number): string {
  return formatValue(field, value, { grouped: true, ...(year === undefined ? {} : { year }) })
}

/** A field of a row for reading; divisions and references are shown by the name the core sends beside them. */
export function displayField(field: FieldDefinition, row: Row, year?: number): string {
  const title = row[`${field.key}$title`]
  if ((field.type === 'division' || field.type === 'reference' || field.type === 'subject') && typeof title === 'string') return title
  return displayValue(field, row[field.key], year)
}

/** Whether the core sent the value with its middle hidden, because the role may not see it in full. */
export function isMasked(value: FieldValue | undefined): value is string {
  return typeof value === 'string' && /\*{3,}/.test(value)
}

/** A value as the text of its input: no separators, no idle zeros. */
export function editText(field: FieldDefinition, value: FieldValue | undefined): string {
  if (value === null || value === undefined) return ''
  const scale = scaleOf(field)
  if (scale !== null && typeof value === 'number') return plainText(value, scale)
  return field.type === 'period' ? formatValue(field, value) : String(value)
}

/** Whether a field holds a number, and is therefore set to the right in tables and inputs. */
export function isNumeric(field: FieldDefinition): boolean {
  return scaleOf(field) !== null
}
