/** A procedure over many records: how many are in which state, place by place, and how many of them are late. */
import type { AskingUser } from '../access/asker.ts'
import { yearKeyOf } from '../catalogue/derive/procedure.ts'
import { fieldOf, findField, registerOf } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import { digitsOf, type OfficeLevel } from '../rules/levels.ts'
import type { ProcedurePorts } from './make.ts'
import { proceedingOf } from './proceedings.ts'

export interface BoardPlace {
  /** Twelve digits; empty where records belong to no place. */
  readonly code: string
  readonly counts: Readonly<Record<string, number>>
  readonly late: number
}

export interface BoardAsked {
  readonly register: string
  readonly by: OfficeLevel
  readonly year?: number | undefined
  /** Id of the round of work whose records are meant. */
  readonly round?: string | undefined
}

/** Of records that belong to a year those of one; all of them where none is said. */
export function boardOf(ports: ProcedurePorts, user: AskingUser, { register, by, year, round }: BoardAsked, today: string): BoardPlace[] {
  const { procedure, register: definition } = proceedingOf(register)
  const yearKey = yearKeyOf(definition)
  const { owner } = definition
  if (owner === undefined) throw new AppError('VALIDATION', `${definition.label}不分地方。`, '请在台账里按状态筛选。')
  const where = {
    ...(yearKey === undefined || year === undefined ? {} : { [yearKey]: year }),
    ...(procedure.rounds === undefined || round === undefined ? {} : { [procedure.rounds.by]: round }),
  }
  const condition = ports.records.conditionOf(user, { register, where })
  const late = procedure.due === undefined ? '0' : `sum(t.${procedure.due} < ?)`
  const rows = ports.store.read.all<{ place: string | null; state: string | null; count: number; late: number | null }>(
    `SELECT substr(t.${owner}, 1, ${digitsOf(by)}) AS place, t.${procedure.state} AS state, count(*) AS count, ${late} AS late
     FROM ${register} t WHERE ${condition.sql} GROUP BY 1, 2 ORDER BY 1`,
    ...(procedure.due === undefined ? [] : [today]),
    ...condition.parameters,
  )
  return [...Map.groupBy(rows, ({ place }) => place ?? '')].map(([place, states]) => ({
    code: place === '' ? '' : place.padEnd(12, '0'),
    counts: Object.fromEntries(states.map(({ state, count }) => [state ?? procedure.initial, count])),
    late: states.reduce((sum, { late: some }) => sum + (some ?? 0), 0),
  }))
}

export interface BoardRound {
  readonly id: string
  readonly name: string
  readonly ends: string | null
}

/** The rounds of work of a year whose records a board may be of, the last one first; none where the procedure knows no rounds. */
export function roundsOf(ports: ProcedurePorts, user: AskingUser, register: string, year: number | undefined): BoardRound[] {
  const { procedure, register: definition } = proceedingOf(register)
  const { rounds } = procedure
  if (rounds === undefined) return []
  const of = registerOf(fieldOf(definition, rounds.by).register ?? '')
  const years = procedure.year !== undefined && year !== undefined && findField(of, procedure.year) !== undefined ? { [procedure.year]: year } : {}
  const { rows } = ports.records.query(user, { register: of.name, where: years, limit: MOST_ROUNDS })
  return rows.map(({ id, [of.title]: name, [rounds.ends]: ends }) => ({ id: String(id), name: String(name), ends: typeof ends === 'string' ? ends : null }))
}

/** More rounds than any year has. */
const MOST_ROUNDS = 100
