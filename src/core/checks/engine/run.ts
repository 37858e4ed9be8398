/** Runs rules over facts. Pure: the same facts give the same findings in the same order, errors before warnings. */
import type { CheckOptions, Draft, Finding, FindingTarget, Rule, RuleDescription } from './types.ts'

/** What the rules find in the facts of one subject. */
export function runRules<Facts, R extends string>(rules: readonly Rule<Facts, string, R>[], facts: Facts, options: CheckOptions = {}): readonly Finding<R>[] {
  const found: Finding<R>[] = []
  for (const rule of chosen(rules, options)) {
    for (const draft of rule.verify(facts)) found.push(findingOf(rule, draft))
  }
  return inOrder(found)
}

/** The rules that the options leave, in their order. */
export function chosen<R extends RuleDescription>(rules: readonly R[], { touched, off }: CheckOptions): readonly R[] {
  const on = off === undefined || off.size === 0 ? rules : rules.filter(({ id }) => !off.has(id))
  return touched === undefined ? on : touchedBy(on, touched)
}

/** The rules whose outcome may change when one of the fields (`register.key`) changes. */
export function touchedBy<R extends RuleDescription>(rules: readonly R[], touched: readonly string[]): readonly R[] {
  return rules.filter(({ reads }) => reads.some((path) => touched.includes(path)))
}

/** What a rule found, with its number and severity. */
export function findingOf<R extends string>(rule: RuleDescription, draft: Draft<string, R>): Finding<R> {
  const kind = draft.kind ?? rule.kind
  return {
    rule: rule.id,
    kind,
    severity: kind === 'contradiction' ? 'error' : 'warning',
    message: draft.message,
    target: targetOf(draft),
    ...(draft.suggestion ? { suggestion: draft.suggestion } : {}),
    ...(draft.missing ? { missing: draft.missing } : {}),
    ...(rule.across ? { across: true } : {}),
  }
}

function targetOf<R extends string>(draft: Draft<string, R>): FindingTarget<R> {
  const [register, field] = draft.field.split('.') as [R, string]
  return draft.member ? { register, member: draft.member.index, field } : { register, field }
}

/** Errors before warnings. */
export function inOrder<F extends Finding>(findings: readonly F[]): readonly F[] {
  if (findings.length < 2) return findings
  return [...findings.filter((found) => found.severity === 'error'), ...findings.filter((found) => found.severity === 'warning')]
}

/** By chapter, then by number: `13.4-6a` before `13.4-37`, whatever letter stands before the number. */
export function byNumber(one: Pick<RuleDescription, 'id'>, other: Pick<RuleDescription, 'id'>): number {
  const [chapter, number, rest] = partsOf(one.id)
  const [otherChapter, otherNumber, otherRest] = partsOf(other.id)
  return byText(chapter, otherChapter) || number - otherNumber || byText(rest, otherRest)
}

/** Plain letters and digits: a collation would cost more than all else at the start of the program. */
function byText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}

function partsOf(id: string): readonly [string, number, string] {
  const parts = /^(.*?)-[A-Z]?(\d+)(.*)$/.exec(id)
  return parts === null ? [id, Number.POSITIVE_INFINITY, ''] : [parts[1] ?? '', Number(parts[2]), parts[3] ?? '']
}
