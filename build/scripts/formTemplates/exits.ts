/** Papers of leaving poverty (mechanisms.md M35.d): lists, notices, what each household is told. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate, type CardItem } from '../../../src/core/forms/drawing/card.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

const NUMBER = { heading: '序号', text: '{{@number}}', width: 34 }
const VILLAGE = { heading: '行政村', text: '{{division.village}}', width: 80 }
const GROUP = { heading: '村民小组', text: '{{household.group_id}}', width: 80 }
const HEAD = { heading: '户主姓名', text: '{{household.head_name}}', width: 80 }
const PEOPLE = { heading: '家庭人口数', text: '{{household_year.population}}', width: 56 }
const PLACE = '{{division.county}}{{division.township}}{{division.village}}'
const UNDER: readonly [string, string, string] = [PLACE, '{{year}}年度', '打印日期：{{printed_on}}']
const TOTAL = '合　　计：　{{rows|count}} 户　　{{rows|sum:household_year.population}} 人'
const TEXT = { size: 12, wrap: true } as const

/** For the county's own use. */
export const exitProposed = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年拟退出贫困户名单',
    each: 'rows',
    columns: [
      NUMBER,
      VILLAGE,
      GROUP,
      HEAD,
      PEOPLE,
      { heading: '贫困户属性', text: '{{household_year.attribute}}', width: 80 },
      { heading: '主要致贫原因', text: '{{household_year.main_cause}}', width: 80 },
      { heading: '人均纯收入（元）', text: '{{household_year.net_income_per_person}}', width: 80, look: { format: '#,##0.00', shrink: true } },
      { heading: '退出方式', text: '{{household_year.exit_way}}', width: 70 },
      { heading: '办到哪里', text: '{{household_year.exit_stage}}', width: 70 },
      { heading: '备注', text: '{{household_year.remark}}', width: 90 },
    ],
    under: UNDER,
    total: TOTAL,
    size: 10,
    signatures: ['填报人：', '审核人：', '填报日期：　　　年　　月　　日'],
  })

/** Public: group, head, number of people, and never more (mechanisms.md §0.2.7; readings.md 32). */
const notice = (title: string, below: readonly string[], stamps: readonly string[]): FormSheet =>
  tableTemplate({
    title,
    each: 'rows',
    columns: [
      { ...NUMBER, width: 60 },
      { ...GROUP, width: 150 },
      { ...HEAD, width: 170 },
      { ...PEOPLE, width: 120 },
    ],
    under: UNDER,
    upright: true,
    size: 11,
    total: TOTAL,
    below,
    stamps,
  })

export const exitProposedNotice = (): FormSheet =>
  notice(
    '{{division.village}}{{year}}年拟退出贫困户公示',
    [
      '　　经村民代表会议民主评议、村“两委”和驻村工作队核实，并经农户认可，以上农户达到退出标准，现予以公示。公示期为　　天，自　　　年　　月　　日至　　　年　　月　　日。',
      '　　公示期内如有异议，请向村民委员会、乡镇人民政府或县扶贫办反映。监督举报电话：　　　　　　　　',
    ],
    ['{{division.village}}村民委员会（盖章）', '{{division.township}}人民政府（盖章）', '　　　　年　　　月　　　日'],
  )

export const exitAnnouncement = (): FormSheet =>
  notice(
    '{{division.county}}{{year}}年贫困户脱贫公告（{{division.village}}）',
    [
      '　　经民主评议、核实、农户认可、公示和审核，以上农户达到贫困户退出标准，同意退出，现予以公告。',
      '　　公告期为　　个工作日，自　　　年　　月　　日至　　　年　　月　　日。退出以后原有帮扶政策在规定期限内继续执行。',
      '　　监督举报电话：　　　　　　　　',
    ],
    ['{{division.county}}扶贫开发领导小组（盖章）', '　　　　年　　　月　　　日'],
  )

/** What the township says of those it looked at. */
export const exitReviewReport = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年贫困户退出审核报告',
    each: 'rows',
    columns: [
      NUMBER,
      VILLAGE,
      GROUP,
      HEAD,
      PEOPLE,
      { heading: '人均纯收入（元）', text: '{{household_year.net_income_per_person}}', width: 80, look: { format: '#,##0.00', shrink: true } },
      { heading: '退出方式', text: '{{household_year.exit_way}}', width: 70 },
      { heading: '有佐证的指标', text: '{{household_year.exit_evidenced}}', width: 56 },
      { heading: '公示日', text: '{{household_year.exit_noticed_on}}', width: 80 },
      { heading: '公告日', text: '{{household_year.exit_announced_on}}', width: 80 },
      { heading: '办到哪里', text: '{{household_year.exit_stage}}', width: 70 },
      { heading: '审核意见', text: '', width: 110 },
    ],
    under: UNDER,
    total: TOTAL,
    size: 10,
    below: [
      '　　经审核，以上农户的评议、核实、认可、公示材料　□齐全　□不齐全，公示期内　□没有异议　□有异议（处理结果附后）。',
      '　　审核结论：同意退出　　　户　　　人，退回重办　　　户　　　人。',
    ],
    signatures: ['审核人签字：', '分管领导签字：', '乡镇人民政府（盖章）　　　　年　　月　　日'],
  })

