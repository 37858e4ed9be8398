/** Papers of finding the poor (mechanisms.md M01.d): the notice on the wall, suspicions to be verified, before and after. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

/** A case is about a household on file or about one that is not: one of the two is empty. */
const either = (key: string): string => `{{household.${key}}}{{unlisted_household.${key}}}`
const NUMBER = { heading: '序号', text: '{{@number}}', width: 34 }
const GROUP = { heading: '村民小组', text: either('group_id'), width: 80 }
const HEAD = { heading: '户主姓名', text: either('head_name'), width: 80 }
const PEOPLE = { heading: '人口数', text: '{{identification.people}}', width: 46 }
const PLACE = '{{division.county}}{{division.township}}{{division.village}}'

/** Public: group, head, number of people, and never more (mechanisms.md §0.2.7; readings.md 32). */
export const identificationNotice = (): FormSheet =>
  tableTemplate({
    title: '{{division.village}}{{year}}年贫困户识别公示名单',
    each: 'rows',
    columns: [
      { ...NUMBER, width: 60 },
      { ...GROUP, width: 150 },
      { ...HEAD, width: 170 },
      { heading: '家庭人口数', text: '{{identification.people}}', width: 120 },
    ],
    under: [PLACE, '{{year}}年度', '打印日期：{{printed_on}}'],
    upright: true,
    size: 11,
    total: '合　　计：　{{rows|count}} 户　　{{rows|sum:identification.people}} 人',
    below: [
      '　　经农户申请（核实）、村民小组和村民代表会议民主评议，现将以上农户的评议结果予以第　　次公示。公示期为　　天，自　　　年　　月　　日至　　　年　　月　　日。',
      '　　公示期内如有异议，请向村民委员会、乡镇人民政府或县扶贫办反映。异议电话：　　　　　　　　',
    ],
    stamps: ['{{division.village}}村民委员会（盖章）', '{{division.township}}人民政府（盖章）', '　　　　年　　　月　　　日'],
  })

/** What was hit and what came of looking into it; not for the wall. */
export const identificationHits = (): FormSheet =>
  tableTemplate({
    title: '红线比对疑点清单',
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '行政村', text: '{{division.village}}', width: 70 },
      GROUP,
      HEAD,
      PEOPLE,
      { heading: '核查对象', text: '{{identification.scope}}', width: 56 },
      { heading: '因何核查', text: '{{identification.ground}}', width: 60 },
      { heading: '命中红线', text: '{{identification.red_lines}}', width: 130 },
      { heading: '疑点', text: '{{identification.grounds}}', width: 120 },
      { heading: '核实情况', text: '{{identification.evidence}}', width: 120 },
      { heading: '认定结果', text: '{{identification.outcome}}', width: 60 },
      { heading: '核实人签字', text: '', width: 70 },
    ],
    under: [PLACE, '{{year}}年度', '打印日期：{{printed_on}}'],
    total: '合　　计：　{{rows|count}} 户　　{{rows|sum:identification.people}} 人',
    size: 10,
    signatures: ['填表人：', '审核人：', '负责人：'],
  })

/** What each was before and what it is now, as decided. */
export const identificationBeforeAfter = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年贫困户识别前后对照表',
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '行政村', text: '{{division.village}}', width: 80 },
      GROUP,
      HEAD,
      PEOPLE,
      { heading: '识别前', text: '{{identification.scope}}', width: 70 },
      { heading: '因何核查', text: '{{identification.ground}}', width: 70 },
      { heading: '识别结果', text: '{{identification.outcome}}', width: 80 },
      { heading: '认定日期', text: '{{identification.decided_on}}', width: 80 },
      { heading: '备注', text: '{{identification.remark}}', width: 120 },
    ],
    under: [PLACE, '{{year}}年度', '打印日期：{{printed_on}}'],
    total: '合　　计：　{{rows|count}} 户　　{{rows|sum:identification.people}} 人',
    size: 10,
    signatures: ['填表人：', '审核人：', '负责人：'],
  })
