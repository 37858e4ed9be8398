/** Who is in charge of a village. */
import type { Office } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import { Desk } from './desk.ts'

/** The unit whose word counts for a village; null when it is our own, so that what is entered counts at once. */
export function inChargeOf(office: Office, user: SessionUser, place: string): { unitName: string } | null {
  const found = new Desk(office, user).unitInChargeOf(place)
  return found === null ? null : { unitName: found.unitName }
}
