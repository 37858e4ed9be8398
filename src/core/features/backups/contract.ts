import { oc } from '@orpc/contract'
import { z } from 'zod'
import { fileTicketShape, jobStartedShape } from '../../shapes.ts'

export const backupShape = z.object({ name: z.string(), at: z.string(), reason: z.string(), size: z.number(), verified: z.boolean(), attachments: z.number().nullable() })
export type BackupSummary = z.infer<typeof backupShape>

export const verifyFindingShape = z.object({ code: z.string(), message: z.string(), register: z.string().nullable(), record: z.string().nullable(), sequence: z.number().nullable() })

export const backupContract = {
  list: oc.output(z.array(backupShape)),
  /** With `attachments`, contents of photos and attachments go in too. */
  create: oc.input(z.object({ attachments: z.boolean().optional() }).optional()).output(jobStartedShape),
  /** What the contents of photos and attachments on this machine would add to a backup. */
  attachmentSize: oc.output(z.object({ files: z.number(), bytes: z.number() })),
  /** Hands a backup out to be saved on a stick. */
  file: oc.input(z.object({ name: z.string() })).output(fileTicketShape),
  restore: oc.input(z.object({ name: z.string().optional(), ticket: z.string().optional(), password: z.string(), login: z.string() })).output(z.object({ done: z.literal(true) })),
  /** Database, hash chain, journal against tables; the job's result is `{ok, findings}`. */
  verify: oc.output(jobStartedShape),
}
