/** How a standard is compared with the yearly records: read from its fields, which the county may change, and checked against the catalogue. */
import { fieldOf, findField, isRegisterName, registerOf } from '../../catalogue/index.ts'
import type { FieldDefinition } from '../../catalogue/types.ts'
import type { SqlRow } from '../../store/index.ts'

const LEVELS = ['village', 'household', 'person'] as const
type Level = (typeof LEVELS)[number]

/** The yearly registers whose fields may tell of a level; people are counted for their household. */
const TOLD_BY: Readonly<Record<Level, readonly string[]>> = {
  village: ['village_year'],
  household: ['household_year', 'person_year'],
  person: ['person_year'],
}

export interface Measure {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly level: Level
  readonly category: string
  readonly unit: string
  /** Hundredths of the unit; null where it stands in a parameter or is all there are. */
  readonly required: number | null
  readonly requiredParameter: string | null
  readonly register: string
  readonly fields: readonly FieldDefinition[]
  /** The field holds what is lacking, not what there is. */
  readonly lacking: boolean
  readonly whole: FieldDefinition | null
  readonly counted: readonly string[]
  readonly ages: { readonly from: number | null; readonly last: number | null }
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** The measure of a standard on file; null where none of its fields tells (surveyed), a sentence where what it says cannot be. */
export function measureOf(row: SqlRow): Measure | string | null {
  const level = LEVELS.find((one) => one === row['level'])
  const named = text(row['source_fields'])
    .split(/[,，、\s]+/)
    .filter((one) => one !== '')
  if (level === undefined || named.length === 0) return null
  const registers = new Set(named.map((one) => one.split('.')[0] ?? ''))
  const [register = ''] = registers
  if (registers.size > 1) return '来源字段要在同一张年度表里。'
  if (!TOLD_BY[level].includes(register) || !isRegisterName(register)) return `来源字段要写成 ${TOLD_BY[level].map((one) => `${one}.英文名`).join(' 或 ')}。`
  const fields = named.map((one) => findField(registerOf(register), one.slice(register.length + 1)))
  const wrong = fields.findIndex((field) => field === undefined || !isMeasurable(field))
  if (wrong !== -1) return `来源字段“${named[wrong] ?? ''}”不存在、受保护或不能比对。`
  const known = fields.filter((field) => field !== undefined)
  const counted = text(row['counted_values'])
    .split(/[,，、\s]+/)
    .filter((one) => one !== '')
  if (known.some(isChosen) && counted.length === 0) return '来源字段是选项，请写“算数的选项”。'
  if (known.length > 1 && known.some((field) => !isYesNo(field))) return '几个来源字段只能都是“是或否”或选项。'
  const whole = wholeOf(register, text(row['whole_field']))
  if (whole === undefined) return `“应达到总数的字段”要写成 ${register}.英文名，并且是数。`
  return {
    id: String(row['id']),
    code: text(row['code']),
    name: text(row['name']),
    level,
    category: text(row['category']),
    unit: text(row['unit']),
    required: number(row['required']),
    requiredParameter: text(row['required_parameter']) || null,
    register,
    fields: known,
    lacking: row['holds'] === '2',
    whole,
    counted,
    ages: { from: number(row['age_from']), last: number(row['age_last']) },
  }
}

const NUMBERS: readonly string[] = ['integer', 'decimal', 'money', 'area']
const isChosen = ({ type }: FieldDefinition): boolean => type === 'code' || type === 'codes'
const isYesNo = (field: FieldDefinition): boolean => field.type === 'boolean' || isChosen(field)

/** What somebody may not read must not be told by what is lacking. */
const isMeasurable = (field: FieldDefinition): boolean => field.sensitive === undefined && (isYesNo(field) || NUMBERS.includes(field.type))

/** Null where none is named, undefined where it cannot be. */
function wholeOf(register: string, named: string): FieldDefinition | null | undefined {
  if (named === '') return null
  const key = named.startsWith(`${register}.`) ? named.slice(register.length + 1) : ''
  const field = findField(registerOf(register), key)
  return field !== undefined && NUMBERS.includes(field.type) ? fieldOf(register, key) : undefined
}

/** SQL of a number field in hundredths of its unit, rounded so that nothing is reached by rounding. */
export function hundredths(alias: string, { key, type, scale = type === 'integer' ? 0 : 2 }: FieldDefinition, up: boolean): string {
  const value = `${alias}.${key}`
  if (scale <= 2) return `(${value} * ${10 ** (2 - scale)})`
  const divisor = 10 ** (scale - 2)
  return up ? `((${value} + ${divisor - 1}) / ${divisor})` : `(${value} / ${divisor})`
}

/** SQL of whether any of the fields says yes: 1, 0, or NULL while none of them is filled in. */
export function saysYes(alias: string, { fields, counted }: Pick<Measure, 'fields' | 'counted'>): string {
  const list = counted.map((one) => `'${one.replaceAll("'", "''")}'`)
  const of = ({ key, type }: FieldDefinition): string => {
    const value = `${alias}.${key}`
    if (type === 'boolean') return `${value} = 1`
    if (type === 'code') return `${value} IN (${list.join(', ')})`
    return list.map((one) => `instr(',' || ${value} || ',', ',' || ${one} || ',') > 0`).join(' OR ')
  }
  const open = fields.map(({ key }) => `${alias}.${key} IS NULL`).join(' AND ')
  return `(CASE WHEN ${fields.map(of).join(' OR ')} THEN 1 WHEN ${open} THEN NULL ELSE 0 END)`
}

export const isCount = ({ fields }: Measure): boolean => fields.length === 1 && fields[0] !== undefined && !isYesNo(fields[0])
