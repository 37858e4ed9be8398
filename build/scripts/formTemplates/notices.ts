/** 第一次公示, 第二次公示, 公告 and 异议处理单 of one notice (forms.md §7). On the wall: group, head, number of people, and never more (mechanisms.md §0.2.7). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate } from '../../../src/core/forms/drawing/card.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

const ACT = 'shared_act'
const LINES = 'shared_act_line'
/** A line speaks of a case, which is about a household on file or about one that is not, or of a household itself. */
const either = (key: string): string => `{{household.${key}}}{{subject.${key}}}{{unlisted_household.${key}}}`
const BLANK_DAY = '　　　年　　月　　日'
const day = (key: string): string => `{{#if ${ACT}.${key}}}{{${ACT}.${key}|format:yyyy年m月d日}}{{#else}}${BLANK_DAY}{{/if}}`

interface Wording {
  readonly title: string
  readonly text: string
  readonly stamps: readonly string[]
}

const notice = ({ title, text, stamps }: Wording): FormSheet =>
  tableTemplate({
    title,
    each: `${LINES} min=8`,
    columns: [
      { heading: '序号', text: '{{@number}}', width: 60 },
      { heading: '村民小组', text: either('group_id'), width: 150 },
      { heading: '户主姓名', text: either('head_name'), width: 170 },
      { heading: '家庭人口数', text: '{{identification.people}}', width: 120 },
    ],
    under: [`{{#if document_no}}{{document_no}}{{/if}}`, `事由：{{${ACT}.matter}}`, `编号：{{${ACT}.act_no}}`],
    upright: true,
    size: 12,
    total: `合　　计：　{{${LINES}|count}} 户　　{{${LINES}|sum:identification.people}} 人`,
    below: [
      text,
      `　　自 ${day('held_on')} 起，至 ${day('ends_on')} 止。如有异议，请在此期间反映。`,
      `　　监督举报方式：{{#if ${ACT}.report_line}}{{${ACT}.report_line}}{{#else}}　　　　　　　　　　　　{{/if}}`,
      '　　张贴后拍照存档（拍进日期）。照片：{{photos|where:kind = "posting"|count}} 张',
    ],
    stamps: [...stamps, day('held_on')],
  })

export const firstNotice = (): FormSheet =>
  notice({
    title: '贫困户识别第一次公示',
    text: '　　经农户申请（核实）、入户评估、村民小组和村民代表会议民主评议，现将以下农户的评议结果予以公示。',
    stamps: ['{{division.village}}村民委员会（盖章）'],
  })

export const secondNotice = (): FormSheet =>
  notice({
    title: '贫困户识别第二次公示',
    text: '　　经村级评议公示、乡镇人民政府审核，现将以下农户的审核结果予以公示。',
    stamps: ['{{division.township}}人民政府（盖章）'],
  })

export const announcement = (): FormSheet =>
  notice({
    title: '贫困户识别公告',
    text: '　　经村级评议公示、乡镇审核公示、县扶贫开发办公室复审，现将审定结果予以公告。',
    stamps: ['{{division.county}}扶贫开发办公室（盖章）'],
  })

/** What was said against each record of a notice and what came of it, with room for those who settle it. */
export const objectionSettlement = (): FormSheet =>
  cardTemplate({
    title: '异议处理单',
    under: [`公示：{{${ACT}.name}}（{{${ACT}.act_no}}）`, `公示期：${day('held_on')} 至 ${day('ends_on')}`],
    size: 11,
    rowHeight: 30,
    parts: [
      {
        kind: 'table',
        heading: '异议和处理结果',
        each: `${LINES} where=(shared_act_line.objection) min=6`,
        columns: [
          { heading: '村民小组', text: either('group_id'), width: 56 },
          { heading: '户主姓名', text: either('head_name'), width: 60 },
          { heading: '异议', text: `{{${LINES}.objection}}`, width: 150 },
          { heading: '提出日期', text: `{{${LINES}.objected_on}}`, width: 62 },
          { heading: '处理结果', text: `{{${LINES}.settlement}}`, width: 150 },
          { heading: '处理日期', text: `{{${LINES}.settled_on}}`, width: 62 },
        ],
      },
      { kind: 'text', height: 90, look: { size: 11, wrap: true }, text: '调查核实情况：' },
      { kind: 'text', height: 44, look: { size: 11, wrap: true }, text: '异议人签字、按手印：', right: BLANK_DAY },
      { kind: 'text', height: 44, look: { size: 11, wrap: true }, text: '调查人签字（两人）：', right: BLANK_DAY },
      { kind: 'text', height: 44, look: { size: 11, wrap: true }, text: '处理单位（盖章）　　负责人签字：', right: BLANK_DAY },
    ],
    signatures: [],
  })
