/** Steps as they are on file, and how they stand, for one record or many. */
import { subjectPrefix } from '../catalogue/derive/subject.ts'
import type { ProcedureDefinition } from '../catalogue/procedure.ts'
import type { ReadDatabase, SqlValue } from '../store/index.ts'
import { portions } from '../store/portions.ts'
import type { Proceeding } from './proceedings.ts'
import { stateOf, type ProcedureStanding, type StepFact } from './state.ts'

/** What a step relied on when it was made. */
export interface Relied {
  /** Values of fields, in stored form. */
  readonly values?: Readonly<Record<string, string | number | null>>
  /** Papers by id, with the fingerprints of their contents. */
  readonly papers?: readonly { readonly id: string; readonly sha256: string }[]
  /** What the act said of the record. */
  readonly vote?: Readonly<Record<string, number | null>>
  /** Id of the act on whose notice the step relied. */
  readonly notice?: string
  /** Records of other registers that it started. */
  readonly started?: readonly { readonly register: string; readonly id: string }[]
  /** Steps of other records that its effect made, the first first. */
  readonly advanced?: readonly { readonly register: string; readonly id: string; readonly step: string }[]
  /** Fields of other records that its effect changed, in stored form. */
  readonly changed?: readonly {
    readonly register: string
    readonly id: string
    readonly before: Readonly<Record<string, SqlValue>>
    readonly after: Readonly<Record<string, SqlValue>>
  }[]
}

export interface StepRow extends StepFact {
  readonly record: string
  readonly round: number
  readonly level: string
  readonly done_on: string
  readonly done_by: string | null
  readonly signatures: string | null
  readonly act: string | null
  readonly due_on: string | null
  readonly remark: string | null
  readonly basis: string | null
  readonly relied: Relied
}

type StoredStep = Omit<StepRow, 'record' | 'relied'> & { readonly subject: string; readonly relied: string | null }

/** A step's grounds as they were written; none of an entry that no program of ours wrote. */
export function readRelied(text: string | null): Relied {
  try {
    const found: unknown = JSON.parse(text ?? '{}')
    return typeof found === 'object' && found !== null ? found : {}
  } catch {
    return {}
  }
}

/** The steps of records, by the record's id, those made first first. */
export function stepsOf(database: ReadDatabase, { register, procedure }: Proceeding, ids: readonly string[]): ReadonlyMap<string, readonly StepRow[]> {
  const prefix = subjectPrefix(register.name)
  const found = new Map<string, StepRow[]>(ids.map((id) => [id, []]))
  for (const some of portions(ids)) {
    const rows = database.all<StoredStep>(
      `SELECT s.* FROM json_each(?) j JOIN procedure_step s ON s.subject = '${prefix}' || j.value WHERE s.procedure = ? AND s.deleted = 0 ORDER BY s.done_on, s.created_at, s.id`,
      JSON.stringify(some),
      procedure.key,
    )
    for (const row of rows) {
      const record = row.subject.slice(prefix.length)
      found.get(record)?.push({ ...row, record, relied: readRelied(row.relied) })
    }
  }
  return found
}

/** How a record stands with these steps, and with what its own fields tell. */
export function standingOf({ procedure }: Proceeding, steps: readonly StepRow[], row: Readonly<Record<string, unknown>>): ProcedureStanding {
  return stateOf(procedure, steps, toldIn(procedure, row))
}

/** What the record says of its state from elsewhere, as it is in the table. */
export function toldIn({ told }: ProcedureDefinition, row: Readonly<Record<string, unknown>>): string | null {
  const value = told === undefined ? null : row[told.by]
  return typeof value === 'string' && value !== '' ? value : null
}

/**
 * Whether somebody made a step, by the journal: names are shared and change, the id of a user does not. What came from another office says who made it
 * there. Where the journal holds no maker, the name that the step keeps decides.
 */
export function isMadeBy(database: ReadDatabase, { id, done_by: name }: StepRow, user: { readonly id: string; readonly displayName: string }): boolean {
  const makers = database.all<{ user: string | null }>(
    `SELECT CASE WHEN f.head IS NULL THEN c.user_id ELSE json_extract(f.head, '$[3]') END AS user
     FROM journal j JOIN change_set c ON c.number = j.change_set LEFT JOIN foreign_change f ON f.number = j.foreign_change
     WHERE j.register = 'procedure_step' AND j.record = ? AND j.action = 'insert'`,
    id,
  )
  return makers.length === 0 ? name === user.displayName : makers.some((maker) => maker.user === user.id)
}
