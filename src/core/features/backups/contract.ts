import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { fileTicketShape, jobStartedShape } from '../../shapes.ts'

const backupShape = z.object({
  name: z.string(),
  at: z.string(),
  reason: z.string(),
  size: z.number(),
  verified: z.boolean(),
  attachments: z.number().nullable(),
})
export type BackupSummary = z.infer<typeof backupShape>

export const verifyFindingShape = z.object({
  code: z.string(),
  message: z.string(),
  register: z.string().nullable(),
  record: z.string().nullable(),
  sequence: z.number().nullable(),
})

/** What somebody gives to restore a backup; see `restore` below. */
export interface RestoreGiven {
  readonly login: string
  readonly password: string
  readonly recoveryCode?: string | undefined
  readonly backupLogin?: string | undefined
  readonly backupPassword?: string | undefined
  readonly backupCode?: string | undefined
  readonly words?: string | undefined
}

/** What an administrator types who wants a backup although something speaks against it. */
export const RESTORE_WORDS = '确认恢复'

export const backupContract = {
  list: asks('back up', 'unit').output(z.array(backupShape)),
  /** With `attachments`, contents of photos and attachments go in too. */
  create: asks('back up', 'unit')
    .input(z.object({ attachments: z.boolean().optional() }).optional())
    .output(jobStartedShape),
  /** What the contents of photos and attachments on this machine would add to a backup. */
  attachmentSize: asks('back up', 'unit').output(z.object({ files: z.number(), bytes: z.number() })),
  /** What people should know of who else may look into the data folder; null where all is well. */
  folder: asks('back up', 'unit').output(z.object({ sentence: z.string().nullable() })),
  /** Hands a backup out to be saved on a stick. */
  file: asks('back up', 'unit')
    .input(z.object({ name: z.string() }))
    .output(fileTicketShape),
  /**
   * Login and password are those of an administrator of today's data; `recoveryCode` is today's, in their place. Where there is no data yet they are
   * the backup's. `backup…` opens a backup of another data key. `words` confirms what was said against the backup. Answers which users differed.
   */
  restore: asks('none', 'unit')
    .input(
      z.object({
        name: z.string().optional(),
        ticket: z.string().optional(),
        password: z.string(),
        login: z.string(),
        recoveryCode: z.string().optional(),
        backupLogin: z.string().optional(),
        backupPassword: z.string().optional(),
        backupCode: z.string().optional(),
        words: z.string().optional(),
      }),
    )
    .output(z.object({ done: z.literal(true), users: z.array(z.string()) })),
  /** Database, hash chain, journal against tables; the job's result is `{ok, findings}`. */
  verify: asks('verify data', 'unit').output(jobStartedShape),
}
