/** The progress of projects as a document to print: A4, across; the picture of the bars where that is what is looked at. */
import type { ProjectProgressRow } from '#core/features/projects/contract.ts'
import { escaped } from '../../components/escaped.ts'
import { colourText, percentText } from './words.ts'

const STYLE = `@page{size:A4 landscape;margin:12mm}body{font:9.5pt 宋体,SimSun,serif;margin:0;color:#000}h1{font:bold 15pt 微软雅黑,黑体,sans-serif;text-align:center;margin:0 0 3mm}
p{margin:1.5mm 0}table{border-collapse:collapse;width:100%}th,td{border:0.3mm solid #000;padding:1mm 1.5mm;text-align:left;font-weight:normal}thead th{font-weight:bold}td.n{text-align:right}svg{width:100%;height:auto}`
const HEADINGS = ['序号', '项目', '项目单位', '办到哪里', '计划%', '实际%', '偏差', '进度', '开工', '计划完工', '责任人']

export function printableProgress({
  day,
  rows,
  year,
  picture,
}: {
  readonly day: string
  readonly rows: readonly ProjectProgressRow[]
  readonly year: number
  /** SVG; null for the table. */
  readonly picture: string | null
}): string {
  const cell = (text: string | null, number = false): string => `<td${number ? ' class="n"' : ''}>${escaped(text ?? '')}</td>`
  const body = rows
    .map(
      (row, index) =>
        `<tr>${cell(String(index + 1))}<th scope="row">${escaped(row.name)}</th>${cell(row.placeName)}${cell(row.stageLabel)}${cell(percentText(row.planned), true)}${cell(percentText(row.actual), true)}${cell(percentText(row.deviation), true)}${cell(colourText(row.colour))}${cell(row.begunOn)}${cell(row.plannedEnd)}${cell(row.manager)}</tr>`,
    )
    .join('')
  const table = `<table><thead><tr>${HEADINGS.map((heading) => `<th scope="col">${heading}</th>`).join('')}</tr></thead><tbody>${body}</tbody></table>`
  const title = picture === null ? `${year}年项目进度表` : `${year}年项目总进度横道图`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head><body>
<h1>${title}</h1><p>统计到 ${escaped(day)}</p>${picture ?? table}</body></html>`
}
