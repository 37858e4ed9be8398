/** The first screen: cells of declared statistics, and what was done last. */
import { askerOf } from '../../access/asker.ts'
import { divisionFilter, divisionPrefix, may } from '../../access/permissions.ts'
import type { Office } from '../../runtime.ts'
import { changesFor } from '../../registers/journal.ts'
import type { PlaceLevel } from '../../statistics/types.ts'
import type { Cell, StatisticTable, TableRow } from '../../statistics/table.ts'
import type { ChangeSetRow } from '../../store/history.ts'
import type { SessionUser } from '../session/contract.ts'
import { inForce } from '../divisions/index.ts'
import { countTable } from '../statistics/service.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { newestYearIn } from './newestYear.ts'

/** Codes of the statistics whose cells the page shows. */
export const TABLES = { onFile: 'on_file', causes: 'on_file_causes', villages: '22', incomplete: 'incomplete', parameters: 'unverified_parameters' } as const

/** What is counted for the first screen. */
export interface Figures extends Readonly<Record<keyof typeof TABLES, StatisticTable>> {
  readonly newestYear: number | null
}

export interface Summary extends Figures {
  readonly recent: Omit<ChangeSetRow, 'detail'>[]
}

const RECENT = 8

/** All of it at once. `today` is `YYYY-MM-DD`. */
export function summaryOf(office: Office, user: SessionUser, year: number, today: string): Summary {
  return { ...figuresOf({ office, user, year, today }), recent: recentOf(office, user) }
}

/** Counts what the user may see. */
export function figuresOf(asked: FiguresFor): Figures {
  return { ...onFileOf(asked), ...waitingOf(asked) }
}

/** Whose figures of which year; `today` is `YYYY-MM-DD`; `database` is what is asked, where it is not the office's own. */
export interface FiguresFor {
  readonly office: Office
  readonly user: SessionUser
  readonly year: number
  readonly today: string
  readonly database?: ReadDatabase
}

/** Who is on file. Takes about as long as {@link waitingOf}: both are counted at the same time where there is much. */
export function onFileOf(asked: FiguresFor): Omit<Figures, 'incomplete' | 'parameters'> {
  const { office, user, year, database = office.store.read } = asked
  const townships = townshipsOf(office, user, year)
  const by = townships.length > 1 ? 'township' : 'village'
  return {
    newestYear: newestYearIn(database),
    onFile: withPlaces(count(asked, TABLES.onFile, by), by === 'township' ? townships : []),
    causes: count(asked, TABLES.causes, 'county'),
    villages: count(asked, TABLES.villages, 'county'),
  }
}

/** What waits to be done. */
export function waitingOf(asked: FiguresFor): Pick<Figures, 'incomplete' | 'parameters'> {
  return { incomplete: count(asked, TABLES.incomplete, 'county'), parameters: count(asked, TABLES.parameters, 'county') }
}

function count({ office, user, year, today, database }: FiguresFor, code: string, by: PlaceLevel): StatisticTable {
  return countTable(office, user, today, { code, by, year }, database)
}

/** What was done last, as far as the user may see it. */
export function recentOf(office: Office, user: SessionUser): Summary['recent'] {
  if (!may(user, 'see change log')) return []
  return changesFor(office.store, askerOf(user, office.unit.code), { limit: RECENT, offset: 0 }).rows.map(({ detail: _, ...row }) => row)
}

interface Place {
  readonly code: string
  readonly name: string
}

/** The townships in force in a year that the user sees something of. */
function townshipsOf({ divisions, unit }: Office, user: SessionUser, year: number): Place[] {
  const [own, filter] = [divisionPrefix(unit.code), divisionFilter(user)]
  const seen = (prefix: string): boolean => filter === null || filter.some((one) => prefix.startsWith(one) || one.startsWith(prefix))
  return divisions
    .all()
    .filter((division) => division.level === 'township' && division.code.startsWith(own) && inForce(division, year) && seen(divisionPrefix(division.code)))
    .map(({ code }) => ({ code, name: divisions.nameOf(code, year) }))
}

/** The table with a row for every place, so that one with nobody on file is seen to have nobody. */
function withPlaces(table: StatisticTable, places: readonly Place[]): StatisticTable {
  const known = new Set(table.rows.map(({ key }) => key))
  const nobody = table.columns.map((column): Cell => (column.ratio === null ? { value: 0 } : { over: 0, under: 0 }))
  const added = places.filter(({ code }) => !known.has(code)).map(({ code, name }): TableRow => ({ key: code, label: name, where: null, cells: nobody }))
  return { ...table, rows: [...table.rows, ...added].toSorted((one, other) => ((one.key ?? '~') < (other.key ?? '~') ? -1 : 1)) }
}
