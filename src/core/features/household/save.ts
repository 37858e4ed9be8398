/** Saving a household with its members and yearly facts as one change set. */
import { isSameName } from '../../catalogue/derive/names.ts'
import { mayReadRecord, type AskingUser } from '../../access/asker.ts'
import { entityFields, registerOf } from '../../catalogue/index.ts'
import type { Checks } from '../../checks/checks.ts'
import { AppError, type FieldIssue } from '../../errors.ts'
import { mayWrite } from '../../access/permissions.ts'
import { acceptOrRefuse, draftPath, keyOf } from '../../checks/guard.ts'
import type { PlacedFinding } from '../../checks/subject.ts'
import { validation, type Act, type Door } from '../../registers/writer.ts'
import type { Office } from '../../runtime.ts'
import { checkHousehold, type Finding } from './checks/index.ts'
import { documentTypeOf, readIdentity } from '../../rules/identity.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { tableOf, toContractRow } from '../../store/table.ts'
import type { HouseholdDraft, Member } from './contract.ts'
import { readHousehold } from './facts.ts'
import { householdSubject } from './subject.ts'

export interface SavedHousehold {
  readonly id: string
  readonly revision: number
  readonly changeSet: string | null
  readonly warnings: FieldIssue[]
  readonly proposed: boolean
}

type SavingOffice = Pick<Office, 'store' | 'divisions' | 'records' | 'checks'>

/**
 * Writes a draft. Errors of the checks refuse it; doubts need `draft.reason`. All or nothing. What another office is in charge of becomes
 * a proposal; a new household is then nowhere on file, and the draft itself is checked.
 */
export async function saveHousehold(office: SavingOffice, user: AskingUser, draft: HouseholdDraft): Promise<SavedHousehold> {
  const { act, work } = saving(office, user, draft)
  const { result, changeSet } = await office.records.writer.change(user, act, work)
  const revision = office.store.read.get<{ revision: number }>('SELECT revision FROM household WHERE id = ?', result.id)?.revision ?? 0
  return { id: result.id, revision, changeSet, warnings: result.warnings, proposed: result.proposed }
}

/** Does all that saving this draft does, and takes it back; see {@link Store.rehearse}. */
export async function rehearseSaving(office: SavingOffice, user: AskingUser, draft: HouseholdDraft): Promise<void> {
  const { act, work } = saving(office, user, draft)
  await office.records.writer.rehearse(user, act, work)
}

type Saved = Pick<SavedHousehold, 'id' | 'warnings' | 'proposed'>

function saving(office: SavingOffice, user: AskingUser, draft: HouseholdDraft): { readonly act: Act; readonly work: (door: Door) => Saved } {
  const id = idOf(draft.household)
  refuseForeign(office, user, draft, id)
  const title = id === null ? '新增贫困户' : '修改贫困户'
  return { act: { kind: 'edit', title, reason: draft.reason ?? null }, work: (door) => writeDraft(office, door, draft, id) }
}

function writeDraft({ checks }: SavingOffice, door: Door, draft: HouseholdDraft, id: string | null): Saved {
  const { transaction } = door
  const found = (about: string): PlacedFinding[] =>
    householdSubject.judge(transaction, [{ about, years: draft.year }], checks.judging()).flatMap(({ findings }) => findings)
  const known = new Set(id === null ? [] : found(id).map(keyOf))
  const household = write(door, 'household', 'household', draft.household, {})
  const former = headOf(transaction, household)
  if (draft.householdYear !== null) writeYear(door, 'household_year', 'householdYear', draft.householdYear, { household_id: household, year: draft.year })
  const onFile = readHousehold(transaction, household, draft.year)
  const village = draft.household['village'] ?? onFile?.household['village']
  const written = draft.members.map((member, index) =>
    writeMember(door, member, index, { household, year: draft.year, village: typeof village === 'string' ? village : undefined }),
  )
  noteHead(door, household, former, draft.headChange ?? { on: checks.judging().today, reason: null })
  const proposed = transaction.proposed > 0
  if (onFile === undefined && proposed) return { id: household, warnings: acceptOrRefuse(checkDraft(checks, draft), draft.reason ?? null, draftPath), proposed }
  const members = readHousehold(transaction, household, draft.year)?.members.map(({ person }) => String(person['id'])) ?? []
  const placeOf = (member: number): number => written.indexOf(members[member] ?? '')
  const added = found(household).filter((finding) => !known.has(keyOf(finding)))
  return { id: household, warnings: acceptOrRefuse(added, draft.reason ?? null, (finding) => draftPath(finding, placeOf)), proposed }
}

