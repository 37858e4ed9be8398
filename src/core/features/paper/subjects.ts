/** From what a user asks a form for (ids, numbers, division codes, a list as filtered) to the records or places it is made of. */
import { askerOf, readingCondition } from '../../access/asker.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import { keyFields } from '../../catalogue/derive/keyFields.ts'
import { screenOf } from '../../catalogue/derive/screen.ts'
import { isRegisterName, registerOf, type RegisterName } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import type { FormDefinition, ListSource, QuestionnaireSource } from '../../forms/types.ts'
import { comparingOf, orderOf } from '../../registers/find.ts'
import { allOf, compileWhere, type Condition } from '../../registers/where.ts'
import type { Sort, Where } from '../../shapes.ts'
import { resolveWhere } from '../../statistics/resolve.ts'
import { questionnaireCopies, type QuestionnaireCopy } from '../questionnaires/index.ts'
import { countingFor } from '../statistics/service.ts'
import { readerOf } from './readers.ts'
import type { Reading } from './reading.ts'

/** A list as it is filtered and sorted on screen. */
export interface Chosen {
  readonly where?: Where | undefined
  readonly text?: string | undefined
  readonly sort?: Sort | undefined
}

/** What a form is asked for. */
export interface Wanted {
  /** Our ids or numbers of records, or division codes. */
  readonly keys: readonly string[]
  readonly chosen?: Chosen | undefined
  /** A copy to be filled in by hand, of the division named; or of each of the records named. */
  readonly blank?: boolean | undefined
}

/** What one copy of a form is made for. */
export type Subject =
  | { readonly kind: 'record'; readonly id: string }
  /** The records or the figures of a division; null for the whole office. */
  | { readonly kind: 'place'; readonly code: string | null }
  /** Records in the order of a list on screen. */
  | { readonly kind: 'rows'; readonly ids: readonly string[] }
  | { readonly kind: 'blank'; readonly code: string | null }
  | { readonly kind: 'questionnaire'; readonly copy: QuestionnaireCopy }

/** Records that one form is made for at most, so that a list of a million is not asked for by mistake. */
const MOST = 20_000

/**
 * The subjects of a form, each once, in the order asked for; those of a division in the order of lists. A division stands for its records,
 * or for its villages that have any, as they counted in the year. Throws NOT_FOUND for what is not on file, or not within what the user sees.
 */
export function subjectsOf(reading: Reading, form: FormDefinition, { keys, chosen, blank }: Wanted): Subject[] {
  const wanted = keys.map((key) => key.trim()).filter((key) => key !== '')
  if (form.from.kind === 'questionnaire') return questionnaireSubjects(reading, form.from, wanted)
  if (blank === true && !isOfRecords(reading, form, wanted)) return [blankSubject(reading, form, wanted)]
  if (chosen !== undefined) return chosenSubjects(reading, form, chosen)
  if (wanted.length === 0) throw new AppError('VALIDATION', '没有写明给谁打印。', '请选定记录、区划或列表后重试。')
  const { from } = form
  if (from.kind === 'record' || from.kind === 'step')
    return recordSubjects(reading, form, from.kind === 'step' ? 'procedure_step' : registerNamed(from.register), wanted)
  return [...new Set(wanted)].flatMap((key) => {
    const code = divisionCode(reading, key)
    if (code === null) throw unknownPlace(form, key)
    return from.kind === 'list' && from.per === 'village' ? villageSubjects(reading, from, code) : [{ kind: 'place', code } as const]
  })
}

/** The register a form names. */
export function registerNamed(name: string): RegisterName {
  if (isRegisterName(name)) return name
  throw new AppError('NOT_FOUND', `没有名为“${name}”的台账。`, '这个表样是给别的版本的程序做的，请升级程序。')
}

/** The ids of a list's records in a division. */
export function listIds(reading: Reading, source: ListSource, code: string | null): string[] {
  const register = registerNamed(source.register)
  const ids = readerOf(register).within(reading, code, conditionOf(reading, source))
  return source.sort === undefined ? ids : sorted(reading, register, ids, source.sort)
}

