/** The second sheet of a template: what an office needs to know to change its copy. */
import type { FormSheet } from '../../excel/formSheet.ts'
import type { Vocabulary } from '../types.ts'
import { MARKS } from '../marks.ts'
import { pageSetup, SheetBuilder } from './sheetBuilder.ts'

const LINE = 15
const CHARACTERS_A_LINE = 30
const HOW_TO = '第一张工作表是表样，版式、字体、列宽、行高、文字都可以改。本页是说明，不打印。'

/** Lists the marks and every placeholder of the form. */
export function notesSheet(vocabulary: Vocabulary): FormSheet {
  const builder = new SheetBuilder([240, 300], { font: '宋体', size: 10, align: 'left', border: true, wrap: true, shrink: false, fill: '', format: '@' })
  builder.boxes(24, [{ text: '本表样可用的占位符', to: builder.width, look: { font: '黑体', size: 13, border: false } }])
  builder.row(30, ['怎样修改', HOW_TO])
  for (const { mark, meaning, example } of MARKS) {
    const text = example === '' ? meaning : `${meaning}例如：${example}`
    builder.row(LINE * Math.ceil(text.length / CHARACTERS_A_LINE), [mark, text])
  }
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
