/** How a field is set as a column of a table: heading with its unit, width by what it holds. */
import { findField, isRegisterName, registerOf } from '../../catalogue/index.ts'
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

/** Room in which a remark of 200 characters leaves room for other rows on its page. */
const ROOM_FOR_REMARKS = 140
const REMARK_SIZE = 7.5
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
  longText: ROOM_FOR_REMARKS,
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
/** Figures stand under each other, ones under ones. */
const FIGURES: readonly FieldDefinition['type'][] = ['integer', 'money', 'area', 'decimal', 'rate']
const MONEY_FORMAT = '0.00'
const RATE_FORMAT = '0.00'
const ONLY = /^\{\{([a-z_]+)\.([a-z_]+)(?:\|format:[^}]*)?\}\}$/u

/** A field as a column; `path` is its placeholder's. */
export function fieldColumn(field: FieldDefinition, path: string): TableColumn {
  return { heading: headingOf(field), text: `{{${path}}}`, width: WIDTHS[field.type] ?? 54, look: lookOf(field) }
}

/** The label, with the unit where a number would not say it. */
export function headingOf({ label, unit }: Pick<FieldDefinition, 'label' | 'unit'>): string {
  return unit === undefined || unit === '人' || unit === '户' ? label : `${label}（${unit}）`
}

/** A column with the look of the field that it shows, beside what it says itself: figures at the right, so are all that a format is told for; room for what is long. `size` is that of the table's type. */
export function looked(column: TableColumn, size: number): TableColumn {
  const [, register = '', key = ''] = ONLY.exec(column.text) ?? []
  const field = isRegisterName(register) ? findField(registerOf(register), key) : undefined
  const figures = column.look?.format !== undefined || (field !== undefined && FIGURES.includes(field.type))
  if (figures) return { ...column, look: { align: 'right', ...column.look } }
  if (field?.type !== 'longText') return column
  return { ...column, width: Math.max(column.width, ROOM_FOR_REMARKS), look: { align: 'left', size: Math.min(size, REMARK_SIZE), ...column.look } }
}

/** A figure of a statistic as a column: at the right; a rate, a score and an average with two digits. */
export function countedColumn(column: TableColumn): TableColumn {
  const format = column.look?.format ?? (/率|%|得分|平均/u.test(column.heading) ? RATE_FORMAT : undefined)
  return { ...column, look: { align: 'right', shrink: true, ...column.look, ...(format === undefined ? {} : { format }) } }
}

/** How the value of a field is set. */
export function lookOf({ type, search }: Pick<FieldDefinition, 'type' | 'search'>): Look {
  return {
    ...(FIGURES.includes(type) ? { align: 'right' } : {}),
    ...(ONE_LINE.includes(type) || search === 'number' ? { shrink: true } : {}),
    ...(type === 'money' ? { format: MONEY_FORMAT } : {}),
    ...(type === 'longText' ? { align: 'left' } : {}),
  }
}
