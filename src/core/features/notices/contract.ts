/** Notices of a week, as they cross to the screens. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** Not up yet, hanging, hanging for the last day, over, or without a day by which it ends. */
const NOTICE_STATES = ['coming', 'running', 'last', 'over', 'open'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

const noticeShape = z.object({
  id: z.string(),
  name: z.string(),
  place: z.string(),
  begins: z.string(),
  /** The last day; null where neither the notice nor a procedure says it. */
  ends: z.string().nullable(),
  /** Days that it still hangs after today; below zero since it ended. */
  days: z.number().int().nullable(),
  state: z.enum(NOTICE_STATES),
  /** Records that it lists, those that were objected to, and those of them that are not settled. */
  records: z.number().int(),
  objections: z.number().int(),
  unsettled: z.number().int(),
  /** Photos of it where it hangs. */
  photos: z.number().int(),
})
export type NoticeShown = z.infer<typeof noticeShape>

export const noticeContract = {
  /** What hangs on any day of the week of a day, Monday to Sunday; of today's without one. In the order of places. */
  week: asks('read', 'divisions')
    .input(z.object({ day: day.optional() }))
    .output(z.object({ from: z.string(), until: z.string(), today: z.string(), notices: z.array(noticeShape) })),
}
