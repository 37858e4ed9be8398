/** A questionnaire as data for paper: blank, to be filled in by hand, or with the answers of a sheet. Texts and numbers alone, so that any template shows it. Pure. */
import { answerInWords, chosenIn } from './answers.ts'
import { pointsText } from './points.ts'
import { scoreOf } from './score.ts'
import { optionsOf, walk } from './tree.ts'
import { ANSWER_TYPES, type Answers, type Item, type Tree } from './types.ts'

/** One line of the paper: a section, or a question with its answer. */
export interface ScopeLine {
  readonly kind: 'section' | 'question'
  /** 0 for what stands by itself. */
  readonly depth: number
  /** As people count: 一、二、 for the outermost sections, 1, 2, 3 … for questions through the whole paper. */
  readonly number: string
  readonly code: string
  readonly label: string
  readonly hint: string
  /** Kind of answer in words; empty for a section. */
  readonly type: string
  readonly required: boolean
  /** False where the answers before it leave it out; a blank shows all. */
  readonly shown: boolean
  readonly options: readonly { readonly mark: '☐' | '☑'; readonly code: string; readonly label: string; readonly points: string }[]
  /** The answer in words; empty in a blank. */
  readonly answer: string
  /** Points of the answer; empty where it scores nothing. */
  readonly points: string
  /** What must hold for it to be asked, in words; empty where nothing. */
  readonly condition: string
}

export interface QuestionnaireScope {
  readonly name: string
  readonly version: number
  readonly issuer: string
  readonly source: string
  readonly preface: string
  readonly filled: boolean
  readonly lines: readonly ScopeLine[]
  /** Of a filled sheet, else empty texts. */
  readonly sheet: {
    readonly number: string
    readonly subject: string
    readonly place: string
    readonly askedOn: string
    readonly askedBy: string
    readonly answeredBy: string
    readonly remark: string
    readonly score: string
    readonly fullScore: string
    readonly grade: string
    readonly vetoes: string
  }
}

/** What is said of the questionnaire on its paper. */
export interface ScopeHead {
  readonly name: string
  readonly version: number
  readonly issuer: string
  readonly source: string | null
  readonly tree: Tree
}

/** What is said of a sheet on its paper; numbers as they are kept. */
export interface ScopeSheet {
  readonly number: string | null
  readonly subject: { readonly title: string }
  readonly place: string
  readonly askedOn: string
  readonly askedBy: string | null
  readonly answeredBy: string | null
  readonly remark: string | null
  readonly answers: Readonly<Record<string, string>>
}

/** The questionnaire for paper; with a sheet its answers stand in it, without one everything is blank. */
export function questionnaireScope({ name, version, issuer, source, tree }: ScopeHead, sheet: ScopeSheet | null): QuestionnaireScope {
  const answers: Answers = new Map(Object.entries(sheet?.answers ?? {}))
  const score = scoreOf(tree, answers)
  // Where nothing scores (conditions that are met or not) there is no sum.
  const scored = sheet !== null && (score.most !== 0 || score.points !== 0)
  const labels = new Map(walk(tree.items).map(({ item }) => [item.code, item.label]))
  let sections = 0
  let questions = 0
  const lines = walk(tree.items).map(({ item, above }): ScopeLine => {
    const outermost = item.type === 'section' && above.length === 0
    if (outermost) sections += 1
    if (item.type !== 'section') questions += 1
    const number = item.type !== 'section' ? String(questions) : outermost ? chineseNumber(sections) : ''
    const value = answers.get(item.code) ?? ''
    const shown = sheet === null || item.type === 'section' || score.shown.has(item.code)
    return {
      ...lineOf(item, shown ? value : '', score.byQuestion.get(item.code)),
      depth: above.length,
      number,
      shown,
      condition: conditionInWords(item, labels, tree),
    }
  })
  return {
    name,
    version,
    issuer,
    source: source ?? '',
    preface: tree.preface ?? '',
    filled: sheet !== null,
    lines,
    sheet: {
      number: sheet?.number ?? '',
      subject: sheet?.subject.title ?? '',
      place: sheet?.place ?? '',
      askedOn: sheet?.askedOn ?? '',
      askedBy: sheet?.askedBy ?? '',
      answeredBy: sheet?.answeredBy ?? '',
      remark: sheet?.remark ?? '',
      score: scored ? pointsText(score.points) : '',
      fullScore: scored ? pointsText(score.most) : '',
      grade: sheet === null ? '' : (score.grade ?? ''),
      vetoes: score.vetoes.map((code) => labels.get(code) ?? code).join('、'),
    },
  }
}

function lineOf(item: Item, value: string, points: number | undefined): Omit<ScopeLine, 'depth' | 'number' | 'shown' | 'condition'> {
  const { code, label, hint = '' } = item
  if (item.type === 'section') return { kind: 'section', code, label, hint, type: '', required: false, options: [], answer: '', points: '' }
  const chosen = new Set(chosenIn(value))
  return {
    kind: 'question',
    code,
    label,
    hint,
    type: ANSWER_TYPES[item.type],
    required: item.required === true,
    options: optionsOf(item).map((option) => ({
      mark: chosen.has(option.code) ? '☑' : '☐',
      code: option.code,
      label: option.label,
      points: option.points ?? '',
    })),
    answer: answerInWords(item, value),
    points: points === undefined ? '' : pointsText(points),
  }
}

function conditionInWords({ shownIf = [] }: Item, labels: ReadonlyMap<string, string>, tree: Tree): string {
  return shownIf
    .map(({ question, is }) => {
      const asked = walk(tree.items).find(({ item }) => item.code === question)?.item
      const words = asked === undefined || asked.type === 'section' ? is : is.map((value) => answerInWords(asked, value))
      return `“${labels.get(question) ?? question}”是${words.join('或')}`
    })
    .join('，')
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 to 99 as Chinese numerals. */
function chineseNumber(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens > 1 ? (DIGITS[tens] ?? '') : ''}${tens > 0 ? '十' : ''}${DIGITS[ones] ?? ''}`
}
