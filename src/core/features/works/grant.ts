/** What a household gets for its dangerous house by the standard (mechanisms.md M12.c: 档次标准×系数). The amounts of 2015 are not known: all are parameters. */
import { toScaled } from '../../rules/money.ts'
import type { ParameterKey } from '../../rules/parameters.ts'

/** By the grade of the house. */
const STANDARD_OF: Readonly<Record<string, ParameterKey>> = { '3': 'retrofit_grant_repair', '4': 'retrofit_grant_rebuild' }
export const STANDARDS = Object.values(STANDARD_OF)
/** By the order of need. */
const SHARE_OF: Readonly<Record<string, ParameterKey>> = {
  '1': 'retrofit_share_1',
  '2': 'retrofit_share_2',
  '3': 'retrofit_share_3',
  '4': 'retrofit_share_4',
  '5': 'retrofit_share_5',
}
export const SHARES = Object.values(SHARE_OF)

const HUNDRED_PERCENT = 10_000

/**
 * 分, half up; null without a grade that is made safe, or where the county has set no standard. `found` holds the parameters as decimal text.
 */
export function grantDue(row: Readonly<Record<string, unknown>>, found: Readonly<Record<string, unknown>>): number | null {
  const standard = numberOf(found[STANDARD_OF[String(row['grade'])] ?? ''])
  const share = numberOf(found[SHARE_OF[String(row['priority'])] ?? ''])
  if (standard === null || share === null) return null
  return Math.floor((standard * share + HUNDRED_PERCENT / 2) / HUNDRED_PERCENT)
}

/** Hundredths of what the text says. */
function numberOf(value: unknown): number | null {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? toScaled(Number(value), 2) : null
}
