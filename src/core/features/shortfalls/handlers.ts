import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { allowedToFind, findShortfalls } from './find.ts'

/** Procedures of what is lacking by which standard. */
export function shortfallHandlers(core: Core) {
  const os = builder.shortfalls
  return {
    find: os.find.handler(({ input, context }) => {
      const [user, office] = [core.user(context), core.office()]
      const title = allowedToFind(office, user, input)
      return {
        job: core.jobs.start({ kind: 'shortfalls', title, by: user }, (job) => {
          job.phase('逐项标准比对', 1)
          return findShortfalls(office, user, input, localDay(core.now()), job)
        }),
      }
    }),
  }
}
