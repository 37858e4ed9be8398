/** A procedure over many records: how many are in which state, place by place, and how many of them are late. */
import type { AskingUser } from '../access/asker.ts'
import { yearKeyOf } from '../catalogue/derive/procedure.ts'
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

/** Of records that belong to a year those of one; all of them where none is said. */
export function boardOf(
  ports: ProcedurePorts,
  user: AskingUser,
  { register, by, year }: { readonly register: string; readonly by: OfficeLevel; readonly year?: number | undefined },
  today: string,
): BoardPlace[] {
  const { procedure, register: definition } = proceedingOf(register)
  const yearKey = yearKeyOf(definition)
  const { owner } = definition
  if (owner === undefined) throw new AppError('VALIDATION', `${definition.label}不分地方。`, '请在台账里按状态筛选。')
  const condition = ports.records.conditionOf(user, { register, ...(yearKey === undefined || year === undefined ? {} : { where: { [yearKey]: year } }) })
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
