/** Answered sheets: entered one by one or many at once, each held against its version of the questionnaire; read with what they score. */
import { askerOf, type AskingUser } from '../access/asker.ts'
import { divisionPrefix } from '../access/permissions.ts'
import { referenceTo, referredBy } from '../catalogue/derive/subject.ts'
import { fieldOf, isRegisterName, registerOf } from '../catalogue/index.ts'
import { AppError, type FieldIssue } from '../errors.ts'
import { readableOf } from '../registers/journal.ts'
import { validation, type Door, type Opened } from '../registers/writer.ts'
import type { Where } from '../shapes.ts'
import { problemWith } from './answers.ts'
import { answersIn } from './derivations.ts'
import { published, type Published, type QuestionnairePorts } from './keep.ts'
import { questionOf, questionsOf } from './tree.ts'

const SHEET = registerOf('answered_sheet')
const ANSWER = registerOf('answer')
const QUESTIONNAIRE = registerOf('questionnaire')
const SUBJECT = fieldOf(SHEET, 'subject')

/** What somebody enters of one sheet. */
export interface SheetEntered {
  /** The sheet that is corrected; a new one where left out. */
  readonly id?: string | undefined
  readonly subject: { readonly register: string; readonly id: string }
  readonly askedOn: string
  readonly askedBy: string | null
  readonly answeredBy: string | null
  readonly remark: string | null
  /** In their stored spelling; those left out are not answered. */
  readonly answers: Readonly<Record<string, string>>
}

export interface SheetRefused {
  /** Position among those that were given. */
  readonly index: number
  readonly issues: readonly FieldIssue[]
}

/** What is wrong with a sheet, question by question; required questions may stay open, and are counted. */
function issuesOfSheet({ tree, about, name }: Published, { subject, answers }: SheetEntered): FieldIssue[] {
  const issue = (path: string, label: string, message: string): FieldIssue => ({ path, label, code: 'answer', message, severity: 'error' })
  const wrongSubject = about.includes(subject.register) ? [] : [issue('subject', '对象', `问卷“${name}”不是问${labelOf(subject.register)}的。`)]
  return [
    ...wrongSubject,
    ...Object.entries(answers).flatMap(([code, value]) => {
      const question = questionOf(tree, code)
      if (question === undefined) return [issue(code, code, `问卷“${name}”没有题号“${code}”，请核对是哪一版。`)]
      const problem = value === '' ? null : problemWith(question, value)
      return problem === null ? [] : [issue(code, question.label, problem)]
    }),
  ]
}

function labelOf(register: string): string {
  return isRegisterName(register) ? registerOf(register).label : `“${register}”`
}

/** Keeps one sheet. Throws VALIDATION with every answer that is wrong. */
export async function saveSheet(ports: QuestionnairePorts, user: AskingUser, questionnaire: string, entered: SheetEntered): Promise<{ id: string }> {
  const { saved, refused } = await saveSheets(ports, user, questionnaire, [entered])
  const [first] = refused
  if (first !== undefined) throw validation(first.issues)
  return { id: saved[0] ?? '' }
}

/** Keeps many sheets of one questionnaire in one change set; each that is wrong is answered with its reasons, and the others go in. */
export async function saveSheets(
  ports: QuestionnairePorts,
  user: AskingUser,
  questionnaire: string,
  entered: readonly SheetEntered[],
): Promise<{ saved: string[]; refused: SheetRefused[] }> {
  const asked = published(ports, questionnaire)
  if (asked.withdrawn && entered.some(({ id }) => id === undefined))
    throw new AppError('CONFLICT', `“${asked.name}”第 ${asked.version} 版已经停用，不能再答。`, '请用新的一版；以前的答卷还可以更正。')
  const refused = entered.flatMap((one, index) => {
    const issues = issuesOfSheet(asked, one)
    return issues.length === 0 ? [] : [{ index, issues }]
  })
  const wrong = new Set(refused.map(({ index }) => index))
  const sound = entered.filter((_, index) => !wrong.has(index))
  if (sound.length === 0) return { saved: [], refused }
  const title = sound.length === 1 ? `答卷：${asked.name}` : `答卷 ${sound.length} 份：${asked.name}`
  const { result } = await ports.records.writer.change(user, { kind: 'edit', title, reason: null, opened: READING_THE_FORM }, (door) =>
    sound.map((one) => writeSheet(ports, user, door, asked, one)),
  )
  return { saved: result, refused }
}

