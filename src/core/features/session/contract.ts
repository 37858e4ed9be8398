import { z } from 'zod'
import { asks } from '../../access/rights.ts'

export const roleShape = z.enum(['administrator', 'entry', 'review', 'reader'])
export type { Role } from '../../access/permissions.ts'

const sessionUserShape = z.object({
  id: z.string(),
  login: z.string(),
  displayName: z.string(),
  role: roleShape,
  divisions: z.array(z.string()),
  mustChangePassword: z.boolean(),
})
export type SessionUser = z.infer<typeof sessionUserShape>

const sessionStatusShape = z.object({
  /** `empty`: no office set up yet; `closed`: data locked until someone logs in; `locked`: this window is locked; `ready`: logged in. */
  state: z.enum(['empty', 'closed', 'locked', 'ready']),
  unit: z.object({ code: z.string(), name: z.string() }).nullable(),
  logins: z.array(z.string()),
  user: sessionUserShape.nullable(),
  /** True for the demonstration county: the screens say that the data is not real. */
  demo: z.boolean(),
  version: z.string(),
  /** Year the office was set up for: the default of year selectors while nothing is on file. */
  year: z.number(),
  /** The newest year with data, the default of year selectors; null where there is none, and before logging in. */
  newestYear: z.number().nullable(),
  idleMinutes: z.number(),
  /** A sentence on the automatic backup of the day when it failed, else null. */
  notice: z.string().nullable(),
  /**
   * For administrators: a new recovery code that nobody has confirmed to keep yet. `shown`: {@link sessionContract.recoveryCode} still tells it; `lost`:
   * the program was closed before, so that another one has to be made. Null for all others, and once it was confirmed.
   */
  recovery: z.enum(['shown', 'lost']).nullable(),
  /** Base64 key with which the page seals what it keeps across a reload; lives as long as the session, in memory only. */
  draftKey: z.string().nullish(),
})
export type SessionStatus = z.infer<typeof sessionStatusShape>

const openingShape = z.object({
  /** What is being done: the data upgraded, restored, encrypted anew; null at all other times. */
  step: z.string().nullable(),
  /** How much of all steps is done, 0 to 1; null where nobody can tell. */
  share: z.number().nullable(),
  cancellable: z.boolean(),
})
export type Opening = z.infer<typeof openingShape>

export const sessionContract = {
  status: asks('none', 'program').output(sessionStatusShape),
  /** What is being done to the data behind the closed door. */
  opening: asks('none', 'program').output(openingShape),
  /** Cancels what `opening` tells of, where it was begun at this window and nothing was replaced yet; its call fails with CANCELLED. */
  cancelOpening: asks('none', 'program').output(z.object({ cancelled: z.boolean() })),
  setUp: asks('none', 'program')
    .input(
      z.object({
        unit: z.string().regex(/^\d{2,12}$/),
        login: z.string().min(1).max(40),
        displayName: z.string().min(1).max(40),
        password: z.string(),
        year: z.number().int().optional(),
      }),
    )
    .output(z.object({ recoveryCode: z.string() })),
  login: asks('none', 'program')
    .input(z.object({ login: z.string(), password: z.string() }))
    .output(sessionStatusShape),
  logout: asks('none', 'program').output(sessionStatusShape),
  lock: asks('none', 'program').output(sessionStatusShape),
  unlock: asks('session', 'program')
    .input(z.object({ password: z.string() }))
    .output(sessionStatusShape),
  changePassword: asks('session', 'program')
    .input(z.object({ current: z.string(), next: z.string() }))
    .output(z.object({ done: z.literal(true) })),
  recover: asks('none', 'program')
    .input(z.object({ recoveryCode: z.string(), login: z.string(), password: z.string() }))
    .output(sessionStatusShape),
  /**
   * Encrypts the data under a new key; ends all other sessions. Answers what has to be handed out on paper: the new recovery code, and a temporary
   * password for every other user.
   */
  renewDataKey: asks('renew recovery code', 'unit')
    .input(z.object({ password: z.string() }))
    .output(
      z.object({
        recoveryCode: z.string(),
        passwords: z.array(z.object({ login: z.string(), displayName: z.string(), password: z.string() })),
      }),
    ),
  /** The recovery code that nobody has confirmed to keep yet; null where there is none, or where it is lost. */
  recoveryCode: asks('renew recovery code', 'program').output(z.object({ recoveryCode: z.string().nullable() })),
  /** The code is printed or written down; from here on nobody can see it any more. */
  confirmRecoveryCode: asks('renew recovery code', 'program').output(z.object({ done: z.literal(true) })),
  renewRecoveryCode: asks('renew recovery code', 'program')
    .input(z.object({ password: z.string() }))
    .output(z.object({ recoveryCode: z.string() })),
}
