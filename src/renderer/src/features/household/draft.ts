/** A household as it is being typed: pure functions over the draft, so that each can be tested without a screen. */
import { findField, registerOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { FieldIssue } from '#core/errors.ts'
import type { HouseholdDetail, HouseholdDraft, Member } from '#core/features/household/contract.ts'
import { documentTypeOf, readIdentity } from '#core/rules/identity.ts'
import type { Row } from '#core/shapes.ts'
import { isMasked } from '../../fields/display.ts'
import { fieldIssues, initialValues } from '../../fields/useRecordForm.ts'

/** The three records a line of the members' grid is made of, by their names in the contract. */
export type MemberPart = 'person' | 'membership' | 'personYear'

export const registerOfPart: Readonly<Record<MemberPart, 'person' | 'membership' | 'person_year'>> = {
  person: 'person',
  membership: 'membership',
  personYear: 'person_year',
}

export interface DraftMember extends Member {
  /** Stays the same while the line moves or is saved. */
  readonly key: string
}

export interface Draft {
  readonly year: number
  readonly household: Row
  readonly householdYear: Row
  /** Those who stay, in the order of the grid; behind them those who leave with this draft. */
  readonly members: readonly DraftMember[]
  /** When and why the head changed, where they did with this draft. */
  readonly headChange?: HouseholdDraft['headChange']
}

let made = 0

/** A key that no other line of this page has. */
function newKey(): string {
  made += 1
  return `new-${made}-${Date.now().toString(36)}`
}

/** The draft a household on file begins with. */
export function draftOf(detail: HouseholdDetail): Draft {
  return {
    year: detail.year,
    household: detail.household,
    householdYear: detail.householdYear ?? {},
    members: detail.members.map((member) => ({ ...member, key: String(member.membership['id'] ?? newKey()) })),
  }
}

/** The draft of a new household: its head is the first line. */
export function newDraft(year: number, household: Row): Draft {
  return {
    year,
    household: { ...initialValues(registerOf('household')), registered_year: year, ...household },
    householdYear: {},
    members: [newMember({ relation: '01' })],
  }
}

/** An empty line with what the catalogue begins with. */
export function newMember(membership: Row = {}): DraftMember {
  return {
    key: newKey(),
    person: initialValues(registerOf('person')),
    membership: { ...initialValues(registerOf('membership')), ...membership },
    personYear: {},
  }
}

/** Whether the line is on file already. */
export function isOnFile(member: Member): boolean {
  return typeof member.membership['id'] === 'string'
}

/** Whether the member leaves with this draft. */
export function isLeaving(member: Member): boolean {
  return (member.membership['end_date'] ?? null) !== null
}

/** A new line in which nobody was named. */
export function isBlank(member: Member): boolean {
  return !isOnFile(member) && (member.person['name'] ?? null) === null && (member.person['id_number'] ?? null) === null
}

/** Those who stay, with their position in the draft. */
export function staying(draft: Draft): readonly DraftMember[] {
  return draft.members.filter((member) => !isLeaving(member))
}

/** A member as the grid has it: keys `person.name`, `membership.relation`, `personYear.education`. */
export function gridRow(member: DraftMember): Row {
  const row: Row = { key: member.key }
  for (const part of ['person', 'membership', 'personYear'] as const) {
    for (const [key, value] of Object.entries(member[part])) row[`${part}.${key}`] = value
  }
  return row
}

/** `person.id_number` → the part and the field. */
export function splitKey(column: string): readonly [MemberPart, string] {
  const [part = '', key = ''] = column.split('.')
  return [part === 'membership' || part === 'personYear' ? part : 'person', key]
}

/** Changes one cell; a good document number also tells sex, birth date and kind of document. */
export function withCell(member: DraftMember, column: string, value: FieldValue, title?: string): DraftMember {
  const [part, key] = splitKey(column)
  const changed = { ...member[part], [key]: value, ...(title === undefined ? {} : { [`${key}$title`]: title }) }
  const next = { ...member, [part]: changed }
  return column === 'person.id_number' ? { ...next, person: { ...next.person, ...toldByNumber(member.person, value) } } : next
}

/** What the new number says, where nothing was entered or the old number had said it. */
export function toldByNumber(before: Row, number: FieldValue): Row {
  if (typeof number !== 'string' || isMasked(number)) return {}
  const identity = readIdentity(number)
  if (identity.problems.length > 0) return {}
  const old = before['id_number']
  const oldIdentity = typeof old === 'string' && !isMasked(old) ? readIdentity(old) : null
  const open = (key: string, told: string | null | undefined): boolean =>
    (before[key] ?? null) === null || (told !== null && told !== undefined && before[key] === told)
  const type = documentTypeOf(identity)
  return {
    ...(identity.sex !== null && open('sex', oldIdentity?.sex) ? { sex: identity.sex } : {}),
    ...(identity.birthDate !== null && open('birth_date', oldIdentity?.birthDate) ? { birth_date: identity.birthDate } : {}),
    ...(type === null ? {} : { id_type: type }),
    ...(identity.disabilityCategory !== null && open('disability_category', oldIdentity?.disabilityCategory)
      ? { disability_category: identity.disabilityCategory }
      : {}),
    ...(identity.disabilityLevel !== null && open('disability_level', oldIdentity?.disabilityLevel) ? { disability_level: identity.disabilityLevel } : {}),
  }
}

/** Several cells of a line; the number comes last, so that it tells what stands open. */
function withRow(member: DraftMember, values: Row): DraftMember {
  const entries = Object.entries(values).filter(([key]) => !key.includes('$'))
  const ordered = [...entries.filter(([key]) => key !== 'person.id_number'), ...entries.filter(([key]) => key === 'person.id_number')]
  return ordered.reduce((now, [key, value]) => {
    const title = values[`${key}$title`]
    return withCell(now, key, value, typeof title === 'string' ? title : undefined)
  }, member)
}

/** Rows of values from a line of the grid on; members are added where there are too few. Answers the keys of those lines, too. */
export function withPasted(
  draft: Draft,
  from: number,
  rows: readonly Row[],
  added: () => DraftMember,
): { readonly draft: Draft; readonly keys: readonly string[] } {
  const stay = [...staying(draft)]
  while (stay.length < from + rows.length) stay.push(added())
  const pasted = stay.map((member, index) => withRow(member, rows[index - from] ?? {}))
  return { draft: { ...draft, members: [...pasted, ...draft.members.filter(isLeaving)] }, keys: pasted.slice(from, from + rows.length).map(({ key }) => key) }
}

/** What is on file after a save, with its members in the order in which they were typed and under the keys that they had. */
export function asTyped(before: Draft, fresh: Draft): Draft {
  const idOf = (member: DraftMember): string => String(member.membership['id'])
  const known = new Set(before.members.filter(isOnFile).map(idOf))
  const byId = new Map(fresh.members.map((member) => [idOf(member), member]))
  const added = fresh.members.filter((member) => !known.has(idOf(member))).toSorted((one, other) => (idOf(one) < idOf(other) ? -1 : 1))
  const kept = before.members.flatMap((member) => {
    const now = isOnFile(member) ? byId.get(idOf(member)) : isBlank(member) ? undefined : added.shift()
    return now === undefined ? [] : [{ ...now, key: member.key }]
  })
  const placed = new Set(kept.map(idOf))
  return { ...fresh, members: [...kept, ...fresh.members.filter((member) => !placed.has(idOf(member)))] }
}

/** The draft with one of its members changed. */
export function withMember(draft: Draft, key: string, change: (member: DraftMember) => DraftMember): Draft {
  return { ...draft, members: draft.members.map((member) => (member.key === key ? change(member) : member)) }
}

/** A line inserted behind a position of the grid (−1: first). */
export function withInserted(draft: Draft, after: number, member: DraftMember): Draft {
  const stay = staying(draft)
  return { ...draft, members: [...stay.slice(0, after + 1), member, ...stay.slice(after + 1), ...draft.members.filter(isLeaving)] }
}

/** How a member goes: why, when, and the status that follows from it. */
export interface Leaving {
  readonly reason: string
  readonly date: string
}

const DEATH = '01'

/** The member leaves on a date: a line that is not on file simply goes, others end and stand behind those who stay. */
export function withLeaving(draft: Draft, key: string, leaving: Leaving): Draft {
  const member = draft.members.find((candidate) => candidate.key === key)
  if (member === undefined) return draft
  const others = draft.members.filter((candidate) => candidate.key !== key)
  if (!isOnFile(member)) return { ...draft, members: others }
  const membership = { ...member.membership, end_date: leaving.date, decrease_reason: leaving.reason, status: leaving.reason === DEATH ? '2' : '3' }
  return { ...draft, members: [...others, { ...member, membership }] }
}

/** Takes a leaving back, with the facts of the membership as they were. */
export function withReturned(draft: Draft, key: string, before: Row): Draft {
  const returned = draft.members.find((member) => member.key === key)
  if (returned === undefined) return draft
  const { end_date, decrease_reason, status } = before
  const membership = { ...returned.membership, end_date: end_date ?? null, decrease_reason: decrease_reason ?? null, status: status ?? '1' }
  const others = draft.members.filter((member) => member.key !== key)
  return { ...draft, members: [...others.filter((member) => !isLeaving(member)), { ...returned, membership }, ...others.filter(isLeaving)] }
}

/** A field of the household or of its year; another village has other groups. */
export function withField(draft: Draft, part: 'household' | 'householdYear', key: string, value: FieldValue, title?: string): Draft {
  const named = title === undefined ? {} : { [`${key}$title`]: title }
  const others = key === 'village' ? { group_id: null, group_id$title: '' } : {}
  return { ...draft, [part]: { ...draft[part], [key]: value, ...named, ...others } }
}

/** Nobody but the named lines; an empty household keeps its first one, in which the head is to be named. */
export function withoutBlanks(draft: Draft): Draft {
  if (draft.members.every(isBlank)) return draft
  const members = draft.members.filter((member) => !isBlank(member))
  return members.length === draft.members.length ? draft : { ...draft, members }
}

function plain(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !key.includes('$')))
}

