/** 贫困人口动态平衡表 (mechanisms.md R02): the columns of the domain in its order; moves, splits and mergers stand before the stock at the end. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { countedColumn } from '../../../src/core/forms/drawing/columns.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

const both = (label: string, key: string): readonly (readonly [heading: string, expression: string])[] => [
  [`${label}\n户`, key],
  [`${label}\n人`, `${key}_people`],
]

const FIGURES: readonly (readonly [heading: string, expression: string])[] = [
  ...both('期初', 'opening'),
  ...both('新识别', 'identified'),
  ...both('返贫', 'returned'),
  ...both('错退恢复', 'restored'),
  ['自然增\n人', 'natural_increase_people'],
  ...both('脱贫', 'exited'),
  ...both('错评清退', 'cleared_out'),
  ['自然减\n人', 'natural_decrease_people'],
  ...both('整户销户', 'closed'),
  ['调入减\n调出\n户', 'moved_here - moved_away'],
  ['调入减\n调出\n人', 'moved_here_people - moved_away_people'],
  ['分户减\n并户\n户', 'split - merged'],
  ...both('期末', 'closing'),
  ['发生率\n（%）', 'rate'],
  ['配平校验\n户', 'difference'],
  ['配平校验\n人', 'difference_people'],
]

const ofTotal = (expression: string): string => expression.replaceAll(/[a-z_]+/g, 'total.$&')

export const balanceSheet = (): FormSheet =>
  tableTemplate({
    title: '贫困人口动态平衡表',
    each: 'rows',
    columns: [
      { heading: '序号', text: '{{@number}}', width: 28 },
      { heading: '村（乡镇）', text: '{{label}}', width: 90 },
      ...FIGURES.map(([heading, expression]) => countedColumn({ heading, text: `{{${expression}}}`, width: 42 })),
    ],
    totals: ['', '合计', ...FIGURES.map(([, expression]) => `{{${ofTotal(expression)}}}`)],
    under: ['{{division.county}}{{division.township}}{{division.village}}', '{{period}}', '打印日期：{{printed_on}}'],
    below: [
      '期末＝期初＋新识别＋返贫＋错退恢复＋自然增－脱贫－错评清退－自然减－整户销户＋（调入－调出）＋（分户－并户）＋配平校验；配平校验不为 0 的，是没有记录说明原因或锁定以后改动的差额。',
      '整户销户的人不再计自然减；已脱贫户的出生、死亡不计；分户、并户人数不变。发生率＝期末人数÷农业户籍人口，农业户籍人口没有填的为“—”。',
    ],
    size: 9,
    signatures: ['填表人：', '审核人：', '负责人（盖章）：'],
  })
