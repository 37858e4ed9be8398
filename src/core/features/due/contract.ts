/** What is due, as it crosses to the screens. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const request = z.object({ from: day.optional(), until: day.optional(), within: z.string().optional(), charge: z.string().optional() })

const dueItemShape = z.object({
  on: z.string(),
  /** Days until then; below zero it is late. */
  days: z.number().int(),
  what: z.string(),
  register: z.string(),
  id: z.string(),
  title: z.string(),
  place: z.string(),
  charge: z.object({ value: z.string(), name: z.string() }).nullable(),
})
export type DueItem = z.infer<typeof dueItemShape>

export const dueContract = {
  /** The earliest first. */
  list: asks('read', 'divisions')
    .input(request.extend({ limit: z.number().int().min(1).max(1000).default(100) }))
    .output(z.object({ total: z.number(), today: z.string(), items: z.array(dueItemShape) })),
  /** How much is due on each day. */
  days: asks('read', 'divisions')
    .input(request)
    .output(z.array(z.object({ day: z.string(), count: z.number() }))),
}
