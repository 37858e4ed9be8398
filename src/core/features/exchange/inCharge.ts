/** Who is in charge of a village, or of a record. */
import { isRegisterName, registerOf } from '../../catalogue/index.ts'
import type { Office } from '../../runtime.ts'
import { heardOwner } from '../../store/owner.ts'
import type { SessionUser } from '../session/contract.ts'
import { Desk } from './desk.ts'

/** The unit whose word counts for a village; null when it is our own, so that what is entered counts at once. */
export function inChargeOf(office: Office, user: SessionUser, place: string): { unitName: string } | null {
  return named(new Desk(office, user).unitInChargeOf(place))
}

/**
 * The unit whose word counts for a record on file; null when it is our own, or where the user does not see the record.
 * Somebody known only by those who brought them is where these said, as for a save.
 */
export function inChargeOfRecord(office: Office, user: SessionUser, register: string, record: string): { unitName: string } | null {
  const desk = new Desk(office, user)
  if (!isRegisterName(register) || desk.row(register, record) === undefined) return null
  const owner = desk.ownerOf(register, record)
  if (!desk.mayReadRecord(register, owner)) return null
  const place = owner ?? heardOwner(office.store.read, registerOf(register), record)
  return place === null || desk.inCharge(register, place) ? null : named(desk.unitInChargeOf(place))
}

const named = (found: { readonly unitName: string } | null): { unitName: string } | null => (found === null ? null : { unitName: found.unitName })
