/** Questionnaires for paper: a version, blank or with the answers of a sheet, under the names that templates know. */
import type { AskingUser } from '../../access/asker.ts'
import { AppError } from '../../errors.ts'
import type { FormScope } from '../../forms/types.ts'
import { listPublished, published, type QuestionnairePorts } from '../../questionnaires/keep.ts'
import { questionnaireScope, type QuestionnaireScope, type ScopeLine } from '../../questionnaires/scope.ts'
import { readSheet } from '../../questionnaires/sheets.ts'
import { registerOf } from '../../catalogue/index.ts'

/** What one copy is made of: a version, and the sheet that answered it. */
export interface QuestionnaireCopy {
  readonly questionnaire: string
  /** Null for a blank. */
  readonly sheet: string | null
}

const SHEET = registerOf('answered_sheet')

/**
 * The copies that are meant: an id of a version or a code (its newest version) asks for a blank, an id or number of a sheet for that sheet.
 * `code`: sheets of no other questionnaire. Throws NOT_FOUND, with what there is.
 */
export function questionnaireCopies(ports: QuestionnairePorts, user: AskingUser, keys: readonly string[], code?: string): QuestionnaireCopy[] {
  const versions = listPublished(ports, user).filter((one) => code === undefined || one.code === code)
  return keys.map((key): QuestionnaireCopy => {
    const version = versions.find(({ id }) => id === key) ?? versions.find((one) => one.code === key && !one.withdrawn)
    if (version !== undefined) return { questionnaire: version.id, sheet: null }
    const [row] = [{ id: key }, { [SHEET.title]: key }].flatMap((where) => ports.records.query(user, { register: SHEET.name, where, limit: 1 }).rows)
    if (row !== undefined && versions.some(({ id }) => id === row['questionnaire_id']))
      return { questionnaire: String(row['questionnaire_id']), sheet: String(row['id']) }
    throw unknownKey(
      key,
      versions.map((one) => `${one.code}（${one.name}）`),
    )
  })
}

/** What templates find of a copy, what it is called, its number, and the place of its sheet. */
export function questionnairePaper(
  ports: QuestionnairePorts,
  user: AskingUser,
  copy: QuestionnaireCopy,
): { scope: FormScope; name: string; number: string; place: string | null } {
  const asked = published(ports, copy.questionnaire)
  const sheet = copy.sheet === null ? null : readSheet(ports, user, copy.sheet)
  const place = copy.sheet === null ? null : ports.records.get(user, SHEET.name, copy.sheet)[SHEET.owner ?? '']
  return {
    scope: scopeOf(questionnaireScope(asked, sheet)),
    name: sheet === null || sheet.subject.title === '' ? asked.name : sheet.subject.title,
    number: sheet?.number ?? asked.code,
    place: typeof place === 'string' ? place : null,
  }
}

function scopeOf({ name, version, issuer, source, preface, filled, lines, sheet }: QuestionnaireScope): FormScope {
  return {
    name,
    version,
    issuer,
    basis: source,
    preface,
    filled: told(filled),
    lines: lines.map(lineScope),
    sheet: {
      number: sheet.number,
      subject: sheet.subject,
      place: sheet.place,
      asked_on: sheet.askedOn,
      asked_by: sheet.askedBy,
      answered_by: sheet.answeredBy,
      remark: sheet.remark,
      score: sheet.score,
      full_score: sheet.fullScore,
      grade: sheet.grade,
      vetoes: sheet.vetoes,
    },
  }
}

function lineScope({ kind, depth, number, code, label, hint, type, required, shown, options, answer, points, condition }: ScopeLine): FormScope {
  return {
    kind,
    depth,
    number,
    code,
    label,
    hint,
    type,
    required: told(required),
    shown: told(shown),
    choices: options.map((option) => `${option.mark} ${option.label}${option.points === '' ? '' : `（${option.points}分）`}`).join('　'),
    answer,
    points,
    condition,
  }
}

/** A condition of a template holds where there is a text. */
function told(yes: boolean): string {
  return yes ? '是' : ''
}

function unknownKey(key: string, known: readonly string[]): AppError {
  return new AppError(
    'NOT_FOUND',
    `没有找到“${key}”：它不是问卷的代号或编号，也不是您能看到的答卷。`,
    known.length === 0 ? '请先在“问卷”里发布一份问卷。' : `发布过的问卷：${[...new Set(known)].join('、')}；答卷请写它的编号。`,
  )
}
