/** Table columns of a register, straight from the catalogue. */
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'
import { displayField, isNumeric } from '../../fields/display.ts'
import { inMoneyUnit } from '../../fields/moneyUnit.tsx'
import type { MoneyUnit } from '../../fields/moneyUnit.tsx'
import type { DataColumn } from './types.ts'

const WIDTHS: Readonly<Record<FieldDefinition['type'], number>> = {
  text: 140,
  longText: 220,
  idNumber: 180,
  phone: 112,
  bankAccount: 172,
  date: 100,
  month: 84,
  partialDate: 110,
  period: 124,
  numbered: 212,
  year: 76,
  integer: 92,
  money: 116,
  area: 92,
  decimal: 92,
  rate: 84,
  boolean: 76,
  code: 124,
  codes: 180,
  division: 130,
  reference: 132,
  subject: 180,
}

/** How wide names are, by how long they may be: those of people are short, those of tasks longer, those of organisations and projects the longest. */
const NAME_WIDTHS = [
  { upTo: 40, width: 92 },
  { upTo: 60, width: 168 },
  { upTo: Infinity, width: 220 },
] as const

function nameWidth({ maximumLength = 0 }: FieldDefinition): number {
  return NAME_WIDTHS.find(({ upTo }) => maximumLength <= upTo)?.width ?? WIDTHS.text
}

/** Whether it names records that are called by their number. */
function namesNumber({ type, register }: FieldDefinition): boolean {
  if (type !== 'reference' || register === undefined) return false
  const { fields, title } = registerOf(register)
  return fields.find(({ key }) => key === title)?.type === 'numbered'
}

/** Wide enough for the heading as well (14 px a character, and room for the sort arrow). */
function widthOf(field: FieldDefinition): number {
  const own = field.search === 'name' ? nameWidth(field) : WIDTHS[namesNumber(field) ? 'numbered' : field.type]
  const heading = ([...field.label].length + (field.unit === undefined ? 0 : [...field.unit].length)) * 13.5 + 46
  return Math.round(Math.max(own, Math.min(heading, 200)))
}

export interface RegisterColumnsOptions {
  /** These first, in this order; the rest as in the catalogue. */
  readonly first?: readonly string[]
  readonly without?: readonly string[]
  /** Richer display of a field, e.g. a status badge. */
  readonly render?: Readonly<Record<string, NonNullable<DataColumn['render']>>>
  /** Shown by default instead of the catalogue's choice. */
  readonly listed?: readonly string[]
  /** Fields by which the user may not sort, since they see them masked. */
  readonly hidden?: (field: FieldDefinition) => boolean
  /** Year for labels of codes. */
  readonly year?: number
  /** What money is shown in; 元 without. */
  readonly moneyUnit?: MoneyUnit
}

/** Columns for `DataTable`; build them once (module level or `useMemo`). */
export function registerColumns(register: RegisterDefinition, options: RegisterColumnsOptions = {}): readonly DataColumn[] {
  const sections = new Map(register.sections.map((section) => [section.key, section.label]))
  const fields = register.fields.filter((field) => options.without?.includes(field.key) !== true)
  const first = (options.first ?? []).flatMap((key) => fields.find((field) => field.key === key) ?? [])
  return [...first, ...fields.filter((field) => !first.includes(field))].map((field) => columnOf(field, sections, options))
}

/** The column of one field of whatever register. */
export function fieldColumn(field: FieldDefinition, options: Pick<RegisterColumnsOptions, 'year' | 'moneyUnit' | 'render'>): DataColumn {
  return columnOf(field, new Map(), options)
}

function columnOf(kept: FieldDefinition, sections: ReadonlyMap<string, string>, options: RegisterColumnsOptions): DataColumn {
  const field = inMoneyUnit(kept, options.moneyUnit ?? '元')
  const section = sections.get(field.section ?? '')
  const render = options.render?.[field.key]
  return {
    key: field.key,
    label: field.label,
    width: widthOf(field),
    sortable: field.type !== 'longText' && field.type !== 'codes' && options.hidden?.(field) !== true,
    listed: options.listed === undefined ? field.listed === true : options.listed.includes(field.key),
    align: isNumeric(field) && field.type !== 'year' ? 'right' : 'left',
    text: (row) => displayField(field, row, options.year),
    ...(field.unit === undefined ? {} : { unit: field.unit }),
    ...(section === undefined ? {} : { section }),
    ...(render === undefined ? {} : { render }),
  }
}
