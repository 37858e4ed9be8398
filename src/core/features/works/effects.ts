/** What approving a dangerous house asks beside its fields: a grade that is made safe, and no other house given before (`needs.judged`). */
import type { StepEffect } from '../../procedures/effects.ts'
import { houseText } from './checks/houseWords.ts'
import { housesOf } from './otherHouses.ts'

/** Codes of C and D. */
const MADE_SAFE: ReadonlySet<unknown> = new Set(['3', '4'])

/** By the key that the declaration of the procedure names. It only judges. */
export const worksEffects: Readonly<Record<'house_eligible', StepEffect>> = {
  house_eligible: {
    refusals(database, { id, row }) {
      const subject = String(row['household'])
      const others = (housesOf(database, [subject]).get(subject) ?? []).filter((one) => one.id !== id && one.work !== 'repaired')
      return [
        ...(MADE_SAFE.has(row['grade']) ? [] : ['鉴定等级不是 C 级或 D 级，不能改造；等级填错了的请先改正。']),
        ...others.map((one) => `这户有${houseText(one)}，一户只能享受一次，不能再审批危房改造。`),
      ]
    },
  },
}