function headOf(database: ReadDatabase, household: string): string | null {
  return (
    database.get<{ person_id: string }>(
      `SELECT person_id FROM membership WHERE household_id = ? AND relation = '01' AND end_date IS NULL AND coalesce(status, '1') = '1' AND deleted = 0 ORDER BY start_date, id LIMIT 1`,
      household,
    )?.person_id ?? null
  )
}

/** A household that had a head and has another one now: an event of its own, with its day. */
function noteHead(door: Door, household: string, former: string | null, { on, reason }: NonNullable<HouseholdDraft['headChange']>): void {
  const head = headOf(door.transaction, household)
  if (former === null || head === null || head === former) return
  door.insert(registerOf('household_event'), { household_id: household, kind: HEAD_CHANGED, on_date: on, reason, former_head_id: former, head_id: head })
}

/** 更换户主 in `household_event_kind`. */
const HEAD_CHANGED = '1'

/** What the rules say of a household that is nowhere on file. */
function checkDraft(checks: Checks, draft: HouseholdDraft): readonly Finding[] {
  const { year, household, householdYear } = draft
  const { today, parameters, off } = checks.judging()
  const members = draft.members.map((member) => ({ ...member, person: completed(member.person) }))
  return checkHousehold({ year, today, household, householdYear, members, parameters }, { off })
}

function refuseForeign({ store, divisions }: Pick<Office, 'store' | 'divisions'>, user: AskingUser, draft: HouseholdDraft, id: string | null): void {
  const village = draft.household['village']
  if (typeof village === 'string' && divisions.get(village) === undefined) {
    throw validation([
      {
        path: 'household.village',
        label: '行政村',
        code: 'division_unknown',
        message: `行政村代码 ${village} 不在本单位范围内，请重新选择。`,
        severity: 'error',
      },
    ])
  }
  const current = id === null ? null : store.read.get<{ village: string | null }>('SELECT village FROM household WHERE id = ? AND deleted = 0', id)
  if (current === undefined) throw new AppError('NOT_FOUND', '这一户已不存在，可能刚被别人删除。', '请回到列表刷新。')
  for (const at of [village, current?.village]) {
    if (typeof at === 'string' && !mayWrite(user, at)) throw new AppError('FORBIDDEN', '您没有修改这个村的户的权限。', '请让管理员或负责该村的录入员处理。')
  }
}

function writeMember(
  door: Door,
  member: Member,
  index: number,
  of: { readonly household: string; readonly year: number; readonly village: string | undefined },
): string {
  const { household, year, village } = of
  const path = `members.${index}`
  const person = write(door, 'person', `${path}.person`, linkedPerson(door, completed(member.person), household), {}, village)
  write(door, 'membership', `${path}.membership`, member.membership, { household_id: household, person_id: person })
  writeYear(door, 'person_year', `${path}.personYear`, member.personYear, { person_id: person, year })
  return person
}

/** What an ID number says is not typed again: sex, birth date and kind of document are filled in where they are empty. */
function completed(person: Row): Row {
  const number = person['id_number']
  if (typeof number !== 'string' || number === '') return person
  const identity = readIdentity(number)
  return {
    ...person,
    sex: person['sex'] ?? identity.sex,
    birth_date: person['birth_date'] ?? identity.birthDate,
    id_type:
      identity.kind === 'citizen18' || identity.kind === 'disability20' || identity.kind === 'disability22'
        ? documentTypeOf(identity)
        : (person['id_type'] ?? null),
  }
}

