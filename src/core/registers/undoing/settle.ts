/** Decides what of a change set is taken back and what stays. Pure. */
import type { RegisterName } from '#core/catalogue/index.ts'
import type { RecordKey, Survey, Touched, Why } from './model.ts'

/** What becomes of one record: taken back, in part, not, or nothing since that was done already. */
type Verdict = 'taken' | 'partly' | 'kept' | 'back'

export interface Settled {
  readonly record: Touched
  readonly verdict: Verdict
  /** Of `changed`: the fields that go back. */
  readonly fields: readonly string[]
  /** Why it is kept, or a field of it. */
  readonly why: Why | null
}

export interface Tally {
  taken: number
  partly: number
  kept: number
  back: number
}

const UNCHOSEN: Why = { kind: 'unchosen' }

/** With `units` only what belongs to these is taken back, and what was made along with them and nobody needs any more. */
export function settle({ records, along }: Survey, units: ReadonlySet<RecordKey> | null): Settled[] {
  const isChosen = ({ unit }: Touched): boolean => units === null || units.has(unit) || along.has(unit)
  const kept = new Map<RecordKey, Why>()
  const fieldsKept = new Map<RecordKey, Map<string, Why>>()
  const waiting: Touched[] = []
  const keep = (record: Touched | undefined, why: Why): void => {
    if (record === undefined || record.isBack || kept.has(record.key)) return
    kept.set(record.key, why)
    waiting.push(record)
  }
  for (const record of records.values()) {
    if (record.isBack) continue
    const why = record.why ?? (isChosen(record) ? null : UNCHOSEN)
    if (record.did !== 'changed') {
      if (why !== null) keep(record, why)
      continue
    }
    for (const [key, field] of record.fields) {
      const reason = field.isBack ? null : (field.why ?? why)
      if (reason === null) continue
      fieldsKept.set(record.key, (fieldsKept.get(record.key) ?? new Map<string, Why>()).set(key, reason))
      // What it no longer holds, since it was changed later, is not kept for its sake.
      if (reason.kind !== 'later' && field.refersTo !== null) keep(records.get(field.refersTo), { kind: 'needed', by: record })
    }
  }
  for (let record = waiting.pop(); record !== undefined; record = waiting.pop()) {
    const by = { register: record.register, id: record.id }
    for (const key of record.holds) keep(records.get(key), { kind: 'needed', by })
  }
  return [...records.values()].map((record) => verdictOf(record, kept.get(record.key) ?? null, fieldsKept.get(record.key)))
}

function verdictOf(record: Touched, why: Why | null, fieldsKept: ReadonlyMap<string, Why> | undefined): Settled {
  if (record.isBack) return { record, verdict: 'back', fields: [], why: null }
  if (record.did !== 'changed') return { record, verdict: why === null ? 'taken' : 'kept', fields: [], why }
  const fields = [...record.fields].flatMap(([key, { isBack }]) => (isBack || fieldsKept?.has(key) === true ? [] : [key]))
  const [first = null] = fieldsKept?.values() ?? []
  const verdict = fields.length === 0 ? 'kept' : first === null ? 'taken' : 'partly'
  return { record, verdict, fields, why: first }
}

/** By register, how many records come to what; the sum is the number of records that the change set touched. */
export function tallyOf(settled: readonly Settled[]): Map<RegisterName, Tally> {
  const tallies = new Map<RegisterName, Tally>()
  for (const { record, verdict } of settled) {
    let tally = tallies.get(record.register)
    if (tally === undefined) tallies.set(record.register, (tally = { taken: 0, partly: 0, kept: 0, back: 0 }))
    tally[verdict] += 1
  }
  return tallies
}
