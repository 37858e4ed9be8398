/** The first save of a day, done beforehand. */
import { askerOf, scopeCondition, type AskingUser } from '../../access/asker.ts'
import { mayWrite } from '../../access/permissions.ts'
import type { Office } from '../../runtime.ts'
import { isCurrent, newestYear, readHousehold } from './facts.ts'
import { rehearseSaving } from './save.ts'

/**
 * Saves a household of the user with another remark, and takes that back. Nothing happens where they may change none. Whatever the checks
 * say of that household is no matter.
 */
export async function rehearseFirstSave(office: Office, user: AskingUser): Promise<void> {
  const scope = scopeCondition(askerOf(user, office.unit.code), 'village')
  const row = office.store.read.get<{ id: string; village: string }>(
    `SELECT id, village FROM household WHERE deleted = 0 AND ${scope.sql} ORDER BY village LIMIT 1`,
    ...scope.parameters,
  )
  if (row === undefined || !mayWrite(user, row.village)) return
  const year = newestYear(office.store.read, row.id, 0)
  const records = readHousehold(office.store.read, row.id, year)
  if (records === undefined) return
  const { household, householdYear, members } = records
  await rehearseSaving(office, user, {
    year,
    household: { ...household, remark: household['remark'] === REMARK ? null : REMARK },
    householdYear,
    members: members
      .filter(({ membership }) => isCurrent(membership))
      .map(({ person, membership, personYear }) => ({ person, membership, personYear: personYear ?? {} })),
    reason: REMARK,
  })
}

/** Never kept. */
const REMARK = '预演'