/** What the records of a list meet; the words of its filter stand for what they do in statistics. */
function conditionOf(reading: Reading, source: ListSource): Condition {
  if (source.where === undefined) return allOf([])
  const { office, user, year, today } = reading
  const day = today < `${year}-12-31` ? today : `${year}-12-31`
  const where = resolveWhere(source.where, { year, day, settings: countingFor(office, user, today).settings(year) })
  return compileWhere(registerOf(registerNamed(source.register)), where, comparingOf(office.records.asking(user)))
}

function sorted({ office, user }: Reading, register: RegisterName, ids: readonly string[], sort: Sort): string[] {
  const order = orderOf(office.records.asking(user), registerOf(register), sort)
  return office.store.read
    .all<{ id: string }>(
      `SELECT t.id FROM json_each(?) j CROSS JOIN ${register} t ON t.id = j.value ORDER BY ${order.sql}`,
      JSON.stringify(ids),
      ...order.parameters,
    )
    .map(({ id }) => id)
}

/** A version is printed blank, a sheet with its answers. */
function questionnaireSubjects({ office, user }: Reading, { code }: QuestionnaireSource, keys: readonly string[]): Subject[] {
  const wanted = keys.length === 0 && code !== undefined ? [code] : keys
  if (wanted.length === 0) throw new AppError('VALIDATION', '没有写明打印哪份问卷。', '请写问卷的代号（空白卷）或答卷的编号。')
  return questionnaireCopies(office, user, [...new Set(wanted)], code).map((copy) => ({ kind: 'questionnaire', copy }))
}

/** Whether records are meant, each to be written in by hand, and not a place. */
function isOfRecords(reading: Reading, { from }: FormDefinition, keys: readonly string[]): boolean {
  return from.kind === 'record' && keys.some((key) => divisionCode(reading, key) === null)
}

function blankSubject(reading: Reading, form: FormDefinition, [key]: readonly string[]): Subject {
  if (form.from.kind !== 'record') throw new AppError('VALIDATION', `${form.title}没有空白表。`, '空白表只有一条记录一份的表才有。')
  const code = key === undefined ? null : divisionCode(reading, key)
  if (key !== undefined && code === null) throw unknownPlace(form, key)
  return { kind: 'blank', code }
}

function chosenSubjects({ office, user }: Reading, { from, title }: FormDefinition, chosen: Chosen): Subject[] {
  if (from.kind !== 'record' && from.kind !== 'list') throw new AppError('VALIDATION', `${title}不能按列表打印。`, '请在“表单与导出”里选定范围打印。')
  const register = registerNamed(from.register)
  const { sql, parameters } = office.records.conditionOf(user, { register, where: chosen.where, text: chosen.text })
  const order = orderOf(office.records.asking(user), registerOf(register), chosen.sort)
  const rows = office.store.read.all<{ id: string }>(
    `SELECT t.id FROM ${register} t WHERE ${sql} ORDER BY ${order.sql} LIMIT ${MOST + 1}`,
    ...parameters,
    ...order.parameters,
  )
  if (rows.length === 0) throw new AppError('NOT_FOUND', '列表里没有记录，没有可以打印的内容。', '请改变筛选条件后重试。')
  if (rows.length > MOST) throw new AppError('VALIDATION', `列表里超过 ${MOST} 条，一次打印不了这么多。`, '请先筛选到一个乡镇或一个村再打印。')
  const ids = rows.map(({ id }) => id)
  return from.kind === 'list' ? [{ kind: 'rows', ids }] : ids.map((id) => ({ kind: 'record', id }))
}

