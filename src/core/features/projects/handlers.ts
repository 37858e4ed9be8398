import { localDay, referenceDate } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { progressTable, reportProgress, reportsOf } from './service.ts'

/** Procedures of projects. */
export function projectHandlers(core: Core) {
  const os = builder.projects
  return {
    progress: os.progress.handler(({ input, context }) => {
      const { day = referenceDate(input.year, localDay(core.now())), ...asked } = input
      return progressTable(core.office(), core.user(context), { ...asked, day })
    }),
    reports: os.reports.handler(({ input, context }) => ({ reports: reportsOf(core.office(), core.user(context), input) })),
    report: os.report.handler(({ input, context }) => reportProgress(core.office(), core.user(context), input)),
  }
}
