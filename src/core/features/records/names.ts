/** Names behind the ids and codes that a screen shows: of records, removed ones included, and of divisions of other offices too. */
import { askerOf } from '../../access/asker.ts'
import { knownRegister } from '../../registers/find.ts'
import { readableOf } from '../../registers/journal.ts'
import type { Office } from '../../runtime.ts'
import { placeName, type NationalDivisions } from '../divisions/index.ts'
import type { SessionUser } from '../session/contract.ts'

export interface NamesRequest {
  readonly records: readonly { readonly register: string; readonly ids: readonly string[] }[]
  readonly divisions: readonly string[]
}
export interface Names {
  readonly records: { id: string; title: string }[]
  readonly divisions: { code: string; name: string }[]
}

/** Records outside the user's divisions, and those that are not on file, go without a name. */
export async function namesOf(office: Office, user: SessionUser, national: NationalDivisions, { records, divisions }: NamesRequest): Promise<Names> {
  return {
    records: records.flatMap(({ register, ids }) =>
      readableOf(office.store.read, askerOf(user, office.unit.code), knownRegister(register), ids).map((id) => ({
        id,
        title: office.records.titleOf(register, id),
      })),
    ),
    divisions: await Promise.all(divisions.map(async (code) => ({ code, name: await placeName(office.divisions, national, code) }))),
  }
}
