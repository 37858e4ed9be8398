/** What is to be done by when, of the demo: the six elements of each task, and how far it came by the end of September 2015. */
import { after, stepRecords, type Step } from '../steps.ts'
import type { DemoRecord, Sources } from '../../records.ts'
import type { KnownProject } from './types.ts'

const PROCEDURE = 'battle_stage'

/** A task with its days: begun, and finished, where it was. */
interface Told {
  readonly name: string
  readonly place: string
  readonly subject?: string
  readonly drawing: string
  readonly schedule: string
  readonly goal: string
  readonly requirement: string
  readonly due: string
  readonly helper: string | null
  readonly begun: string | null
  readonly finished: string | null
}

/** The project as a task of its place, as far as its own steps came. */
export function projectTask(project: KnownProject, sources: Sources): Generator<DemoRecord> {
  const { id, values, steps } = project
  const [start, end] = [values.planned_start ?? '2015-04-01', values.planned_end ?? '2015-10-31']
  return taskRecords(
    {
      name: (values.name ?? '').slice(0, 60),
      place: values.place ?? '',
      subject: `project:${id}`,
      drawing: `施工图表，批复 ${values.approval_no ?? ''}`,
      schedule: `${start} 开工，按工序表逐旬推进，${end} 完工`,
      goal: values.performance_target ?? '',
      requirement: values.requirement ?? '',
      due: end,
      helper: values.manager_id ?? null,
      begun: steps.get('start') ?? null,
      finished: steps.get('finish') ?? null,
    },
    sources,
  )
}

/** Work that is no project: what each township has to do in the year. */
const DUTIES = [
  { name: '建档立卡信息核对录入', due: '2015-06-30', goal: '在册户信息全部核对，错漏清零', requirement: '入户见人，户主签字，录入前由工作队复核' },
  { name: '一户一策脱贫方案签订', due: '2015-07-31', goal: '拟脱贫户方案签订率 100%', requirement: '措施写到人、到时间、到资金来源' },
  { name: '项目公示牌设立', due: '2015-08-31', goal: '在建项目都有公示牌', requirement: '写明资金、规模、工期、责任人、监督电话' },
  { name: '贫困户退出资料归档', due: '2015-11-20', goal: '拟退出户一户一档', requirement: '评议、公示、签字材料齐全，按户装盒' },
] as const

/** Of these duties so many are finished in a township, in turn: each card is given to some of them. */
const FINISHED_IN_TURN = [4, 3, 1, 2, 0, 3] as const

export function* dutyTasks(
  township: { readonly code: string; readonly name: string },
  turn: number,
  helper: string | null,
  sources: Sources,
): Generator<DemoRecord> {
  const done = FINISHED_IN_TURN[turn % FINISHED_IN_TURN.length] ?? 0
  for (const [index, { due, name, ...said }] of DUTIES.entries()) {
    const begun = after(due, -45)
    yield* taskRecords(
      {
        ...said,
        name: `${township.name}${name}`,
        place: township.code,
        drawing: '县脱贫攻坚任务书（演示）',
        schedule: `${begun} 开始，${after(due, -15)} 过半，${due} 完成`,
        due,
        helper,
        begun: index <= done ? begun : null,
        finished: index < done ? after(due, index % 2 === 0 ? -6 : 4) : null,
      },
      sources,
    )
  }
}

function* taskRecords({ drawing, due, helper, begun, finished, ...said }: Told, sources: Sources): Generator<DemoRecord> {
  const id = sources.ids.next('battle_task')
  yield {
    register: 'battle_task',
    id,
    values: {
      ...said,
      year: 2015,
      drawing,
      due_on: due,
      helper_id: helper,
      begins_on: begun,
      ...(helper === null ? { in_charge: '包村干部（演示）' } : {}),
    },
  }
  const steps: Step[] = [
    ...(begun === null ? [] : [{ key: 'begin', level: 'village', on: begun, by: '村文书（演示）' } as const]),
    ...(finished === null ? [] : [{ key: 'finish', level: 'village', on: finished, by: '村文书（演示）' } as const]),
  ]
  yield* stepRecords(`battle_task:${id}`, PROCEDURE, steps, sources)
}
