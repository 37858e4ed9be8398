/** The household checks while typing: the same rules as the core runs at save, over the draft. */
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import type { FieldIssue } from '#core/errors.ts'
import { findField } from '#core/catalogue/index.ts'
import type { Member } from '#core/features/household/contract.ts'
import { checkHousehold, isMemberOn } from '#core/features/household/checks/index.ts'
import type { Finding, HouseholdFacts, MemberFacts } from '#core/features/household/checks/index.ts'
import { computeIncome } from '#core/features/household/checks/income.ts'
import { modelOfRecord } from '#core/rules/incomeModel.ts'
import type { Income } from '#core/features/household/checks/income.ts'
import { useParameters } from '../settings/useParameters.ts'
import type { ParameterReader } from '#core/rules/parameters.ts'
import { localDay } from '#core/rules/dates.ts'
import { useApi } from '../../bridge/client.tsx'
import { isBlank } from './draft.ts'
import type { Draft } from './draft.ts'

/** What a draft is held against. */
export interface Judging {
  readonly parameters: ParameterReader
  /** Numbers of the rules that the county switched off. */
  readonly off: ReadonlySet<string>
}

/** As the core judges at save: by the office's parameters, without the rules that are switched off. */
export function useJudging(): Judging {
  const parameters = useParameters()
  const rules = useQuery(useApi().checks.rules.queryOptions()).data
  return useMemo(() => ({ parameters, off: new Set(rules?.flatMap(({ id, off }) => (off === null ? [] : [id]))) }), [parameters, rules])
}

export function todayText(): string {
  return localDay(new Date())
}

function factsOfMember(member: Member): MemberFacts {
  return {
    person: member.person,
    membership: member.membership,
    personYear: Object.keys(member.personYear).length === 0 ? null : member.personYear,
  } as MemberFacts
}

/** The draft as the rules want it: members of the draft first, so that their positions are those of the draft. */
function factsOf(draft: Draft, former: readonly Member[], parameters: ParameterReader, today: string): HouseholdFacts {
  return {
    year: draft.year,
    today,
    household: draft.household as HouseholdFacts['household'],
    householdYear: Object.keys(draft.householdYear).length === 0 ? null : (draft.householdYear as HouseholdFacts['householdYear']),
    members: [...draft.members, ...former].map(factsOfMember),
    parameters,
  }
}

const PARTS = { household: 'household', household_year: 'householdYear', person: 'person', person_year: 'personYear', membership: 'membership' } as const
/** Who helps a household is not typed in its card. */
const ELSEWHERE = { pairing: 'household' } as const

/** The part of the draft that holds records of a register; undefined where the card shows none of them. */
export function partOfRegister(register: string): (typeof PARTS)[keyof typeof PARTS] | undefined {
  return Object.entries(PARTS).find(([name]) => name === register)?.[1]
}

/** Where a finding points, as a path of the draft. */
export function pathOf(finding: Finding): string {
  const { register, member, field } = finding.target
  return `${member === undefined ? '' : `members.${member}.`}${{ ...PARTS, ...ELSEWHERE }[register]}.${field}`
}

export function issueOf(finding: Finding): FieldIssue {
  return {
    path: pathOf(finding),
    label: findField(finding.target.register, finding.target.field)?.label ?? '',
    code: 'rule',
    message: finding.message,
    severity: finding.severity,
    rule: finding.rule,
  }
}

/** Identity of a finding while its place may move: rule, person, field. */
function sameKey(finding: Finding, draft: Draft): string {
  const { member, register, field } = finding.target
  return `${finding.rule} ${member === undefined ? '' : (draft.members[member]?.key ?? member)} ${register}.${field}`
}

export interface Findings {
  readonly all: readonly Finding[]
  /** Those that what is typed here brought about: contradictions stop a save, doubts ask for a reason. */
  readonly added: readonly Finding[]
}

/** Checks a draft against what is on file; nothing is said of a household in which nobody is named yet. */
export function findingsOf(draft: Draft, base: Draft, former: readonly Member[], { parameters, off }: Judging, today: string): Findings {
  if (draft.members.every(isBlank)) return { all: [], added: [] }
  const named: Draft = { ...draft, members: draft.members.filter((member) => !isBlank(member)) }
  const places = named.members.map((member) => draft.members.indexOf(member))
  const inPlace = (finding: Finding): Finding => {
    const { member } = finding.target
    const place = member === undefined ? undefined : places[member]
    return place === undefined ? finding : { ...finding, target: { ...finding.target, member: place } }
  }
  const all = checkHousehold(factsOf(named, former, parameters, today), { off }).map(inPlace)
  const before =
    base.household['id'] === undefined
      ? new Set<string>()
      : new Set(checkHousehold(factsOf(base, former, parameters, today), { off }).map((finding) => sameKey(finding, base)))
  return { all, added: all.filter((finding) => finding.kind !== 'incomplete' && !before.has(sameKey(finding, draft))) }
}

export function useFindings(draft: Draft, base: Draft, former: readonly Member[], judging: Judging): Findings {
  const deferred = useDeferredValue(draft)
  return useMemo(() => findingsOf(deferred, base, former, judging, todayText()), [deferred, base, former, judging])
}

/** Members on file at the end of the year, as the core counts them for the income per person. */
function populationOf(draft: Draft, former: readonly Member[]): number {
  const lastDay = `${draft.year}-12-31`
  return [...draft.members.filter((member) => !isBlank(member)), ...former].filter((member) => isMemberOn(member.membership, lastDay)).length
}

/** The income as the core derives it: by the model that stands in the record, else by that of the year and village. */
export function incomeOf(draft: Draft, former: readonly Member[], parameters: ParameterReader): Income {
  const entered = draft.householdYear as Parameters<typeof computeIncome>[0]
  const village = entered.counted_village ?? draft.household['village']
  const model = modelOfRecord(entered.income_model, parameters, draft.year, typeof village === 'string' ? village : null)
  return computeIncome(entered, populationOf(draft, former), draft.year, model)
}
