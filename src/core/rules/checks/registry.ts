/** Every household check in the order of forms.md §13. */
import { attributeRules } from './attributeRules.ts'
import { familyRules } from './familyRules.ts'
import { identityRules } from './identityRules.ts'
import { incomeRules } from './incomeRules.ts'
import { incompleteRule } from './incompleteRule.ts'
import { labourRules } from './labourRules.ts'
import { livingRules } from './livingRules.ts'
import { schoolRules } from './schoolRules.ts'
import type { CheckRule } from './types.ts'

export const rules: readonly CheckRule[] = [
  ...[...identityRules, ...familyRules, ...schoolRules, ...labourRules, ...incomeRules, ...attributeRules, ...livingRules].toSorted(byNumber),
  incompleteRule,
]

/** `13.4-6a` → chapter 13, section 4, number 6, suffix a. Chapter 6 (mechanisms.md) goes last, its letter before its number. */
function orderOf(id: string): readonly [number, number, string] {
  const parts = /^(13\.(\d)|6)-[EW]?(\d+)(.*)$/.exec(id)
  if (!parts) throw new RangeError(`rule number not understood: ${id}`)
  return [parts[2] ? Number(parts[2]) : 9, Number(parts[3]), parts[4] ?? '']
}

function byNumber(one: CheckRule, other: CheckRule): number {
  const [section, number, suffix] = orderOf(one.id)
  const [otherSection, otherNumber, otherSuffix] = orderOf(other.id)
  return section - otherSection || number - otherNumber || (suffix < otherSuffix ? -1 : Number(suffix > otherSuffix))
}