const report = (title: string, who: string): FormSheet =>
  tableTemplate({
    title,
    each: 'rows',
    columns: [
      NUMBER,
      VILLAGE,
      HEAD,
      { heading: '人口数', text: '{{exit_inspection.people}}', width: 46 },
      { heading: '哪一次验收', text: '{{exit_inspection.look}}', width: 70 },
      { heading: '怎样选中', text: '{{exit_inspection.chosen}}', width: 70 },
      { heading: '验收日期', text: '{{exit_inspection.inspected_on}}', width: 76 },
      { heading: '验收人', text: '{{exit_inspection.inspected_by}}', width: 90 },
      { heading: '结果', text: '{{exit_inspection.result}}', width: 46 },
      { heading: '没有达标的指标', text: '{{exit_inspection.unmet}}', width: 100 },
      { heading: '退回原因', text: '{{exit_inspection.reasons}}', width: 110 },
      { heading: '说明', text: '{{exit_inspection.remark}}', width: 90 },
    ],
    under: ['{{division.county}}{{division.township}}', '{{year}}年度', '打印日期：{{printed_on}}'],
    total:
      '合　　计：　{{rows|count}} 户次　　{{rows|sum:exit_inspection.people}} 人；　抽样 {{rows|where:exit_inspection.chosen = 1|count}} 户，合格 {{rows|where:exit_inspection.result = 1|count}} 户，退回 {{rows|where:exit_inspection.result = 2|count}} 户',
    size: 10,
    below: [
      '　　验收办法和结论：　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　',
      '　　退回的户应重新核实，存在的问题和整改要求：　　　　　　　　　　　　　　　　　　　　　　　　　',
    ],
    signatures: ['验收组成员签字：', '组长签字：', `${who}（盖章）　　　　年　　月　　日`],
  })

export const exitFirstReport = (): FormSheet => report('{{year}}年退出初验报告', '乡镇人民政府')
export const exitAcceptanceReport = (): FormSheet => report('{{year}}年退出验收报告', '县扶贫开发领导小组')

/** Who was drawn, from what, and how to draw it again. */
export const sampleList = (): FormSheet =>
  cardTemplate({
    title: '抽样名单',
    under: ['{{draw.name}}', '编号：{{draw.draw_no}}'],
    size: 10,
    rowHeight: 22,
    parts: [
      {
        kind: 'items',
        heading: '一、怎样抽的',
        items: [
          { label: '范围', text: '{{draw.place}}' },
          { label: '名单条数', text: '{{draw.frame_size}}' },
          { label: '定名单日期', text: '{{draw.frozen_on|format:yyyy年m月d日}}' },
          { label: '定名单人', text: '{{draw.frozen_by}}' },
          { label: '随机数', text: '{{draw.seed}}' },
          { label: '抽取日期', text: '{{draw.drawn_on|format:yyyy年m月d日}}' },
          { label: '随机数怎样产生', text: '{{draw.seed_from}}', wide: true },
          { label: '名单校验值（SHA-256）', text: '{{draw.frame_hash}}', wide: true, look: { size: 8, align: 'left' } },
        ],
      },
      {
        kind: 'table',
        heading: '二、抽出的',
        each: 'draw_line min=10',
        columns: [
          { heading: '结果', text: '{{draw_line.role}}', width: 50 },
          { heading: '第几个', text: '{{draw_line.rank}}', width: 44 },
          { heading: '分层', text: '{{draw_line.stratum}}', width: 100 },
          { heading: '在名单里的序号', text: '{{draw_line.position}}', width: 60 },
          { heading: '抽出的', text: '{{draw_line.subject}}', width: 170, look: { align: 'left' } },
          { heading: '验收结果', text: '', width: 80 },
        ],
      },
      { kind: 'text', height: 34, look: { size: 10, wrap: true }, text: '　　抽中的不能换；确实找不到人的，按备选的次序替换，并写明原因。' },
      { kind: 'text', height: 30, look: TEXT, text: '抽取人签字：', right: '监督人签字：　　　　　　　　' },
      { kind: 'text', height: 30, look: TEXT, text: '单位（盖章）', right: '　　　　年　　月　　日' },
    ],
    signatures: [],
  })

const money = (label: string, key: string): CardItem => ({ label, text: `{{household_year.${key}}}`, look: { format: '#,##0.00', shrink: true } })

