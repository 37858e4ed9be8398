/** What a new office begins with. */
import { randomBytes } from 'node:crypto'
import { registersOfPlaces } from '../catalogue/derive/identity.ts'
import { ATTACHMENT_KEYS, attachmentKeys, attachmentKeysText } from '../features/attachments/index.ts'
import type { NationalDivisions } from '../features/divisions/index.ts'
import { startingRecords } from '../features/startingRecords.ts'
import { addFirstAdministrator } from '../features/users/index.ts'
import { LOWEST_LEVEL } from '../rules/levels.ts'
import { parameterDefaults } from '../rules/parameters.ts'
import type { Store } from '../store/index.ts'
import type { SetUpRequest } from './hostOptions.ts'

export interface NewUnit {
  /** Division code of 12 digits. */
  readonly code: string
  readonly name: string
  readonly year: number
  readonly divisions: Awaited<ReturnType<NationalDivisions['countyDivisions']>>
}

/** Writes settings, the first administrator, divisions, parameters and a record of each place into an empty store. */
export async function fillNewOffice(store: Store, { code, name, year, divisions }: NewUnit, request: SetUpRequest): Promise<void> {
  await store.setMeta('unit', JSON.stringify({ code, name }))
  await store.setMeta('year', String(year))
  if (request.demo === true) await store.setMeta('demo', '1')
  await store.setMeta(ATTACHMENT_KEYS, attachmentKeysText(attachmentKeys(randomBytes(32))))
  const administrator = await addFirstAdministrator(store, request)
  await store.change({ id: administrator.id, name: administrator.displayName }, { kind: 'set-up', title: `设立单位 ${name}` }, (transaction) => {
    for (const division of divisions) transaction.insert('division', { ...division })
    for (const parameter of parameterDefaults) transaction.insert('parameter', { ...parameter })
    for (const { register, rows } of startingRecords()) for (const row of rows) transaction.insert(register.name, { ...row })
    if (request.demo === true) return
    const places = divisions.filter(({ level, valid_to }) => level === LOWEST_LEVEL && valid_to === null)
    for (const { name, owner } of registersOfPlaces()) for (const { code } of places) transaction.insert(name, { [owner]: code })
  })
}

/** Name of a unit as its office goes by it: from the county down. */
export async function nameOfUnit(national: NationalDivisions, code: string): Promise<string> {
  const path = await national.path(code)
  const from = path.findIndex((division) => division.level === 'county')
  return path
    .slice(from === -1 ? -1 : from)
    .map((division) => division.name)
    .join('')
}
