import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { progressTable, reportProgress } from './service.ts'

/** Procedures of projects. */
export function projectHandlers(core: Core) {
  const os = builder.projects
  return {
    progress: os.progress.handler(({ input, context }) => {
      const { day = dayIn(input.year, localDay(core.now())), ...asked } = input
      return progressTable(core.office(), core.user(context), { ...asked, day })
    }),
    report: os.report.handler(({ input, context }) => reportProgress(core.office(), core.user(context), input)),
  }
}

/** The day up to which a year is told unless another is asked for: today, or its last day once it is over. */
function dayIn(year: number, today: string): string {
  const last = `${year}-12-31`
  return today < last ? today : last
}
