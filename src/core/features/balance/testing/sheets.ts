/** What a balance sheet comes to, by column, and households put on file for tests. */
import type { AskingUser } from '../../../access/asker.ts'
import type { PlaceLevel } from '../../../statistics/types.ts'
import type { Transaction } from '../../../store/index.ts'
import type { Office } from '../../../runtime.ts'
import { countTable } from '../../statistics/service.ts'

export interface Period {
  readonly from: string
  readonly to: string
}

/** Figures of the sheet by place and column; the total under an empty place. */
export function sheetOf(
  office: Office,
  user: AskingUser,
  { from, to }: Period,
  by: PlaceLevel = 'village',
): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const table = countTable(office, user, to, { code: 'balance', by, year: Number(to.slice(0, 4)), from, asOf: to })
  const figures = (cells: typeof table.total): Record<string, number> =>
    Object.fromEntries(
      table.columns.flatMap(({ key }, index) => {
        const cell = cells[index]
        return cell !== undefined && 'value' in cell && cell.value !== 0 ? [[key, cell.value]] : []
      }),
    )
  return new Map([['', figures(table.total)], ...table.rows.map(({ key, cells }) => [key ?? '', figures(cells)] as const)])
}

/** What is added and what is taken away, by the keys of the sheet; 其中 and the stocks themselves are neither. */
const LESS = [
  'exited',
  'cleared_out',
  'died',
  'married_out',
  'settled_abroad',
  'imprisoned',
  'moved_out',
  'closed',
  'moved_away_near',
  'moved_away_far',
  'merged',
]
const NEITHER = ['opening', 'closing', 'added_late']

/** Opening stock and what came less what went, less the closing stock: zero where a sheet balances. */
export function differenceOf(figures: Readonly<Record<string, number>>, of: '' | '_people'): number {
  const value = (key: string): number => figures[`${key}${of}`] ?? 0
  const moved = Object.entries(figures).reduce((sum, [key, amount]) => {
    if (key.endsWith('_people') !== (of === '_people')) return sum
    const line = of === '' ? key : key.slice(0, -of.length)
    return NEITHER.includes(line) ? sum : LESS.includes(line) ? sum - amount : sum + amount
  }, 0)
  return value('opening') + moved - value('closing')
}

export interface Family {
  readonly household: string
  readonly people: readonly string[]
  readonly memberships: readonly string[]
}

/** A household on file since a day, with so many people. */
export function enterFamily(
  transaction: Transaction,
  { village, size, since, number = 0 }: { readonly village: string; readonly size: number; readonly since: string; readonly number?: number },
): Family {
  const household = transaction.insert('household', { village, exit_status: '0', valid: true, first_identified_on: since })
  const people: string[] = []
  const memberships: string[] = []
  for (let index = 0; index < size; index += 1) {
    const person = transaction.insert('person', { name: `平衡${number}之${index}` }, undefined, village)
    people.push(person)
    memberships.push(
      transaction.insert('membership', { household_id: household, person_id: person, relation: index === 0 ? '01' : '03', status: '1', start_date: since }),
    )
  }
  return { household, people, memberships }
}
