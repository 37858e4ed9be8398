/** What becomes of a household when its identification is carried out (落实): it gets a file, is struck off, or is poor again. */
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import { isSameName } from '../../catalogue/derive/names.ts'
import type { EffectDoor, EffectSubject, StepEffect, StepEffects } from '../../procedures/effects.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { CHANGING, fits, SCOPE } from './checks/outcomes.ts'
import { SCORED, WITHIN_QUOTA } from './judges.ts'

/** A case as it is carried out: what was decided of whom, and in which year. */
interface Decided {
  readonly outcome: string
  readonly scope: string
  readonly year: number
  readonly on: string
  /** The household or light record that it is about; undefined where that is not on file here. */
  readonly record: SqlRow | undefined
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function decidedOf(database: ReadDatabase, { row, on }: EffectSubject): Decided {
  const scope = text(row['scope']) ?? ''
  const register = scope === SCOPE.unlisted ? 'unlisted_household' : 'household'
  const subject = text(row['subject']) ?? ''
  const prefix = subjectPrefix(register)
  const record = subject.startsWith(prefix)
    ? database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ? AND deleted = 0`, subject.slice(prefix.length))
    : undefined
  const year = database.get<{ year: number }>('SELECT year FROM campaign WHERE id = ?', String(row['campaign_id']))?.year
  return { outcome: text(row['proposed_outcome']) ?? '', scope, year: year ?? Number(on.slice(0, 4)), on: text(row['decided_on']) ?? on, record }
}

function refusals(database: ReadDatabase, subject: EffectSubject): readonly string[] {
  const decided = decidedOf(database, subject)
  const { outcome, scope, record, year } = decided
  if (record === undefined) return ['核查的户不在本机，或者与“核查对象”不符，请核对后再办。']
  if (!fits(outcome, scope)) return ['“拟认定”与“核查对象”不符：未在册的是新识别或漏评补录，在册的是清退，已脱贫的是错退恢复或返贫；其他的请办“维持原状”。']
  if (scope === SCOPE.unlisted) return unfileable(database, record)
  if (outcome === CHANGING.clearedOut.code) return record['valid'] === 0 ? ['这一户已经注销。'] : []
  const yearly = yearlyOf(database, record, year)
  return yearly !== undefined && hasSteps(database, String(yearly['id'])) ? [`这一户 ${year} 年办过退出步骤，请在退出流程里认定返贫，或者先撤销退出步骤。`] : []
}

/** Why a light record cannot become a household: it did already, or one of its people is on file. Of others' villages no more is told than that. */
function unfileable(database: ReadDatabase, record: SqlRow): string[] {
  if (text(record['household_id']) !== null) return ['这一户已经建档。']
  const people = peopleOf(database, record)
  const taken = people.flatMap(({ name, id_number: number }) => {
    const known = number === null ? undefined : onFile(database, number)
    if (known === undefined) return []
    if (text(known['household_id']) !== null) return [`${name}的证件号码已登记在一户在册户里，请先核对。`]
    return isSameName(known['name'], name) ? [] : [`${name}的证件号码已登记给另一个姓名的人，请先核对。`]
  })
  const heads = people.filter(({ relation }) => relation === HEAD).length
  return [...(heads === 1 ? [] : [`成员里户主有 ${heads} 个，应当正好一个，请先改正。`]), ...taken]
}

const HEAD = '01'
const UNFILED: StepEffect = {
  refusals,
  make(door, subject) {
    const decided = decidedOf(door.database, subject)
    const { outcome, record } = decided
    if (record === undefined) return
    if (decided.scope === SCOPE.unlisted) fileHousehold(door, record, decided)
    else if (outcome === CHANGING.clearedOut.code) door.update('household', String(record['id']), { valid: false })
    else makePoorAgain(door, record, decided)
  },
}

/** By the key that the declaration of the procedure names. */
export const identificationEffects: StepEffects = { identification_filed: UNFILED, identification_scored: SCORED, identification_quota: WITHIN_QUOTA }

function fileHousehold(door: EffectDoor, record: SqlRow, { year, on }: Decided): void {
  const village = text(record['village']) ?? undefined
  const household = door.insert('household', {
    village: village ?? null,
    group_id: text(record['group_id']),
    address: text(record['address']),
    phone: text(record['phone']),
    first_identified_on: on,
    registered_year: year,
  })
  door.update('unlisted_household', String(record['id']), { household_id: household })
  const people = peopleOf(door.database, record)
  for (const { relation, ...person } of people) {
    const known = person.id_number === null ? undefined : onFile(door.database, person.id_number)
    const id = known === undefined ? door.insert('person', { ...person }, village) : String(known['id'])
    door.insert('membership', { household_id: household, person_id: id, relation, start_date: on })
  }
  const stated = Number(record['stated_population'] ?? 0)
  door.insert('household_year', { household_id: household, year, ...(stated > people.length ? { stated_population: stated } : {}) })
}

/** 错退恢复 is 未脱贫 again, 返贫 has a mark of its own; both from the year of the campaign on. */
function makePoorAgain(door: EffectDoor, record: SqlRow, { outcome, year }: Decided): void {
  const mark: Row = { exit_status: outcome === CHANGING.returned.code ? '3' : '0' }
  const household = String(record['id'])
  door.update('household', household, mark)
  const yearly = yearlyOf(door.database, record, year)
  if (yearly === undefined) door.insert('household_year', { household_id: household, year, ...mark })
  else door.update('household_year', String(yearly['id']), mark)
}

type UnlistedPerson = Readonly<{ name: string; relation: string; id_number: string | null; sex: string | null; birth_date: string | null }>

/** The people of a light record; the head alone where nobody is listed. */
function peopleOf(database: ReadDatabase, record: SqlRow): readonly UnlistedPerson[] {
  const listed = database.all<UnlistedPerson>(
    'SELECT name, relation, id_number, sex, birth_date FROM unlisted_person WHERE household_id = ? AND deleted = 0 ORDER BY relation, id',
    String(record['id']),
  )
  if (listed.length > 0) return listed
  return [{ name: String(record['head_name']), relation: HEAD, id_number: text(record['head_id_number']), sex: null, birth_date: null }]
}

function onFile(database: ReadDatabase, number: string): SqlRow | undefined {
  return database.get<SqlRow>('SELECT * FROM person WHERE id_number = ? AND deleted = 0', number)
}

function yearlyOf(database: ReadDatabase, record: SqlRow, year: number): SqlRow | undefined {
  return database.get<SqlRow>('SELECT * FROM household_year WHERE household_id = ? AND year = ? AND deleted = 0', String(record['id']), year)
}

function hasSteps(database: ReadDatabase, id: string): boolean {
  return database.get('SELECT 1 FROM procedure_step WHERE subject = ? AND deleted = 0', `${subjectPrefix('household_year')}${id}`) !== undefined
}
