/** From what a user asks a form for (ids, 户编号, division codes) to the households or villages it is made of. */
import { scopeCondition } from '../../access/asker.ts'
import { mayRead, type Permitted } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import type { FormDefinition } from '../../forms/types.ts'
import type { Office } from '../../runtime.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import { countedWithin, placeIn } from './places.ts'

/** What one copy of a form is made for. */
export type Subject =
  | { readonly per: 'household'; readonly id: string; readonly householdNo: string | null }
  | { readonly per: 'village'; readonly code: string }

/**
 * The subjects of a form, each once, in the order asked for; those of a division in the order of lists. A division stands for its valid
 * households, or for its villages that have any, as they counted in the year. Throws NOT_FOUND for what is not on file, or not within what the user sees.
 */
export function subjectsOf(office: Office, user: Permitted, form: FormDefinition, keys: readonly string[], year: number): Subject[] {
  const subjects = new Map<string, Subject>()
  const wanted = keys.map((key) => key.trim())
  const households = form.per === 'household' ? householdsByKey(office, user, wanted) : new Map<string, HouseholdRow[]>()
  for (const key of wanted) {
    for (const subject of resolve(office, user, { form, year }, key, households.get(key) ?? [])) {
      subjects.set(subject.per === 'household' ? subject.id : subject.code, subject)
    }
  }
  return [...subjects.values()]
}

interface HouseholdRow {
  id: string
  household_no: string | null
  village: string | null
}

function resolve(
  office: Office,
  user: Permitted,
  { form, year }: { readonly form: FormDefinition; readonly year: number },
  key: string,
  households: readonly HouseholdRow[],
): Subject[] {
  if (households.length > 1)
    throw new AppError('CONFLICT', `本地户号“${key}”有 ${households.length} 户在用，不知道是哪一户。`, '请改用户编号，或在户列表里选定那一户再打印。')
  const [household] = households
  if (household !== undefined) return [{ per: 'household', id: household.id, householdNo: household.household_no }]
  const code = divisionCode(office, key)
  if (code === null) throw unknown(form, key)
  const found = form.per === 'household' ? householdsIn(office, user, code, year) : villagesIn(office, user, code, year)
  if (found.length > 0) return found
  throw new AppError('NOT_FOUND', `${office.divisions.fullName(code)}没有您能看到的户，没有可以打印的内容。`, '请核对区划代码，或先录入、导入该村的户。')
}

/** The households behind our id, 户编号 or 本地户号, for all keys at once. Our id goes before 户编号, that before 本地户号. */
function householdsByKey(office: Office, user: Permitted, keys: readonly string[]): Map<string, HouseholdRow[]> {
  const found = new Map<string, HouseholdRow[]>()
  for (const column of ['id', 'household_no', 'local_no']) {
    const open = keys.filter((key) => key !== '' && !found.has(key))
    if (open.length === 0) break
    const rows = office.store.read.all<HouseholdRow & { key: string }>(
      `SELECT j.value AS key, t.id, t.household_no, t.village FROM json_each(?) j CROSS JOIN household t ON t.${column} = j.value WHERE t.deleted = 0`,
      JSON.stringify([...new Set(open)]),
    )
    for (const { key, ...row } of rows) if (mayRead(user, row.village)) found.set(key, [...(found.get(key) ?? []), row])
  }
  return found
}

/** A division of the office, by its full code or by the digits that lead to it (`621125105`). */
function divisionCode(office: Office, key: string): string | null {
  if (!/^\d{2,12}$/.test(key)) return null
  const code = key.padEnd(12, '0')
  return office.divisions.get(code) === undefined ? null : code
}

function householdsIn(office: Office, user: Permitted, code: string, year: number): Subject[] {
  const [counted, scope] = [countedWithin(divisionPrefix(code), year), scopeCondition(user, 't.village')]
  return office.store.read
    .all<HouseholdRow>(
      `SELECT t.id, t.household_no, t.village FROM household t WHERE t.deleted = 0 AND coalesce(t.valid, 1) = 1 AND ${counted.sql} AND ${scope.sql}
     ORDER BY ${placeIn(year)}, t.household_no, t.local_no, t.id`,
      ...counted.parameters,
      ...scope.parameters,
    )
    .map((row) => ({ per: 'household', id: row.id, householdNo: row.household_no }))
}

function villagesIn(office: Office, user: Permitted, code: string, year: number): Subject[] {
  const [counted, scope] = [countedWithin(divisionPrefix(code), year), scopeCondition(user, 't.village')]
  return office.store.read
    .all<{ village: string }>(
      `SELECT DISTINCT ${placeIn(year)} AS village FROM household t WHERE t.deleted = 0 AND coalesce(t.valid, 1) = 1 AND ${counted.sql} AND ${scope.sql} ORDER BY 1`,
      ...counted.parameters,
      ...scope.parameters,
    )
    .map(({ village }) => ({ per: 'village', code: village }))
}

function unknown(form: FormDefinition, key: string): AppError {
  if (form.per === 'household')
    return new AppError(
      'NOT_FOUND',
      `没有找到“${key}”：它不是户编号、本地户号，也不是本单位的区划代码，或不在您负责的范围内。`,
      '请核对后重试，或在户列表里选定要打印的户。',
    )
  return new AppError(
    'NOT_FOUND',
    `没有找到区划“${key}”：${form.title}按村打印，要用村或乡镇的 12 位区划代码。`,
    '请核对区划代码；代码可以在“村与区划”里查到。',
  )
}
