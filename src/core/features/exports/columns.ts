/** Columns of an export: heading, kind of cell, and how a record gives the cell, worked out once a column. */
import { codeLabel } from '../../catalogue/derive/codes.ts'
import { scaleOf } from '../../catalogue/derive/check.ts'
import { showsPresence } from '../../access/asker.ts'
import { formatValue, maskValue } from '../../catalogue/derive/format.ts'
import { referredBy } from '../../catalogue/derive/subject.ts'
import { codeListOf, registerOf } from '../../catalogue/index.ts'
import { LOWEST_LEVEL, type DivisionLevel } from '../../rules/levels.ts'
import type { FieldDefinition, RegisterDefinition } from '../../catalogue/types.ts'
import type { CellValue, SheetColumn } from '../../excel/writeSheet.ts'
import type { OfficeDivisions } from '../divisions/index.ts'
import type { SqlValue } from '../../store/index.ts'
import type { Line } from './lines.ts'

export interface ExportColumn extends SheetColumn {
  /** Column the cell comes from, as `alias.column`. */
  readonly need: string
  readonly cell: (line: Line) => CellValue
}

/** What columns depend on beside the catalogue. */
export interface ColumnOptions {
  readonly divisions: OfficeDivisions
  /** Whether a field of a register is hidden from whoever exports, or by their wish. */
  hides(register: RegisterDefinition, field: FieldDefinition): boolean
}

type Format = (value: string | number) => CellValue

/** The column of one field of the records of an alias. */
export function fieldColumn(
  alias: string,
  register: RegisterDefinition,
  field: FieldDefinition,
  options: ColumnOptions,
  heading: string = field.label,
): ExportColumn {
  const format = formatOf(register, field, options)
  const { key } = field
  return {
    ...sheetColumnOf(field, heading),
    need: `${alias}.${key}`,
    cell: (line) => read(line[alias]?.[key], format),
  }
}

/** Of which register a subject is; what this version does not know stands as it is. */
export function subjectColumn(field: FieldDefinition): ExportColumn {
  return {
    heading: `${field.label}类别`,
    kind: 'text',
    width: 14,
    need: `main.${field.key}`,
    cell: ({ main }) => {
      const referred = referredBy(field, main?.[field.key])
      const held = main?.[field.key]
      return referred === undefined ? (typeof held === 'string' ? held : null) : registerOf(referred.register).label
    },
  }
}

/** Township and village of a division field of village level: two villages of one name are told apart by the township. */
export function placeColumns(alias: string, key: string, options: ColumnOptions, headings: { township: string; place: string }): ExportColumn[] {
  return [levelColumn(alias, key, options, 'township', headings.township), levelColumn(alias, key, options, LOWEST_LEVEL, headings.place)]
}

/** The name of the division of a level that the code lies in; for the lowest the division itself, whatever its level. */
export function levelColumn(alias: string, key: string, { divisions }: ColumnOptions, level: DivisionLevel, heading: string): ExportColumn {
  const names = new Map<string, string>()
  return {
    heading,
    kind: 'text',
    width: 14,
    need: `${alias}.${key}`,
    cell: (line) =>
      read(line[alias]?.[key], (code) => {
        const text = String(code)
        let name = names.get(text)
        if (name === undefined) {
          name = level === LOWEST_LEVEL ? divisions.nameOf(text) : (divisions.pathOf(text).find((division) => division.level === level)?.name ?? '')
          names.set(text, name)
        }
        return name
      }),
  }
}

function read(value: SqlValue | undefined, format: Format): CellValue {
  return typeof value === 'string' || typeof value === 'number' ? format(value) : null
}

const WIDTHS: Partial<Record<FieldDefinition['type'], number>> = { idNumber: 21, phone: 14, bankAccount: 24, longText: 30, text: 14, codes: 20 }

/** Texts that may be longer than this are given the room of long ones. */
const SHORT_TEXT = 60
const MOST_FOR_CODES = 20

/** Room for what a field holds, in characters; null where that is no more than its heading. */
function widthOf(field: FieldDefinition): number | null {
  if (field.type === 'text' && (field.maximumLength ?? 0) > SHORT_TEXT) return WIDTHS.longText ?? null
  if (field.type !== 'code') return WIDTHS[field.type] ?? null
  const longest = Math.max(...codeListOf(field.codeList ?? '').items.map(({ label }) => label.length))
  return Math.min(MOST_FOR_CODES, longest * 2 + 1)
}

function sheetColumnOf(field: FieldDefinition, heading: string): SheetColumn {
  const width = widthOf(field)
  const common = { heading, ...(width === null ? {} : { width: Math.max(width, heading.length + 3) }) }
  switch (field.type) {
    case 'date':
    case 'partialDate':
      // What is no whole date is written as text and reads back as it is.
      return { ...common, kind: 'date' }
    case 'year':
    case 'integer':
      return { ...common, kind: 'number' }
    case 'money':
    case 'area':
    case 'decimal':
    case 'rate':
      return { ...common, kind: 'number', scale: scaleOf(field) ?? 0 }
    case 'idNumber':
    case 'phone':
    case 'bankAccount':
      return { ...common, kind: 'text' }
    default:
      // On paper nothing is cut off at the next column.
      return { ...common, kind: 'text', wrap: true }
  }
}

function formatOf(register: RegisterDefinition, field: FieldDefinition, options: ColumnOptions): Format {
  const { sensitive } = field
  if (sensitive !== undefined && options.hides(register, field)) return showsPresence(field) ? (value) => maskValue(sensitive, String(value)) : () => null
  switch (field.type) {
    case 'boolean':
      return (value) => (value === 1 ? '是' : '否')
    case 'code': {
      const list = codeListOf(field.codeList ?? '')
      return remembered((code) => codeLabel(list, code))
    }
    case 'codes':
    case 'period':
      return remembered((codes) => formatValue(field, codes))
    default:
      return (value) => value
  }
}

/** Codes recur: what each means is worked out once. */
function remembered(label: (text: string) => string): Format {
  const known = new Map<string | number, string>()
  return (value) => {
    let text = known.get(value)
    if (text === undefined) {
      text = label(String(value))
      known.set(value, text)
    }
    return text
  }
}
