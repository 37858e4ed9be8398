/** The second sheet of a template: what an office needs to know to change its copy. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import type { Vocabulary } from '../../../src/core/forms/types.ts'
import { pageSetup, SheetBuilder } from './sheetBuilder.ts'

const INTRODUCTION: readonly (readonly [string, string])[] = [
  ['怎样修改', '只有第一张工作表是表样，版式、字体、列宽、行高、文字都可以改；本页不打印。'],
  ['{{…}}', '双花括号里是占位符，打印时换成内容。单元格里可以有文字和几个占位符。'],
  ['{{…|choices}}', '列出全部选项并打勾，例如：☑是 □否。也可以只列几项并改说法：{{household.attribute|choices:01=一般贫困户,04=低保贫困户}}。'],
  ['{{…|tick:01}}', '选中该项时为 ☑，否则为 □。'],
  ['{{…|or:无}}', '没有内容时打印“无”。'],
  ['{{#each 名称 min=8}}…{{/each}}', '中间的行对每一项重复；min=8 表示不足 8 行时补空行；together=名称 表示同一值的行不分在两页；break 表示每项另起一页。'],
  ['{{#page}}…{{/page}}', '紧跟在重复行后面，打印在每页末尾；{{page|count}} 是本页行数，{{page|sum:名称}} 是本页合计。'],
  ['{{名称|count}} {{名称|sum:…}}', '总行数、总合计。{{@number}} 是行号。'],
  ['{{#keep}}…{{/keep}}', '中间的行不分在两页。'],
  ['每页重复的行', '用“页面布局—打印标题—顶端标题行”设置。'],
]

/** Lists the marks and every placeholder of the form. */
export function notesSheet(vocabulary: Vocabulary): FormSheet {
  const builder = new SheetBuilder([240, 300], { font: '宋体', size: 10, align: 'left', border: true, wrap: true, shrink: false, fill: '', format: '@' })
  builder.boxes(24, [{ text: '本表样可用的占位符', to: builder.width, look: { font: '黑体', size: 13, border: false } }])
  for (const [mark, meaning] of INTRODUCTION) builder.row(30, [mark, meaning])
  for (const [name, label] of entries(vocabulary, '')) builder.row(15, [name, label])
  return builder.sheet('占位符说明', pageSetup(false, { side: 28, top: 36, bottom: 36 }, ''))
}

function entries(vocabulary: Vocabulary, prefix: string): [string, string][] {
  return Object.entries(vocabulary).flatMap(([key, entry]): [string, string][] => {
    const name = `${prefix}${key}`
    if (entry.kind === 'value') return [[`{{${name}}}`, entry.label]]
    if (entry.kind === 'record') return entries(entry.entries, `${name}.`)
    return [[`{{#each ${name}}} … {{/each}}`, `${entry.label}，每项可用：`], ...entries(entry.entries, '')]
  })
}
