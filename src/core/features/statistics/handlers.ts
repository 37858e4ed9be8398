import { AppError } from '../../errors.ts'
import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { columnsOf } from '../../statistics/columns.ts'
import { knowsDays } from '../../statistics/days.ts'
import type { StatisticTable } from '../../statistics/table.ts'
import type { StatisticDefinition } from '../../statistics/types.ts'
import type { SessionUser } from '../session/contract.ts'
import { countTableSoon, type Question } from './counting.ts'
import { statistics } from './registry.ts'
import { mutable } from './mutable.ts'
import { compare, freeze, reportRuns } from './reportRuns.ts'
import { fileNameOf, writeStatistic } from './workbook.ts'

/** The table somebody asks for, as long as somebody waits for it. */
function tableFor(core: Core, user: SessionUser, question: Question, signal?: AbortSignal): Promise<StatisticTable> {
  return countTableSoon(core.office(), user, localDay(core.now()), question, signal)
}

/** Procedures of statistics. */
export function statisticHandlers(core: Core) {
  const os = builder.statistics
  return {
    list: os.list.handler(() => statistics.map(summaryOf)),
    count: os.count.handler(async ({ input, context, signal }) => mutable(await tableFor(core, core.user(context), input, signal))),
    freeze: os.freeze.handler(async ({ input: { remark, ...question }, context }) => {
      const user = core.user(context)
      if (question.withForerunners === true)
        throw new AppError('VALIDATION', '连同并入的村一起数的表不能存为上报。', '请去掉“连同并入的村”，按一个村、乡镇或全县上报。')
      return freeze(core.office(), user, await tableFor(core, user, question), remark, core.now())
    }),
    runs: os.runs.handler(({ input, context }) => reportRuns(core.office(), core.user(context), input.code)),
    compare: os.compare.handler(({ input, context }) => {
      const { lines, ...compared } = compare(core.office(), core.user(context), input.id, core.now())
      return { ...compared, lines: [...lines] }
    }),
    export: os.export.handler(async ({ input, context }) => {
      const user = core.user(context)
      const office = core.office()
      const table = await tableFor(core, user, input)
      return {
        job: core.jobs.start({ kind: 'export', title: `导出${table.title}`, by: user }, async (job) => {
          const path = core.files.newPath('xlsx')
          job.phase('写文件', 1)
          const rows = await writeStatistic(path, table, {
            unit: office.unit.name,
            within: nameOf(office.divisions, table),
            now: core.now(),
            signal: job.signal,
          })
          job.file(core.files.give(path, fileNameOf(table), user.id))
          return { rows }
        }),
      }
    }),
  }
}

function nameOf(divisions: { fullName(code: string): string }, { within }: StatisticTable): string | null {
  return within === null ? null : divisions.fullName(within.padEnd(12, '0'))
}

function summaryOf(definition: StatisticDefinition) {
  const times = Object.values(definition.populations).map(({ time }) => time)
  return {
    code: definition.code,
    title: definition.title,
    group: definition.group,
    source: definition.source ?? null,
    days: knowsDays(definition, columnsOf(definition)),
    years: times.some((time) => time !== 'today'),
    places: definition.rows === undefined || definition.rows.by === 'place',
    chart: [...(definition.chart ?? [])],
    heat: [...(definition.heat ?? [])],
  }
}
