import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { noticesOf } from './week.ts'

export function noticeHandlers(core: Core) {
  const os = builder.notices
  return {
    week: os.week.handler(({ input, context }) => {
      const today = localDay(core.now())
      return noticesOf(core.office(), core.user(context), input.day ?? today, today)
    }),
  }
}
