/** From records as they cross the contract to values as they go on paper. */
import { formatValue } from '../catalogue/derive/format.ts'
import { scaleOf } from '../catalogue/derive/check.ts'
import { codeLabel, labelOf, pickableItems } from '../catalogue/derive/codes.ts'
import { codeListOf } from '../catalogue/index.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { formDecimal } from './exact.ts'
import type { ChoiceOption, FormChoice, FormRecord, FormValue } from './types.ts'

export interface PaperOptions {
  /** Year of the form: decides which items a code list offers and what they are called. */
  readonly year: number
  /** Hide most of what is sensitive; the default on paper. */
  readonly masked?: boolean
  /** Fields that stand in full all the same, as far as nothing hides them: what the paper is there to tell. */
  readonly tells?: (field: FieldDefinition) => boolean
  /** Fields that whoever prints may not see in full: they are masked, and choices stay open. */
  readonly hides?: (field: FieldDefinition) => boolean
  /** Text for references and divisions, which records hold as ids and codes; without it they stay empty. */
  readonly nameOf?: (field: FieldDefinition, value: string) => string
}

const YES_NO: readonly ChoiceOption[] = [
  { code: '1', label: '是' },
  { code: '0', label: '否' },
]

/** Fields of a register for paper; a missing record (`undefined`) gives the blank form of its fields. */
export function paperRecord(
  register: Pick<RegisterDefinition, 'fields'>,
  row: Readonly<Record<string, unknown>> | undefined,
  options: PaperOptions,
): FormRecord {
  return Object.fromEntries(register.fields.map((field) => [field.key, paperValue(field, heldBy(field, row), options)]))
}

/** What holds of a field: what it is read as, where the row tells that, else what was entered. */
function heldBy({ key, readAs }: FieldDefinition, row: Readonly<Record<string, unknown>> | undefined): FieldValue {
  return (readAs === undefined ? null : valueAt(row, readAs)) ?? valueAt(row, key)
}

function valueAt(row: Readonly<Record<string, unknown>> | undefined, key: string): FieldValue {
  const value = row?.[key]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** One value for paper: choices keep all there is to choose from, numbers come in the unit of their field. */
export function paperValue(field: FieldDefinition, entered: FieldValue, options: PaperOptions): FormValue {
  const hidden = field.sensitive !== undefined && options.hides?.(field) === true
  const value = hidden && isChosen(field) ? null : entered
  switch (field.type) {
    case 'boolean':
      return choice(value === null ? [] : [value === true || value === 1 ? '1' : '0'], YES_NO)
    case 'code':
    case 'codes': {
      const chosen =
        value === null
          ? []
          : String(value)
              .split(',')
              .filter((code) => code !== '')
      return choice(chosen, choicesOf(field, chosen, options.year))
    }
    case 'reference':
    case 'subject':
    case 'division':
      return value === null ? '' : (options.nameOf?.(field, String(value)) ?? '')
    case 'integer':
    case 'year':
    case 'money':
    case 'area':
    case 'decimal':
    case 'rate':
      return typeof value === 'number' ? numberOf(value, scaleOf(field) ?? 0) : null
    default:
      return formatValue(field, value, { year: options.year, masked: hidden || ((options.masked ?? true) && options.tells?.(field) !== true) })
  }
}

/** Whole numbers as they are, fractions exact: money never becomes a binary fraction. */
function numberOf(units: number, scale: number): FormValue {
  return scale === 0 ? units : formDecimal(units, scale)
}

/** What is not written but ticked or counted cannot be covered by asterisks. */
function isChosen({ type }: FieldDefinition): boolean {
  return type !== 'text' && type !== 'longText' && type !== 'idNumber' && type !== 'phone' && type !== 'bankAccount'
}

function choice(chosen: readonly string[], options: readonly ChoiceOption[]): FormChoice {
  const text = chosen.map((code) => options.find((option) => option.code === code)?.label ?? code).join('，')
  return { text, chosen, options }
}

/** Items that may be chosen in the year, and behind them those chosen although the year does not have them. */
function choicesOf(field: FieldDefinition, chosen: readonly string[], year: number): readonly ChoiceOption[] {
  const options = pickable(field.codeList ?? '', year)
  const others = chosen.filter((code) => !options.some((option) => option.code === code))
  if (others.length === 0) return options
  const list = codeListOf(field.codeList ?? '')
  return [...options, ...others.map((code) => ({ code, label: codeLabel(list, code, year) }))]
}

const pickableByList = new Map<string, readonly ChoiceOption[]>()

function pickable(codeList: string, year: number): readonly ChoiceOption[] {
  const key = `${codeList} ${year}`
  const known = pickableByList.get(key)
  if (known !== undefined) return known
  const options = pickableItems(codeListOf(codeList), year).map((item) => ({ code: item.code, label: labelOf(item, year) }))
  pickableByList.set(key, options)
  return options
}
