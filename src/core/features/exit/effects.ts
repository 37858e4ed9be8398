/** What verifying an exit keeps: each criterion as it stood on that day, beside what people entered of it. */
import type { EffectSubject, StepEffect } from '../../procedures/effects.ts'
import { BY_DATA, enteredChecks } from './standards.ts'
import { HOUSEHOLD_YEAR } from './household.ts'
import { VILLAGE_YEAR } from './village.ts'

function keeping(prefix: string, villageOf: (subject: EffectSubject) => unknown): StepEffect {
  return {
    refusals: () => [],
    make(door, subject) {
      const about = `${prefix}${subject.id}`
      const entered = enteredChecks(door.database, about)
      const village = villageOf(subject)
      for (const { key, value } of subject.conditions) {
        if (entered.has(key) || typeof village !== 'string' || !isItem(key)) continue
        door.insert('exit_judgement', {
          subject: about,
          village,
          item: key,
          value: value?.slice(0, 200) ?? null,
          met: true,
          checked_on: subject.on,
          evidence_note: BY_DATA,
        })
      }
    },
  }
}

/** Conditions beside the items of a standard (inspections, gaps) are kept where they stand. */
const isItem = (key: string): boolean => /^(?:h|v|own)_/.test(key)

/** By the keys that the declarations of the procedures name. */
export const exitEffects = {
  household_exit_verified: keeping(HOUSEHOLD_YEAR, ({ row }) => row['counted_village']),
  village_exit_verified: keeping(VILLAGE_YEAR, ({ row }) => row['village']),
} as const
