import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { fileTicketShape, jobStartedShape } from '../../shapes.ts'

export const backupShape = z.object({ name: z.string(), at: z.string(), reason: z.string(), size: z.number(), verified: z.boolean(), attachments: z.number().nullable() })
export type BackupSummary = z.infer<typeof backupShape>

export const verifyFindingShape = z.object({ code: z.string(), message: z.string(), register: z.string().nullable(), record: z.string().nullable(), sequence: z.number().nullable() })

export const backupContract = {
  list: asks('back up', 'unit').output(z.array(backupShape)),
  /** With `attachments`, contents of photos and attachments go in too. */
  create: asks('back up', 'unit').input(z.object({ attachments: z.boolean().optional() }).optional()).output(jobStartedShape),
  /** What the contents of photos and attachments on this machine would add to a backup. */
  attachmentSize: asks('back up', 'unit').output(z.object({ files: z.number(), bytes: z.number() })),
  /** Hands a backup out to be saved on a stick. */
  file: asks('back up', 'unit').input(z.object({ name: z.string() })).output(fileTicketShape),
  restore: asks('none', 'unit').input(z.object({ name: z.string().optional(), ticket: z.string().optional(), password: z.string(), login: z.string() })).output(z.object({ done: z.literal(true) })),
  /** Database, hash chain, journal against tables; the job's result is `{ok, findings}`. */
  verify: asks('verify data', 'unit').output(jobStartedShape),
}
