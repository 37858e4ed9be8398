/** A filter in words, for the title rows of an export: who reads the sheet later must know what is in it and what is not. */
import { formatValue } from '../../catalogue/derive/format.ts'
import { reckonedOf, yearlyOf } from '../../catalogue/derive/listing.ts'
import { findField, registerOf } from '../../catalogue/index.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../../catalogue/types.ts'
import type { Comparison, Where } from '../../shapes.ts'
import type { OfficeDivisions } from '../divisions/index.ts'

const MOST_VALUES = 6

/** `行政村：武阳镇；脱贫标志：未脱贫或返贫`; '' for no filter. */
export function describeWhere(register: RegisterDefinition, where: Where | undefined, divisions: OfficeDivisions): string {
  return Object.entries(where ?? {})
    .map(([key, value]) => entryText(register, key, value, divisions))
    .filter((text) => text !== '')
    .join('；')
}

function entryText(register: RegisterDefinition, key: string, value: Where[string], divisions: OfficeDivisions): string {
  if (key === 'and' || key === 'or') {
    const parts = (Array.isArray(value) ? value : [value as Where]).map((part) => describeWhere(register, part, divisions)).filter((text) => text !== '')
    return parts.length > 1 ? `（${parts.join(key === 'or' ? '，或 ' : '，且 ')}）` : parts.join('')
  }
  if (key === 'not') {
    const inner = describeWhere(register, value as Where, divisions)
    return inner === '' ? '' : `不是（${inner}）`
  }
  if (key === 'id') return '选定的记录'
  if (key === 'doubted') return value === true ? '有疑点' : '没有疑点'
  if (key === 'yearly') return yearText(register, value as Where, divisions)
  if (key === 'exists' || key === 'none') return referringText(key, value as Where, divisions)
  if (key === 'reckoned')
    return Object.entries(value as Where)
      .map(([column, asked]) =>
        fieldText(
          reckonedOf(register.name).find((one) => one.key === column),
          asked,
          divisions,
        ),
      )
      .join('；')
  return fieldText(findField(register, key), value, divisions)
}

function fieldText(field: FieldDefinition | undefined, value: Where[string] | undefined, divisions: OfficeDivisions): string {
  if (field === undefined || value === undefined) return ''
  if (value === null || typeof value !== 'object') return `${field.label}：${valueText(field, value, divisions)}`
  return Object.entries(value as Comparison)
    .map(([operator, operand]) =>
      operator === 'is'
        ? `${field.label}（${describedReferred(field, operand as unknown as Where, divisions)}）`
        : comparisonText(field, operator, operand as Comparison[keyof Comparison], divisions),
    )
    .join('，')
}

/** The filter of what a field refers to; of a subject it says of which register. */
function describedReferred(field: FieldDefinition, where: Where, divisions: OfficeDivisions): string {
  if (field.type !== 'subject') return describeWhere(registerOf(field.register ?? ''), where, divisions)
  const register = registerOf(String(where['register']))
  const inner = describeWhere(register, where['where'] as Where | undefined, divisions)
  return inner === '' ? register.label : `${register.label}：${inner}`
}

/** `2015 年（年人均纯收入小于2800元）`. */
function yearText(register: RegisterDefinition, value: Where, divisions: OfficeDivisions): string {
  const yearly = yearlyOf(register.name)
  return yearly === null ? '' : `${String(value['year'])} 年（${describeWhere(yearly, value['where'] as Where | undefined, divisions)}）`
}

/** `有结对帮扶（帮扶结束时间未填）`, `没有结对帮扶`. */
function referringText(key: 'exists' | 'none', value: Where, divisions: OfficeDivisions): string {
  const register = registerOf(String(value['register']))
  const inner = describeWhere(register, value['where'] as Where | undefined, divisions)
  return `${key === 'exists' ? '有' : '没有'}${register.label}${inner === '' ? '' : `（${inner}）`}`
}

function comparisonText(field: FieldDefinition, operator: string, operand: Comparison[keyof Comparison], divisions: OfficeDivisions): string {
  if (operator === 'empty') return `${field.label}${operand === true ? '未填' : '已填'}`
  const values = Array.isArray(operand) ? operand : [operand ?? null]
  const texts = values.slice(0, MOST_VALUES).map((value) => valueText(field, value, divisions))
  const text = `${texts.join('或')}${values.length > MOST_VALUES ? `等 ${values.length} 项` : ''}`
  switch (operator) {
    case 'ne':
      return `${field.label}不是${text}`
    case 'lt':
      return `${field.label}小于${text}`
    case 'lte':
      return `${field.label}不大于${text}`
    case 'gt':
      return `${field.label}大于${text}`
    case 'gte':
      return `${field.label}不小于${text}`
    case 'contains':
    case 'has':
      return `${field.label}含${text}`
    case 'startsWith':
      return field.type === 'partialDate' ? `${field.label}在${text}` : `${field.label}以${text}开头`
    default:
      return `${field.label}：${text}`
  }
}

function valueText(field: FieldDefinition, value: FieldValue, divisions: OfficeDivisions): string {
  if (value === null) return '未填'
  if (field.type === 'division') return divisions.fullName(String(value))
  if (field.type === 'reference' || field.type === 'subject') return '选定的记录'
  return `${formatValue(field, value, { masked: true })}${field.unit ?? ''}`
}
