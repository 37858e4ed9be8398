/** The records of one project of the demo: the project with its village, steps of the work, progress, households and the way it went. */
import { scaledText, plainText } from '#core/rules/money.ts'
import { after, stepRecords, type Step } from '../steps.ts'
import type { DemoRecord, Sources } from '../../records.ts'
import type { Random } from '../../random.ts'
import { isBegun, isFinished, type PlannedProject } from './planned.ts'

/** Ends of the months of which progress is told, the last the day that all figures are of. */
const MONTHS = ['2015-03-31', '2015-04-30', '2015-05-31', '2015-06-30', '2015-07-31', '2015-08-31', '2015-09-30'] as const
const REPORTED_ON = '2015-09-30'
const PROCEDURE = 'project_stage'
const WHOLE = 10_000

export interface Worked {
  readonly planned: PlannedProject
  readonly projectId: string
  readonly noticeId: string
  readonly manager: string
  readonly department: string | null
  readonly builder: string | null
  /** Ids of households that it reaches. */
  readonly reached: readonly string[]
}

/** Number of the approval; made up, as the others of the demo. */
function approvalOf({ village, kind }: PlannedProject): string {
  return `漳扶发〔2015〕演示${village.code.slice(6)}-${kind.category}号`
}

function sizeText(size: number): string {
  return plainText(size, 2)
}

export function* projectRecords(worked: Worked, random: Random, sources: Sources): Generator<DemoRecord> {
  const { planned, projectId, reached } = worked
  const { kind, village, size, total } = planned
  const text = sizeText(size)
  yield {
    register: 'project',
    id: projectId,
    values: {
      name: `${village.name}${kind.name}`,
      place: village.code,
      year: 2015,
      category: kind.category,
      nature: '1',
      programs: village.wholeVillage ? 'poverty,whole_village' : 'poverty',
      location: `${village.name}一社至${random.int(2, village.groups)}社`,
      content: kind.content(text),
      size,
      unit: kind.unit,
      requirement: kind.requirement,
      performance_target: kind.goal(text),
      organization_id: worked.department,
      manager_id: worked.manager,
      builder_id: worked.builder,
      supervisor: kind.aid === null ? '工程监理公司（演示）' : null,
      procurement: kind.aid === null ? '1' : '5',
      planned_start: kind.from,
      planned_end: kind.until,
      approval_no: approvalOf(planned),
      approved_on: '2015-03-05',
      approved_investment: total,
      fiscal_grant: total,
      household_part: kind.aid === null ? null : total,
      benefit_mechanism: kind.mechanism,
      participation: '村民代表会议议定，监督委员会全程监督',
      planned_households: reached.length,
      upkeep_by: kind.upkeep,
    },
  }
  yield {
    register: 'project_village',
    id: sources.ids.next('project_village', { project_id: projectId, village: village.code }),
    values: { project_id: projectId, village: village.code, size, planned_amount: total },
  }
  yield* householdsReached(worked, sources)
  yield* nodeRecords(worked, random, sources)
  yield* stepRecords(`project:${projectId}`, PROCEDURE, stepsOf(worked), sources)
  if (planned.course === 'accepted') yield* acceptances(worked, sources)
}

function* householdsReached({ planned: { kind, village, course }, projectId, reached }: Worked, { ids }: Sources): Generator<DemoRecord> {
  for (const household of reached) {
    const subject = `household:${household}`
    yield {
      register: 'project_beneficiary',
      id: ids.next('project_beneficiary', { project_id: projectId, household: subject }),
      values: {
        project_id: projectId,
        household: subject,
        village: village.code,
        quantity: 100,
        unit: '户',
        grant: kind.aid === null ? null : kind.price,
        benefited_on: course === 'accepted' ? kind.until : null,
      },
    }
  }
}

/** The nodes one behind the other, each as long as its weight, and how far each had come by the end of each month. */
function* nodeRecords({ planned, projectId, manager }: Worked, random: Random, { ids }: Sources): Generator<DemoRecord> {
  const { kind } = planned
  const days = daysBetween(kind.from, kind.until) + 1
  let begun = 0
  for (const [index, node] of kind.nodes.entries()) {
    const length = index === kind.nodes.length - 1 ? days - begun : Math.max(1, Math.floor((days * node.weight) / WHOLE))
    const [from, until] = [after(kind.from, begun), after(kind.from, begun + length - 1)]
    begun += length
    const id = ids.next('project_node')
    yield {
      register: 'project_node',
      id,
      values: {
        project_id: projectId,
        position: index + 1,
        name: node.name,
        kind: node.kind,
        planned_start: from,
        planned_end: until,
        weight: node.weight,
        person_id: manager,
      },
    }
    if (isBegun(planned)) yield* progressOf(id, { planned, from, until, isAcceptance: node.kind === '7' }, random, { ids })
  }
}

