/** What a merge does, counted so that it adds up: by register, by village, and openable row by row. */
import { isRegisterName, registerNames, registerOf } from '../../catalogue/index.ts'
import { OUTCOMES, type Outcome, type RecordOutcome } from '../../exchange/incoming.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { portions } from '../../store/portions.ts'
import type { OutcomeCounts } from './contract.ts'

/** Rows kept for looking at; of what is merely new or the same only so many, of everything else all that a person could look at. */
const MOST_PLAIN = 5000
const MOST_ROWS = 50_000

const NO_COUNTS: OutcomeCounts = { records: 0, new: 0, changed: 0, same: 0, conflicts: 0, proposals: 0, rejected: 0 }

/** Records that a package brought something for: what is the same here is not told, nor what was rejected. */
export function broughtBy(counts: OutcomeCounts): number {
  return counts.new + counts.changed + counts.conflicts + counts.proposals
}

export class Tally {
  readonly counts: OutcomeCounts = { ...NO_COUNTS }
  readonly rows: (RecordOutcome & { place: string | null })[] = []
  readonly #registers = new Map<string, OutcomeCounts>()
  readonly #places = new Map<string, OutcomeCounts>()
  readonly #ids = new Map<string, Record<Outcome, string[]>>()
  /** Rows by register and record, made when first asked for. */
  #found: Map<string, Tally['rows'][number]> | null = null
  readonly #detailed: boolean
  #plain = 0

  /** `detailed` keeps what a person may look at before merging; else only the numbers, and what was rejected. */
  constructor({ detailed }: { readonly detailed: boolean }) {
    this.#detailed = detailed
  }

  /** Counts one record of the package. */
  readonly add = (outcome: RecordOutcome): void => {
    count(this.counts, outcome.outcome)
    count(this.#of(this.#registers, outcome.register), outcome.outcome)
    if (!this.#detailed && outcome.outcome !== 'rejected') return
    let ids = this.#ids.get(outcome.register)
    if (ids === undefined) this.#ids.set(outcome.register, (ids = { new: [], changed: [], same: [], conflicts: [], proposals: [], rejected: [] }))
    ids[outcome.outcome].push(outcome.record)
    const plain = outcome.outcome === 'new' || outcome.outcome === 'same'
    if (plain ? (this.#plain += 1) <= MOST_PLAIN : this.rows.length < MOST_ROWS) this.rows.push({ ...outcome, place: null })
  }

  /** Begins anew: the merge is tried again. */
  clear(): void {
    Object.assign(this.counts, NO_COUNTS)
    this.rows.length = 0
    this.#registers.clear()
    this.#places.clear()
    this.#ids.clear()
    this.#found = null
    this.#plain = 0
  }

  /** The row of a record that the package brings, as far as it is kept. */
  rowOf(register: string, record: string): Tally['rows'][number] | undefined {
    this.#found ??= new Map(this.rows.map((row) => [`${row.register} ${row.record}`, row]))
    return this.#found.get(`${register} ${record}`)
  }

  /** Counts by village, with the merge done and not yet taken back: where a record lives may only be known then. */
  async settle(database: ReadDatabase, step: () => Promise<void>): Promise<void> {
    for (const [register, byOutcome] of this.#ids) {
      const owner = isRegisterName(register) ? registerOf(register).owner : undefined
      if (owner === undefined) continue
      for (const outcome of OUTCOMES) {
        for (const ids of portions(byOutcome[outcome])) {
          const found = database.all<{ place: string; count: number }>(
            `SELECT ${owner} AS place, count(*) AS count FROM ${register} WHERE id IN (SELECT value FROM json_each(?)) AND ${owner} IS NOT NULL GROUP BY 1`,
            JSON.stringify(ids),
          )
          for (const { place, count: records } of found) count(this.#of(this.#places, place), outcome, records)
          await step()
        }
      }
      const shown = this.rows.filter((row) => row.register === register)
      for (const rows of portions(shown)) {
        const found = database.all<{ id: string; place: string | null }>(
          `SELECT id, ${owner} AS place FROM ${register} WHERE id IN (SELECT value FROM json_each(?))`,
          JSON.stringify(rows.map((row) => row.record)),
        )
        const places = new Map(found.map(({ id, place }) => [id, place]))
        for (const row of rows) row.place = places.get(row.record) ?? null
        await step()
      }
    }
  }

  registers(): (OutcomeCounts & { register: string })[] {
    return [...this.#registers].toSorted(([one], [other]) => placeOf(one) - placeOf(other)).map(([register, counts]) => ({ register, ...counts }))
  }

  places(nameOf: (place: string) => string): (OutcomeCounts & { place: string; name: string })[] {
    return [...this.#places].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([place, counts]) => ({ place, name: nameOf(place), ...counts }))
  }

  #of(map: Map<string, OutcomeCounts>, key: string): OutcomeCounts {
    let counts = map.get(key)
    if (counts === undefined) map.set(key, (counts = { ...NO_COUNTS }))
    return counts
  }
}

function count(counts: OutcomeCounts, outcome: Outcome, records = 1): void {
  counts.records += records
  counts[outcome] += records
}

function placeOf(register: string): number {
  return isRegisterName(register) ? registerNames.indexOf(register) : registerNames.length
}
