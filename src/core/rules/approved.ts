/** Whether an amount stays within what was approved (超规模 10% 须重新报批, mechanisms.md M06.c, readings.md 23). Whole numbers throughout. */

/** Exactly `percent` of what was approved still passes: 550,000.00 of 500,000.00 at 110, and not a 分 more. All but `percent` in 分. */
export function exceedsApproved(amount: number, approved: number, percent: number): boolean {
  return BigInt(amount) * 100n > BigInt(approved) * BigInt(Math.round(percent))
}
