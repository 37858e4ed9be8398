import { builder, type Core } from '../../runtime.ts'
import { localDay } from '../../rules/dates.ts'
import { listLocks, setLocks } from './locks.ts'

export function lockHandlers(core: Core) {
  const os = builder.locks
  return {
    list: os.list.handler(({ context }) => {
      const user = core.user(context)
      return listLocks(core.office(), user)
    }),
    set: os.set.handler(({ input, context }) => {
      const user = core.user(context)
      return setLocks(core.office(), user, input, localDay(core.now()))
    }),
  }
}
