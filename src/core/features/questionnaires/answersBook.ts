/**
 * Answers of a version as a workbook, a row a sheet and a column a question: the blank to be filled in the village, and the same read back. A row with the
 * number of a sheet corrects that one; what was not changed stays as it is.
 */
import { registerOf } from '../../catalogue/index.ts'
import { isIsoDate } from '../../rules/dates.ts'
import type { AskingUser } from '../../access/asker.ts'
import { writeSheets, type CellValue } from '../../excel/writeSheet.ts'
import { answerInWords, readAnswer } from '../../questionnaires/answers.ts'
import type { Published } from '../../questionnaires/keep.ts'
import { saveSheets, type SheetEntered, type SheetShown } from '../../questionnaires/sheets.ts'
import { questionsOf } from '../../questionnaires/tree.ts'
import type { Question } from '../../questionnaires/types.ts'
import type { Office } from '../../runtime.ts'
import { readBook, type BookRow, type RowProblem } from './bookRows.ts'

const SHEET = '答卷'
const NUMBER = '编号'
const KIND = '对象类别'
const SUBJECT = '对象'
const SUBJECT_ID = '对象 id'
const DAY = '日期'
const ASKED_BY = '调查人'
const ANSWERED_BY = '回答人'
const REMARK = '备注'
const SCORE = '得分'

export interface AnswersRead {
  readonly rows: number
  readonly saved: number
  readonly same: number
  readonly problems: readonly RowProblem[]
}

export function fileNameOf({ name, version }: Published): string {
  return `答卷_${name.replaceAll(/[\\/:*?"<>|]/g, '_')}_第${version}版.xlsx`
}

/** The heading of a question: its code stands before it, so that it is found whatever is reworded. */
function headingOf({ code, label }: Question): string {
  return `${code} ${label}`
}

/** Writes sheets; subjects without a sheet yet give rows to be filled in. Returns the number of rows. */
export async function writeAnswers(
  path: string,
  asked: Published,
  sheets: readonly SheetShown[],
  blank: readonly SheetShown['subject'][],
  signal?: AbortSignal,
): Promise<number> {
  const questions = questionsOf(asked.tree)
  const row = (subject: SheetShown['subject'], sheet: SheetShown | null): CellValue[] => [
    sheet?.number ?? null,
    registerOf(subject.register).label,
    subject.title,
    subject.id,
    sheet?.askedOn ?? null,
    sheet?.askedBy ?? null,
    sheet?.answeredBy ?? null,
    ...questions.map((question) => (sheet === null ? null : wordsOf(question, sheet.answers[question.code] ?? ''))),
    sheet?.remark ?? null,
    sheet?.score ?? null,
  ]
  const text = (heading: string, width?: number) => ({ heading, kind: 'text' as const, wrap: true, ...(width === undefined ? {} : { width }) })
  return writeSheets(
    path,
    [
      {
        name: SHEET,
        frozenColumns: 3,
        columns: [
          text(NUMBER, 22),
          text(KIND, 10),
          text(SUBJECT, 16),
          text(SUBJECT_ID, 12),
          text(DAY, 12),
          text(ASKED_BY, 12),
          text(ANSWERED_BY, 12),
          ...questions.map((question) => text(headingOf(question), 18)),
          text(REMARK, 20),
          { heading: SCORE, kind: 'number', scale: 2 },
        ],
        rows: [...sheets.map((sheet) => row(sheet.subject, sheet)), ...blank.map((subject) => row(subject, null))],
      },
    ],
    signal === undefined ? {} : { signal },
  )
}

/** In words where those are read back as the same, else as it is stored: two options of one name. */
function wordsOf(question: Question, value: string): string | null {
  if (value === '') return null
  const words = answerInWords(question, value)
  const read = readAnswer(question, words)
  return 'value' in read && read.value === value ? words : value
}

