import { localDay } from '../../rules/dates.ts'
import { registerOf } from '../../catalogue/index.ts'
import { ASK_ITS_OFFICE, isReferredOnly, referredOnlyTextOf } from '../../catalogue/derive/referred.ts'
import { askerOf, isHidden, isWholeNumber, mayReadRecord, scopeCondition, type Asker } from '../../access/asker.ts'
import { AppError } from '../../errors.ts'
import { maskRow } from '../../registers/records.ts'
import { checkHousehold } from './checks/index.ts'
import { builder, type Core, type Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import type { SqlRow } from '../../store/index.ts'
import type { SessionUser } from '../session/contract.ts'
import type { HouseholdDetail } from './contract.ts'
import { carryForward } from './carryForward.ts'
import { isCurrent, readHousehold, toFacts, type HouseholdRecords } from './facts.ts'
import { contractRow, saveHousehold } from './save.ts'

/** Procedures of the household card. */
export function householdHandlers(core: Core) {
  const os = builder.household
  const today = (): string => localDay(core.now())
  return {
    detail: os.detail.handler(({ input, context }) => {
      const user = core.user(context)
      return detail(core.office(), user, input.id, input.year, today(), input.unmasked)
    }),
    save: os.save.handler(({ input, context }) => {
      const user = core.user(context)
      const office = core.office()
      return saveHousehold(office, user, input)
    }),
    carryForward: os.carryForward.handler(({ input, context }) => carryForward(core.office(), core.user(context), input)),
    check: os.check.handler(({ input, context }) => {
      core.user(context)
      const office = core.office()
      const facts = {
        year: input.year,
        today: office.checks.judging().today,
        household: input.household,
        householdYear: input.householdYear,
        members: input.members,
        parameters: office.parameters(),
      }
      return checkHousehold(facts, { off: office.checks.off() }).map(({ rule, severity, message, target }) => ({ rule, severity, message, target }))
    }),
    locate: os.locate.handler(({ input, context }) => {
      const user = core.user(context)
      return { id: locateHousehold(core.office(), user, input.key) }
    }),
  }
}

/**
 * Our id, 户编号, local number, the head's whole ID number, or a member's name where only one household has it → id; among the households that
 * the user sees. Throws NOT_FOUND.
 */
function locateHousehold(office: Office, user: SessionUser, key: string): string {
  const asker = askerOf(user, office.unit.code)
  const scope = scopeCondition(asker, 'village')
  for (const column of ['id', 'household_no', 'local_no']) {
    const found = office.store.read.all<{ id: string }>(
      `SELECT id FROM household WHERE ${column} = ? AND deleted = 0 AND ${scope.sql} LIMIT 2`,
      key,
      ...scope.parameters,
    )
    if (found.length === 1 && found[0] !== undefined) return found[0].id
  }
  // By the engine, which asks whether whole numbers may be asked for, and how often.
  const byNumber = isWholeNumber(key) ? office.records.query(user, { register: 'household', where: { head_id_number: key.toUpperCase() }, limit: 2 }).rows : []
  if (byNumber.length === 1 && byNumber[0] !== undefined) return String(byNumber[0]['id'])
  const own = scopeCondition(asker, 'h.village')
  const named = office.store.read.all<{ id: string }>(
    `SELECT m.household_id AS id FROM membership m JOIN person p ON p.id = m.person_id JOIN household h ON h.id = m.household_id
     WHERE p.name = ? AND p.deleted = 0 AND m.deleted = 0 AND m.end_date IS NULL AND h.deleted = 0 AND ${own.sql} GROUP BY m.household_id LIMIT 2`,
    key,
    ...own.parameters,
  )
  if (named.length === 1 && named[0] !== undefined) return named[0].id
  const sentence = named.length > 1 ? `有不止一户的成员叫“${key}”。` : `没有找到户“${key}”。`
  throw new AppError('NOT_FOUND', sentence, '请用户编号或户主证件号码查找；不在您负责范围内的户查不到。')
}

/** What the card shows of a household. Throws NOT_FOUND where it is not here. */
export function detail(office: Office, user: SessionUser, id: string, year: number, today: string, unmasked: boolean | undefined): HouseholdDetail {
  const asker = askerOf(user, office.unit.code)
  const records = readHousehold(office.store.read, id, year)
  if (records === undefined || !mayReadRecord(asker, registerOf('household'), ownerIn(records.household))) {
    throw notShown(office, asker, id)
  }
  const show = (register: string, row: Row): Row => {
    const shown = { ...maskRow(user, registerOf(register), row, unmasked) }
    office.records.withTitles(register, [shown])
    return shown
  }
  const members = records.members.map(({ person, membership, personYear }) => {
    const readable = mayReadRecord(asker, registerOf('person'), ownerIn(person))
    return {
      current: isCurrent(membership),
      member: {
        person: readable ? show('person', person) : nameOnly(person),
        membership: show('membership', membership),
        personYear: personYear === null || !readable ? {} : show('person_year', personYear),
      },
    }
  })
  const years = office.store.read
    .all<{ year: number }>('SELECT year FROM household_year WHERE household_id = ? AND deleted = 0 ORDER BY year', id)
    .map((row) => row.year)
  return {
    year,
    years,
    household: show('household', records.household),
    householdYear: records.householdYear === null ? null : show('household_year', records.householdYear),
    members: members.filter(({ current }) => current).map(({ member }) => member),
    former: members.filter(({ current }) => !current).map(({ member }) => member),
    helpers: helpersOf(office, id).map(({ pairing, helper, organization }) => ({
      pairing: show('pairing', pairing),
      helper: show('helper', helper),
      organization: organization === null ? null : show('organization', organization),
    })),
    findings: findingsFor(asker, records, year, today, office),
    ...neighbours(office, records.household),
  }
}

/** Why a household is not shown: it is not here, or only what it is called is. */
function notShown(office: Office, asker: Asker, id: string): AppError {
  const register = registerOf('household')
  const row = office.store.read.get<SqlRow>('SELECT * FROM household WHERE id = ?', id)
  if (row === undefined || !isReferredOnly(row) || !mayReadRecord(asker, register, String(row['village'])))
    return new AppError('NOT_FOUND', '没有找到这一户。', '它可能已删除，或不在您负责的范围内。')
  const named = contractRow('household', row)
  office.records.withTitles('household', [named])
  return new AppError('NOT_FOUND', referredOnlyTextOf(register, named), ASK_ITS_OFFICE)
}

function ownerIn(row: Row): string | null {
  const village = row['village']
  return typeof village === 'string' ? village : null
}

/** Of somebody who belongs to a village elsewhere by now only the name is left here. */
function nameOnly(person: Row): Row {
  return { id: person['id'] ?? null, revision: person['revision'] ?? null, name: person['name'] ?? null }
}

/** Sentences of the checks name numbers and illness, so that they are for those who see both. */
function findingsFor(asker: Asker, records: HouseholdRecords, year: number, today: string, office: Office): HouseholdDetail['findings'] {
  if (isHidden(asker, registerOf('person'), { sensitive: 'idNumber' })) return []
  return checkHousehold(toFacts(records, year, today, office.parameters()), { off: office.checks.off() }).map(({ rule, severity, message, target }) => ({
    rule,
    severity,
    message,
    target,
  }))
}

function helpersOf(office: Office, household: string): { pairing: Row; helper: Row; organization: Row | null }[] {
  const pairings = office.store.read.all<SqlRow>(
    'SELECT * FROM pairing WHERE household_id = ? AND deleted = 0 ORDER BY end_date IS NOT NULL, start_date DESC, id',
    household,
  )
  return pairings.flatMap((pairing) => {
    const helper = office.store.read.get<SqlRow>('SELECT * FROM helper WHERE id = ?', String(pairing['helper_id']))
    if (helper === undefined) return []
    const organization = office.store.read.get<SqlRow>('SELECT * FROM organization WHERE id = ?', String(helper['organization_id'] ?? ''))
    return [
      {
        pairing: contractRow('pairing', pairing),
        helper: contractRow('helper', helper),
        organization: organization === undefined ? null : contractRow('organization', organization),
      },
    ]
  })
}

/** The households before and after in the order of the list, inside the village. */
function neighbours(office: Office, household: Row): { previous: string | null; next: string | null } {
  const rows = office.store.read.all<{ id: string }>(
    'SELECT id FROM household WHERE village = ? AND deleted = 0 ORDER BY village, household_no, id',
    String(household['village']),
  )
  const index = rows.findIndex((row) => row.id === household['id'])
  return { previous: rows[index - 1]?.id ?? null, next: rows[index + 1]?.id ?? null }
}