interface Span {
  readonly planned: PlannedProject
  readonly from: string
  readonly until: string
  readonly isAcceptance: boolean
}

function* progressOf(node: string, { planned, from, until, isAcceptance }: Span, random: Random, { ids }: Pick<Sources, 'ids'>): Generator<DemoRecord> {
  let before = 0
  for (const month of MONTHS) {
    if (month < from || before === WHOLE) continue
    const done =
      isFinished(planned) && month === REPORTED_ON
        ? isAcceptance && planned.course !== 'accepted'
          ? 0
          : WHOLE
        : doneBy(month, { planned, from, until }, random)
    const completion = Math.max(before, done)
    yield {
      register: 'node_progress',
      id: ids.next('node_progress', { node_id: node, as_of: month }),
      values: {
        node_id: node,
        as_of: month,
        completion,
        words: `完成 ${scaledText(completion, 2)}%`,
        filled_by: '村文书（演示）',
        checked_by: '乡镇项目专干（演示）',
      },
    }
    before = completion
  }
}

/** Hundredths of a per cent; what lags lags all along, a little more or less each month. */
function doneBy(month: string, { planned: { speed }, from, until }: Pick<Span, 'planned' | 'from' | 'until'>, random: Random): number {
  const [passed, days] = [daysBetween(from, month) + 1, daysBetween(from, until) + 1]
  const share = Math.min(WHOLE, Math.floor((Math.min(passed, days) * WHOLE) / days))
  return Math.min(WHOLE, Math.max(0, Math.floor((share * speed) / 100) - random.int(0, 180)))
}

/** The steps as far as the project came. */
function stepsOf({ planned, noticeId }: Worked): Step[] {
  const { kind, course } = planned
  const [village, township, county] = ['村委会', '乡镇项目专干', '县扶贫办'].map((name) => `${name}（演示）`) as [string, string, string]
  const finishedOn = kind.until < REPORTED_ON ? kind.until : '2015-09-26'
  const steps: Step[] = [
    { key: 'apply', level: 'village', on: '2014-12-08', by: village },
    { key: 'review_township', level: 'township', on: '2014-12-16', by: township },
    { key: 'review_county', level: 'county', on: '2015-01-12', by: county },
    { key: 'post', level: 'village', on: '2015-01-15', by: village, act: noticeId },
    { key: 'store', level: 'county', on: '2015-01-26', by: county },
    { key: 'plan', level: 'county', on: '2015-02-10', by: county },
    { key: 'approve', level: 'county', on: '2015-03-05', by: county },
  ]
  if (course === 'approved') return steps
  steps.push({ key: 'procure', level: 'village', on: '2015-03-09', by: village })
  if (course === 'procured') return steps
  steps.push({ key: 'start', level: 'village', on: kind.from, by: village })
  if (course === 'stopped') steps.push({ key: 'stop', level: 'township', on: '2015-07-20', by: township, remark: '连续降雨，等天气好转复工' })
  if (isFinished(planned)) steps.push({ key: 'finish', level: 'village', on: finishedOn, by: village })
  if (course === 'accepted')
    steps.push(
      { key: 'accept_township', level: 'township', on: after(finishedOn, 1), by: township },
      { key: 'accept_county', level: 'county', on: after(finishedOn, 3), by: county },
    )
  return steps
}

function* acceptances({ planned: { kind, size }, projectId }: Worked, { ids }: Sources): Generator<DemoRecord> {
  const finishedOn = kind.until < REPORTED_ON ? kind.until : '2015-09-26'
  for (const [of, on] of [
    ['1', after(finishedOn, 1)],
    ['2', after(finishedOn, 3)],
  ] as const)
    yield {
      register: 'project_acceptance',
      id: ids.next('project_acceptance', { project_id: projectId, kind: of, accepted_on: on }),
      values: {
        project_id: projectId,
        kind: of,
        accepted_on: on,
        accepted_by: '验收组（演示）',
        done_size: size,
        qualified: true,
        opinion: '按方案建成，合格',
      },
    }
}

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