/** The questionnaire is read by everybody; nothing of it is written with a sheet. */
const READING_THE_FORM: Opened = (register, _owner, writing) => register === QUESTIONNAIRE && writing === 'update'

function writeSheet(ports: QuestionnairePorts, user: AskingUser, door: Door, { id: questionnaire, tree }: Published, sheet: SheetEntered): string {
  const { register } = sheet.subject
  if (!isRegisterName(register)) throw new RangeError(`no such register: ${register}`)
  const said = { asked_on: sheet.askedOn, asked_by: sheet.askedBy, answered_by: sheet.answeredBy, remark: sheet.remark }
  const id =
    sheet.id ??
    door.insert(SHEET, {
      ...said,
      questionnaire_id: questionnaire,
      subject: referenceTo(SUBJECT, { register, id: sheet.subject.id }),
      place: placeOf(ports, user, sheet.subject),
    })
  if (sheet.id !== undefined) door.update(SHEET, id, said)
  const kept = new Map(
    door.transaction
      .all<{ id: string; question: string }>('SELECT id, question FROM answer WHERE sheet_id = ? AND deleted = 0', id)
      .map((answer) => [answer.question, answer.id]),
  )
  for (const { code } of questionsOf(tree)) {
    const value = sheet.answers[code] ?? ''
    const known = kept.get(code)
    if (value === '' && known !== undefined) door.remove(ANSWER, known)
    else if (value !== '' && known !== undefined) door.update(ANSWER, known, { value })
    else if (value !== '') writeAnswer(door, id, code, value)
  }
  return id
}

/** An answer that was taken out before comes back as the record it was: its id follows from sheet and question. */
function writeAnswer(door: Door, sheet: string, question: string, value: string): void {
  const former = door.transaction.get<{ id: string }>('SELECT id FROM answer WHERE sheet_id = ? AND question = ? AND deleted = 1', sheet, question)
  if (former === undefined) {
    door.insert(ANSWER, { sheet_id: sheet, question, value })
    return
  }
  door.restore(ANSWER, former.id)
  door.update(ANSWER, former.id, { value })
}

/** Where the subject is on the day it is asked: its division; that of the asker for what lies in none. */
function placeOf(ports: QuestionnairePorts, user: AskingUser, { register, id }: SheetEntered['subject']): string {
  const asker = askerOf(user, ports.unit.code)
  const definition = registerOf(register)
  if (readableOf(ports.store.read, asker, definition, [id]).length === 0)
    throw new AppError('NOT_FOUND', `没有找到要问的${definition.label}。`, '请刷新列表；它可能不在您负责的范围内。')
  const { owner } = definition
  const place = owner === undefined ? null : ports.store.read.get<{ place: string | null }>(`SELECT ${owner} AS place FROM ${register} WHERE id = ?`, id)?.place
  return place ?? (asker.scope?.[0] ?? divisionPrefix(ports.unit.code)).padEnd(12, '0')
}

/** A sheet with its answers, as people read it. */
export interface SheetShown {
  readonly id: string
  readonly number: string | null
  readonly questionnaire: string
  readonly code: string | null
  readonly subject: { readonly register: string; readonly id: string; readonly title: string }
  readonly place: string
  readonly askedOn: string
  readonly askedBy: string | null
  readonly answeredBy: string | null
  readonly remark: string | null
  /** Hundredths of a point. */
  readonly score: number | null
  readonly fullScore: number | null
  readonly grade: string | null
  readonly vetoes: string | null
  readonly openQuestions: number | null
  readonly answers: Readonly<Record<string, string>>
}

