/** The card of a village that a change has made: it begins with what the cards of all that went into it say alike. */
import type { FieldValue } from '../../catalogue/types.ts'
import type { ReadDatabase, SqlRow, Transaction } from '../../store/index.ts'
import { locksInForce } from '../../store/yearLocks.ts'
import { tableOf, toContractRow } from '../../store/table.ts'

const CARD = 'village'
const YEAR = 'village_year'

/** A change as far as cards are concerned. `made`: the village is new by it. */
export interface CardChange {
  readonly former: readonly string[]
  readonly to: string
  readonly on: string
  readonly made: boolean
}

/** Begins the card of a new village. Where one village alone went into it, its yearly sheets from that year on go along. */
export function beginCard(transaction: Transaction, { former, to, on, made }: CardChange): void {
  if (!made) return
  const cards = former.flatMap((village) => transaction.all<SqlRow>(`SELECT * FROM ${CARD} WHERE village = ? AND deleted = 0`, village))
  if (cards.length !== former.length) return
  const id = transaction.insert(CARD, { ...agreed(CARD, cards), village: to })
  const [only] = former
  if (former.length !== 1 || only === undefined) return
  for (const year of sheetsGoing(transaction, only, on)) {
    const row = transaction.get<SqlRow>(`SELECT * FROM ${YEAR} WHERE id = ?`, year)
    if (row === undefined) continue
    transaction.remove(YEAR, year)
    transaction.insert(YEAR, { ...agreed(YEAR, [row]), village_id: id })
  }
}

/** Yearly sheets of a village from the year of a change on, as far as no lock covers them. */
export function sheetsGoing(database: ReadDatabase, village: string, on: string): string[] {
  const locks = locksInForce(database)
  return database
    .all<{ id: string; year: number }>(
      `SELECT id, year FROM ${YEAR} WHERE village = ? AND deleted = 0 AND year >= ? ORDER BY year`,
      village,
      Number(on.slice(0, 4)),
    )
    .filter(({ year }) => !locks.has(`${village}.${year}`))
    .map(({ id }) => id)
}

/** What rows of a register say alike, field by field. */
function agreed(name: string, rows: readonly SqlRow[]): Record<string, FieldValue> {
  const table = tableOf(name)
  const [first = {}, ...others] = rows.map((row) => toContractRow(table, row))
  const same = table.entered.filter(({ key }) => others.every((other) => other[key] === first[key]))
  return Object.fromEntries(same.map(({ key }) => [key, first[key] ?? null]))
}
