/** 更正单 and the book of them (mechanisms.md §0.2-1). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate } from '../../../src/core/forms/drawing/card.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

const TEXT = { size: 12, wrap: true } as const
const PLACE = '{{division.county}}{{division.township}}{{division.village}}'
const DAY = '　　　年　　月　　日'

export const yearCorrection = (): FormSheet =>
  cardTemplate({
    title: '年度数据更正单',
    under: [PLACE, '单号：{{correction_sheet.correction_no}}'],
    size: 12,
    rowHeight: 34,
    parts: [
      {
        kind: 'items',
        heading: '一、更正的记录',
        items: [
          { label: '记录', text: '{{correction_sheet.subject}}' },
          { label: '年度', text: '{{correction_sheet.year}} 年' },
          { label: '锁定级别', text: '{{correction_sheet.locked_by}}' },
          { label: '更正哪一项', text: '{{correction_sheet.item}}' },
          { label: '原来填的', text: '{{correction_sheet.old_value}}' },
          { label: '更正为', text: '{{correction_sheet.new_value}}' },
        ],
      },
      { kind: 'text', height: 24, look: { font: '黑体', size: 12 }, text: '二、更正原因' },
      { kind: 'text', height: 110, look: { ...TEXT, border: true }, text: '　　{{correction_sheet.reason}}' },
      { kind: 'text', height: 34, look: TEXT, text: '依据材料：{{correction_sheet.evidence}}' },
      {
        kind: 'text',
        height: 40,
        look: TEXT,
        text: '申请人：{{correction_sheet.asked_by}}　　　　户主（当事人）签字：',
        right: '{{correction_sheet.asked_on|format:yyyy年m月d日}}',
      },
      { kind: 'text', height: 24, look: { font: '黑体', size: 12 }, text: '三、审定' },
      {
        kind: 'text',
        height: 60,
        look: { ...TEXT, border: true },
        text: '　　{{#if correction_sheet.decided_on}}{{correction_sheet.state}}。{{correction_sheet.decision}}{{/if}}',
      },
      {
        kind: 'text',
        height: 40,
        look: TEXT,
        text: '审定人签字：{{correction_sheet.decided_by}}',
        right: `{{correction_sheet.decided_on|format:yyyy年m月d日|or:${DAY}}}`,
      },
      { kind: 'text', height: 40, look: TEXT, text: '审定单位（盖章）', right: DAY },
    ],
    signatures: [],
  })

export const yearCorrections = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年度数据更正登记簿',
    each: 'rows',
    columns: [
      { heading: '序号', text: '{{@number}}', width: 30 },
      { heading: '更正单号', text: '{{correction_sheet.correction_no}}', width: 110 },
      { heading: '记录', text: '{{correction_sheet.subject}}', width: 90 },
      { heading: '更正哪一项', text: '{{correction_sheet.item}}', width: 90 },
      { heading: '原来填的', text: '{{correction_sheet.old_value}}', width: 70 },
      { heading: '更正为', text: '{{correction_sheet.new_value}}', width: 70 },
      { heading: '依据材料', text: '{{correction_sheet.evidence}}', width: 90 },
      { heading: '申请人', text: '{{correction_sheet.asked_by}}', width: 52 },
      { heading: '申请日期', text: '{{correction_sheet.asked_on}}', width: 62 },
      { heading: '办理状态', text: '{{correction_sheet.state}}', width: 52 },
      { heading: '审定人', text: '{{correction_sheet.decided_by}}', width: 52 },
    ],
    under: [PLACE, '{{year}}年度', '打印日期：{{printed_on}}'],
    total: '合　　计：　{{rows|count}} 件',
    size: 10,
    signatures: ['登记人：', '审核人：'],
  })
