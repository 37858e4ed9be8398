/** Papers of lists compared (forms.md §13.7); not for the wall. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

const NUMBER = { heading: '序号', text: '{{@number}}', width: 34 }

const ACCOUNT = [
  ['rows', '名单行数'],
  ['repeated', '重复'],
  ['read_rows', '比对'],
  ['matched', '对上'],
  ['unsure', '存疑'],
  ['unmatched', '没对上'],
  ['unreadable', '读不出'],
  ['hits', '新疑点'],
  ['known', '已判过'],
  ['pending', '已在待核实'],
  ['harmless', '不算疑点'],
  ['waiting', '待核实'],
  ['confirmed', '属实'],
] as const

/** Suspicions of a village, with room for what is found. */
export const comparisonHits = (): FormSheet =>
  tableTemplate({
    title: '部门比对疑点核实表',
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '姓名', text: '{{comparison_hit.name}}', width: 56 },
      { heading: '户', text: '{{comparison_hit.subject}}', width: 90 },
      { heading: '户的类别', text: '{{comparison_hit.scope}}', width: 52 },
      { heading: '种类', text: '{{comparison_hit.kind_id}}', width: 60 },
      { heading: '疑点', text: '{{comparison_hit.suspicion}}', width: 90 },
      { heading: '车牌号、登记号等', text: '{{comparison_hit.item}}', width: 74 },
      { heading: '名单上写的', text: '{{comparison_hit.evidence}}', width: 110 },
      { heading: '凭什么对上', text: '{{comparison_hit.matched_by}}', width: 60 },
      { heading: '核实结果', text: '{{comparison_hit.state}}', width: 52 },
      { heading: '核实情况', text: '{{comparison_hit.reason}}', width: 90 },
      { heading: '核实人', text: '{{comparison_hit.verifier}}', width: 56 },
      { heading: '核实日期', text: '{{comparison_hit.judged_on}}', width: 60 },
    ],
    under: ['{{division.county}}{{division.township}}{{division.village}}', '', '打印日期：{{printed_on}}'],
    total: '合　　计：　{{rows|count}} 条　　待核实 {{rows|where:comparison_hit.state = "待核实"|count}} 条',
    size: 9,
    below: ['　　比对出来的是疑点，不是结论：核实、听取申辩、评议、公示以后才能清退。同名而证件号码不同的不是同一人。'],
    signatures: ['核实人：', '审核人：', '负责人：'],
  })

/** The lists that were compared, each with its account. */
export const comparisonAccounts = (): FormSheet =>
  tableTemplate({
    title: '部门名单比对情况表',
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '名单', text: '{{compared_list.name}}', width: 150 },
      { heading: '截止日期', text: '{{compared_list.as_of}}', width: 64 },
      { heading: '比对日期', text: '{{compared_list.compared_on}}', width: 64 },
      ...ACCOUNT.map(([key, heading]) => ({ heading, text: `{{compared_list.${key}}}`, width: 42 })),
      { heading: '备注', text: '', width: 60 },
    ],
    under: ['{{office}}', '', '打印日期：{{printed_on}}'],
    total: '合　　计：　{{rows|count}} 份　　新疑点 {{rows|sum:compared_list.hits}} 条　　待核实 {{rows|sum:compared_list.waiting}} 条',
    size: 9,
    below: ['　　名单行数＝重复＋比对；比对＝对上＋存疑＋没对上＋读不出；对上＋存疑＝新疑点＋已判过＋已在待核实＋不算疑点。'],
    signatures: ['比对人：', '审核人：', '负责人：'],
  })
