/** A table as a document to print: A4 across, headings on every page. */
import { cellText, columnHeading, MERGED, periodOf } from '#core/statistics/table.ts'
import type { Cell, StatisticTable } from '#core/statistics/table.ts'
import { escaped } from '../../components/escaped.ts'

const STYLE = `@page{size:A4 landscape;margin:10mm}body{font:9pt 宋体,SimSun,serif;margin:0;color:#000}h1{font:bold 12pt 微软雅黑,黑体,sans-serif;text-align:center;margin:0 0 2mm}
p{margin:1mm 0}table{border-collapse:collapse;width:100%;margin-bottom:4mm}th,td{border:0.3mm solid #000;padding:0.8mm 1mm;text-align:center}thead{display:table-header-group}tr{break-inside:avoid}tfoot{display:table-row-group;font-weight:bold}`

/** The document; `place` is the office or the division asked for. */
export function printable(table: StatisticTable, place: string): string {
  const places = table.rowsAre === 'place'
  const merged = [...table.rows.map(({ cells }) => cells), table.total].some((cells) => cells.some((cell) => 'hidden' in cell))
  const notes = [
    ...table.notes.map((note) => `说明：${note}。`),
    ...table.unverified.map((note) => `待核：${note}。`),
    ...(merged ? [`说明：${MERGED}。`] : []),
  ]
  const title = `${/^\d/.test(table.code) ? `${table.code} ` : ''}${table.title}`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(title)}</h1><p>单位：${escaped(place)}　　${escaped(periodOf(table))}</p>
${pieces(table.columns.length)
  .map((indexes) => tableHtml(table, places, indexes))
  .join('')}
${notes.map((note) => `<p>${escaped(note)}</p>`).join('')}</body></html>`
}

/** Columns that a page across holds so that they can be read; what is wider goes on below with the names of its rows. */
const MOST_COLUMNS = 16

/** Indexes of the columns of each piece. */
function pieces(count: number): number[][] {
  const all = Array.from({ length: count }, (_, index) => index)
  return Array.from({ length: Math.ceil(count / MOST_COLUMNS) }, (_, piece) => all.slice(piece * MOST_COLUMNS, (piece + 1) * MOST_COLUMNS))
}

function tableHtml({ columns, rows, total, rowLabel }: StatisticTable, places: boolean, indexes: readonly number[]): string {
  const heading = (index: number): string => {
    const column = columns[index]
    return column === undefined ? '' : [column.group, columnHeading(column)].flatMap((part) => (part === null ? [] : [escaped(part)])).join('<br>')
  }
  const text = (cells: readonly Cell[], index: number): string => {
    const column = columns[index]
    return column === undefined ? '' : escaped(cellText(column, cells[index]))
  }
  const line = (code: string | null, label: string, cells: readonly Cell[]): string =>
    `<tr>${places ? `<td>${escaped(code ?? '')}</td>` : ''}<td>${escaped(label)}</td>${indexes.map((index) => `<td>${text(cells, index)}</td>`).join('')}</tr>`
  const head = `<tr>${places ? '<th>行政编码</th>' : ''}<th>${escaped(rowLabel)}</th>${indexes.map((index) => `<th>${heading(index)}</th>`).join('')}</tr>`
  return `<table><thead>${head}</thead><tbody>${rows.map(({ key, label, cells }) => line(key, label, cells)).join('')}</tbody><tfoot>${line('', '合计', total)}</tfoot></table>`
}
