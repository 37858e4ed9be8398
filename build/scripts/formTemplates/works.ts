/** Papers of water, power, roads and what villages have of them (mechanisms.md M09.d–M11.d; forms.md §5.3). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate } from '../../../src/core/forms/drawing/card.ts'
import { looked } from '../../../src/core/forms/drawing/columns.ts'
import { pageSetup, SheetBuilder, type Box, type Look } from '../../../src/core/forms/drawing/sheetBuilder.ts'
import { counted, digitsOf, items, part, rows, type Column } from './worksParts.ts'

const waterStatus = (): FormSheet =>
  rows({
    title: '饮水现状表',
    columns: [
      ['行政村', 'village_year.village', 110],
      ['总户数', 'village_year.households', 60],
      ['自来水入户户数', 'village_year.tap_water_households', 80],
      ['是否集中供水', 'village_year.central_water', 70],
      ['是否自来水', 'village_year.tap_water', 70],
      ['未实现饮水安全户数', 'village_year.unsafe_water_households', 90],
      ['饮水困难户数', 'village_year.water_difficult_households', 80],
      ['建设内容', 'village_year.water_content', 150],
    ],
    total: '合　　计：　{{rows|count}} 村　　{{rows|sum:village_year.households}} 户　　自来水入户 {{rows|sum:village_year.tap_water_households}} 户',
  })

const waterPeople = (): FormSheet =>
  rows({
    title: '饮水解决人口花名册',
    columns: [
      ['行政村', 'water_user.village', 100],
      ['户', 'water_user.household', 110],
      ['饮水工程', 'water_point.name', 140],
      ['工程类型', 'water_point.kind', 70],
      ['自来水入户', 'water_user.tapped', 60],
      ['通水日期', 'water_user.benefited_on', 80],
      ['工程验收日期', 'water_user.accepted_on', 80],
      ['解决人数', 'water_user.solved_people', 60],
    ],
    total: '合　　计：　{{rows|count}} 户　　{{rows|sum:water_user.solved_people}} 人',
  })

const waterLedger = (): FormSheet =>
  rows({
    title: '饮水工程台账',
    columns: [
      ['行政村', 'water_point.village', 90],
      ['工程名称', 'water_point.name', 130],
      ['类型', 'water_point.kind', 60],
      ['年度', 'water_point.year', 40],
      ['设计人口', 'water_point.designed_people', 55],
      ['受益户', 'water_point.households_served', 50],
      ['解决人数', 'water_point.people_solved', 55],
      ['验收日期', 'water_point.accepted_on', 70],
      ['检测日期', 'water_point.tested_on', 70],
      ['水质合格', 'water_point.quality', 50],
      ['管护责任人', 'water_point.upkeep_by', 65],
    ],
    total: '合　　计：　{{rows|count}} 处　　解决 {{rows|sum:water_point.people_solved}} 人',
  })

const waterUpkeep = (): FormSheet =>
  cardTemplate({
    title: '饮水工程管护责任牌',
    size: 14,
    rowHeight: 44,
    pairs: 1,
    parts: [
      part(
        '工程',
        items('water_point', ['工程名称', 'name'], ['行政村', 'village'], ['类型', 'kind'], ['设计供水人口', 'designed_people'], ['验收日期', 'accepted_on']),
      ),
      part('管护', items('water_point', ['管护责任人', 'upkeep_by'], ['联系电话', 'upkeep_phone'], ['管护内容', 'upkeep_duty'], ['水质检测', 'tested_on'])),
    ],
    // It stands beside the well: nobody signs it.
    signatures: [],
  })

const power = (title: string, more: readonly Column[]): FormSheet =>
  rows({
    title,
    columns: [
      ['行政村', 'village_group_year.village', 100],
      ['社', 'village_group.name', 80],
      ['通动力电', 'village_group_year.three_phase', 60],
      ['台区数', 'village_group_year.transformers', 55],
      ['台区容量（千伏安）', 'village_group_year.transformer_capacity', 90],
      ['低电压户', 'village_group_year.low_voltage_households', 60],
      ...more,
    ],
    total: '合　　计：　{{rows|count}} 个社　　低电压 {{rows|sum:village_group_year.low_voltage_households}} 户',
  })
const UPGRADE: readonly Column[] = [
  ['改造内容', 'village_group_year.upgrade', 150],
  ['计划完成', 'village_group_year.planned_on', 75],
  ['改造完成', 'village_group_year.upgraded_on', 75],
]

const roadPlan = (): FormSheet =>
  rows({
    title: '通村路和通畅工程计划表',
    columns: [
      ['所在区划', 'road.place', 90],
      ['道路名称', 'road.name', 120],
      ['起点', 'road.from_place', 70],
      ['止点', 'road.to_place', 70],
      ['计划里程（公里）', 'road.length', 70],
      ['完工里程（公里）', 'road.finished_length', 70],
      ['路面', 'road.surface', 45],
      ['宽（米）', 'road.width', 45],
      ['开工', 'road.started_on', 65],
      ['完工', 'road.finished_on', 65],
      ['验收', 'road.accepted_on', 65],
    ],
    total: '合　　计：　{{rows|count}} 条　　计划 {{rows|sum:road.length|format:0.00}} 公里　　完工 {{rows|sum:road.finished_length|format:0.00}} 公里',
  })

/** A drawing of the roads, and their figures. */
const network = (title: string): FormSheet => {
  const widths = [120, 107.25, 107.25, 65.25, 65.25, 65.25, 65.25, 65.25, 117]
  const look = { font: '宋体', size: 10, align: 'center', border: true, wrap: true, shrink: false, fill: '', format: 'General' } as const
  const builder = new SheetBuilder(widths, look)
  const plain = { border: false, wrap: false, size: 9 } as const
  const whole = (text: string, height: number, more: Look = {}): void => builder.boxes(height, [{ text, to: builder.width, look: { ...plain, ...more } }])
  whole(`{{division.township}}{{division.village}}${title}`, 28, { font: '黑体', size: 16 })
  whole('填报单位：{{office}}　　{{year}} 年　　打印日期：{{printed_on}}', 17)
  const through = 'road.hardened and (road.accepted_on or road.finished_length >= road.length)'
  whole(`{{rows|network:road.from_place,road.to_place,${through},road.length,road.surface,each road_group road_group.group_id}}`, 330, { border: true })
  whole(
    '按道路台账的起点、止点和受益社画，通几个社的画到每一个社，里程写在止点旁边，不按比例；里程单位公里。合计 {{rows|count}} 条、{{rows|sum:road.length|format:0.00}} 公里，完工 {{rows|sum:road.finished_length|format:0.00}} 公里。',
    18,
    { align: 'left' },
  )
  const headings = ['道路名称', '起点', '止点', '里程（公里）', '完工（公里）', '路面', '宽（米）', '受益社', '管护主体{{/head}}']
  builder.row(24, [`{{#head}}${headings[0] ?? ''}`, ...headings.slice(1)], { font: '黑体' })
  const fields = ['name', 'from_place', 'to_place', 'length', 'finished_length', 'surface', 'width', 'groups', 'upkeep_by']
  const columns = fields.map((key) => looked({ heading: '', text: `{{road.${key}}}`, width: 0, look: digitsOf(`road.${key}`) }, 10))
  const [begins, ends] = ['{{#each rows}}', '{{/each}}']
  builder.boxes(
    20,
    columns.map(
      ({ text, look = {} }, index): Box => ({
        text: `${index === 0 ? begins : ''}${text}${index === fields.length - 1 ? ends : ''}`,
        to: builder.edge(index + 1),
        look,
      }),
    ),
  )
  return builder.sheet('路网示意图', pageSetup(true, { side: 28, top: 28, bottom: 32 }, '&C&9第 &P 页　共 &N 页'), { first: 0, last: 1 })
}

