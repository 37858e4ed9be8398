/**
 * What a check on groups is: a rule whose subject is not one record but several that have something in common (one telephone, one account, one photo,
 * one village and year). What makes a group, and when it is doubtful, is declared; `checks/groups.ts` asks it.
 */
import type { ParameterReader } from '#core/rules/parameters.ts'
import type { RuleDescription } from './types.ts'

export interface GroupRule extends RuleDescription {
  /** Register of the records that are grouped, and with which values of theirs they count. */
  readonly members: { readonly register: string; readonly only?: Readonly<Record<string, readonly (string | boolean | null)[]>> }
  /** Fields whose values together make a group; a record that lacks one belongs to none. */
  readonly keys: readonly string[]
  /** Whom it is told of: the register of the subject, how members lead to it, and the field where the finding lands. */
  readonly about: { readonly register: string; readonly by: MemberLink; readonly field: string }
  readonly condition: GroupCondition
  /** Plain Chinese: what is doubtful and what to do, of all groups of one record that are. */
  readonly sentence: (groups: readonly Group[], own: Told, asked: Asked) => string
}

/** `id`: the members themselves are told of it. A key: the record that this reference names or (`code`) whose field holds the same value. */
type MemberLink = 'id' | { readonly key: string; readonly code?: string }

/** What thresholds are read with. */
export interface Asked {
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly parameters: ParameterReader
}

export type GroupKey = readonly (string | number | null)[]

export type GroupCondition =
  /** At least so many different values of a field (`id`: records). `names`: the entered field of the told that names it in sentences. */
  | { readonly distinct: string; readonly atLeast: (asked: Asked) => number; readonly names: string }
  /** At least so many whose text in a field is more than so many percent the same, of those with the same keys; each is told of those like it. */
  | { readonly similar: string; readonly percent: (asked: Asked) => number; readonly atLeast: (asked: Asked) => number; readonly names: string }
  /** The numbers in a field lie in a doubtful way: judged by how often each of them occurs. */
  | { readonly spread: string; readonly doubtful: (values: readonly SpreadValue[], key: GroupKey, asked: Asked) => boolean }

export interface SpreadValue {
  /** In stored units. */
  readonly value: number
  readonly count: number
}

/** A record that a finding is told of. */
export interface Told {
  readonly about: string
  readonly division: string | null
}

export interface Group {
  readonly key: GroupKey
  /** Different values, or records that are alike, where these are what counts. */
  readonly distinct: number
  readonly members: readonly (Told & { readonly name: string })[]
  readonly values: readonly SpreadValue[]
}

/** Members named in a sentence; the others are counted. */
const NAMED = 8

/** Those of the same place by name, the others by number: whoever reads of a record need not see what lies elsewhere. */
export function membersText(groups: readonly Pick<Group, 'members'>[], { about, division }: Told, counter: string): string {
  const others = new Map(groups.flatMap(({ members }) => members.filter((one) => one.about !== about).map((one) => [one.about, one] as const)))
  const here = [...others.values()].filter((one) => one.division === division)
  const away = others.size - here.length
  const named = here.slice(0, NAMED).map(({ name }) => name)
  return [
    ...(named.length === 0 ? [] : [`同村的${named.join('、')}${here.length > named.length ? ` 等 ${here.length} ${counter}` : ''}`]),
    ...(away === 0 ? [] : [`外村 ${away} ${counter}`]),
  ].join('，')
}
