import type { Asker } from '../access/asker.ts'
import type { ReadDatabase } from '../store/index.ts'
import type { HeldNumbers } from './heldNumbers.ts'
import type { Lookups } from './hidden.ts'
import type { Reckon } from './reckoned.ts'
import type { Comparing } from './where.ts'

/** Who asks which data. `unit` is the division of the office. */
export interface Asking {
  readonly asker: Asker
  readonly database: ReadDatabase
  readonly unit: string
  /** Counts questions for whole numbers that the asker may not see. */
  readonly lookups: Lookups
  /** Which records are doubted, for the asker; see {@link Comparing}. */
  readonly doubted?: Comparing['doubted']
  /** Numbers that are held in memory. */
  readonly numbers?: Pick<HeldNumbers, 'rows'> | undefined
  /** What is worked out of records for today. */
  readonly reckon?: Reckon | undefined
}
