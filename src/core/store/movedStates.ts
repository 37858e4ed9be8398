/**
 * Which records lose what they follow: read before derived columns are brought up to date, compared afterwards. Only records that keep no
 * state of their own yet are looked at, so that it costs next to nothing where all were entered by a program that keeps them; and those that count
 * elsewhere than what they follow is now, which are few.
 */
import { keptFields } from '../catalogue/derive/kept.ts'
import { registerOf } from '../catalogue/index.ts'
import type { Database, SqlRow, SqlValue } from './database.ts'
import type { Touched } from './touched.ts'

/** By register and record, what each field that keeps nothing yet followed. */
export type States = Map<string, Map<string, Record<string, SqlValue>>>

export class MovedStates {
  readonly found: States = new Map()
  /** By register, the records that count elsewhere than what they follow is by now. */
  readonly apart: Touched = new Map()
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * The records of a register (`touched`: SQL of their ids) that follow something and do not keep it, with what it is; none where only
   * `columns` are about to change and none of them is followed.
   */
  before(register: string, touched: string, columns?: readonly string[]): readonly SqlRow[] {
    const kept = keptFields(registerOf(register))
    if (columns === undefined ? kept.length === 0 : !kept.some(({ keeps }) => columns.includes(keeps))) return []
    const open = kept.map(({ key, keeps }) => `(${key} IS NULL AND ${keeps} IS NOT NULL)`).join(' OR ')
    const followed = kept.map(({ key, keeps }) => `CASE WHEN ${key} IS NULL THEN ${keeps} END AS ${key}`).join(', ')
    return this.#database.all<SqlRow>(`SELECT id, ${followed} FROM ${register} WHERE id IN ${touched} AND deleted = 0 AND (${open})`)
  }

  /** Notes those of them that follow something else now, with all that they followed: place and household belong together. */
  compare(register: string, before: readonly SqlRow[]): void {
    if (before.length === 0) return
    const kept = keptFields(registerOf(register))
    const now = `SELECT ${kept.map(({ key, keeps }) => `${keeps} AS ${key}`).join(', ')} FROM ${register} WHERE id = ?`
    this.add(
      register,
      before.filter((row) => {
        const after = this.#database.get<SqlRow>(now, String(row['id']))
        return after !== undefined && kept.some(({ key }) => (row[key] ?? null) !== null && after[key] !== row[key])
      }),
    )
  }

  /** Notes those of the records that keep another state than what they follow now, where `columns` were brought up to date. */
  look(register: string, touched: string, columns: readonly string[]): void {
    const kept = keptFields(registerOf(register))
    if (!kept.some(({ keeps }) => columns.includes(keeps))) return
    const differs = kept.map(({ key, keeps }) => `${key} <> coalesce(${keeps}, '')`).join(' OR ')
    const rows = this.#database.all<{ id: string }>(`SELECT id FROM ${register} WHERE id IN ${touched} AND deleted = 0 AND (${differs})`)
    if (rows.length === 0) return
    let records = this.apart.get(register)
    if (records === undefined) this.apart.set(register, (records = new Set()))
    for (const { id } of rows) records.add(id)
  }

  add(register: string, rows: readonly SqlRow[]): void {
    if (rows.length === 0) return
    let records = this.found.get(register)
    if (records === undefined) this.found.set(register, (records = new Map()))
    for (const { id, ...followed } of rows) {
      const states = Object.entries(followed).filter(([, value]) => value !== null)
      records.set(String(id), Object.fromEntries(states))
    }
  }
}
