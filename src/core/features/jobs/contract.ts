import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { fileTicketShape } from '../../shapes.ts'

const jobShape = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(['queued', 'running', 'committing', 'done', 'cancelled', 'failed', 'interrupted']),
  phase: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  fraction: z.number(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  by: z.string(),
  /** Set when done: a file to save, or a JSON result of the kind of job. */
  file: fileTicketShape.nullable(),
  result: z.unknown().nullable(),
  error: z.object({ code: z.string(), message: z.string(), action: z.string() }).nullable(),
})
export type Job = z.infer<typeof jobShape>

export const jobContract = {
  list: asks('read', 'divisions').output(z.array(jobShape)),
  get: asks('read', 'divisions')
    .input(z.object({ job: z.string() }))
    .output(jobShape),
  /**
   * Every change of any job, `changed` with the registers touched after each accepted change set, and `proposed` with how much of what the asker did another
   * office has to accept.
   */
  watch: asks('read', 'divisions').output(
    eventIterator(
      z.union([
        z.object({ type: z.literal('job'), job: jobShape }),
        z.object({ type: z.literal('dismissed'), job: z.string() }),
        z.object({ type: z.literal('changed'), registers: z.array(z.string()) }),
        z.object({ type: z.literal('proposed'), title: z.string(), count: z.number() }),
        z.object({ type: z.literal('session') }),
      ]),
    ),
  ),
  cancel: asks('read', 'divisions')
    .input(z.object({ job: z.string() }))
    .output(z.object({ cancelled: z.boolean() })),
  dismiss: asks('read', 'divisions')
    .input(z.object({ job: z.string() }))
    .output(z.object({ done: z.literal(true) })),
}
