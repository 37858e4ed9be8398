/** How somebody leaves one household for another, and by what the household they come into counts them. */
import { codeListOf } from '#core/catalogue/index.ts'

/** Of the reasons for which a household loses a member, those that mean another one gains it. */
const PAIRS = [
  { out: '02', in: '05' },
  { out: '08', in: '07' },
] as const

/** 嫁出, what moves people most. */
export const MARRIED = '02'

/** Those reasons, to choose from. */
export const LEAVING = PAIRS.map(({ out }) => ({
  value: out,
  label: codeListOf('member_decrease_reason').items.find(({ code }) => code === out)?.label ?? out,
}))

/** Why the new household has a member more, given why the former one has one less. */
export function increaseFor(decreaseReason: string): string {
  return PAIRS.find(({ out }) => out === decreaseReason)?.in ?? '07'
}
