/** Closing stock of locked years: what a lock keeps of it, and how it differs by now. */
import { LOCKED } from '../../catalogue/derive/locks.ts'
import { isAtLeast, type OfficeLevel } from '../../rules/levels.ts'
import type { ComputedRow } from '../../store/computedRows.ts'
import { AppError } from '../../errors.ts'
import type { Office } from '../../runtime.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { LINES } from './lines.ts'

/** Households and people on file. */
export interface Stock {
  readonly households: number
  readonly people: number
}

/** What a lock keeps of it; nothing once it is opened again. */
export type KeptStock = { readonly [K in keyof Stock]: Stock[K] | null }
export const NO_STOCK: KeptStock = { households: null, people: null }

interface LockRow {
  readonly id: string
  readonly division: string
  readonly year: number
  readonly level: OfficeLevel
  readonly households: number | null
  readonly people: number | null
}

/** How many are on file in a village at the end of a year, as its records say now. */
export function stockAt(database: ReadDatabase, village: string, year: number): Stock {
  const found = database.get<{ households: number; people: number }>(
    `SELECT coalesce(sum(households), 0) AS households, coalesce(sum(people), 0) AS people FROM balance_entry WHERE village = ? AND day <= ? AND lock_id IS NULL`,
    village,
    `${year}-12-31`,
  )
  return { households: found?.households ?? 0, people: found?.people ?? 0 }
}

/** What stands in a village's year without a reason: households and people more or less. */
function unexplainedIn(database: ReadDatabase, village: string, year: number): Stock & { readonly entries: number } {
  const found = database.get<{ households: number; people: number; entries: number }>(
    `SELECT coalesce(sum(households), 0) AS households, coalesce(sum(people), 0) AS people, count(*) AS entries FROM balance_entry
     WHERE village = ? AND day BETWEEN ? AND ? AND line = ?`,
    village,
    `${year}-01-01`,
    `${year}-12-31`,
    LINES.unexplained,
  )
  return { households: found?.households ?? 0, people: found?.people ?? 0, entries: found?.entries ?? 0 }
}

/**
 * Two rows for a lock whose year is another one by now: one that brings the closing stock back to what was locked, and on the next day one that
 * says so in the next year. Of several locks of a year the highest in force counts.
 */
export function correctionsOf(database: ReadDatabase, ids: readonly string[]): ReadonlyMap<string, readonly ComputedRow[]> {
  const rows = database.all<LockRow & Record<string, string | number | null>>(
    `SELECT id, division, year, level, households, people FROM year_lock WHERE state = ? AND deleted = 0 AND (division, year) IN
       (SELECT division, year FROM year_lock WHERE id IN (SELECT value FROM json_each(?)))`,
    LOCKED,
    JSON.stringify(ids),
  )
  const asked = new Set(ids)
  const made = [...Map.groupBy(rows, ({ division, year }) => `${division}.${year}`).values()].flatMap((locks): [string, ComputedRow[]][] => {
    const lock = locks.reduce((highest, other) => (isAtLeast(other.level, highest.level) ? other : highest))
    return asked.has(lock.id) ? [[lock.id, correctionOf(database, lock)]] : []
  })
  return new Map(made)
}

function correctionOf(database: ReadDatabase, { division, year, households, people }: LockRow): ComputedRow[] {
  if (households === null || people === null) return []
  const now = stockAt(database, division, year)
  const [more, morePeople] = [now.households - households, now.people - people]
  if (more === 0 && morePeople === 0) return []
  const row = (day: string, sign: 1 | -1): ComputedRow => ({
    line: LINES.afterLock,
    day,
    households: sign * more,
    people: sign * morePeople,
    households_less: -sign * more,
    people_less: -sign * morePeople,
    village: division,
  })
  return [row(`${year}-12-31`, -1), row(`${year + 1}-01-01`, 1)]
}

/** The county closes no year over a difference that nobody gave a reason for. Throws VALIDATION, naming the villages. */
export function requireBalanced(office: Pick<Office, 'store' | 'divisions'>, year: number, villages: readonly string[]): void {
  const open = villages.flatMap((village) => {
    const { households, people, entries } = unexplainedIn(office.store.read, village, year)
    return entries === 0
      ? []
      : [`${office.divisions.fullName(village)}${differenceText(households, '户')}${differenceText(people, '人') || (households === 0 ? '增减相抵' : '')}`]
  })
  if (open.length === 0) return
  const more = open.length > SHOWN ? ` 等 ${open.length} 个村` : ''
  throw new AppError(
    'VALIDATION',
    `${year} 年的人口平衡表有原因不明的差额：${open.slice(0, SHOWN).join('；')}${more}。`,
    '请打开“平衡表”逐户补上原因；确实查不清的，写明理由再锁定，理由随锁定保存。',
  )
}

const SHOWN = 3
const differenceText = (amount: number, unit: string): string => (amount === 0 ? '' : ` ${amount > 0 ? '多' : '少'} ${Math.abs(amount)} ${unit}`)
