/** Conditions as a user puts them together: what may be asked, and how it is said. */
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { displayValue } from '../../fields/display.ts'
import { innerRegister, ownAskable } from './askable.ts'
import type { Askable } from './askable.ts'

export type Operator =
  | 'contains'
  | 'startsWith'
  | 'eq'
  | 'gte'
  | 'lte'
  | 'lt'
  | 'gt'
  | 'in'
  | 'notIn'
  | 'has'
  | 'within'
  | 'lineage'
  | 'empty'
  | 'filled'
  | 'among'
  | 'some'
  | 'none'
  | 'which'

export interface FilterCondition {
  /** Key of what is asked about, see `askable.ts`. */
  readonly field: string
  readonly operator: Operator
  /** For `in` and `notIn` codes joined by commas; null where nothing stands beside the operator. */
  readonly value: FieldValue
  /** Name behind a division or reference. */
  readonly title?: string
  /** For `among`: the values chosen, null for nothing entered, and what they are called. */
  readonly values?: readonly FieldValue[]
  readonly titles?: readonly string[]
  /** For `some`, `none` and `which`: what the other records must meet. */
  readonly inner?: readonly FilterCondition[]
}

export const operatorLabels: Readonly<Record<Operator, string>> = {
  contains: '含有',
  startsWith: '开头是',
  eq: '是',
  gte: '不小于',
  lte: '不大于',
  lt: '小于',
  gt: '大于',
  in: '是',
  notIn: '不是',
  has: '含有',
  within: '在',
  lineage: '是（连同并入的村）',
  empty: '没有填写',
  filled: '已填写',
  among: '是',
  some: '有',
  none: '没有',
  which: '符合条件',
}

const dateLabels: Readonly<Partial<Record<Operator, string>>> = { gte: '不早于', lte: '不晚于', lt: '早于', gt: '晚于', startsWith: '在' }
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

/** The same for all that a list may be asked about. */
export function operatorsFor(askable: Askable): readonly Operator[] {
  if (askable.kind === 'related') return ['some', 'none']
  if (askable.kind === 'gathered') return ['filled', 'empty']
  const own = operatorsOf(askable.field)
  return askable.kind === 'own' && askable.field.type === 'reference' ? [...own, 'which'] : own
}

const ALONE: ReadonlySet<Operator> = new Set(['empty', 'filled', 'among', 'some', 'none', 'which'])

/** Whether the operator needs a value beside it. */
export function needsValue(operator: Operator): boolean {
  return !ALONE.has(operator)
}

/** Whether the operator asks of other records, which may have to meet conditions of their own. */
export function asksInner(operator: Operator): boolean {
  return operator === 'some' || operator === 'none' || operator === 'which'
}

const MOST_TOLD = 3

/** 是、否（空白）…: the values of `among`. */
function amongText(field: FieldDefinition, { values = [], titles = [] }: FilterCondition, divisionName: (code: string) => string): string {
  const texts = values.map((value, index) => {
    if (value === null) return '空白'
    const title = titles[index]
    if (title !== undefined && title !== '') return title
    return field.type === 'division' ? divisionName(String(value)) : displayValue(field, value)
  })
  return texts.length > MOST_TOLD ? `${texts.slice(0, MOST_TOLD).join('、')} 等 ${texts.length} 项` : texts.join('、')
}

/** A condition as a short sentence: 脱贫标志 是 未脱贫、返贫; 没有 结对帮扶（帮扶结束时间 没有填写）. */
export function describeAsked(askable: Askable, condition: FilterCondition, divisionName: (code: string) => string): string {
  const { operator } = condition
  if (operator === 'among') return `${askable.label} 是 ${amongText(askable.field, condition, divisionName)}`
  if (askable.kind === 'gathered') return `${operator === 'empty' ? '没有' : '有'} ${askable.label}`
  if (!asksInner(operator)) return describeCondition(askable.field, condition, divisionName)
  const target = innerRegister(askable)
  const inner = (condition.inner ?? []).flatMap((one) => {
    const known = target === null ? undefined : ownAskable(target).find(({ key }) => key === one.field)
    return known === undefined ? [] : [describeAsked(known, one, divisionName)]
  })
  const of = inner.length === 0 ? '' : `（${inner.join('，')}）`
  return operator === 'which' ? `${askable.label}${of}` : `${operatorLabels[operator]} ${askable.label}${of}`
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
