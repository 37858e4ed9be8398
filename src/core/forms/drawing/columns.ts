/** How a field is set as a column of a table: heading with its unit, width by what it holds. */
import type { FieldDefinition } from '../../catalogue/types.ts'
import type { Look } from './sheetBuilder.ts'

export interface TableColumn {
  readonly heading: string
  /** What stands in the cell: text with placeholders. */
  readonly text: string
  /** Points at the size of the table's type; columns are stretched or pressed together to the paper. */
  readonly width: number
  readonly look?: Look
}

const WIDTHS: Readonly<Partial<Record<FieldDefinition['type'], number>>> = {
  idNumber: 82,
  bankAccount: 86,
  phone: 52,
  numbered: 80,
  date: 48,
  partialDate: 48,
  month: 36,
  year: 26,
  integer: 28,
  money: 46,
  area: 34,
  decimal: 34,
  rate: 34,
  boolean: 24,
  code: 40,
  codes: 60,
  division: 68,
  reference: 56,
  subject: 70,
  longText: 90,
  text: 54,
}
const ONE_LINE: readonly FieldDefinition['type'][] = [
  'idNumber',
  'bankAccount',
  'phone',
  'numbered',
  'date',
  'partialDate',
  'month',
  'year',
  'integer',
  'money',
  'area',
]
const MONEY_FORMAT = '0.00'

/** A field as a column; `path` is its placeholder's. */
export function fieldColumn(field: FieldDefinition, path: string): TableColumn {
  return { heading: headingOf(field), text: `{{${path}}}`, width: WIDTHS[field.type] ?? 54, look: lookOf(field) }
}

/** The label, with the unit where a number would not say it. */
export function headingOf({ label, unit }: Pick<FieldDefinition, 'label' | 'unit'>): string {
  return unit === undefined || unit === '人' || unit === '户' ? label : `${label}（${unit}）`
}

/** How the value of a field is set. */
export function lookOf({ type, search }: Pick<FieldDefinition, 'type' | 'search'>): Look {
  return {
    ...(ONE_LINE.includes(type) || search === 'number' ? { shrink: true } : {}),
    ...(type === 'money' ? { format: MONEY_FORMAT } : {}),
    ...(type === 'longText' ? { align: 'left' } : {}),
  }
}