function recordSubjects(reading: Reading, form: FormDefinition, register: RegisterName, keys: readonly string[]): Subject[] {
  const byKey = recordsByKey(reading, register, keys)
  const ids = keys.flatMap((key) => {
    const found = byKey.get(key)
    if (found !== undefined) return [oneOf(register, key, found)]
    const code = form.from.kind === 'step' ? null : divisionCode(reading, key)
    if (code === null) throw unknownRecord(register, key)
    const within = readerOf(register).within(reading, code, allOf([]))
    if (within.length === 0) throw nothingThere(reading, register, code)
    return within
  })
  return [...new Set(ids)].map((id) => ({ kind: 'record', id }))
}

interface Found {
  readonly id: string
  readonly label: string
}

/** The records behind ids and numbers, for all keys at once. An id goes before the number by which the register is told first. */
function recordsByKey({ office, user }: Reading, register: RegisterName, keys: readonly string[]): Map<string, Found[]> {
  const definition = registerOf(register)
  const found = new Map<string, Found[]>()
  const rights = readingCondition(askerOf(user, office.unit.code), definition, 't')
  for (const { key: column, label } of [{ key: 'id', label: '编号' }, ...keyFields(definition).filter(({ type }) => type !== 'division')]) {
    const open = keys.filter((key) => !found.has(key))
    if (open.length === 0) break
    const rows = office.store.read.all<{ key: string; id: string }>(
      `SELECT j.value AS key, t.id FROM json_each(?) j CROSS JOIN ${register} t ON t.${column} = j.value WHERE t.deleted = 0 AND ${rights.sql}`,
      JSON.stringify([...new Set(open)]),
      ...rights.parameters,
    )
    for (const { key, id } of rows) found.set(key, [...(found.get(key) ?? []), { id, label }])
  }
  return found
}

function oneOf(register: RegisterName, key: string, [first, ...others]: readonly Found[]): string {
  if (first !== undefined && others.length === 0) return first.id
  const counter = screenOf(register)?.counter ?? '条'
  throw new AppError(
    'CONFLICT',
    `${first?.label ?? ''}“${key}”有 ${others.length + 1} ${counter}在用，不知道是哪一${counter}。`,
    `请改用${keyFields(registerOf(register))[0]?.label ?? '编号'}，或在列表里选定那一${counter}再打印。`,
  )
}

function villageSubjects(reading: Reading, source: ListSource, code: string): Subject[] {
  const register = registerNamed(source.register)
  const places = readerOf(register).places(reading, code, conditionOf(reading, source))
  if (places.length === 0) throw nothingThere(reading, register, code)
  return places.map((place) => ({ kind: 'place', code: place }))
}

/** A division of the office, by its full code or by the digits that lead to it (`621125105`). */
function divisionCode({ office }: Reading, key: string): string | null {
  if (!/^\d{2,12}$/.test(key)) return null
  const code = key.padEnd(12, '0')
  return office.divisions.get(code) === undefined || divisionPrefix(code) === '' ? null : code
}

function nothingThere({ office }: Reading, register: RegisterName, code: string): AppError {
  const { label } = registerOf(register)
  return new AppError(
    'NOT_FOUND',
    `${office.divisions.fullName(code)}没有您能看到的${label}，没有可以打印的内容。`,
    `请核对区划代码，或先录入、导入那里的${label}。`,
  )
}

function unknownRecord(register: RegisterName, key: string): AppError {
  const names = keyFields(registerOf(register)).map(({ label }) => label)
  return new AppError(
    'NOT_FOUND',
    `没有找到“${key}”：它不是${[...names, '记录编号'].join('、')}，也不是本单位的区划代码，或不在您负责的范围内。`,
    '请核对后重试，或在列表里选定要打印的记录。',
  )
}

function unknownPlace(form: FormDefinition, key: string): AppError {
  const per = form.from.kind === 'list' && form.from.per === 'village' ? '按村打印' : '按区划打印'
  return new AppError('NOT_FOUND', `没有找到区划“${key}”：${form.title}${per}，要用村或乡镇的 12 位区划代码。`, '请核对区划代码；代码可以在“村与区划”里查到。')
}
