import type { CodeItem } from '../types.ts'

/**
 * Items whose national code is not known: ours are `x1`, `x2` … in the order given.
 * New items go to the end, for a stored code never changes its meaning.
 */
export function ownItems(...labels: readonly string[]): readonly CodeItem[] {
  return labels.map((label, index) => ({ code: `x${index + 1}`, label, national: false }))
}
