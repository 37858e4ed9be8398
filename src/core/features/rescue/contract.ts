import { z } from 'zod'
import { asks } from '../../access/rights.ts'

/** What a rescue took from where, and what is lost or doubtful, in sentences and by village. */
export const rescueReportShape = z.object({
  /** ISO time. */
  at: z.string(),
  lines: z.array(z.string()),
  /** Whether anything may be lost. */
  lost: z.boolean(),
  /** Whether records of villages that are not listed may be concerned too. */
  others: z.boolean(),
  /** Records of which it is not certain that they are as they were; `code` is null where it is not known whose they are. */
  villages: z.array(z.object({ code: z.string().nullable(), name: z.string(), records: z.array(z.object({ label: z.string(), count: z.number() })) })),
  /** Where the damaged files lie, in the data folder. */
  kept: z.string(),
})
export type RescueReport = z.infer<typeof rescueReportShape>

/** Who rescues: an administrator of today, or whoever has today's recovery code. */
export interface RescueGiven {
  readonly login: string
  readonly password: string
  readonly recoveryCode?: string | undefined
}

export const rescueContract = {
  /** Puts together again what can be read of a damaged database; refused where it is sound. Everybody has to log in again. */
  run: asks('none', 'unit')
    .input(z.object({ login: z.string(), password: z.string(), recoveryCode: z.string().optional() }))
    .output(rescueReportShape),
  /** The reports of all rescues of this office, the newest first. */
  reports: asks('back up', 'unit').output(z.array(rescueReportShape)),
}
