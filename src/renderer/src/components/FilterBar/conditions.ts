/** Conditions as a user puts them together, and the `Where` of the contract they stand for. */
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { Comparison, Where } from '#core/shapes.ts'
import { displayValue } from '../../fields/display.ts'

export type Operator = 'contains' | 'startsWith' | 'eq' | 'gte' | 'lte' | 'in' | 'notIn' | 'has' | 'within' | 'lineage' | 'empty' | 'filled'

export interface FilterCondition {
  readonly field: string
  readonly operator: Operator
  /** For `in` and `notIn` codes joined by commas; null for `empty` and `filled`. */
  readonly value: FieldValue
  /** Name behind a division or reference. */
  readonly title?: string
}

export const operatorLabels: Readonly<Record<Operator, string>> = {
  contains: '含有',
  startsWith: '开头是',
  eq: '是',
  gte: '不小于',
  lte: '不大于',
  in: '是',
  notIn: '不是',
  has: '含有',
  within: '在',
  lineage: '是（连同并入的村）',
  empty: '没有填写',
  filled: '已填写',
}

const dateLabels: Readonly<Partial<Record<Operator, string>>> = { gte: '不早于', lte: '不晚于', startsWith: '在' }
const TIMES: ReadonlySet<FieldDefinition['type']> = new Set(['date', 'month', 'partialDate', 'period', 'year'])

/** How an operator is called for a field. */
export function operatorLabel(field: FieldDefinition, operator: Operator): string {
  const isTime = TIMES.has(field.type)
  return (isTime ? dateLabels[operator] : undefined) ?? operatorLabels[operator]
}

/** The operators that make sense for a field; the first is the usual one. */
export function operatorsOf(field: FieldDefinition): readonly Operator[] {
  switch (field.type) {
    case 'code':
      return ['in', 'notIn', 'empty', 'filled']
    case 'codes':
      return ['has', 'empty', 'filled']
    case 'boolean':
      return ['eq', 'empty']
    case 'division':
      return ['within', 'lineage', 'empty']
    case 'reference':
    case 'subject':
      return ['eq', 'empty', 'filled']
    case 'partialDate':
      return ['startsWith', 'gte', 'lte', 'empty', 'filled']
    case 'text':
    case 'longText':
    case 'idNumber':
    case 'phone':
    case 'bankAccount':
      return ['contains', 'eq', 'startsWith', 'empty', 'filled']
    default:
      return ['eq', 'gte', 'lte', 'empty', 'filled']
  }
}

/** Whether the operator needs a value beside it. */
export function needsValue(operator: Operator): boolean {
  return operator !== 'empty' && operator !== 'filled'
}

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

function clauseOf(condition: FilterCondition): Where {
  const clause: Where = { [condition.field]: comparisonOf(condition) }
  return condition.operator === 'notIn' ? { not: clause } : clause
}

/** The filter of the contract; undefined when there is no condition. All conditions must hold. */
export function whereOf(conditions: readonly FilterCondition[]): Where | undefined {
  if (conditions.length === 0) return undefined
  return { and: conditions.map(clauseOf) }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isValue(value: unknown): value is FieldValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function conditionOf(clause: unknown): FilterCondition | null {
  if (!isObject(clause)) return null
  const entries = Object.entries(clause)
  const [entry] = entries
  if (entry === undefined || entries.length !== 1) return null
  const [field, comparison] = entry
  if (field === 'not') {
    const inner = conditionOf(comparison)
    return inner?.operator === 'in' ? { ...inner, operator: 'notIn' } : null
  }
  if (isValue(comparison)) return { field, operator: 'eq', value: comparison }
  return isObject(comparison) ? comparedOf(field, comparison) : null
}

function comparedOf(field: string, comparison: Readonly<Record<string, unknown>>): FilterCondition | null {
  const entries = Object.entries(comparison)
  const [entry] = entries
  if (entry === undefined || entries.length !== 1) return null
  const [name, value] = entry
  if (name === 'empty') return { field, operator: value === true ? 'empty' : 'filled', value: null }
  if (name === 'in') return Array.isArray(value) ? { field, operator: 'in', value: value.map(String).join(',') } : null
  if (!Object.hasOwn(operatorLabels, name) || !isValue(value)) return null
  return { field, operator: name as Operator, value }
}

/** The conditions a stored filter stands for; null when it says more than conditions can show. */
export function conditionsOf(where: Where | null | undefined): readonly FilterCondition[] | null {
  if (where === null || where === undefined) return []
  const clauses: readonly unknown[] =
    Array.isArray(where['and']) && Object.keys(where).length === 1 ? where['and'] : Object.entries(where).map(([key, value]) => ({ [key]: value }))
  const conditions = clauses.map(conditionOf)
  return conditions.every((condition) => condition !== null) ? conditions : null
}

/** A condition as a short sentence: 脱贫标志 是 未脱贫、返贫. */
export function describeCondition(field: FieldDefinition, condition: FilterCondition, divisionName: (code: string) => string): string {
  const label = operatorLabel(field, condition.operator)
  if (!needsValue(condition.operator)) return `${field.label} ${label}`
  const unit = field.unit ?? ''
  const value =
    field.type === 'division'
      ? `${condition.title ?? divisionName(String(condition.value))}${condition.operator === 'lineage' ? '' : ' 之内'}`
      : field.type === 'reference' || field.type === 'subject'
        ? (condition.title ?? String(condition.value))
        : field.type === 'code'
          ? displayValue({ ...field, type: 'codes' }, condition.value).replaceAll('，', '、')
          : displayValue(field, condition.value)
  return `${field.label} ${label} ${value}${value === '' ? '' : unit}`
}
