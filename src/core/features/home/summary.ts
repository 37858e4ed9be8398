/** The first screen: what is on file, by cause and township, counted in a few queries. */
import { statedPeople } from '../household/index.ts'
import { askerOf, scopeCondition } from '../../access/asker.ts'
import { may } from '../../access/permissions.ts'
import { codeListOf } from '../../catalogue/index.ts'
import { itemOf, labelOf } from '../../catalogue/derive/codes.ts'
import type { Office } from '../../runtime.ts'
import { changesFor } from '../../registers/journal.ts'
import type { ChangeSetRow } from '../../store/history.ts'
import { POOR_VILLAGE_CODES } from '../divisions/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { ownHouseholds, tasksOf, type Task } from './tasks.ts'

export interface CauseCount {
  code: string
  label: string
  households: number
}
export interface TownshipCount {
  code: string
  name: string
  households: number
  people: number
  poorHouseholds: number
}

export interface Summary {
  /** Households on file that are valid, and their members of today. */
  households: number
  people: number
  /** Of these people those who are only stated: their households have nobody but the head entered. */
  unnamedPeople: number
  /** Of these, 未脱贫 or 返贫. */
  poorHouseholds: number
  poorPeople: number
  /** Of these, 已脱贫 (national codes 1 and 4). 预脱贫 counts neither as poor nor as exited. */
  exitedHouseholds: number
  exitedPeople: number
  /** Villages in the register of villages, and those of them that are poor villages. */
  villages: number
  poorVillages: number
  /** Main causes of the households that are poor today, the most frequent first. */
  causes: CauseCount[]
  townships: TownshipCount[]
  tasks: Task[]
  recent: Omit<ChangeSetRow, 'detail'>[]
}

/** 脱贫标志 of households that are poor today, and of those that have left poverty. */
export const POOR_STATUS: readonly string[] = ['0', '3']
export const EXITED_STATUS: readonly string[] = ['1', '4']
const RECENT = 8

interface HouseholdCount {
  village: string | null
  status: string
  cause: string | null
  households: number
  people: number
}

/** Counts what the user may see. `today` is `YYYY-MM-DD`. */
export function summaryOf(office: Office, user: SessionUser, year: number, today: string): Summary {
  const rows = householdCounts(office, user)
  const poor = rows.filter(({ status }) => POOR_STATUS.includes(status))
  const exited = rows.filter(({ status }) => EXITED_STATUS.includes(status))
  return {
    ...totals(rows),
    unnamedPeople: statedPeople(office.store.read, seenBy(office, user)),
    poorHouseholds: totals(poor).households,
    poorPeople: totals(poor).people,
    exitedHouseholds: totals(exited).households,
    exitedPeople: totals(exited).people,
    ...villageCounts(office, user),
    causes: causesOf(poor, year),
    townships: townshipsOf(office, rows, year),
    tasks: tasksOf(office, user, year, today),
    recent: may(user, 'see change log')
      ? changesFor(office.store, askerOf(user, office.unit.code), { limit: RECENT, offset: 0 }).rows.map(({ detail: _, ...row }) => row)
      : [],
  }
}

function householdCounts(office: Office, user: SessionUser): HouseholdCount[] {
  const seen = seenBy(office, user)
  return office.store.read.all<HouseholdCount>(
    `SELECT village, coalesce(exit_status, '0') AS status, main_cause AS cause, count(*) AS households, coalesce(sum(population), 0) AS people
     FROM household WHERE deleted = 0 AND coalesce(valid, 1) = 1 AND ${seen.sql}
     GROUP BY village, coalesce(exit_status, '0'), main_cause`,
    ...seen.parameters,
  )
}

/** What the office has in its hands and the user may see. */
function seenBy(office: Office, user: SessionUser): Seen {
  const [scope, own] = [scopeCondition(user, 'village'), ownHouseholds(office, 'village')]
  return { sql: `${own.sql} AND ${scope.sql}`, parameters: [...own.parameters, ...scope.parameters] }
}

type Seen = Parameters<typeof statedPeople>[1]

function totals(rows: readonly HouseholdCount[]): { households: number; people: number } {
  return rows.reduce((sum, row) => ({ households: sum.households + row.households, people: sum.people + row.people }), { households: 0, people: 0 })
}

function villageCounts(office: Office, user: SessionUser): { villages: number; poorVillages: number } {
  const scope = scopeCondition(user, 'village')
  const row = office.store.read.get<{ villages: number; poor: number | null }>(
    `SELECT count(*) AS villages, sum(village_attribute IN (${POOR_VILLAGE_CODES.map(() => '?').join(', ')})) AS poor FROM village WHERE deleted = 0 AND ${scope.sql}`,
    ...POOR_VILLAGE_CODES,
    ...scope.parameters,
  )
  return { villages: row?.villages ?? 0, poorVillages: row?.poor ?? 0 }
}

function causesOf(rows: readonly HouseholdCount[], year: number): CauseCount[] {
  const counts = new Map<string, number>()
  for (const { cause, households } of rows) if (cause !== null) counts.set(cause, (counts.get(cause) ?? 0) + households)
  const list = codeListOf('poverty_cause')
  return [...counts]
    .map(([code, households]) => {
      const item = itemOf(list, code)
      return { code, label: item === undefined ? code : labelOf(item, year), households }
    })
    .sort((one, other) => other.households - one.households || (one.code < other.code ? -1 : 1))
}

/** Every township with households, in the order of codes. Households of a village right below the county come under the village's own parent. */
function townshipsOf(office: Office, rows: readonly HouseholdCount[], year: number): TownshipCount[] {
  const townships = new Map<string, TownshipCount>()
  for (const { village, status, households, people } of rows) {
    if (village === null) continue
    const code = office.divisions.pathOf(village).find(({ level }) => level === 'township')?.code ?? office.divisions.get(village)?.parent_code ?? village
    const known = townships.get(code) ?? { code, name: office.divisions.nameOf(code, year), households: 0, people: 0, poorHouseholds: 0 }
    townships.set(code, {
      ...known,
      households: known.households + households,
      people: known.people + people,
      poorHouseholds: known.poorHouseholds + (POOR_STATUS.includes(status) ? households : 0),
    })
  }
  return [...townships.values()].sort((one, other) => (one.code < other.code ? -1 : 1))
}
