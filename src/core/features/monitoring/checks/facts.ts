/** What the rules ask of a monitored household again and again. Pure. */
import { codesIn } from '#core/catalogue/partialRows.ts'
import { monthsLater } from '#core/rules/dates.ts'
import { firstValue, type ParameterKey } from '#core/rules/parameters.ts'
import { firstDayOf } from '#core/rules/partialDate.ts'
import { MONITORED, REMOVED } from './words.ts'
import type { MonitoredFacts, MonitoredMember } from './types.ts'

export const isOpen = ({ record }: MonitoredFacts): boolean => MONITORED.includes(record.stage ?? '')
export const isRemoved = ({ record }: MonitoredFacts): boolean => record.stage === REMOVED

export const hasRisk = ({ record }: MonitoredFacts, risk: string): boolean => codesIn(record.risks).includes(risk)
export const hasAid = ({ aids }: MonitoredFacts, ...kinds: readonly string[]): boolean => aids.some(({ kind }) => kinds.includes(kind))
/** Whether a measure of a kind names something: 就业帮扶 with 劳务输出. */
export const names = ({ aids }: MonitoredFacts, kind: string, word: string): boolean => aids.some((aid) => aid.kind === kind && aid.content.includes(word))

/** Members of whom the newest year is on file. */
export const known = ({ members }: MonitoredFacts): readonly MonitoredMember[] => members.filter(({ year }) => year !== null)

const LABOUR: ReadonlySet<string> = new Set(['01', '02', 'x1'])
const NO_LABOUR: ReadonlySet<string> = new Set(['03', '04'])

/** 普通、技能、弱或半劳动力; undefined where nobody's is on file. */
export function hasLabour(facts: MonitoredFacts): boolean | undefined {
  const labour = known(facts).flatMap(({ year }) => year?.labour ?? [])
  return labour.length === 0 ? undefined : labour.some((code) => LABOUR.has(code))
}

/** Whether of every member it is on file that they cannot work. */
export function isWithoutLabour(facts: MonitoredFacts): boolean {
  return facts.members.length > 0 && facts.members.every(({ year }) => NO_LABOUR.has(year?.labour ?? ''))
}

export const namesOf = (members: readonly MonitoredMember[]): string => members.map(({ name }) => name).join('、')

export function threshold({ parameters, today, record }: MonitoredFacts, key: ParameterKey): number {
  return parameters(key, today, record.village ?? null) ?? firstValue(key)
}

/** Whether so many months have passed since it was identified. */
export function isLate(facts: MonitoredFacts, key: ParameterKey): boolean {
  const since = facts.record.identified_on
  return isOpen(facts) && typeof since === 'string' && facts.today > monthsLater(firstDayOf(since), threshold(facts, key))
}
