/** Rights and locks that keep a record of a change set from being taken back by somebody. */
import { mayWriteRecord, type Asker } from '#core/access/asker.ts'
import { divisionPrefix } from '#core/access/permissions.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { Hindrance } from '#core/registers/undoing/survey.ts'
import { isAtLeast } from '#core/rules/levels.ts'
import type { ReadDatabase } from '#core/store/index.ts'
import { LockedYears } from '#core/store/lockedYears.ts'

/** As the store will ask; what somebody added to registers of the whole county they may take out again. */
export function hindranceFor(database: ReadDatabase, asker: Asker, unit: string): Hindrance {
  const locks = new LockedYears(database)
  return (name, row, did) => {
    const register = registerOf(name)
    const owner = register.owner === undefined ? null : row[register.owner]
    const writing = did === 'added' ? (register.appendOnly === undefined ? 'remove' : 'insert') : did === 'removed' ? 'restore' : 'update'
    const isOwnShared = register.owner === undefined && register.internal !== true && writing === 'remove'
    if (!isOwnShared && !mayWriteRecord(asker, register, typeof owner === 'string' ? owner : null, writing)) return { kind: 'forbidden' }
    if (!locks.concerns(register)) return null
    const lock = locks.on(register, [row])
    if (lock === null || (lock.place.startsWith(divisionPrefix(unit)) && isAtLeast(asker.level, lock.level))) return null
    return { kind: 'locked', year: lock.year }
  }
}
