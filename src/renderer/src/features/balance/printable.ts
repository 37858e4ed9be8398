/** The sheet of one place as a document to print: A4, one line an item. */
import { differenceOf, sheetLines } from '#core/features/balance/sheetShapes.ts'
import { periodOf } from '#core/statistics/table.ts'
import type { StatisticTable, TableRow } from '#core/statistics/table.ts'
import { escaped } from '../../components/escaped.ts'

const STYLE = `@page{size:A4;margin:15mm}body{font:11pt 宋体,SimSun,serif;margin:0;color:#000}h1{font:bold 15pt 微软雅黑,黑体,sans-serif;text-align:center;margin:0 0 3mm}
p{margin:1.5mm 0}table{border-collapse:collapse;width:100%;margin-bottom:4mm}th,td{border:0.3mm solid #000;padding:1mm 2mm;text-align:right}th:first-child{text-align:left;font-weight:normal}tr.stock th,tr.stock td,thead th{font-weight:bold}`
const SIGNS = { stock: '', more: '＋', less: '－', part: '　　', open: '' } as const

export function printableSheet(table: StatisticTable, row: TableRow | null, place: string): string {
  const lines = sheetLines(table, row)
  const [households, people] = [differenceOf(lines, 'households'), differenceOf(lines, 'people')]
  const cell = (figure: { readonly value: number } | null): string => `<td>${figure === null ? '' : figure.value}</td>`
  const body = lines
    .map((line) => `<tr class="${line.sign}"><th scope="row">${SIGNS[line.sign]}${escaped(line.label)}</th>${cell(line.households)}${cell(line.people)}</tr>`)
    .join('')
  const said = households === 0 && people === 0 ? '配平：期初加增减等于期末。' : `没有配平：差 ${households} 户、${people} 人，原因不明。`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>平衡表</title><style>${STYLE}</style></head><body>
<h1>${escaped(table.title)}</h1><p>${escaped(place)}　　${escaped(periodOf(table))}</p>
<table><thead><tr><th scope="col">项目</th><th scope="col">户</th><th scope="col">人</th></tr></thead><tbody>${body}</tbody></table><p>${said}</p>
${[...table.notes.map((note) => `说明：${note}。`), ...table.unverified.map((note) => `待核：${note}。`)].map((note) => `<p>${escaped(note)}</p>`).join('')}</body></html>`
}
