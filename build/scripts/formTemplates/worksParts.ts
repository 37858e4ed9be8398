/** What the papers of works have in common: a row for each record, a row for each place, fields side by side, pictures under their label. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import type { CardItem, CardPart } from '../../../src/core/forms/drawing/card.ts'
import type { Look } from '../../../src/core/forms/drawing/sheetBuilder.ts'
import type { FieldDefinition } from '../../../src/core/catalogue/types.ts'
import { findField, isRegisterName, registerOf } from '../../../src/core/catalogue/index.ts'
import { lookOf } from '../../../src/core/forms/drawing/columns.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

export type Column = readonly [heading: string, text: string, width: number]
export const NUMBER = { heading: '序号', text: '{{@number}}', width: 30 } as const
const MONEY = '#,##0.00'
const DIGITS: Readonly<Record<string, string>> = { money: MONEY, area: '0.00', decimal: '0.00' }

const fieldOf = (text: string): FieldDefinition | undefined => {
  const [register = '', key = ''] = text.split('.')
  return isRegisterName(register) ? findField(registerOf(register), key) : undefined
}

/** Money with thousands and 分, areas and lengths with two digits, in whatever column they stand. */
export const digitsOf = (text: string): Pick<Look, 'format'> => {
  const field = fieldOf(text)
  const format = field === undefined || (field.type === 'decimal' && field.scale !== 2) ? undefined : DIGITS[field.type]
  return format === undefined ? {} : { format }
}

/** Names and remarks go on in further lines; figures, days and numbers stay on one. */
const columnLook = (text: string): Look => {
  const field = fieldOf(text)
  return { ...(field === undefined ? { shrink: true } : lookOf(field)), ...digitsOf(text) }
}

/** The same of what a statistic counts, which is told by its heading. */
const formatOf = (heading: string): string | undefined => (heading.includes('元') ? MONEY : /率|里程|亩/.test(heading) ? '0.00' : undefined)
const digitsCalled = (heading: string): Pick<Look, 'format'> => {
  const format = formatOf(heading)
  return format === undefined ? {} : { format }
}
const formatCalled = (heading: string): string => {
  const format = formatOf(heading)
  return format === undefined ? '' : `|format:${format}`
}

const SIGNED = ['填表人：', '审核人：', '负责人：']

interface ListSheet {
  readonly title: string
  readonly columns: readonly Column[]
  readonly total?: string
  readonly signatures?: readonly string[]
  readonly large?: boolean
}

/** A row for each record of a list. */
export const rows = ({ title, columns, total = '合　　计：　{{rows|count}} 条', signatures = SIGNED, large = false }: ListSheet): FormSheet =>
  tableTemplate({
    title,
    each: 'rows',
    columns: [
      NUMBER,
      ...columns.map(([heading, text, width]) => ({
        heading,
        text: text.includes('{{') ? text : `{{${text}}}`,
        width,
        look: columnLook(text),
      })),
    ],
    under: ['填报单位：{{office}}', '{{year}}年度', '数据截止：{{data_day}}'],
    total,
    size: 9,
    signatures,
    ...(large ? { paper: 'A3' as const } : {}),
  })

/** A row for each place, with what a statistic counts. */
export const counted = (title: string, columns: readonly Column[], large = false): FormSheet =>
  tableTemplate({
    title,
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '地方', text: '{{label}}', width: 80 },
      ...columns.map(([heading, key, width]) => ({
        heading,
        text: `{{${key}}}`,
        width,
        look: { shrink: true, align: 'right' as const, ...digitsCalled(heading) },
      })),
    ],
    totals: ['', '合计', ...columns.map(([heading, key]) => `{{total.${key}${formatCalled(heading)}}}`)],
    under: ['填报单位：{{office}}', '{{year}}年度', '数据截止：{{data_day}}'],
    size: 9,
    signatures: SIGNED,
    ...(large ? { paper: 'A3' as const } : {}),
  })

export const items = (register: string, ...list: readonly (readonly [label: string, key: string, wide?: true])[]): CardItem[] =>
  list.map(([label, key, wide]) => ({ label, text: `{{${register}.${key}}}`, look: digitsOf(`${register}.${key}`), ...(wide === true ? { wide } : {}) }))
export const part = (heading: string, list: readonly CardItem[]): CardPart => ({ kind: 'items', heading, items: list })
export const pictures = (kinds: readonly (readonly [kind: string, label: string])[], height: number): CardPart[] =>
  kinds.map(([kind, label]): CardPart => ({ kind: 'photos', heading: label, of: kind, height }))
export const DAY = '　　　　年　　月　　日'
