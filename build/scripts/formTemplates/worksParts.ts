/** What the papers of works have in common: a row for each record, a row for each place, fields side by side, pictures under their label. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import type { CardItem, CardPart } from '../../../src/core/forms/drawing/card.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

export type Column = readonly [heading: string, text: string, width: number]
export const NUMBER = { heading: '序号', text: '{{@number}}', width: 30 } as const
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
    columns: [NUMBER, ...columns.map(([heading, text, width]) => ({ heading, text: `{{${text}}}`, width, look: { shrink: true } }))],
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
    columns: [NUMBER, { heading: '地方', text: '{{label}}', width: 80 }, ...columns.map(([heading, key, width]) => ({ heading, text: `{{${key}}}`, width }))],
    totals: ['', '合计', ...columns.map(([, key]) => `{{total.${key}}}`)],
    under: ['填报单位：{{office}}', '{{year}}年度', '数据截止：{{data_day}}'],
    size: 9,
    signatures: SIGNED,
    ...(large ? { paper: 'A3' as const } : {}),
  })

export const items = (register: string, ...list: readonly (readonly [label: string, key: string, wide?: true])[]): CardItem[] =>
  list.map(([label, key, wide]) => ({ label, text: `{{${register}.${key}}}`, ...(wide === true ? { wide } : {}) }))
export const part = (heading: string, list: readonly CardItem[]): CardPart => ({ kind: 'items', heading, items: list })
export const pictures = (kinds: readonly (readonly [kind: string, label: string])[], height: number): CardPart[] =>
  kinds.flatMap(([kind, label]): CardPart[] => [
    { kind: 'text', height: 20, look: { font: '黑体' }, text: label },
    { kind: 'text', height, look: { border: true }, text: `{{photos|where:kind = "${kind}"|first:photo}}` },
  ])
export const DAY = '　　　　年　　月　　日'