const unpaved = (): FormSheet =>
  rows({
    title: '未通沥青（水泥）路行政村销号表',
    columns: [
      ['行政村', 'village_year.village', 130],
      ['总户数', 'village_year.households', 60],
      ['总人口', 'village_year.population', 60],
      ['未通里程（公里）', 'village_year.unpaved_to_township', 90],
      ['是否油返砂', 'village_year.oil_to_gravel', 70],
      ['备注', 'village.remark', 150],
    ],
    total: '合　　计：　{{rows|count}} 村',
  })

const villageWorks = (): FormSheet =>
  rows({
    title: '村基础设施台账',
    large: true,
    columns: [
      ['村', 'village_year.village', 90],
      ['是否通村路', 'village_year.paved_to_township', 55],
      ['未通里程（公里）', 'village_year.unpaved_to_township', 60],
      ['是否油返砂', 'village_year.oil_to_gravel', 55],
      ['里程（公里）', 'village_year.oil_to_gravel_length', 55],
      ['是否集中供水', 'village_year.central_water', 60],
      ['是否自来水', 'village_year.tap_water', 55],
      ['建设内容', 'village_year.water_content', 150],
      ['自然村通动力电', 'village_year.three_phase_villages', 65],
      ['贫困户通动力电', 'village_year.three_phase_poor_households', 65],
      ['电力建设内容', 'village_year.power_content', 150],
      ['备注', 'village.remark', 100],
    ],
    total: '合　　计：　{{rows|count}} 村',
  })

export const worksTemplates: Readonly<Record<string, () => FormSheet>> = {
  'water_status.xlsx': waterStatus,
  'water_people.xlsx': waterPeople,
  'water_ledger.xlsx': waterLedger,
  'water_upkeep.xlsx': waterUpkeep,
  'transformers.xlsx': () => power('台区改造清单', UPGRADE),
  'low_voltage.xlsx': () => power('低电压户清单', [['改造内容', 'village_group_year.upgrade', 180]]),
  'works_progress.xlsx': () =>
    counted(
      '饮水、动力电、道路、坡改梯进度表',
      [
        ['解决人数', 'solved', 60],
        ['总户数', 'households', 60],
        ['入户户数', 'tapped', 60],
        ['入户率%', 'tapped_rate', 60],
        ['自然村', 'natural', 50],
        ['通动力电', 'three_phase', 60],
        ['覆盖率%', 'three_phase_rate', 60],
        ['行政村', 'villages', 50],
        ['已通硬化', 'paved', 60],
        ['硬化率%', 'paved_rate', 60],
        ['没有通', 'unpaved', 50],
        ['计划里程（公里）', 'length', 65],
        ['完工里程（公里）', 'finished_length', 65],
        ['里程完成率%', 'length_rate', 65],
        ['计划亩', 'planned_area', 65],
        ['验收亩', 'accepted_area', 65],
        ['坡改梯完成率%', 'area_rate', 70],
      ],
      true,
    ),
  'road_plan.xlsx': roadPlan,
  'road_network.xlsx': () => network('路网示意图'),
  'road_network_township.xlsx': () => network('路网示意图'),
  'unpaved_villages.xlsx': unpaved,
  'village_works_ledger.xlsx': villageWorks,
}
