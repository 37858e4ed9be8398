/** A questionnaire as a document to print, blank or filled: A4 upright. */
import type { QuestionnaireScope, ScopeLine } from '#core/questionnaires/scope.ts'
import { escaped } from '../../components/escaped.ts'

const STYLE = `@page{size:A4;margin:14mm}body{font:10.5pt 宋体,SimSun,serif;margin:0;color:#000}h1{font:bold 14pt 微软雅黑,黑体,sans-serif;text-align:center;margin:0 0 2mm}
h2{font:bold 11pt 微软雅黑,黑体,sans-serif;margin:4mm 0 1mm}p{margin:1mm 0}.question{margin:2mm 0;break-inside:avoid}.note{color:#333;font-size:9pt}.line{border-bottom:0.3mm solid #000;display:inline-block;min-width:60mm}`

export function printable(scope: QuestionnaireScope): string {
  const { sheet } = scope
  const blank = '________________'
  const head = scope.filled
    ? `对象：${sheet.subject}　日期：${sheet.askedOn}　调查人：${sheet.askedBy}　回答人：${sheet.answeredBy}　编号：${sheet.number}`
    : `对象：${blank}　日期：${blank}　调查人：${blank}　回答人：${blank}`
  const total = scope.filled
    ? `<p><b>得分：${escaped(sheet.score)} / ${escaped(sheet.fullScore)}　${escaped(sheet.grade)}</b>${sheet.vetoes === '' ? '' : `　否决项：${escaped(sheet.vetoes)}`}</p>`
    : ''
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(scope.name)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(scope.name)}</h1><p>${escaped(head)}</p>${scope.preface === '' ? '' : `<p class="note">${escaped(scope.preface)}</p>`}
${scope.lines
  .filter(({ shown }) => shown)
  .map((line) => lineHtml(line, scope.filled))
  .join('\n')}
${total}<p class="note">第 ${scope.version} 版，${escaped(scope.issuer)}发布</p></body></html>`
}

function lineHtml(line: ScopeLine, filled: boolean): string {
  if (line.kind === 'section') return `<h2>${escaped(line.number === '' ? line.label : `${line.number}、${line.label}`)}</h2>`
  const options = line.options.map(({ mark, label, points }) => `${mark} ${escaped(label)}${points === '' ? '' : `（${escaped(points)} 分）`}`).join('　')
  const answer = line.options.length > 0 ? options : filled ? `<b>${escaped(line.answer)}</b>` : '<span class="line">&nbsp;</span>'
  const notes = [line.condition === '' || filled ? '' : `${line.condition}时回答`, line.hint].filter((text) => text !== '').join('；')
  return `<div class="question">${line.number}. ${escaped(line.label)}${line.required ? '' : '（选答）'}${notes === '' ? '' : ` <span class="note">${escaped(notes)}</span>`}<br>${answer}</div>`
}