interface SheetRow {
  readonly id: string
  readonly sheet_no: string | null
  readonly questionnaire_id: string
  readonly code: string | null
  readonly subject: string
  readonly place: string
  readonly asked_on: string
  readonly asked_by: string | null
  readonly answered_by: string | null
  readonly remark: string | null
  readonly score: number | null
  readonly full_score: number | null
  readonly grade: string | null
  readonly vetoes: string | null
  readonly open_questions: number | null
  readonly answers: string
}

export interface SheetQuestion {
  readonly questionnaire?: string | undefined
  readonly subject?: { readonly register: string; readonly id: string } | undefined
  readonly id?: string | undefined
}

/** Sheets that somebody may read, the newest first, at most so many; and how many there are. */
export function readSheets(
  ports: QuestionnairePorts,
  user: AskingUser,
  { questionnaire, subject, id }: SheetQuestion,
  limit: number,
): { total: number; sheets: SheetShown[] } {
  const where: Where = {
    ...(questionnaire === undefined ? {} : { questionnaire_id: questionnaire }),
    ...(subject === undefined || !isRegisterName(subject.register) ? {} : { subject: referenceTo(SUBJECT, { register: subject.register, id: subject.id }) }),
    ...(id === undefined ? {} : { id }),
  }
  const total = ports.records.count(user, { register: SHEET.name, where })
  const { sql, parameters } = ports.records.conditionOf(user, { register: SHEET.name, where })
  const rows = ports.store.read.all<SheetRow>(
    `SELECT t.*, (SELECT json_group_object(a.question, a.value) FROM answer a WHERE a.sheet_id = t.id AND a.deleted = 0) AS answers
     FROM answered_sheet t WHERE ${sql} ORDER BY t.asked_on DESC, t.sheet_no DESC, t.id LIMIT ?`,
    ...parameters,
    limit,
  )
  const titles = titlesOf(ports, user, rows)
  return {
    total,
    sheets: rows.flatMap((row): SheetShown[] => {
      const about = referredBy(SUBJECT, row.subject)
      if (about === undefined) return []
      return [
        {
          id: row.id,
          number: row.sheet_no,
          questionnaire: row.questionnaire_id,
          code: row.code,
          subject: { ...about, title: titles.get(row.subject) ?? '' },
          place: ports.divisions.fullName(row.place),
          askedOn: row.asked_on,
          askedBy: row.asked_by,
          answeredBy: row.answered_by,
          remark: row.remark,
          score: row.score,
          fullScore: row.full_score,
          grade: row.grade,
          vetoes: row.vetoes,
          openQuestions: row.open_questions,
          answers: Object.fromEntries(answersIn(row.answers)),
        },
      ]
    }),
  }
}

/** Names of subjects that the asker may read; of others nothing. */
function titlesOf(ports: QuestionnairePorts, user: AskingUser, rows: readonly { readonly subject: string }[]): ReadonlyMap<string, string> {
  const asker = askerOf(user, ports.unit.code)
  const byRegister = Map.groupBy(
    rows.flatMap(({ subject }) => referredBy(SUBJECT, subject) ?? []),
    ({ register }) => register,
  )
  const titles = new Map<string, string>()
  for (const [register, subjects] of byRegister) {
    const ids = readableOf(ports.store.read, asker, registerOf(register), [...new Set(subjects.map(({ id }) => id))])
    for (const [id, title] of ports.records.titlesOf(register, ids)) titles.set(referenceTo(SUBJECT, { register, id }), title)
  }
  return titles
}

/** One sheet. Throws NOT_FOUND. */
export function readSheet(ports: QuestionnairePorts, user: AskingUser, id: string): SheetShown {
  const [found] = readSheets(ports, user, { id }, 1).sheets
  if (found === undefined) throw new AppError('NOT_FOUND', '没有找到这份答卷。', '请刷新列表；它可能不在您负责的范围内。')
  return found
}

/** Takes a sheet off the file with its answers. Throws NOT_FOUND. */
export async function removeSheet(ports: QuestionnairePorts, user: AskingUser, id: string, reason: string): Promise<void> {
  readSheet(ports, user, id)
  await ports.records.writer.change(user, { kind: 'edit', title: '删除答卷', reason }, (door) => door.remove(SHEET, id))
}
