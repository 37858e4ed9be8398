/**
 * Targets of the demo, as the county set them itself (mechanisms.md §0.1). A measure that a table of this program counts says which; of the others the
 * departments report. The document number is made up.
 */
import type { CountyPlan, VillagePlan } from '../plan.ts'
import { pavedShare, targetedPeople } from './works/plan.ts'
import type { DemoRecord, Sources } from '../records.ts'

interface Measure {
  readonly name: string
  readonly unit: string
  readonly year: number
  readonly amount: number
  /** Table and column that count it. */
  readonly counted?: readonly [string, string]
  /** What the departments reported by the end of November 2015. */
  readonly reported?: number
  /** Department, as its body is called in the demo. */
  readonly department?: string
  readonly remark?: string
}

const people = '人'
const percent = '%'
const MEASURES: readonly Measure[] = [
  { name: '自来水入户率', unit: percent, year: 2015, amount: 95, counted: ['works_progress', 'tapped_rate'], department: '县水务局', remark: '分母是户' },
  { name: '动力电覆盖率', unit: percent, year: 2015, amount: 100, counted: ['group_power', 'three_phase_rate'] },
  { name: '农村电商网店', unit: '家', year: 2015, amount: 30, reported: 34 },
  { name: '标准化村卫生室', unit: '个', year: 2015, amount: 89, reported: 81, department: '县卫生和计划生育局' },
  { name: '行政村幼儿园', unit: '所', year: 2016, amount: 24, reported: 11, department: '县教育局', remark: '2016 年底以前' },
  { name: '学前毛入园率（脱贫村）', unit: percent, year: 2015, amount: 64.34, department: '县教育局', remark: '可以超过 100%' },
  { name: '义务教育巩固率', unit: percent, year: 2015, amount: 83.8, department: '县教育局' },
  { name: '新农合参合率', unit: percent, year: 2015, amount: 96, reported: 97.1, department: '县卫生和计划生育局' },
  { name: '养老保险参保率', unit: percent, year: 2015, amount: 95, reported: 94.3, department: '县人力资源和社会保障局' },
  { name: '小额担保贷款发放', unit: '万元', year: 2015, amount: 10_000, reported: 9_120, department: '县人力资源和社会保障局' },
  { name: '各类扶贫资金投放', unit: '万元', year: 2015, amount: 2800, reported: 2460, remark: '中和农信和国家贴息贷款' },
  { name: '扶贫贴息资金', unit: '万元', year: 2015, amount: 300, reported: 271 },
  { name: '互助资金协会', unit: '个', year: 2015, amount: 68, reported: 68, remark: '68 个贫困村全覆盖' },
  { name: '两后生培训覆盖率', unit: percent, year: 2015, amount: 100, reported: 92.5, department: '县人力资源和社会保障局' },
  { name: '劳务输转人数', unit: people, year: 2015, amount: 55_000, reported: 56_210, department: '县人力资源和社会保障局' },
  { name: '劳务收入', unit: '万元', year: 2015, amount: 90_000, reported: 91_300, department: '县人力资源和社会保障局' },
  { name: '整村推进村', unit: '个', year: 2015, amount: 13, reported: 13, remark: '和当年退出的 18 个村是两个标记，不相加' },
  { name: '贫困村退出', unit: '个', year: 2015, amount: 18, counted: ['village_exits', 'exited'], department: '县扶贫开发办公室' },
  { name: '贫困村总数', unit: '个', year: 2015, amount: 68, counted: ['22', 'poor'], department: '县扶贫开发办公室' },
]
const HOUSES = '贫困村危房改造'
const DOCUMENT = '漳扶发〔2015〕演示1号'

/** @param left people out of poverty in 2014 and still poor at its end, as the demo has them (1.31 万, 5.45 万 at full size) */
export function* targetRecords(
  county: string,
  plan: CountyPlan,
  bodies: ReadonlyMap<string, string>,
  left: { readonly out: number; readonly poor: number },
  sources: Sources,
): Generator<DemoRecord> {
  const own: readonly Measure[] = [
    { name: '减贫人口', unit: people, year: 2014, amount: left.out, counted: ['exits', 'delisted_people'], department: '县扶贫开发办公室' },
    {
      name: '饮水安全问题解决人数',
      unit: people,
      year: 2015,
      amount: targetedPeople(plan),
      counted: ['works_progress', 'solved'],
      department: '县水务局',
      remark: '按验收的工程的受益户人口算，不手填',
    },
    {
      name: '通村道路硬化率',
      unit: percent,
      year: 2017,
      amount: 100,
      reported: pavedShare(plan),
      department: '县交通运输局',
      remark: '2017 年底以前，分母是全部行政村',
    },
    { name: '年末剩余贫困人口', unit: people, year: 2014, amount: left.poor, counted: ['on_file', 'poor_people'], department: '县扶贫开发办公室' },
  ]
  for (const measure of [...own, ...MEASURES]) {
    const measureId = sources.ids.next('target_measure')
    yield measureRecord(measureId, measure)
    yield taskRecord({ ...measure, measureId, place: county, level: 'county' }, bodies, sources)
  }
  yield* houses(county, plan.villages, bodies, sources)
}

/** Dangerous houses (1,130 of the whole county), handed down to the townships and by these to their poor villages. */
function* houses(county: string, villages: readonly VillagePlan[], bodies: ReadonlyMap<string, string>, sources: Sources): Generator<DemoRecord> {
  const measureId = sources.ids.next('target_measure')
  const sum = (own: readonly VillagePlan[]): number => own.reduce((all, { works }) => all + (works?.houses ?? 0), 0)
  const measure: Measure = {
    name: HOUSES,
    unit: '户',
    year: 2015,
    amount: sum(villages),
    counted: ['house_retrofits', 'accepted'],
    department: '县住房和城乡建设局',
    remark: '向建档立卡户倾斜',
  }
  yield measureRecord(measureId, measure)
  yield taskRecord({ ...measure, measureId, place: county, level: 'county' }, bodies, sources)
  for (const [place, own] of [...Map.groupBy(villages, ({ townshipCode }) => townshipCode)].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    yield taskRecord({ ...measure, amount: sum(own), measureId, place, level: 'county' }, bodies, sources)
  for (const village of villages)
    if ((village.works?.houses ?? 0) > 0)
      yield taskRecord({ ...measure, amount: sum([village]), measureId, place: village.code, level: 'township' }, bodies, sources)
}

function measureRecord(id: string, { name, unit, counted, remark }: Measure): DemoRecord {
  const [statistic, measure] = counted ?? [null, null]
  return {
    register: 'target_measure',
    id,
    values: { name, unit: counted === undefined ? unit : null, statistic, measure, ceiling: false, remark: remark ?? null },
  }
}

function taskRecord(
  task: Measure & { readonly measureId: string; readonly place: string; readonly level: 'county' | 'township' },
  bodies: ReadonlyMap<string, string>,
  { ids }: Sources,
): DemoRecord {
  const { measureId, year, place, amount, reported, department, level } = task
  return {
    register: 'target_task',
    id: ids.next('target_task', { measure_id: measureId, year, place }),
    values: {
      measure_id: measureId,
      year,
      place,
      amount: Math.round(amount * 100),
      issued_by: level,
      document_no: DOCUMENT,
      issued_on: '2015-01-20',
      due_on: `${year}-12-31`,
      organization_id: bodies.get(department ?? '') ?? null,
      ...(reported === undefined ? {} : { reported: Math.round(reported * 100), reported_on: '2015-11-30', reported_from: '部门报数（演示）' }),
    },
  }
}
