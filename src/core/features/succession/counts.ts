/** What a change would bring along and what it leaves, in numbers that add up. */
import { placeSql } from '../../catalogue/derive/kept.ts'
import { lockedRegisters, lockRegister } from '../../catalogue/derive/locks.ts'
import { registerOf } from '../../catalogue/index.ts'
import type { Office } from '../../runtime.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { alongWith } from './along.ts'
import { sheetsGoing } from './card.ts'

interface Counted {
  readonly label: string
  readonly count: number
}

export interface AlongCounts {
  readonly village: string
  readonly name: string
  readonly goes: Counted[]
  readonly stays: Counted[]
}

/** `sole`: the village alone makes a new one, so that its card and sheets go along. */
export function countsOf(
  office: Office,
  { code, to, on, sole }: { readonly code: string; readonly to: string; readonly on: string; readonly sole: boolean },
): AlongCounts {
  const { read } = office.store
  const along = alongWith(read, { from: code, to, on })
  const sheets = sole ? sheetsGoing(read, code, on).length : 0
  const goes = [
    ...along.records.map(({ register, ids }) => ({ label: register.label, count: ids.length })),
    { label: '家庭成员', count: people(read, code) },
    { label: '没办完的迁移', count: along.moves.length },
    { label: '照片和文件', count: along.attachments.length },
    ...along.years.map(({ register, rows }) => ({ label: `${on.slice(0, 4)} 年起的${register.label}`, count: rows.length })),
    { label: `${on.slice(0, 4)} 年起的${registerOf('village_year').label}`, count: sheets },
  ]
  const going = new Map<string, number>([...along.years.map(({ register, rows }) => [register.name, rows.length] as const), ['village_year', sheets]])
  const stays = [
    ...lockedRegisters().map((register) => ({
      label: `以前或已锁定年度的${register.label}`,
      count: counting(read, register.name, placeSql(register), code) - (going.get(register.name) ?? 0),
    })),
    { label: '年度锁定', count: counting(read, lockRegister().name, `t.${lockRegister().division}`, code) },
    { label: '只在这个村有效的参数（要用的请在现村另录）', count: counting(read, 'parameter', 't.division', code) },
  ]
  const some = ({ count }: Counted): boolean => count > 0
  return { village: code, name: office.divisions.fullName(code), goes: goes.filter(some), stays: stays.filter(some) }
}

function counting(database: ReadDatabase, table: string, place: string | null, village: string): number {
  if (place === null) return 0
  return database.get<{ count: number }>(`SELECT count(*) AS count FROM ${table} t WHERE ${place} = ? AND t.deleted = 0`, village)?.count ?? 0
}

/** Those who are in a household of the village today. */
function people(database: ReadDatabase, village: string): number {
  return database.get<{ count: number }>('SELECT coalesce(sum(population), 0) AS count FROM household WHERE village = ? AND deleted = 0', village)?.count ?? 0
}
