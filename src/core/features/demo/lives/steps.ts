/** Steps of procedures, meetings and notices of the demo, as the program would have written them. */
import type { DemoRecord, Sources } from '../records.ts'
import type { Random } from '../random.ts'
import { two } from '../family.ts'

export interface Step {
  readonly key: string
  readonly level: 'village' | 'township' | 'county'
  readonly on: string
  readonly by: string
  readonly signatures?: string
  /** The meeting or notice at which it was made. */
  readonly act?: string
  /** What it relied on, by the keys of `Relied`. */
  readonly relied?: Readonly<Record<string, unknown>>
  readonly basis?: string
  readonly remark?: string
}

/** The steps of one record, each after the one before. `subject` is `register:id`. */
export function* stepRecords(subject: string, procedure: string, steps: readonly Step[], { ids }: Pick<Sources, 'ids'>): Generator<DemoRecord> {
  let follows: string | null = null
  for (const { key, level, on, by, signatures, act, relied, basis, remark } of steps) {
    const id: string = ids.next('procedure_step', { subject, procedure, step: key, round: 1 })
    yield {
      register: 'procedure_step',
      id,
      values: {
        subject,
        procedure,
        step: key,
        round: 1,
        follows,
        level,
        done_on: on,
        done_by: by,
        signatures: signatures ?? null,
        act: act ?? null,
        basis: basis ?? null,
        remark: remark ?? null,
        relied: JSON.stringify(relied ?? {}),
      },
    }
    follows = id
  }
}

export interface Act {
  readonly id: string
  /** How many were there; 0 of a notice. */
  readonly present: number
}

/** An act and the record of it. */
export interface Held {
  readonly act: Act
  readonly record: DemoRecord
}

interface Announced {
  readonly name: string
  readonly division: string
  readonly on: string
  readonly matter: string
}

/** A meeting that is valid: at least two thirds are there. */
export function holdMeeting({ name, division, on, matter }: Announced, random: Random, { ids }: Pick<Sources, 'ids'>): Held {
  const expected = random.int(24, 41)
  const present = expected - random.int(0, Math.floor(expected / 5))
  const id = ids.next('shared_act')
  const values = { name, kind: 'meeting', division, held_on: on, matter, venue: '村委会会议室', expected, present }
  return { act: { id, present }, record: { register: 'shared_act', id, values } }
}

/** A notice that hangs from a day to a last one. */
export function putUp({ name, division, on, matter }: Announced, until: string, { ids }: Pick<Sources, 'ids'>): Held {
  const id = ids.next('shared_act')
  const values = { name, kind: 'notice', division, held_on: on, ends_on: until, matter, report_line: '县扶贫办、乡镇纪委（演示）' }
  return { act: { id, present: 0 }, record: { register: 'shared_act', id, values } }
}

/** What an act says of a record: votes of a meeting, nothing of a notice. */
export function lineRecord({ id, present }: Act, subject: string, random: Random, { ids }: Pick<Sources, 'ids'>): DemoRecord {
  const against = present === 0 ? 0 : random.int(0, Math.min(3, Math.floor(present / 8)))
  const abstained = present === 0 ? 0 : random.int(0, 2)
  return {
    register: 'shared_act_line',
    id: ids.next('shared_act_line', { act_id: id, subject }),
    values: { act_id: id, subject, ...(present === 0 ? {} : { in_favour: present - against - abstained, against, abstained }) },
  }
}

/** A day so many days after another one, within its month or the next ones. */
export function after(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`
}
