/** Report runs: what was reported, frozen, and how it differs from what is counted now. */
import { askerOf, mayReadRecord } from '../../access/asker.ts'
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { localDay } from '../../rules/dates.ts'
import type { Office } from '../../runtime.ts'
import { countStatistic } from '../../statistics/count.ts'
import type { StatisticTable } from '../../statistics/table.ts'
import { PLACE_LEVELS, type PlaceLevel } from '../../statistics/types.ts'
import type { SessionUser } from '../session/contract.ts'
import { countingFor } from './counting.ts'
import { differences, readFigures, writeFigures, type Difference } from './frozen.ts'
import { statisticOf } from './registry.ts'

/** One line of the list of runs. */
export interface ReportRun {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly place: string
  readonly level: string
  readonly year: number | null
  readonly day: string | null
  readonly from_day: string | null
  readonly counted_on: string
  readonly counted_by: string | null
  readonly definition: string
  readonly change_set: number
  readonly remark: string | null
}

const COLUMNS = 'id, code, title, place, level, year, day, from_day, counted_on, counted_by, definition, change_set, remark'

/** Freezes a table. Throws FORBIDDEN where the user may not enter for the place, VALIDATION where the table holds merged figures. */
export async function freeze(office: Office, user: SessionUser, table: StatisticTable, remark: string | undefined, now: Date): Promise<{ id: string }> {
  const place = (table.within ?? office.unit.code).padEnd(12, '0')
  if ([...table.rows.map(({ cells }) => cells), table.total].some((cells) => cells.some((cell) => 'hidden' in cell)))
    throw new AppError('FORBIDDEN', '这张表里有您看不到的数，不能由您上报。', '请有权限的人上报。')
  const { result } = await office.records.writer.change(user, { kind: 'report', title: `上报${table.title}`, reason: remark ?? null }, (door) =>
    door.insert(registerOf('report_run'), {
      place,
      code: table.code,
      title: table.title,
      level: table.by,
      year: table.year,
      day: table.day,
      from_day: table.from,
      counted_on: localDay(now),
      counted_by: user.displayName,
      definition: table.definition,
      change_set: table.changeSet,
      figures: writeFigures(table),
      remark: remark ?? null,
    }),
  )
  return { id: result }
}

/** The runs that somebody may read, the newest first; of one table if wished. */
export function reportRuns(office: Office, user: SessionUser, code: string | undefined): ReportRun[] {
  const { sql, parameters } = office.records.conditionOf(user, { register: 'report_run', ...(code === undefined ? {} : { where: { code } }) })
  return office.store.read.all<Readonly<Record<keyof ReportRun, string | number | null>>>(
    `SELECT ${COLUMNS} FROM report_run t WHERE ${sql} ORDER BY counted_on DESC, change_set DESC, id`,
    ...parameters,
  ) as unknown as ReportRun[]
}

export interface Compared {
  readonly run: ReportRun
  /** Whether the table is counted otherwise by now: then figures differ for that reason, too. */
  readonly redefined: boolean
  readonly lines: readonly Difference[]
}

/** The lines in which a run differs from what is counted now. Throws NOT_FOUND; FORBIDDEN where it counts by what the user may not read. */
export function compare(office: Office, user: SessionUser, id: string, now: Date): Compared {
  const row = office.store.read.get<{ place: string; figures: string }>('SELECT place, figures FROM report_run WHERE id = ? AND deleted = 0', id)
  const run = office.store.read.get<Readonly<Record<keyof ReportRun, string | number | null>>>(
    `SELECT ${COLUMNS} FROM report_run WHERE id = ? AND deleted = 0`,
    id,
  )
  if (row === undefined || run === undefined || !mayReadRecord(askerOf(user, office.unit.code), registerOf('report_run'), row.place))
    throw new AppError('NOT_FOUND', '没有找到这次上报。', '请刷新列表；它可能不在您负责的范围内。')
  const known = run as unknown as ReportRun
  const table = countStatistic(countingFor(office, user, localDay(now)), statisticOf(known.code), {
    by: levelOf(known.level),
    year: known.year ?? Number((known.day ?? known.counted_on).slice(0, 4)),
    ...(known.day !== null && (known.year === null || known.from_day !== null) ? { asOf: known.day } : {}),
    ...(known.from_day === null ? {} : { from: known.from_day }),
    ...(known.place === office.unit.code.padEnd(12, '0') ? {} : { within: known.place }),
  })
  if (table.columns.some(({ ratio, list }) => ratio === null && list === null))
    throw new AppError('FORBIDDEN', '这张表按您看不到的内容统计，不能和上报时的数比较。', '请有权限的人查看。')
  return { run: known, redefined: known.definition !== table.definition, lines: differences(readFigures(row.figures), table) }
}

function levelOf(text: string): PlaceLevel {
  return PLACE_LEVELS.find((level) => level === text) ?? 'township'
}
