import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { mutable } from '../statistics/service.ts'
import { HomeFigures } from './figures.ts'
import { recentOf } from './summary.ts'

/** Procedures of the first screen. */
export function homeHandlers(core: Core) {
  const os = builder.home
  const figures = new HomeFigures(() => core.now())
  return {
    summary: os.summary.handler(async ({ input, context }) => {
      const user = core.user(context)
      const office = core.office()
      const told = await figures.of(office, user, { year: input.year, today: localDay(core.now()), current: input.current === true })
      const { onFile, causes, villages, incomplete, parameters, newestYear } = told.figures
      return {
        counted: told.counted,
        newestYear,
        onFile: mutable(onFile),
        causes: mutable(causes),
        villages: mutable(villages),
        incomplete: mutable(incomplete),
        parameters: mutable(parameters),
        recent: recentOf(office, user),
      }
    }),
  }
}
