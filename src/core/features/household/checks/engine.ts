/** The household rules in the engine: over a whole household, or over one person while being typed. */
import { chosen, findingOf, inOrder, runRules, touchedBy, type CheckOptions, type Rule } from '#core/checks/engine/index.ts'
import { makeContext } from './context.ts'
import type { CheckContext } from './context.ts'
import { rules } from './registry.ts'
import type { CheckedRegister, CheckRule, Draft, Finding, HouseholdFacts, PersonFacts } from './types.ts'

/** The household rules as the engine runs them: each over the household with all its members. */
export const householdRules: readonly Rule<CheckContext, string, CheckedRegister>[] = rules.map(overHousehold)

/** Checks a household with its members for one year. */
export function checkHousehold(facts: HouseholdFacts, options: CheckOptions = {}): readonly Finding[] {
  return runRules(householdRules, makeContext(facts), options)
}

/** Checks one person as far as that can be judged without the rest of the household; for use while typing. */
export function checkPerson(facts: PersonFacts, options: CheckOptions = {}): readonly Finding[] {
  const { year, today, parameters, person, personYear, membership } = facts
  const context = makeContext({ year, today, parameters, household: {}, householdYear: null, members: [{ person, personYear, membership }] })
  return inOrder(
    chosen(rules, options).flatMap((rule) =>
      rule.scope === 'member'
        ? context.everyone.flatMap((member) => rule.verify(member, context)).map((draft) => withoutMember(findingOf<CheckedRegister>(rule, draft)))
        : [],
    ),
  )
}

/** The rules whose outcome may change when one of the fields (`register.key`) changes. */
export function rulesTouchedBy(touched: readonly string[]): readonly CheckRule[] {
  return touchedBy(rules, touched)
}

/** What one rule finds. */
export function runRule(rule: CheckRule, context: CheckContext): readonly Finding[] {
  return runRules([overHousehold(rule)], context)
}

const NOTHING: readonly Draft[] = []

/** Member rules look at those who belong to the household in the year, unless they ask for former members too. */
function overHousehold(rule: CheckRule): Rule<CheckContext, string, CheckedRegister> {
  if (rule.scope === 'household') return rule
  return {
    ...rule,
    verify: (context) => {
      // Hardly any rule finds anything: nothing is made where there is nothing to tell.
      let found: Draft[] | null = null
      for (const member of rule.formerToo ? context.everyone : context.members()) {
        const drafts = rule.verify(member, context)
        if (drafts.length > 0) (found ??= []).push(...drafts)
      }
      return found ?? NOTHING
    },
  }
}

function withoutMember(found: Finding): Finding {
  const { register, field } = found.target
  return { ...found, target: { register, field } }
}
