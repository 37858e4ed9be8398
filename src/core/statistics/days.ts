/** Whether a table can be counted as of a day: every field that it asks about must know days. */
import { findField, isRegisterName, registerOf } from '../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Where } from '../shapes.ts'
import { amountAsOf } from './asOf.ts'
import { populationOf, type ShownColumn } from './columns.ts'
import type { StatisticDefinition } from './types.ts'

/** A field that a filter asks about, with its register. */
export interface UsedField {
  readonly register: RegisterDefinition
  readonly field: FieldDefinition
}

/** Whether a table can be counted as of any day. */
export function knowsDays(definition: StatisticDefinition, columns: readonly ShownColumn[]): boolean {
  return Object.values(definition.populations).every(({ time }) => time === 'day') && usedFields(definition, columns).every((used) => isDated(definition, used))
}

/** Throws VALIDATION naming the fields that hold no days. */
export function requireDays(definition: StatisticDefinition, columns: readonly ShownColumn[]): void {
  const without = new Map<string, string>()
  for (const used of usedFields(definition, columns)) {
    if (!isDated(definition, used)) without.set(used.field.key, `“${used.field.label}”（${used.register.label}）`)
  }
  const timeless = Object.values(definition.populations).filter(({ time }) => time !== 'day')
  for (const { register } of timeless) if (without.size === 0) without.set(register, `“${registerOf(register).label}”`)
  if (without.size === 0) return
  const names = [...without.values()]
  const more = names.length > 4 ? ` 等 ${names.length} 项` : ''
  throw new AppError(
    'VALIDATION',
    `“${definition.title}”不能按某一天统计：${names.slice(0, 4).join('、')}${more}没有日期。`,
    timeless.some(({ time }) => time === 'year') ? '请改为按年度统计（--year）。' : '请去掉日期，按现在的情况统计。',
  )
}

/** A field of a relation that has days itself, one that never changes, or the reference and days by which relations are told. */
function isDated(definition: StatisticDefinition, { register, field }: UsedField): boolean {
  if (
    field.lasting === true ||
    field.type === 'date' ||
    field.type === 'partialDate' ||
    field.type === 'reference' ||
    field.type === 'subject' ||
    field.type === 'division'
  )
    return true
  if (isAccounted(register, field)) return amountAsOf(register, field.key, 't', '') !== null
  return Object.values(definition.populations).some((population) => population.register === register.name && population.time === 'day')
}

/** Worked out of an account, which says another thing on another day: all that is derived of one, but for its state, which follows from steps. */
function isAccounted({ money, procedure }: RegisterDefinition, { key, derived }: FieldDefinition): boolean {
  return money !== undefined && derived !== undefined && key !== procedure?.state
}

/** All fields that a definition asks about. */
export function usedFields(definition: StatisticDefinition, columns: readonly ShownColumn[]): UsedField[] {
  const used: UsedField[] = []
  const add = (register: RegisterDefinition, key: string): void => {
    const field = findField(register, key)
    if (field !== undefined) used.push({ register, field })
  }
  for (const { register, where } of Object.values(definition.populations)) {
    if (where !== undefined) walk(registerOf(register), where, add)
    if (definition.rows?.by === 'field') add(registerOf(register), definition.rows.field)
    if (definition.rows?.by === 'bands') for (const band of definition.rows.bands) walk(registerOf(register), band.where, add)
  }
  for (const { measure } of columns) {
    if (measure === null) continue
    const register = registerOf(populationOf(definition, measure.population).register)
    if (measure.where !== null) walk(register, measure.where, add)
    for (const field of [measure.field, measure.otherwise]) if (field !== null) add(register, field)
  }
  return used
}

/** Goes through a filter and the filters inside it. */
function walk(register: RegisterDefinition, where: Where, add: (register: RegisterDefinition, key: string) => void): void {
  for (const [key, value] of Object.entries(where)) {
    if (key === 'and' || key === 'or' || key === 'not') {
      for (const part of Array.isArray(value) ? value : [value as Where]) walk(register, part, add)
    } else if (key === 'exists' || key === 'none') {
      const inner = value as { register?: unknown; by?: unknown; where?: Where }
      if (typeof inner.register !== 'string' || !isRegisterName(inner.register)) continue
      const other = registerOf(inner.register)
      if (typeof inner.by === 'string') add(other, inner.by)
      if (inner.where !== undefined) walk(other, inner.where, add)
    } else {
      add(register, key)
      const inner = typeof value === 'object' && value !== null ? (value as { is?: Where }).is : undefined
      const target = findField(register, key)?.register
      if (inner !== undefined && target !== undefined) walk(registerOf(target), inner, add)
    }
  }
}
