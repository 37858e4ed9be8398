/** What offices that had not heard of a change entered in the old village follows, wherever it is seen first. */
import { divisionPrefix } from '../../access/permissions.ts'
import type { Office } from '../../runtime.ts'
import { actorOf } from '../../runtime.ts'
import type { Transaction } from '../../store/index.ts'
import { SUCCESSION_KIND } from '../../store/changeKinds.ts'
import { successionsOf, type Succession } from '../../store/succession.ts'
import { successionRegister } from '../../catalogue/derive/succession.ts'
import type { ReadDatabase } from '../../store/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { alongWith, bringAlong, isNothing } from './along.ts'

/** Changes within this office (it covers both villages) in which something still stands that should have gone along. */
export function leftBehind(database: ReadDatabase, unit: string): Succession[] {
  const prefix = divisionPrefix(unit)
  return successionsOf(database)
    .filter(({ from, to }) => from.startsWith(prefix) && to.startsWith(prefix))
    .filter((one) => !isNothing(alongWith(database, one, prefix)))
}

/** Brings along what still stands in villages that went into others: the earlier change first, so that chains are followed to their end. */
export async function bringLeftBehind(transaction: Transaction, unit: string, today: string, step: () => Promise<void>): Promise<number> {
  let changes = 0
  const prefix = divisionPrefix(unit)
  for (const one of leftBehind(transaction, unit)) {
    await bringAlong(transaction, one, alongWith(transaction, one, prefix), { formerName: formerName(transaction, one), today, step })
    changes += 1
  }
  // What was brought may have come to a village that is gone as well.
  for (const one of changes === 0 ? [] : leftBehind(transaction, unit)) {
    await bringAlong(transaction, one, alongWith(transaction, one, prefix), { formerName: formerName(transaction, one), today, step })
  }
  return changes
}

function formerName(database: ReadDatabase, { id }: Succession): string {
  const { name } = successionRegister()
  return database.get<{ name: string }>(`SELECT former_name AS name FROM ${name} WHERE id = ?`, id)?.name ?? ''
}

/** After a package was merged. Null where nothing was left behind. */
export async function followChanges(office: Office, user: SessionUser, today: string): Promise<string | null> {
  if (leftBehind(office.store.read, office.unit.code).length === 0) return null
  const { changeSet } = await office.store.changeInSteps(
    actorOf(user),
    { kind: SUCCESSION_KIND, title: '区划变更后陆续收到的户归入现村', reason: '对方做这些改动时还没有收到区划变更' },
    (transaction, step) => bringLeftBehind(transaction, office.unit.code, today, step),
  )
  return changeSet
}