function hasValues(row: Row): boolean {
  return Object.entries(row).some(([key, value]) => key !== 'year' && value !== null && value !== undefined && value !== '')
}

/** The draft as the contract takes it. */
export function toContract(draft: Draft, reason?: string): HouseholdDraft {
  return {
    year: draft.year,
    household: plain(draft.household),
    householdYear: hasValues(draft.householdYear) ? plain(draft.householdYear) : null,
    members: draft.members
      .filter((member) => !isBlank(member))
      .map(({ person, membership, personYear }) => ({ person: plain(person), membership: plain(membership), personYear: plain(personYear) })),
    ...(reason === undefined ? {} : { reason }),
    ...(draft.headChange === undefined ? {} : { headChange: draft.headChange }),
  }
}

/** What the catalogue alone has against the draft; links between the records are filled in by the core. */
export function draftIssues(draft: Draft): readonly FieldIssue[] {
  const year = { year: draft.year }
  const named = (prefix: string, issues: readonly FieldIssue[]): readonly FieldIssue[] =>
    issues.map((issue) => ({ ...issue, message: `${prefix}${issue.message}` }))
  const nobody: readonly FieldIssue[] =
    draft.household['id'] === undefined && draft.members.every(isBlank)
      ? [{ path: 'members.0.person.name', label: '户主', code: 'required', message: '还没有家庭成员，请至少填写户主。', severity: 'error' }]
      : []
  return [
    ...fieldIssues(registerOf('household'), draft.household, 'household.'),
    ...nobody,
    ...(hasValues(draft.householdYear)
      ? fieldIssues(registerOf('household_year'), { ...draft.householdYear, ...year, household_id: '-' }, 'householdYear.')
      : []),
    ...draft.members.flatMap((member, index) => {
      if (isBlank(member)) return []
      const name = typeof member.person['name'] === 'string' ? `${member.person['name']}：` : `第 ${index + 1} 行：`
      const path = `members.${index}.`
      return named(name, [
        ...fieldIssues(registerOf('person'), member.person, `${path}person.`),
        ...fieldIssues(registerOf('membership'), { ...member.membership, household_id: '-', person_id: '-' }, `${path}membership.`),
        ...fieldIssues(registerOf('person_year'), { ...member.personYear, ...year, person_id: '-' }, `${path}personYear.`),
      ])
    }),
  ]
}

/** A tab of the card; those of further registers go by the key of their reference. */
export type CardTab =
  | 'basic'
  | 'members'
  | 'income'
  | 'living'
  | 'cause'
  | 'helpers'
  | 'relocation'
  | 'exit'
  | 'moments'
  | 'attachments'
  | 'history'
  | 'forms'
  | 'related'
  | `${string}.${string}`

/** The tab on which the field of a path stands. */
export function tabOf(path: string): CardTab {
  const [part = '', key = ''] = path.split('.')
  if (part === 'members') return 'members'
  const section = findField(part === 'householdYear' ? 'household_year' : 'household', key)?.section
  if (part === 'householdYear') return section === 'income' ? 'income' : section === 'production' || section === 'living' ? 'living' : 'basic'
  return section === 'cause' || section === 'relocation' ? section : 'basic'
}
