import { dueByDay, dueItems } from '../../due/due.ts'
import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { judgesFor } from './judges.ts'

const DAY_MS = 86_400_000

export function dueHandlers(core: Core) {
  const os = builder.due
  return {
    list: os.list.handler(({ input, context }) => {
      const user = core.user(context)
      const office = core.office()
      const today = localDay(core.now())
      const { total, items } = dueItems(office, user, input, input.limit, today, judgesFor(office, user, today))
      return {
        total,
        today,
        items: items.map(({ division, ...item }) => ({
          ...item,
          days: Math.round((Date.parse(item.on) - Date.parse(today)) / DAY_MS),
          place: division === null ? '' : office.divisions.fullName(division),
        })),
      }
    }),
    days: os.days.handler(({ input, context }) => {
      const [user, office, today] = [core.user(context), core.office(), localDay(core.now())]
      return dueByDay(office, user, input, today, judgesFor(office, user, today))
    }),
  }
}
