/** What a merge does, counted so that it adds up: by register, by village, and openable row by row. */
import { isRegisterName, registerNames, registerOf } from '../../catalogue/index.ts'
import type { Outcome, RecordOutcome } from '../../exchange/incoming.ts'
import type { ReadDatabase } from '../../store/index.ts'
import type { OutcomeCounts } from './contract.ts'

/** Rows kept for looking at; of what is merely new or the same only so many, of everything else all that a person could look at. */
const MOST_PLAIN = 5000
const MOST_ROWS = 50_000

export const NO_COUNTS: OutcomeCounts = { records: 0, new: 0, changed: 0, same: 0, conflicts: 0, proposals: 0, rejected: 0 }

export class Tally {
  readonly counts: OutcomeCounts = { ...NO_COUNTS }
  readonly rows: (RecordOutcome & { village: string | null })[] = []
  readonly #registers = new Map<string, OutcomeCounts>()
  readonly #villages = new Map<string, OutcomeCounts>()
  readonly #byRegister = new Map<string, Map<string, Outcome>>()
  #plain = 0

  /** Counts one record of the package. */
  readonly add = (outcome: RecordOutcome): void => {
    count(this.counts, outcome.outcome)
    count(this.#of(this.#registers, outcome.register), outcome.outcome)
    let records = this.#byRegister.get(outcome.register)
    if (records === undefined) this.#byRegister.set(outcome.register, records = new Map<string, Outcome>())
    records.set(outcome.record, outcome.outcome)
    const plain = outcome.outcome === 'new' || outcome.outcome === 'same'
    if (plain ? (this.#plain += 1) <= MOST_PLAIN : this.rows.length < MOST_ROWS) this.rows.push({ ...outcome, village: null })
  }

  /** Begins anew: the merge is tried again. */
  clear(): void {
    Object.assign(this.counts, NO_COUNTS)
    this.rows.length = 0
    this.#registers.clear()
    this.#villages.clear()
    this.#byRegister.clear()
    this.#plain = 0
  }

  /** Finds the village of each record, with the merge done and not yet taken back. */
  async settle(database: ReadDatabase, step: () => Promise<void>): Promise<void> {
    const villages = new Map<string, string>()
    const known = new Set(this.rows.map((row) => row.record))
    for (const [register, records] of this.#byRegister) {
      const owner = isRegisterName(register) ? registerOf(register).owner : undefined
      if (owner === undefined) continue
      const ids = [...records.keys()]
      for (let from = 0; from < ids.length; from += 1000) {
        const rows = database.all<{ id: string; village: string | null }>(`SELECT id, ${owner} AS village FROM ${register} WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids.slice(from, from + 1000)))
        for (const { id, village } of rows) {
          if (village === null) continue
          count(this.#of(this.#villages, village), records.get(id) ?? 'same')
          if (known.has(id)) villages.set(id, village)
        }
        await step()
      }
    }
    for (const row of this.rows) row.village = villages.get(row.record) ?? null
  }

  registers(): (OutcomeCounts & { register: string })[] {
    return [...this.#registers].toSorted(([one], [other]) => placeOf(one) - placeOf(other)).map(([register, counts]) => ({ register, ...counts }))
  }

  villages(nameOf: (village: string) => string): (OutcomeCounts & { village: string; name: string })[] {
    return [...this.#villages].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([village, counts]) => ({ village, name: nameOf(village), ...counts }))
  }

  #of(map: Map<string, OutcomeCounts>, key: string): OutcomeCounts {
    let counts = map.get(key)
    if (counts === undefined) map.set(key, counts = { ...NO_COUNTS })
    return counts
  }
}

function count(counts: OutcomeCounts, outcome: Outcome): void {
  counts.records += 1
  counts[outcome] += 1
}

function placeOf(register: string): number {
  return isRegisterName(register) ? registerNames.indexOf(register) : registerNames.length
}

