/** 贫困程度排序花名册: the neediest first, with what the order goes by for the office, and with three columns for the wall (readings.md 11; mechanisms.md §0.2.7). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

const either = (key: string): string => `{{household.${key}}}{{unlisted_household.${key}}}`
const PLACE = '{{division.county}}{{division.township}}{{division.village}}'
const TOTAL = '合　　计：　{{rows|count}} 户　　{{rows|sum:identification.people}} 人'

export const needRoster = (): FormSheet =>
  tableTemplate({
    title: '{{division.village}}{{year}}年贫困程度排序花名册',
    each: 'rows',
    columns: [
      { heading: '名次', text: '{{identification.need_rank}}', width: 40 },
      { heading: '村民小组', text: either('group_id'), width: 80 },
      { heading: '户编号', text: '{{identification.household_no}}', width: 110, look: { shrink: true } },
      { heading: '户主姓名', text: either('head_name'), width: 80 },
      { heading: '人口数', text: '{{identification.people}}', width: 46 },
      { heading: '得分', text: '{{identification.score}}', width: 56, look: { format: '0.00' } },
      { heading: '人均纯收入（元）', text: '{{identification.income_per_person}}', width: 80, look: { format: '#,##0.00', shrink: true } },
      { heading: '重残重病', text: '{{identification.severe}}', width: 50 },
      { heading: '红线清单命中', text: '{{identification.sheet_hits}}', width: 90 },
      { heading: '拟认定', text: '{{identification.proposed_outcome}}', width: 76 },
      { heading: '识别批次', text: '{{campaign.name}}', width: 100 },
      { heading: '备注', text: '{{identification.remark}}', width: 90 },
    ],
    under: [PLACE, '得分高的在前；同分的人均纯收入低的在前', '打印日期：{{printed_on}}'],
    total: TOTAL,
    size: 10,
    signatures: ['填表人：', '审核人：', '负责人：'],
  })

/** Public: the order alone, and never scores, income or illness. */
export const needRosterPublic = (): FormSheet =>
  tableTemplate({
    title: '{{division.village}}{{year}}年贫困程度排序名单',
    each: 'rows',
    columns: [
      { heading: '名次', text: '{{identification.need_rank}}', width: 60 },
      { heading: '村民小组', text: either('group_id'), width: 150 },
      { heading: '户主姓名', text: either('head_name'), width: 170 },
      { heading: '人口数', text: '{{identification.people}}', width: 120 },
    ],
    under: [PLACE, '{{year}}年度', '打印日期：{{printed_on}}'],
    upright: true,
    size: 11,
    total: TOTAL,
    below: ['　　以上农户按入户评估的贫困程度由高到低排列，供村民代表会议评议。有异议的，请向村民委员会反映。'],
    stamps: ['{{division.village}}村民委员会（盖章）', '　　　　年　　　月　　　日'],
  })
