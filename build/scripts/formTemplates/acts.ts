/** Papers of a meeting and what it votes on. The lines of an act may be about households, years of them, cases: each is called as the program calls it. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate } from '../../../src/core/forms/drawing/card.ts'

const TEXT = { size: 11, wrap: true } as const
const WHO = { heading: '评议对象', text: '{{shared_act_line.subject}}', width: 200, look: { align: 'left', wrap: true } } as const
const NUMBER = { heading: '序号', text: '{{@number}}', width: 34 }
const votes = (key: string, heading: string) => ({ heading, text: `{{shared_act_line.${key}}}`, width: 46 })
const UNDER: readonly [string, string] = ['会议：{{shared_act.name}}', '编号：{{shared_act.act_no}}']

export const meetingMinutes = (): FormSheet =>
  cardTemplate({
    title: '民主评议会议记录',
    under: UNDER,
    size: 10,
    rowHeight: 24,
    parts: [
      {
        kind: 'items',
        heading: '一、会议情况',
        items: [
          { label: '时间', text: '{{shared_act.held_on|format:yyyy年m月d日}}' },
          { label: '地点', text: '{{shared_act.venue}}' },
          { label: '主持人', text: '{{shared_act.chair}}' },
          { label: '记录人', text: '{{shared_act.recorder}}' },
          { label: '应到代表', text: '{{shared_act.expected|or:　　}} 人' },
          { label: '实到代表', text: '{{shared_act.present|or:　　}} 人' },
          {
            label: '到会是否达到三分之二',
            text: '{{#if shared_act.present}}{{#if shared_act.present * 3 >= shared_act.expected * 2}}是{{#else}}否，会议无效{{/if}}{{#else}}□是 □否{{/if}}',
            wide: true,
          },
          { label: '议题', text: '{{shared_act.name}}', wide: true },
        ],
      },
      {
        kind: 'table',
        heading: '二、逐户评议（同意超过实到人数一半的通过）',
        each: 'shared_act_line min=10',
        columns: [
          NUMBER,
          WHO,
          votes('in_favour', '同意'),
          votes('against', '反对'),
          votes('abstained', '弃权'),
          {
            heading: '结论',
            text: '{{#if shared_act_line.in_favour}}{{#if shared_act_line.in_favour * 2 > shared_act.present}}通过{{#else}}不通过{{/if}}{{/if}}',
            width: 60,
          },
          { heading: '异议', text: '{{shared_act_line.objection}}', width: 90 },
        ],
      },
      { kind: 'text', height: 90, look: TEXT, text: '三、发言和说明：{{shared_act.remark}}' },
      { kind: 'text', height: 60, look: TEXT, text: '四、到会代表签名：' },
      { kind: 'text', height: 30, look: TEXT, text: '主持人签字：', right: '记录人签字：　　　　　　　　' },
      { kind: 'text', height: 30, look: TEXT, text: '村民委员会（盖章）', right: '　　　　年　　月　　日' },
    ],
    signatures: [],
  })

export const ballot = (): FormSheet =>
  cardTemplate({
    title: '民主评议票',
    under: UNDER,
    size: 11,
    rowHeight: 24,
    parts: [
      {
        kind: 'text',
        height: 40,
        look: TEXT,
        text: '　　请对每一个评议对象在“同意”“反对”“弃权”里选一个划“√”；一个也不划的作弃权，划两个以上的作废。本票不记名。',
      },
      {
        kind: 'table',
        heading: '评议对象',
        each: 'shared_act_line min=12',
        columns: [
          NUMBER,
          { ...WHO, width: 230 },
          { heading: '同意', text: '', width: 70 },
          { heading: '反对', text: '', width: 70 },
          { heading: '弃权', text: '', width: 70 },
        ],
      },
      { kind: 'text', height: 30, look: TEXT, text: '{{shared_act.held_on|format:yyyy年m月d日}}' },
    ],
    signatures: [],
  })

export const voteCount = (): FormSheet =>
  cardTemplate({
    title: '民主评议票数汇总表',
    under: UNDER,
    size: 10,
    rowHeight: 24,
    parts: [
      {
        kind: 'items',
        heading: '一、发票和收票',
        items: [
          { label: '应到代表', text: '{{shared_act.expected|or:　　}} 人' },
          { label: '实到代表', text: '{{shared_act.present|or:　　}} 人' },
          { label: '发出评议票', text: '　　　　张' },
          { label: '收回评议票', text: '　　　　张' },
          { label: '其中有效', text: '　　　　张' },
          { label: '其中作废', text: '　　　　张' },
        ],
      },
      {
        kind: 'table',
        heading: '二、逐户票数',
        each: 'shared_act_line min=12',
        columns: [
          NUMBER,
          WHO,
          votes('in_favour', '同意'),
          votes('against', '反对'),
          votes('abstained', '弃权'),
          {
            heading: '合计',
            text: '{{#if shared_act_line.in_favour}}{{shared_act_line.in_favour + shared_act_line.against + shared_act_line.abstained}}{{/if}}',
            width: 46,
          },
          {
            heading: '是否通过',
            text: '{{#if shared_act_line.in_favour}}{{#if shared_act_line.in_favour * 2 > shared_act.present}}通过{{#else}}不通过{{/if}}{{/if}}',
            width: 60,
          },
        ],
      },
      { kind: 'text', height: 30, look: TEXT, text: '唱票人签字：', right: '计票人签字：　　　　　　　　' },
      { kind: 'text', height: 30, look: TEXT, text: '监票人签字：', right: '　　　　年　　月　　日' },
    ],
    signatures: [],
  })
