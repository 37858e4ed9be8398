/** In which parts a grant is claimed (4:5:1 unless the county sets others), and when the retention is due. Pure. */
import { apportion } from './apportion.ts'
import { daysLater } from './dates.ts'

/** Batches of the scheme, in the order of its shares: start, mostly finished, retention after acceptance. */
const SCHEME_BATCHES = ['1', '2', '3'] as const

/** The parts of a grant, in 分, by shares: 500,000 元 by 4:5:1 is 200,000, 250,000 and 50,000. Null where no share is more than nothing. */
export function schemeParts(grant: number, shares: readonly number[]): readonly number[] | null {
  return shares.some((share) => !Number.isSafeInteger(share) || share < 0) ? null : apportion(grant, shares)
}

/** The part of one batch; null for others and where nothing is granted. */
export function schemePart(grant: number | null, batch: string, shares: readonly number[]): number | null {
  const at = SCHEME_BATCHES.findIndex((one) => one === batch)
  return grant === null || grant <= 0 || at < 0 ? null : (schemeParts(grant, shares)?.[at] ?? null)
}

/** The day on which the retention is due: so many days after the acceptance (2015-09-30 and 365 days: 2016-09-29). */
export function retentionDue(acceptedOn: string | null, days: number): string | null {
  return acceptedOn === null ? null : daysLater(acceptedOn, days)
}

/**
 * Of the retention that is not paid the part that has arrived, in 分: what arrives is for the other claims first. 500,000 granted and 500,000 received hold
 * 50,000 back; of 200,000 received all may be spent.
 */
export function retentionArrived({
  grant,
  retention,
  received,
  retained,
}: {
  readonly grant: number
  readonly retention: number
  readonly received: number | null
  readonly retained: number | null
}): number {
  const [arrived, paid] = [received ?? 0, retained ?? 0]
  return Math.min(Math.max(0, retention - paid), Math.max(0, arrived - (grant - retention) - paid))
}

/**
 * The lines of a claim over the open allocations of its project: by largest remainder of what each still holds, so that 200,000 on 300,000 and 200,000 is
 * 120,000 and 80,000. Null where they do not hold enough.
 */
export function splitOver(amount: number, balances: readonly number[]): readonly number[] | null {
  const open = balances.map((balance) => Math.max(0, balance))
  return amount > open.reduce((sum, one) => sum + one, 0) ? null : apportion(amount, open)
}
