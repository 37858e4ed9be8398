/** The account that the law of works keeps: where records stand, and what each step must have met. Written from the domain alone. */
import type { Home } from '../../balance/testing/lives.ts'

export interface Attempt {
  readonly key: string
  readonly from: readonly string[]
  readonly to: string
  /** Made at the county and nowhere else. */
  readonly county?: true
  readonly act?: 'meeting' | 'notice'
}

/** The way of one kind of record; of several steps from a state the first is the usual one. */
export interface Path {
  readonly register: 'household_plan' | 'survey_visit' | 'monitored_household'
  readonly state: string
  readonly initial: string
  readonly steps: readonly Attempt[]
}

export interface Account {
  id: string
  readonly path: Path
  readonly home: Home
  /** What tells it from others of its kind about the household: the year. */
  readonly key: string
  /** Where it began. */
  readonly village: string
  state: string
  readonly facts: Map<string, string>
}

/** A step that is tried: on which day, signed by two people or by none, with 11 or 10 of 20 in favour. */
export interface Ready {
  readonly account: Account
  readonly key: string
  readonly day: string
  readonly signed: boolean
  readonly majority: boolean
}

/** 草拟→户签→村审→乡审→执行→完成/终止 (M04). */
export const PLAN: Path = {
  register: 'household_plan',
  state: 'stage',
  initial: 'drafted',
  steps: [
    { key: 'sign', from: ['drafted'], to: 'signed' },
    { key: 'review', from: ['signed'], to: 'village_reviewed' },
    { key: 'approve', from: ['village_reviewed'], to: 'township_reviewed' },
    { key: 'execute', from: ['township_reviewed'], to: 'executing' },
    { key: 'complete', from: ['executing'], to: 'completed' },
    { key: 'end', from: ['drafted', 'signed', 'village_reviewed', 'township_reviewed', 'executing'], to: 'ended' },
    { key: 'send_back', from: ['signed', 'village_reviewed', 'township_reviewed'], to: 'drafted' },
  ],
}

/** 待访→已访→复核→锁定, 有误退回 (M03). */
export const VISIT: Path = {
  register: 'survey_visit',
  state: 'stage',
  initial: 'assigned',
  steps: [
    { key: 'visit', from: ['assigned', 'returned'], to: 'visited' },
    { key: 'review', from: ['visited'], to: 'reviewed' },
    { key: 'lock', from: ['reviewed'], to: 'locked' },
    { key: 'send_back', from: ['visited', 'reviewed', 'locked'], to: 'returned' },
  ],
}

const BEFORE = ['found', 'verified', 'compared', 'deliberated', 'posted', 'reviewed', 'approved']

/** 排查→核实→比对→评议→公示→乡审→县定→纳入→帮扶→拟消除→公示→消除 (forms.md §10). */
export const MONITORING: Path = {
  register: 'monitored_household',
  state: 'stage',
  initial: 'found',
  steps: [
    { key: 'verify', from: ['found'], to: 'verified' },
    { key: 'compare', from: ['verified'], to: 'compared', county: true },
    { key: 'deliberate', from: ['compared'], to: 'deliberated', act: 'meeting' },
    { key: 'post', from: ['deliberated'], to: 'posted', act: 'notice' },
    { key: 'review', from: ['posted'], to: 'reviewed' },
    { key: 'approve', from: ['reviewed'], to: 'approved', county: true },
    { key: 'include', from: ['approved'], to: 'included', county: true },
    { key: 'help', from: ['included'], to: 'helped' },
    { key: 'propose', from: ['helped'], to: 'proposed', act: 'meeting' },
    { key: 'post_again', from: ['proposed'], to: 'posted_again', act: 'notice' },
    { key: 'remove', from: ['posted_again'], to: 'removed', county: true },
    { key: 'back', from: ['proposed', 'posted_again'], to: 'helped' },
    { key: 'reject', from: BEFORE, to: 'rejected' },
    { key: 'send_back', from: ['posted', 'reviewed', 'approved'], to: 'verified' },
  ],
}

/** Measures on file and a signature to begin with, signatures on the way, all done in the end; ended with a reason. */
export function planNeeds({ account: { facts }, key, signed }: Ready): boolean {
  const measures = [...facts].filter(([name]) => name.startsWith('measure '))
  if (key === 'sign') return signed && measures.length > 0
  if (key === 'review') return signed
  if (key === 'complete') return measures.every(([, done]) => done !== '')
  return key !== 'end' || facts.has('end_reason')
}

/** Two surveyors, a day and who was met. */
export function visitNeeds({ account: { facts }, key }: Ready): boolean {
  return key !== 'visit' || facts.has('visited')
}

/** A valid meeting, a notice of seven days, a kind that fits, measures, a risk that is gone, six months. */
export function monitoringNeeds({ account: { facts, home }, key, day, signed, majority }: Ready): boolean {
  const needs: Readonly<Record<string, () => boolean>> = {
    verify: () => signed && facts.has('risk'),
    deliberate: () => majority,
    review: () => isOver(facts.get('on post'), day),
    include: () => !home.onList,
    help: () => facts.has('aid'),
    propose: () => majority && facts.has('removal_way') && facts.get('removal') === 'good',
    remove: () => isOver(facts.get('on post_again'), day) && hasPassed(facts.get('on include'), day) && facts.get('removal') === 'good',
    reject: () => facts.has('reject_reason'),
  }
  return needs[key]?.() ?? true
}

/** The first day of a notice counts; whoever waits for it goes on on the eighth (readings.md 9). */
function isOver(posted: string | undefined, day: string): boolean {
  return posted !== undefined && (Date.parse(day) - Date.parse(posted)) / 86_400_000 >= 7
}

/** Six months: the same day is enough, or the last one of a shorter month. */
function hasPassed(since: string | undefined, day: string): boolean {
  if (since === undefined) return false
  const [year = 0, month = 0, on = 0] = since.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate()
  return day >= new Date(Date.UTC(year, month + 5, Math.min(on, last))).toISOString().slice(0, 10)
}
