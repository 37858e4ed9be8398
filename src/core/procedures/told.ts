/** A state that came from elsewhere (a sheet, an earlier program, a card): where it came from, and the opening step that it is. */
import { formatValue } from '../catalogue/derive/format.ts'
import { fieldOf } from '../catalogue/index.ts'
import { localDay } from '../rules/dates.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'
import type { Proceeding } from './proceedings.ts'
import { opening, openedBy, type ProcedureStanding } from './state.ts'
import { toldIn } from './steps.ts'

/** The step that takes a told state over. */
export interface OpeningStep {
  /** Key of the step. */
  readonly step: string
  readonly on: string
  readonly by: string | null
  /** What says so: the field, its value, and the operation by which it came. */
  readonly basis: string
}

/** The opening step of a record of which no step counts yet; null where nothing is told, or the state that records begin with anyway. */
export function openingOf(database: ReadDatabase, proceeding: Proceeding, row: SqlRow, { path, signed }: ProcedureStanding): OpeningStep | null {
  const { procedure, register } = proceeding
  const said = toldIn(procedure, row)
  const state = openedBy(procedure, said)
  if (procedure.told === undefined || said === null || path.length > 0 || signed.length > 0 || state === procedure.initial) return null
  const field = fieldOf(register, procedure.told.by)
  const origin = originOf(database, register.name, String(row['id']), field.key)
  const basis = `“${field.label}”写的是“${formatValue(field, said)}”${origin === null ? '' : `（${origin.title}）`}`
  return { step: opening(state), on: origin?.on ?? String(row['created_at']).slice(0, 10), by: origin?.by ?? null, basis: basis.slice(0, BASIS_LENGTH) }
}

const BASIS_LENGTH = fieldOf('procedure_step', 'basis').maximumLength ?? 0

/** Who entered a field last, when, and by which operation. */
function originOf(database: ReadDatabase, register: string, record: string, key: string): { on: string; by: string; title: string } | null {
  const found = database.get<{ at: string; by: string; title: string }>(
    `SELECT coalesce(json_extract(f.head, '$[2]'), c.at) AS at, coalesce(json_extract(f.head, '$[4]'), c.user_name) AS by, coalesce(json_extract(f.head, '$[6]'), c.title) AS title
     FROM journal j JOIN change_set c ON c.number = j.change_set LEFT JOIN foreign_change f ON f.number = j.foreign_change
     WHERE j.register = ? AND j.record = ? AND coalesce(j.standing, '') = '' AND json_extract(j.after, '$.' || ?) IS NOT NULL ORDER BY j.sequence DESC LIMIT 1`,
    register,
    record,
    key,
  )
  return found === undefined ? null : { on: localDay(new Date(found.at)), by: found.by, title: found.title }
}
