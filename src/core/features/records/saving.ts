/**
 * Records saved, removed and brought back from a screen: here, or by the thread that writes where much is computed with one of them (a parameter that every
 * year of every household is computed with, a unit with hundreds of helpers). Nobody's typing waits for that.
 */
import type { RemovalRequest, Saved, SaveRequest } from '../../registers/records.ts'
import type { Office } from '../../runtime.ts'
import type { Changed } from '../../store/index.ts'
import type { BulkWork } from '../../writing/bulk.ts'
import type { SessionUser } from '../session/contract.ts'

export const [SAVE_WORK, REMOVE_WORK, RESTORE_WORK] = ['save', 'remove', 'restore'] as const

export const saveWork: BulkWork = ({ records }, user, input, { near }) => records.saving(user, input as SaveRequest, near)
export const removeWork: BulkWork = ({ records }, user, input, { near }) => records.remove(user, input as RemovalRequest, near)
export const restoreWork: BulkWork = ({ records }, user, input, { near }) => records.restore(user, input as RemovalRequest, near)

export async function saveRecord(office: Office, user: SessionUser, input: SaveRequest): Promise<Saved> {
  return (await office.bulk({ name: SAVE_WORK, user, input, entries: 1 })).result as Saved
}

export function removeRecords(office: Office, user: SessionUser, input: RemovalRequest): Promise<Changed<unknown>> {
  return office.bulk({ name: REMOVE_WORK, user, input, entries: input.ids.length })
}

export function restoreRecords(office: Office, user: SessionUser, input: RemovalRequest): Promise<Changed<unknown>> {
  return office.bulk({ name: RESTORE_WORK, user, input, entries: input.ids.length })
}
