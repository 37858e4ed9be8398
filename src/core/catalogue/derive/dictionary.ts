/** The data dictionary: every field and every code as rows of text, for whoever writes them to a workbook. */
import { codeListOf, codeLists, fieldOf, registerNames, registerOf } from '../index.ts'
import type { CodeItem, CodeList, FieldDefinition, FieldType, RegisterDefinition } from '../types.ts'
import { plainNumber, scaleOf } from './check.ts'
import { targetsOf } from './subject.ts'

export interface DictionaryColumn<K extends string> {
  readonly key: K
  readonly label: string
}

/** Columns of the field sheet, in order. */
export const fieldColumns = [
  { key: 'register', label: '台账代号' },
  { key: 'registerLabel', label: '台账' },
  { key: 'section', label: '分组' },
  { key: 'key', label: '字段代号' },
  { key: 'label', label: '字段名称' },
  { key: 'type', label: '类型' },
  { key: 'unit', label: '单位' },
  { key: 'scale', label: '小数位' },
  { key: 'codeList', label: '码表' },
  { key: 'reference', label: '引用台账' },
  { key: 'required', label: '必填' },
  { key: 'unique', label: '唯一' },
  { key: 'range', label: '范围' },
  { key: 'derived', label: '计算方法' },
  { key: 'national', label: '全国系统字段码' },
  { key: 'years', label: '适用年度' },
  { key: 'headings', label: '表头的其他写法' },
  { key: 'sensitive', label: '敏感类别' },
  { key: 'merge', label: '合并办法' },
  { key: 'source', label: '来源' },
  { key: 'verified', label: '是否核实' },
  { key: 'hint', label: '填写说明' },
] as const satisfies readonly DictionaryColumn<string>[]

/** Columns of the code sheet, in order. */
export const codeColumns = [
  { key: 'codeList', label: '码表代号' },
  { key: 'codeListLabel', label: '码表' },
  { key: 'code', label: '代码' },
  { key: 'label', label: '名称' },
  { key: 'yearLabels', label: '其他年度的名称' },
  { key: 'aliases', label: '表中常见写法' },
  { key: 'years', label: '适用年度' },
  { key: 'national', label: '国家码' },
  { key: 'source', label: '来源' },
  { key: 'verified', label: '是否核实' },
  { key: 'note', label: '说明' },
] as const satisfies readonly DictionaryColumn<string>[]

export type FieldDictionaryRow = Readonly<Record<(typeof fieldColumns)[number]['key'], string>>
export type CodeDictionaryRow = Readonly<Record<(typeof codeColumns)[number]['key'], string>>

const TYPE_LABELS: Readonly<Record<FieldType, string>> = {
  text: '文字',
  longText: '长文字',
  idNumber: '证件号码',
  phone: '电话',
  bankAccount: '银行账号',
  date: '日期',
  month: '年月',
  partialDate: '日期（可只到年或月）',
  period: '期（旬、月、季、年）',
  year: '年份',
  integer: '整数',
  money: '金额',
  area: '面积',
  decimal: '小数',
  rate: '比率',
  numbered: '编号（程序给出）',
  boolean: '是否',
  code: '单选',
  codes: '多选',
  division: '区划',
  reference: '引用',
  subject: '引用（几种台账之一）',
}
const MERGE_LABELS = { owner: '以所属单位为准', union: '合并', decide: '人工决定', foremost: '以码表靠前的为准' } as const
const SENSITIVE_LABELS = { idNumber: '证件号码', phone: '电话', bankAccount: '银行账号', illness: '健康与疾病' } as const

/** One row for each field of the named registers (all of them by default), in catalogue order. */
export function fieldDictionary(names: readonly string[] = registerNames): readonly FieldDictionaryRow[] {
  return names.map(registerOf).flatMap((register) => register.fields.map((field) => fieldRow(register, field)))
}

/** One row for each item of every code list. */
export function codeDictionary(): readonly CodeDictionaryRow[] {
  return codeLists.flatMap((list) => list.items.map((item) => codeRow(list, item)))
}

function fieldRow(register: RegisterDefinition, field: FieldDefinition): FieldDictionaryRow {
  const scale = scaleOf(field)
  return {
    register: register.name,
    registerLabel: register.label,
    key: field.key,
    label: field.label,
    section: register.sections.find((section) => section.key === field.section)?.label ?? '',
    type: TYPE_LABELS[field.type],
    unit: field.unit ?? '',
    scale: scale === null || scale === 0 ? '' : String(scale),
    codeList: field.codeList === undefined ? '' : codeListOf(field.codeList).label,
    reference: targetsOf(field)
      .map((name) => registerOf(name).label)
      .join('，'),
    required: field.required ? '是' : '',
    unique: field.unique ? '是' : '',
    range: rangeText(field),
    derived:
      field.derived ??
      (field.keeps === undefined
        ? ''
        : `录入时由程序写下，年末以前变动的改到年末的情况，以后不随“${fieldOf(register, field.keeps).label}”改变；没有写下的取“${fieldOf(register, field.keeps).label}”。`),
    national: field.national ?? '',
    years: yearsText(field),
    headings: (field.headings ?? []).join('，'),
    sensitive: field.sensitive === undefined ? '' : SENSITIVE_LABELS[field.sensitive],
    merge: mergeText(register, field),
    source: field.source ?? register.source ?? '',
    verified: field.unverified ? '待核' : '',
    hint: field.hint ?? '',
  }
}

function mergeText(register: RegisterDefinition, field: FieldDefinition): string {
  if (field.derived !== undefined) return ''
  if (field.follows === undefined) return MERGE_LABELS[field.merge ?? 'owner']
  return `随“${register.fields.find(({ key }) => key === field.follows)?.label ?? ''}”`
}

function codeRow(list: CodeList, item: CodeItem): CodeDictionaryRow {
  return {
    codeList: list.id,
    codeListLabel: list.label,
    code: item.code,
    label: item.label,
    yearLabels: (item.yearLabels ?? []).map((entry) => `${entry.label}（${yearsText(entry)}）`).join('，'),
    aliases: (item.aliases ?? []).join('，'),
    years: yearsText(item),
    national: item.national === false ? '否（本程序自编）' : '是',
    source: list.source,
    verified: list.verified ? '' : '待核',
    note: list.note ?? '',
  }
}

/** `2018 年起`, `2017 年止`, `2015–2019 年`; '' for all years. */
function yearsText(span: { readonly since?: number; readonly until?: number }): string {
  if (span.since !== undefined && span.until !== undefined) return `${span.since}–${span.until} 年`
  if (span.since !== undefined) return `${span.since} 年起`
  return span.until === undefined ? '' : `${span.until} 年止`
}

function rangeText(field: FieldDefinition): string {
  const bounds: string[] = []
  if (field.minimum !== undefined) bounds.push(`不小于 ${plainNumber(field, field.minimum)}`)
  if (field.maximum !== undefined) bounds.push(`不大于 ${plainNumber(field, field.maximum)}`)
  if (field.maximumLength !== undefined) bounds.push(`最多 ${field.maximumLength} 字`)
  if (field.maximumItems !== undefined) bounds.push(`最多 ${field.maximumItems} 项`)
  return bounds.join('，')
}
