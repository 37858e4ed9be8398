/** Runs the rules. Pure: the same facts give the same findings in the same order, errors before warnings. */
import { makeContext } from './context.ts'
import type { CheckContext } from './context.ts'
import { rules } from './registry.ts'
import type { CheckRule, Draft, Finding, FindingTarget, HouseholdFacts, PersonFacts } from './types.ts'

/** Which rules to run: all, or only those that read one of the fields just changed (`person_year.health`). */
export interface CheckOptions {
  readonly touched?: readonly string[]
}

/** Checks a household with its members for one year. */
export function checkHousehold(facts: HouseholdFacts, options: CheckOptions = {}): readonly Finding[] {
  const context = makeContext(facts)
  return inOrder(chosen(rules, options).flatMap((rule) => runRule(rule, context)))
}

/** Checks one person as far as that can be judged without the rest of the household; for use while typing. */
export function checkPerson(facts: PersonFacts, options: CheckOptions = {}): readonly Finding[] {
  const { year, today, parameters, person, personYear, membership } = facts
  const context = makeContext({ year, today, parameters, household: {}, householdYear: null, members: [{ person, personYear, membership }] })
  return inOrder(
    chosen(rules, options).flatMap((rule) =>
      rule.scope === 'member' ? context.everyone.flatMap((member) => rule.verify(member, context)).map((draft) => withoutMember(finding(rule, draft))) : [],
    ),
  )
}

/** The rules whose outcome may change when one of the fields (`register.key`) changes. */
export function rulesTouchedBy(touched: readonly string[]): readonly CheckRule[] {
  return rules.filter((rule) => rule.reads.some((path) => touched.includes(path)))
}

/** What one rule finds. Member rules look at those who belong to the household in the year, unless they ask for former members too. */
export function runRule(rule: CheckRule, context: CheckContext): readonly Finding[] {
  const drafts =
    rule.scope === 'household'
      ? rule.verify(context)
      : (rule.formerToo ? context.everyone : context.members()).flatMap((member) => rule.verify(member, context))
  return drafts.map((draft) => finding(rule, draft))
}

function chosen(candidates: readonly CheckRule[], { touched }: CheckOptions): readonly CheckRule[] {
  if (!touched) return candidates
  const wanted = new Set(rulesTouchedBy(touched))
  return candidates.filter((rule) => wanted.has(rule))
}

function finding(rule: CheckRule, draft: Draft): Finding {
  const kind = draft.kind ?? rule.kind
  return {
    rule: rule.id,
    kind,
    severity: kind === 'contradiction' ? 'error' : 'warning',
    message: draft.message,
    target: targetOf(draft),
    ...(draft.suggestion ? { suggestion: draft.suggestion } : {}),
    ...(draft.missing ? { missing: draft.missing } : {}),
  }
}

function targetOf(draft: Draft): FindingTarget {
  const [register, field] = draft.field.split('.') as [FindingTarget['register'], string]
  return draft.member ? { register, member: draft.member.index, field } : { register, field }
}

function withoutMember(found: Finding): Finding {
  const { register, field } = found.target
  return { ...found, target: { register, field } }
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings.filter((found) => found.severity === 'error'), ...findings.filter((found) => found.severity === 'warning')]
}
