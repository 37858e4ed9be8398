/** Offices of a network for tests of the desks: real stores with all that a feature asks of an office, exchanging packages as values. */
import type { Role } from '../../../access/permissions.ts'
import { TestSite } from '../../../exchange/testing/network.ts'
import { Records } from '../../../registers/records.ts'
import { parameterDefaults, parameterReader } from '../../../rules/parameters.ts'
import type { Office } from '../../../runtime.ts'
import { nationalDivisions, syntheticPerson } from '../../../testing/builders.ts'
import { AttachmentFiles, attachmentKeys } from '../../attachments/index.ts'
import { OfficeDivisions } from '../../divisions/index.ts'
import { inPlace } from '../../../writing/bulk.ts'
import { bulkWorks } from '../../bulkWorks.ts'
import { checksOf } from '../../checks/subjects.ts'
import { leaveSheets } from '../../corrections/index.ts'
import type { SessionUser } from '../../session/contract.ts'

export const TODAY = '2016-05-20'
export const COUNTY = '621125000000'
export const TOWNSHIP_ONE = '621125100000'
export const TOWNSHIP_TWO = '621125101000'
/** Villages of the two townships. */
export const [VILLAGE_ONE, VILLAGE_TWO] = ['621125100204', '621125101201'] as const

export interface DeskSite {
  readonly site: TestSite
  readonly office: Office
  readonly user: SessionUser
}

/** Somebody of a role, limited to divisions if any are given. */
export function userOf(role: Role, ...divisions: string[]): SessionUser {
  return {
    id: `u-${role}`,
    login: role,
    displayName: { administrator: '王主任', entry: '李文书', review: '孙审核', reader: '赵只读' }[role],
    role,
    divisions,
    mustChangePassword: false,
  }
}

/** Opens offices of these units and makes all known to all. Each has its divisions on file, as set-up leaves them. */
export async function openOffices(...units: string[]): Promise<DeskSite[]> {
  const sites: TestSite[] = []
  for (const unit of units) sites.push(await TestSite.open(unit))
  for (const site of sites) {
    const divisions = await nationalDivisions.countyDivisions(site.unit)
    await site.act((transaction) => {
      for (const division of divisions) transaction.insert('division', { ...division })
    }, 'set-up')
    await site.admit(sites)
  }
  const offices = sites.map((site) => ({ site, office: officeOf(site), user: userOf('administrator') }))
  for (const { office } of offices) await office.checks.begin()
  return offices
}

function officeOf(site: TestSite): Office {
  const divisions = new OfficeDivisions(site.store)
  const parameters = parameterReader(parameterDefaults)
  const checks = checksOf(site.store, { parameters: () => parameters, today: () => TODAY })
  const records = new Records(
    site.store,
    divisions,
    checks.guard,
    undefined,
    leaveSheets(() => TODAY),
  )
  return {
    store: site.store,
    divisions,
    records,
    checks,
    bulk: inPlace({ store: site.store, records }, bulkWorks),
    attachments: new AttachmentFiles(site.directory, attachmentKeys(new Uint8Array(32).fill(3))),
    parameters: () => parameters,
    unit: { code: site.unit, name: site.unit },
  }
}

export async function closeOffices(offices: readonly DeskSite[]): Promise<void> {
  for (const { site } of offices) await site.end()
}

/** Carries everything new from one to the other. */
export async function carry(from: DeskSite, to: DeskSite): Promise<void> {
  const { outcomes } = await to.site.apply(await from.site.pack(to.site))
  const rejected = outcomes.find(({ outcome }) => outcome === 'rejected')
  if (rejected !== undefined) throw new Error(`rejected: ${rejected.register} ${rejected.reason ?? ''}`)
}

/** Up and down between a county and its townships. */
export async function carryAll(county: DeskSite, ...townships: DeskSite[]): Promise<void> {
  for (const township of townships) await carry(township, county)
  for (const township of townships) await carry(county, township)
}

/** A household of one member, entered at a site in charge of the village. */
export async function enterHousehold(
  { site }: DeskSite,
  village: string,
  person: Partial<ReturnType<typeof syntheticPerson>> = {},
): Promise<{ household: string; person: string; membership: string }> {
  const { name, sex, id_number, birth_date } = { ...syntheticPerson(), ...person }
  return (
    await site.act((transaction) => {
      const household = transaction.insert('household', { village, identification_standard: '1', exit_status: '0', valid: true })
      const member = transaction.insert('person', { name, sex, birth_date, id_type: '01', id_number })
      const membership = transaction.insert('membership', { household_id: household, person_id: member, relation: '01', status: '1', start_date: '2014-01-01' })
      return { household, person: member, membership }
    })
  ).result
}