/**
 * A new member who is on file already, but in no household, is that person and not a second one. Of somebody of another clerk's village
 * nothing is told but that the number is taken, and they are not taken over.
 */
function linkedPerson({ asker, transaction }: Door, person: Row, household: string): Row {
  const number = person['id_number']
  if (idOf(person) !== null || typeof number !== 'string' || number === '') return person
  const found = transaction.get<SqlRow>('SELECT * FROM person WHERE id_number = ? AND deleted = 0', number)
  if (found === undefined) return person
  if (!mayReadRecord(asker, registerOf('person'), typeof found['village'] === 'string' ? found['village'] : null)) {
    throw new AppError(
      'DUPLICATE',
      `证件号码 ${number} 已在不归您负责的村登记。`,
      '请核对证件号码；如果是迁来的人，请由原村办理减少后，再由管理员或同时负责两边的录入员加进来。',
    )
  }
  const other = transaction.get<{ head_name: string | null; household_no: string | null }>(
    'SELECT head_name, household_no FROM household WHERE id = ? AND deleted = 0',
    String(found['household_id'] ?? ''),
  )
  if (other !== undefined && found['household_id'] !== household) {
    throw new AppError(
      'DUPLICATE',
      `证件号码 ${number} 已登记在户主${other.head_name ?? '（无）'}（户编号 ${other.household_no ?? '无'}）的户里。`,
      '请核对证件号码；如果是迁来的人，先在原户办理减少。',
    )
  }
  if (!isSameName(found['name'], person['name'])) {
    throw new AppError(
      'DUPLICATE',
      `证件号码 ${number} 已登记给“${String(found['name'])}”，与所填姓名“${String(person['name'] ?? '')}”不同。`,
      '请核对姓名和证件号码。',
    )
  }
  return { ...person, id: String(found['id']) }
}

/** Inserts or updates one record; returns its id. Only fields that people enter are taken from the row. `village` is that of somebody new. */
function write(door: Door, register: string, path: string, row: Row, links: Row, village?: string): string {
  const definition = registerOf(register)
  const keys = new Set(entityFields(definition, 'writable').map((field) => field.key))
  const entered = { ...Object.fromEntries(Object.entries(row).filter(([key]) => keys.has(key))), ...links }
  const id = idOf(row)
  return located(path, () => {
    if (id === null) return door.insert(definition, entered, { place: village })
    door.update(definition, id, entered, typeof row['revision'] === 'number' ? row['revision'] : undefined)
    return id
  })
}

function writeYear(door: Door, register: 'household_year' | 'person_year', path: string, row: Row, links: { year: number } & Row): void {
  const definition = registerOf(register)
  const reference = definition.yearly?.reference ?? 'id'
  const existing =
    idOf(row) ??
    door.transaction.get<{ id: string }>(`SELECT id FROM ${register} WHERE ${reference} = ? AND year = ? AND deleted = 0`, String(links[reference]), links.year)
      ?.id ??
    null
  const entered = entityFields(definition, 'writable').some(
    (field) => !(field.key in links) && row[field.key] !== null && row[field.key] !== undefined && row[field.key] !== '',
  )
  if (existing === null && !entered) return
  write(door, register, path, existing === null ? row : { ...row, id: existing }, links)
}

/** Puts the place in the draft before the paths of the issues. */
function located<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError && error.issues.length > 0) {
      throw new AppError(error.code, error.message, error.action, { issues: error.issues.map((issue) => ({ ...issue, path: `${path}.${issue.path}` })) })
    }
    throw error
  }
}

function idOf(row: Row): string | null {
  const id = row['id']
  return typeof id === 'string' && id !== '' ? id : null
}

/** A stored record as the contract carries it; for handlers of this feature. */
export function contractRow(register: string, row: SqlRow): Row {
  return toContractRow(tableOf(register), row)
}
