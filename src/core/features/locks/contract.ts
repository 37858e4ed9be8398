/** Locks of years by village and level, as they cross to the screens. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'

const lockLevelShape = z.enum(['village', 'township', 'county'])

const yearLockShape = z.object({
  division: z.string(),
  year: z.number().int(),
  level: lockLevelShape,
  locked: z.boolean(),
  /** Day, person and reason of the last step. */
  on: z.string().nullable(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
})
export type YearLockState = z.infer<typeof yearLockShape>

export const lockContract = {
  /** The villages of the user, the years that hold records of theirs, what is locked, and at which levels the user may lock. */
  list: asks('read', 'divisions').output(
    z.object({
      villages: z.array(z.object({ code: z.string(), name: z.string() })),
      years: z.array(z.number().int()),
      locks: z.array(yearLockShape),
      levels: z.array(lockLevelShape),
    }),
  ),
  /** Locks or unlocks a year of villages at a level, as one change set; those that are so already are left alone. */
  set: asks(['review', 'enter'], 'divisions')
    .input(
      z.object({
        year: z.number().int().min(2000).max(2100),
        villages: z.array(z.string()).min(1).max(1000),
        level: lockLevelShape,
        locked: z.boolean(),
        /** Needed for unlocking. */
        reason: z.string().max(200).optional(),
      }),
    )
    .output(z.object({ changed: z.number(), changeSet: z.string().nullable() })),
}
