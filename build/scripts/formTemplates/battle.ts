/** Papers of the battle map (mechanisms.md M07.d): the six elements, the monthly report, who gets which card, the card for the door of a household. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate } from '../../../src/core/forms/drawing/card.ts'
import { countedColumn } from '../../../src/core/forms/drawing/columns.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

const NUMBER = { heading: '序号', text: '{{@number}}', width: 26 }
const LEFT = { align: 'left' } as const

export const battleTasks = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年六要素作战表',
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '区划', text: '{{battle_task.place}}', width: 76, look: LEFT },
      { heading: '任务', text: '{{battle_task.name}}', width: 90, look: LEFT },
      { heading: '施工图', text: '{{battle_task.drawing}}', width: 80, look: LEFT },
      { heading: '进度表', text: '{{battle_task.schedule}}', width: 110, look: LEFT },
      { heading: '目标', text: '{{battle_task.goal}}', width: 90, look: LEFT },
      { heading: '要求', text: '{{battle_task.requirement}}', width: 110, look: LEFT },
      { heading: '时限', text: '{{battle_task.due_on}}', width: 58, look: { shrink: true } },
      { heading: '责任人', text: '{{battle_task.helper_id}}{{battle_task.in_charge}}', width: 60 },
      { heading: '办到哪里', text: '{{battle_task.stage}}', width: 62 },
    ],
    under: ['{{office}}', '数据截止：{{data_day}}', '{{document_no}}'],
    total: '合　　计：　{{rows|count}} 项',
    size: 9,
    signatures: ['填报人：', '审核人：', '填报日期：　　　年　　月　　日'],
  })

export const battleReport = (): FormSheet =>
  tableTemplate({
    title: '挂图作战月战报',
    each: 'rows',
    columns: [
      { heading: '区划', text: '{{label}}', width: 110 },
      countedColumn({ heading: '项目', text: '{{projects}}', width: 44 }),
      countedColumn({ heading: '应开工', text: '{{to_start}}', width: 46 }),
      countedColumn({ heading: '已开工', text: '{{started}}', width: 46 }),
      countedColumn({ heading: '开工率%', text: '{{starting}}', width: 54 }),
      countedColumn({ heading: '应完工', text: '{{to_finish}}', width: 46 }),
      countedColumn({ heading: '已完工', text: '{{finished}}', width: 46 }),
      countedColumn({ heading: '完工率%', text: '{{finishing}}', width: 54 }),
      countedColumn({ heading: '支付率%', text: '{{paying}}', width: 54 }),
      countedColumn({ heading: '到时限任务', text: '{{due}}', width: 54 }),
      countedColumn({ heading: '已销号', text: '{{closed}}', width: 46 }),
      countedColumn({ heading: '销号率%', text: '{{closing}}', width: 54 }),
      countedColumn({ heading: '得分', text: '{{score}}', width: 50 }),
      { heading: '牌', text: '{{grade}}', width: 50 },
    ],
    under: ['{{office}}', '{{period}}', '数据截止：{{data_day}}'],
    total: '合　　计：　项目 {{total.projects}} 个　任务 {{total.tasks}} 项　得分 {{total.score}}',
    size: 9,
    below: ['说明：{{notes}}'],
    signatures: ['填报人：', '审核人：', '填报日期：　　　年　　月　　日'],
  })

export const battleCards = (): FormSheet =>
  tableTemplate({
    title: '挂图作战红黄蓝牌通报',
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '区划', text: '{{label}}', width: 150 },
      countedColumn({ heading: '得分', text: '{{score}}', width: 80 }),
      { heading: '牌', text: '{{grade}}', width: 90 },
      { heading: '意思', text: '{{grade_meaning}}', width: 90 },
    ],
    under: ['{{office}}', '{{period}}', '{{document_no}}'],
    upright: true,
    size: 11,
    below: ['说明：{{notes}}'],
    stamps: ['{{office}}', '{{printed_on}}'],
  })

/** For the door: no number, no cause of poverty, no illness. */
export const doorCard = (): FormSheet =>
  cardTemplate({
    title: '精准帮扶明白卡',
    under: ['{{division.county}}{{division.township}}{{division.village}}{{division.group}}', '{{year}}年度'],
    size: 14,
    rowHeight: 34,
    parts: [
      {
        kind: 'items',
        heading: '家庭',
        items: [
          { label: '户主', text: '{{household.head_name}}' },
          { label: '家庭人口', text: '{{household_year.population}}' },
          { label: '计划脱贫年度', text: '{{household.exit_year}}' },
          { label: '脱贫情况', text: '{{household_year.exit_status}}' },
        ],
      },
      {
        kind: 'table',
        heading: '帮扶责任人',
        each: 'helpers min=2',
        rowHeight: 34,
        size: 13,
        columns: [
          { heading: '姓名', text: '{{helper.name}}', width: 90 },
          { heading: '单位', text: '{{organization.name}}', width: 250, look: LEFT },
          { heading: '电话', text: '{{helper.phone}}', width: 130 },
        ],
      },
      { kind: 'text', height: 30, text: '有困难、有问题，请打帮扶责任人的电话。', look: { size: 12 } },
    ],
    // It hangs on a door: nobody signs it.
    signatures: [],
  })
