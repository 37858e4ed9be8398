/** Conditions and the `Where` of the contract they stand for, in both directions. */
import { factOf, gatheredColumn, gatheredKey, gatheredOf, reckonedColumn, reckonedKey, reckonedOf, yearlyOf } from '#core/catalogue/derive/listing.ts'
import { findField, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { GatheredColumn } from '#core/catalogue/listing.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '#core/catalogue/types.ts'
import type { Comparison, Where } from '#core/shapes.ts'
import { relatedIn, relatedKey } from './askable.ts'
import { operatorLabels } from './conditions.ts'
import type { FilterCondition, Operator } from './conditions.ts'

/** Stands in a filter that is kept for the year of whoever looks through it. */
export const EVERY_YEAR = '@year'
type Year = number | typeof EVERY_YEAR

function comparisonOf(condition: FilterCondition): Comparison {
  const { operator, value } = condition
  switch (operator) {
    case 'empty':
      return { empty: true }
    case 'filled':
      return { empty: false }
    case 'in':
    case 'notIn':
      return { in: String(value ?? '').split(',') }
    case 'among':
      return { in: [...(condition.values ?? [])] }
    case 'contains':
    case 'startsWith':
    case 'has':
    case 'within':
    case 'lineage':
      return { [operator]: String(value ?? '') }
    default:
      return { [operator]: value }
  }
}

/** The comparison of one field, wherever it stands. */
function fieldClause(field: FieldDefinition, condition: FilterCondition): Where {
  if (condition.operator === 'among' && field.type === 'codes')
    return { or: (condition.values ?? []).map((value): Where => ({ [field.key]: value === null ? { empty: true } : { has: String(value) } })) }
  const clause: Where = { [field.key]: comparisonOf(condition) }
  return condition.operator === 'notIn' ? { not: clause } : clause
}

/** Asked of the column; the opposite of it is asked around it, as a column compares no lists of conditions. */
function reckonedClause(field: FieldDefinition, condition: FilterCondition): Where {
  const clause: Where = { reckoned: { [field.key]: comparisonOf(condition) } }
  return condition.operator === 'notIn' ? { not: clause } : clause
}

function gatheredClause({ register, by, shows, where }: GatheredColumn, condition: FilterCondition): Where {
  const asked = (more?: Where): Where => ({ register, by, ...(more === undefined && where === undefined ? {} : { where: joined(where, more) }) })
  if (condition.operator === 'empty') return { none: asked() }
  const values = condition.operator === 'among' ? (condition.values ?? []) : null
  if (values === null) return { exists: asked() }
  const named: Where = { exists: asked({ [shows]: { in: values.filter((value) => value !== null) } }) }
  const without: Where = { none: asked() }
  return values.includes(null) ? { or: [without, named] } : named
}

function joined(one: Where | undefined, other: Where | undefined): Where {
  return one === undefined ? (other ?? {}) : other === undefined ? one : { and: [one, other] }
}

function clauseOf(register: RegisterDefinition, condition: FilterCondition, year: Year): Where | null {
  const related = relatedIn(condition.field)
  if (related !== null) {
    const where = whereOf(registerOf(related.register), condition.inner ?? [], year)
    return { [condition.operator === 'none' ? 'none' : 'exists']: { ...related, ...(where === undefined ? {} : { where }) } }
  }
  const fact = factOf(register.name, condition.field)
  // The year of a kept filter is a word, which the core never sees.
  if (fact !== undefined) return { yearly: { year: year as number, where: fieldClause(fact.field, condition) } }
  const reckoned = reckonedColumn(register.name, condition.field)
  if (reckoned !== undefined) return reckonedClause(reckoned, condition)
  const gathered = gatheredColumn(register.name, condition.field)
  if (gathered !== undefined) return gatheredClause(gathered, condition)
  const field = findField(register, condition.field)
  if (field === undefined) return null
  if (condition.operator !== 'which') return fieldClause(field, condition)
  const where = whereOf(registerOf(field.register ?? ''), condition.inner ?? [], year) ?? {}
  return { [field.key]: { is: where } as Where }
}

/** The filter of the contract; undefined when there is no condition. All conditions must hold. Facts are those of the year. */
export function whereOf(register: RegisterDefinition, conditions: readonly FilterCondition[], year: Year): Where | undefined {
  const clauses = conditions.map((condition) => clauseOf(register, condition, year)).filter((clause) => clause !== null)
  return clauses.length === 0 ? undefined : { and: clauses }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isValue(value: unknown): value is FieldValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function conditionOf(register: RegisterDefinition, clause: unknown): FilterCondition | null {
  if (!isObject(clause)) return null
  const entries = Object.entries(clause)
  const [entry] = entries
  if (entry === undefined || entries.length !== 1) return null
  const [field, comparison] = entry
  if (field === 'not') {
    const inner = conditionOf(register, comparison)
    return inner?.operator === 'in' ? { ...inner, operator: 'notIn' } : null
  }
  if (field === 'exists' || field === 'none') return isObject(comparison) ? referringOf(register, field, comparison) : null
  if (field === 'reckoned') return isObject(comparison) ? reckonedCondition(register, comparison) : null
  if (field === 'yearly') return isObject(comparison) ? factCondition(register, comparison['where']) : null
  if (isValue(comparison)) return { field, operator: 'eq', value: comparison }
  return isObject(comparison) ? comparedOf(register, field, comparison) : null
}

function reckonedCondition(register: RegisterDefinition, asked: Readonly<Record<string, unknown>>): FilterCondition | null {
  const inner = conditionOf(register, asked)
  const field = reckonedOf(register.name).find(({ key }) => key === inner?.field)
  if (inner === null || field === undefined) return null
  const isCode = inner.operator === 'among' && field.type === 'code' && inner.values?.includes(null) === false
  return { ...inner, field: reckonedKey(field), ...(isCode ? { operator: 'in', value: inner.values?.map(String).join(',') ?? '' } : {}) }
}

function factCondition(register: RegisterDefinition, where: unknown): FilterCondition | null {
  const yearly = yearlyOf(register.name)
  const inner = yearly === null ? null : conditionOf(yearly, where)
  const key = `${yearly?.name ?? ''}.${inner?.field ?? ''}`
  return inner === null || factOf(register.name, key) === undefined ? null : { ...inner, field: key }
}

function referringOf(register: RegisterDefinition, key: 'exists' | 'none', asked: Readonly<Record<string, unknown>>): FilterCondition | null {
  const { register: name, by, where } = asked
  if (typeof name !== 'string' || typeof by !== 'string' || !isRegisterName(name)) return null
  const gathered = gatheredOf(register.name).find((one) => one.register === name && one.by === by && JSON.stringify(one.where) === JSON.stringify(where))
  if (gathered !== undefined) return { field: gatheredKey(gathered), operator: key === 'none' ? 'empty' : 'filled', value: null }
  const inner = conditionsOf(registerOf(name), isObject(where) ? (where as Where) : null)
  return inner === null ? null : { field: relatedKey({ register: name, by }), operator: key === 'none' ? 'none' : 'some', value: null, inner }
}

function comparedOf(register: RegisterDefinition, field: string, comparison: Readonly<Record<string, unknown>>): FilterCondition | null {
  const entries = Object.entries(comparison)
  const [entry] = entries
  if (entry === undefined || entries.length !== 1) return null
  const [name, value] = entry
  const known = findField(register, field)
  if (name === 'empty') return { field, operator: value === true ? 'empty' : 'filled', value: null }
  if (name === 'is') {
    const inner = known?.register === undefined ? null : conditionsOf(registerOf(known.register), isObject(value) ? (value as Where) : null)
    return inner === null ? null : { field, operator: 'which', value: null, inner }
  }
  if (name === 'in') {
    if (!Array.isArray(value) || !value.every(isValue)) return null
    const isCode = known?.type === 'code' && !value.includes(null)
    return isCode ? { field, operator: 'in', value: value.map(String).join(',') } : { field, operator: 'among', value: null, values: value }
  }
  if (!Object.hasOwn(operatorLabels, name) || !isValue(value)) return null
  return { field, operator: name as Operator, value }
}

/** The conditions a stored filter stands for; null when it says more than conditions can show. */
export function conditionsOf(register: RegisterDefinition, where: Where | null | undefined): readonly FilterCondition[] | null {
  if (where === null || where === undefined) return []
  const clauses: readonly unknown[] =
    Array.isArray(where['and']) && Object.keys(where).length === 1 ? where['and'] : Object.entries(where).map(([key, value]) => ({ [key]: value }))
  const conditions = clauses.map((clause) => conditionOf(register, clause))
  return conditions.every((condition) => condition !== null) ? conditions : null
}
