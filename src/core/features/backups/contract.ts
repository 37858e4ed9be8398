import { oc } from '@orpc/contract'
import { z } from 'zod'
import { fileTicketShape, jobStartedShape } from '../../shapes.ts'

export const backupShape = z.object({ name: z.string(), at: z.string(), reason: z.string(), size: z.number(), verified: z.boolean() })
export type BackupSummary = z.infer<typeof backupShape>

export const verifyFindingShape = z.object({ code: z.string(), message: z.string(), register: z.string().nullable(), record: z.string().nullable(), sequence: z.number().nullable() })

export const backupContract = {
  list: oc.output(z.array(backupShape)),
  create: oc.output(jobStartedShape),
  /** Hands a backup out to be saved on a stick. */
  file: oc.input(z.object({ name: z.string() })).output(fileTicketShape),
  restore: oc.input(z.object({ name: z.string().optional(), ticket: z.string().optional(), password: z.string(), login: z.string() })).output(z.object({ done: z.literal(true) })),
  /** Database, hash chain, journal against tables; the job's result is `{ok, findings}`. */
  verify: oc.output(jobStartedShape),
}