/** Reads a workbook of answers and keeps the rows that are sound, as one change set; each other row is answered with its reasons. */
export async function readAnswers(
  office: Office,
  user: AskingUser,
  asked: Published,
  path: string,
  known: ReadonlyMap<string, SheetShown>,
  signal?: AbortSignal,
): Promise<AnswersRead> {
  const book = await readBook(path, [SHEET], signal)
  if ('problems' in book) return { rows: 0, saved: 0, same: 0, problems: book.problems }
  const problems: RowProblem[] = []
  const wanted: { readonly row: number; readonly entered: SheetEntered }[] = []
  let same = 0
  const rows = book.rows(SHEET).filter(({ cells }) => questionsOf(asked.tree).some((question) => cells.has(headingOf(question))))
  for (const row of rows) {
    const entered = enteredIn(row, asked, known, problems)
    if (entered === null) continue
    if (isSame(entered, known.get(row.cells.get(NUMBER) ?? ''))) same += 1
    else wanted.push({ row: row.number, entered })
  }
  const { saved, refused } = await saveSheets(
    office,
    user,
    asked.id,
    wanted.map(({ entered }) => entered),
  )
  for (const { index, issues } of refused)
    problems.push(...issues.map(({ label, message }) => ({ sheet: SHEET, row: wanted[index]?.row ?? 0, column: label, message })))
  return { rows: rows.length, saved: saved.length, same, problems }
}

function enteredIn(row: BookRow, asked: Published, known: ReadonlyMap<string, SheetShown>, problems: RowProblem[]): SheetEntered | null {
  const wrong = (column: string, message: string): void => void problems.push({ sheet: SHEET, row: row.number, column, message })
  const before = problems.length
  const number = row.cells.get(NUMBER)
  const former = number === undefined ? undefined : known.get(number)
  if (number !== undefined && former === undefined) wrong(NUMBER, `这份问卷没有编号为“${number}”的答卷，新的答卷请把编号空着。`)
  const kind = row.cells.get(KIND)
  const register =
    former?.subject.register ??
    asked.about.find((name) => registerOf(name).label === kind) ??
    (kind === undefined && asked.about.length === 1 ? asked.about[0] : undefined)
  if (register === undefined) wrong(KIND, `请写明是哪一种：${asked.about.map((name) => registerOf(name).label).join('、')}。`)
  const id = former?.subject.id ?? row.cells.get(SUBJECT_ID)
  if (id === undefined) wrong(SUBJECT_ID, '没有填写；请用导出的空白答卷，它写着每个对象的 id。')
  const day = row.cells.get(DAY) ?? ''
  const askedOn = readAnswer({ type: 'date', code: 'day', label: DAY }, day)
  if (!('value' in askedOn) || !isIsoDate(askedOn.value)) wrong(DAY, day === '' ? '没有填写。' : `“${day}”不是日期，请写成 2015-10-08。`)
  const answers: Record<string, string> = {}
  for (const question of questionsOf(asked.tree)) {
    const read = readAnswer(question, row.cells.get(headingOf(question)) ?? '')
    if ('problem' in read) wrong(headingOf(question), read.problem)
    else if (read.value !== '') answers[question.code] = read.value
  }
  if (problems.length > before || register === undefined || id === undefined || !('value' in askedOn)) return null
  return {
    ...(former === undefined ? {} : { id: former.id }),
    subject: { register, id },
    askedOn: askedOn.value,
    askedBy: row.cells.get(ASKED_BY) ?? null,
    answeredBy: row.cells.get(ANSWERED_BY) ?? null,
    remark: row.cells.get(REMARK) ?? null,
    answers,
  }
}

function isSame(entered: SheetEntered, sheet: SheetShown | undefined): boolean {
  if (sheet === undefined) return false
  const said = (one: Pick<SheetEntered, 'askedOn' | 'askedBy' | 'answeredBy' | 'remark' | 'answers'>): string =>
    JSON.stringify([one.askedOn, one.askedBy, one.answeredBy, one.remark, Object.entries(one.answers).toSorted(([a], [b]) => (a < b ? -1 : 1))])
  return said(entered) === said(sheet)
}