/** Before the vote: what is on file, and what whoever goes there finds. */
export const exitSurvey = (): FormSheet =>
  cardTemplate({
    title: '贫困户退出摸底调查表',
    under: [`${PLACE}{{division.group}}`, '{{year}}年度　户编号：{{household.household_no}}'],
    size: 10,
    rowHeight: 24,
    parts: [
      {
        kind: 'items',
        heading: '一、家庭情况（台账里的）',
        items: [
          { label: '户主姓名', text: '{{household.head_name}}' },
          { label: '家庭人口数', text: '{{household.population}} 人' },
          { label: '贫困户属性', text: '{{household.attribute}}' },
          { label: '主要致贫原因', text: '{{household.main_cause}}' },
          money('年纯收入（元）', 'net_income'),
          money('人均纯收入（元）', 'net_income_per_person'),
        ],
      },
      {
        kind: 'grid',
        heading: '二、入户看到的',
        columns: [
          { heading: '项目', width: 90 },
          { heading: '看什么', width: 200 },
          { heading: '情况', width: 130 },
          { heading: '够不够', width: 70 },
        ],
        rows: [
          ['收入', '务工、种养、补助各多少，有没有凭据', '', '□够 □不够'],
          ['不愁吃、不愁穿', '口粮、肉蛋奶，换季衣服、被褥', '', '□够 □不够'],
          ['安全饮水', '水从哪里来，够不够吃，干净不干净', '', '□够 □不够'],
          ['义务教育', '适龄孩子在哪里上学，有没有辍学', '', '□够 □不够 □无'],
          ['基本医疗', '谁没有参保，大病有没有报销救助', '', '□够 □不够'],
          ['住房安全', '房屋等级，有没有鉴定', '', '□够 □不够'],
        ],
      },
      {
        kind: 'items',
        heading: '三、调查意见',
        items: [
          { label: '还缺什么', text: '', wide: true },
          { label: '打算靠什么脱贫', text: '□发展产业、就业　□低保、供养兜底', wide: true },
          { label: '能不能列为拟退出户', text: '□能　□不能，原因：', wide: true },
        ],
      },
      { kind: 'text', height: 34, look: TEXT, text: '调查人签字：', right: '户主签字：　　　　　　　　' },
      { kind: 'text', height: 34, look: TEXT, text: '驻村工作队签字：', right: '　　　　年　　月　　日' },
    ],
    signatures: [],
  })

/** What the household is told; it keeps the one half, the office the other. */
export const exitLetter = (): FormSheet =>
  cardTemplate({
    title: '脱贫退出告知书',
    under: [`${PLACE}{{division.group}}`, '户编号：{{household.household_no}}'],
    size: 11,
    parts: [
      { kind: 'text', height: 40, look: { size: 14, wrap: true }, text: '{{household.head_name}} 户：' },
      {
        kind: 'text',
        height: 190,
        look: { size: 14, wrap: true },
        text: '　　你家 {{household.population}} 口人，{{year}}年人均纯收入稳定超过扶贫标准，不愁吃、不愁穿，义务教育、基本医疗、住房安全有保障，经民主评议、入户核实、你家认可、公示和审核，达到贫困户退出标准，已经公告退出。',
      },
      {
        kind: 'text',
        height: 130,
        look: { size: 14, wrap: true },
        text: '　　退出以后，原有帮扶政策在规定期限内继续执行，帮扶责任人和驻村工作队继续联系你家。遇到大病、灾害或者收入减少的，请及时告诉村委会，符合条件的可以重新帮扶。',
      },
      { kind: 'text', height: 50, look: { size: 14, wrap: true }, text: '　　帮扶责任人：　　　　　　　　联系电话：　　　　　　　　' },
      { kind: 'text', height: 50, look: { size: 14, wrap: true }, text: '', right: '{{division.township}}人民政府（盖章）' },
      { kind: 'text', height: 50, look: { size: 14, wrap: true }, text: '', right: '　　　　年　　月　　日' },
      { kind: 'text', height: 60, look: { size: 12, wrap: true }, text: '户主签收：　　　　　　　　送达人签字：', right: '　　　　年　　月　　日' },
    ],
    signatures: [],
  })

export const exitHonour = (): FormSheet =>
  cardTemplate({
    title: '脱 贫 光 荣 证',
    under: ['{{division.county}}', '编号：{{household.household_no}}'],
    parts: [
      { kind: 'text', height: 60, look: { size: 18, wrap: true }, text: '{{household.head_name}} 户：' },
      {
        kind: 'text',
        height: 260,
        look: { size: 20, wrap: true },
        text: '　　你家在党的扶贫政策和帮扶单位、帮扶责任人的帮助下，自强自立，勤劳致富，于 {{#if household.exit_year}}{{household.exit_year}}{{#else}}　　　　{{/if}} 年光荣脱贫。',
      },
      { kind: 'text', height: 60, look: { size: 18, wrap: true }, text: '　　特发此证。' },
      { kind: 'text', height: 60, look: { size: 14, align: 'right' }, text: '{{division.county}}扶贫开发领导小组（盖章）' },
      { kind: 'text', height: 50, look: { size: 14, wrap: true }, text: '', right: '　　　　年　　月　　日' },
    ],
    signatures: [],
  })
