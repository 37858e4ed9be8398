/**
 * A questionnaire as a workbook, and back: what is written is read as the same questionnaire. Four sheets, a row a thing, so that a clerk can change it in
 * WPS; the order of the rows is the order of the paper. What is wrong is said by sheet, row and column.
 */
import type { z } from 'zod'
import { isRegisterName, registerOf } from '../../catalogue/index.ts'
import { spelling } from '../../catalogue/derive/text.ts'
import { writeSheets, type CellValue, type SheetColumn } from '../../excel/writeSheet.ts'
import type { Written } from '../../questionnaires/keep.ts'
import { askable, optionsOf, problemsOf, walk } from '../../questionnaires/tree.ts'
import {
  ANSWER_TYPES,
  optionShape,
  questionShape,
  sectionHeadShape,
  type AnswerType,
  type Condition,
  type Item,
  type Option,
  type Section,
  type Tree,
} from '../../questionnaires/types.ts'
import { cellsBy, readBook, type BookRow, type RowProblem } from './bookRows.ts'

const HEAD = '问卷'
const ITEMS = '题目'
const OPTIONS = '选项'
const GRADES = '等次'
const SECTION = '部分'

/** Lines of the first sheet: the key of what is said and its name. */
const SAID = [
  ['code', '代号'],
  ['name', '名称'],
  ['about', '问什么'],
  ['source', '来源'],
  ['unverified', '待核'],
  ['preface', '开头的说明'],
  ['base', '起始分'],
  ['least', '最低分'],
  ['most', '最高分'],
  ['outOf', '折算为满分'],
] as const

/** Columns of the questions, by the key of what they hold. */
const COLUMNS = [
  ['code', '编号', 14],
  ['parent', '上级', 14],
  ['type', '类别', 10],
  ['label', '题目', 40],
  ['required', '必答', 8],
  ['shownIf', '出现条件', 20],
  ['unit', '单位', 8],
  ['scale', '小数位数', 10],
  ['minimum', '最小值', 10],
  ['maximum', '最大值', 10],
  ['longest', '最多字数', 10],
  ['codeList', '代码表', 16],
  ['register', '台账', 14],
  ['each', '每单位分', 10],
  ['base', '起始分', 10],
  ['least', '最低分', 10],
  ['most', '最高分', 10],
  ['weight', '权重', 8],
  ['hint', '填写说明', 40],
] as const
const OPTION_COLUMNS = [
  ['question', '题目编号', 14],
  ['code', '代码', 10],
  ['label', '选项', 40],
  ['points', '分值', 10],
  ['veto', '否决', 8],
] as const
const GRADE_COLUMNS = [
  ['from', '起点分', 10],
  ['label', '等次', 12],
] as const

type Columns = readonly (readonly [key: string, heading: string, width: number])[]

export function fileNameOf({ name }: Pick<Written, 'name'>): string {
  return `问卷_${name.replaceAll(/[\\/:*?"<>|]/g, '_')}.xlsx`
}

/** Writes it, replacing the file. */
export async function writeDefinition(path: string, written: Written, signal?: AbortSignal): Promise<number> {
  const { tree } = written
  const head: Readonly<Record<string, string | undefined>> = {
    ...written,
    about: written.about.map((name) => (isRegisterName(name) ? registerOf(name).label : name)).join('、'),
    source: written.source ?? undefined,
    unverified: written.unverified ? '是' : '否',
    preface: tree.preface,
    base: tree.base,
    least: tree.least,
    most: tree.most,
    outOf: tree.outOf,
    tree: undefined,
  }
  const items = walk(tree.items)
  const options = items.flatMap(({ item }) =>
    optionsWritten(item).map((option) => ({ question: item.code, ...option, veto: option.veto === true ? '是' : undefined })),
  )
  return writeSheets(
    path,
    [
      {
        name: HEAD,
        columns: textColumns([
          ['said', '项目', 14],
          ['value', '内容', 70],
        ]),
        rows: SAID.map(([key, label]) => [label, head[key] ?? null]),
      },
      { name: ITEMS, columns: textColumns(COLUMNS), rows: items.map(({ item, above }) => valuesBy(COLUMNS, itemRow(item, above.at(-1)))) },
      { name: OPTIONS, columns: textColumns(OPTION_COLUMNS), rows: options.map((option) => valuesBy(OPTION_COLUMNS, option)) },
      { name: GRADES, columns: textColumns(GRADE_COLUMNS), rows: (tree.grades ?? []).map((grade) => valuesBy(GRADE_COLUMNS, grade)) },
    ],
    signal === undefined ? {} : { signal },
  )
}

function textColumns(columns: Columns): SheetColumn[] {
  return columns.map(([, heading, width]) => ({ heading, kind: 'text', width, wrap: true }))
}

function valuesBy(columns: Columns, row: Readonly<Record<string, CellValue | undefined>>): CellValue[] {
  return columns.map(([key]) => row[key] ?? null)
}

function itemRow(item: Item, parent: Section | undefined): Record<string, CellValue | undefined> {
  const { shownIf } = item
  const said = {
    code: item.code,
    parent: parent?.code,
    label: item.label,
    hint: item.hint,
    shownIf: shownIf === undefined ? undefined : conditionText(shownIf),
    weight: item.weight,
  }
  if (item.type === 'section') return { ...said, type: SECTION, base: item.base, least: item.least, most: item.most }
  const { type, required, weight: _weight, ...rest } = item
  const scoring = 'scoring' in rest ? rest.scoring : undefined
  const plain = Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'string' || typeof value === 'number')) as Record<
    string,
    string | number
  >
  return {
    ...plain,
    ...said,
    ...scoring,
    scale: 'scale' in rest ? String(rest.scale) : undefined,
    longest: 'longest' in rest && rest.longest !== undefined ? String(rest.longest) : undefined,
    type: ANSWER_TYPES[type],
    required: required === true ? '是' : undefined,
  }
}

/** Yes and no stand among the options where they score or are out. */
function optionsWritten(item: Item): readonly Option[] {
  if (item.type === 'section') return []
  return item.type === 'boolean' ? optionsOf(item).filter(({ points, veto }) => points !== undefined || veto === true) : optionsOf(item)
}

/** `A1=1,2；B3=0` */
function conditionText(condition: Condition): string {
  return condition.map(({ question, is }) => `${question}=${is.join(',')}`).join('；')
}

function conditionIn(text: string): unknown {
  return text
    .split(/[；;]/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [question = '', values = ''] = part.split('=')
      return { question: question.trim(), is: values.split(/[,，]/).map((value) => value.trim()) }
    })
}

/** What a workbook says, or everything that is wrong with it. Throws FILE_* for what is no workbook. */
export async function readDefinition(
  path: string,
  signal?: AbortSignal,
): Promise<{ readonly written: Written } | { readonly problems: readonly RowProblem[] }> {
  const book = await readBook(path, [HEAD, ITEMS, OPTIONS, GRADES], signal)
  if ('problems' in book) return book
  const problems: RowProblem[] = []
  const said = saidIn(book.rows(HEAD))
  const options = optionsIn(book.rows(OPTIONS), problems)
  const items = itemsIn(book.rows(ITEMS), options, problems)
  const grades = book.rows(GRADES).map((row) => cellsBy(GRADE_COLUMNS, row))
  const about = (said['about'] ?? '')
    .split(/[、,，]/)
    .flatMap((label) => askable.find((name) => spelling(name) === spelling(label) || spelling(registerOf(name).label) === spelling(label)) ?? [])
  if (about.length === 0)
    problems.push({ sheet: HEAD, row: 0, column: '问什么', message: `请写明问哪种记录：${askable.map((name) => registerOf(name).label).join('、')}。` })
  for (const key of ['code', 'name'] as const)
    if ((said[key] ?? '') === '') problems.push({ sheet: HEAD, row: 0, column: SAID.find(([one]) => one === key)?.[1] ?? key, message: '没有填写。' })
  if (problems.length > 0) return { problems }
  const tree = {
    ...Object.fromEntries((['preface', 'base', 'least', 'most', 'outOf'] as const).flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]]]))),
    ...(grades.length === 0 ? {} : { grades }),
    items,
  } as Tree
  const wrong = problemsOf(tree)
  if (wrong.length > 0)
    return {
      problems: wrong.map(({ code, message }) => ({
        sheet: ITEMS,
        row: book.rows(ITEMS).find(({ cells }) => cells.get('编号') === code)?.number ?? 0,
        column: '',
        message,
      })),
    }
  return {
    written: { code: said['code'] ?? '', name: said['name'] ?? '', about, source: said['source'] ?? null, unverified: said['unverified'] === '是', tree },
  }
}

function saidIn(rows: readonly BookRow[]): Partial<Record<(typeof SAID)[number][0], string>> {
  const byLabel = new Map<string, string>(rows.map(({ cells }) => [cells.get('项目') ?? '', cells.get('内容') ?? '']))
  return Object.fromEntries(SAID.flatMap(([key, label]) => ((byLabel.get(label) ?? '') === '' ? [] : [[key, byLabel.get(label)]])))
}

function optionsIn(rows: readonly BookRow[], problems: RowProblem[]): ReadonlyMap<string, Option[]> {
  const found = new Map<string, Option[]>()
  for (const row of rows) {
    const { question = '', veto, ...rest } = cellsBy(OPTION_COLUMNS, row)
    const read = optionShape.safeParse({ ...rest, ...(veto === '是' ? { veto: true } : {}) })
    if (!read.success) problems.push(...wrongIn(read.error, OPTIONS, row, OPTION_COLUMNS))
    else found.set(question, [...(found.get(question) ?? []), read.data])
  }
  return found
}

const TYPES = new Map<string, AnswerType>(Object.entries(ANSWER_TYPES).map(([type, label]) => [label, type as AnswerType]))

function itemsIn(rows: readonly BookRow[], options: ReadonlyMap<string, Option[]>, problems: RowProblem[]): Item[] {
  const top: Item[] = []
  const sections = new Map<string, Section>()
  const known = new Set<string>()
  for (const row of rows) {
    const { parent = '', ...cells } = cellsBy(COLUMNS, row)
    known.add(cells['code'] ?? '')
    const item = itemIn(row, cells, options, problems)
    if (item === null) continue
    const into = parent === '' ? top : sections.get(parent)?.items
    if (into === undefined) problems.push({ sheet: ITEMS, row: row.number, column: '上级', message: `上面没有编号为“${parent}”的部分。` })
    else into.push(item)
    if (item.type === 'section') sections.set(item.code, item)
  }
  for (const question of options.keys())
    if (!known.has(question)) problems.push({ sheet: OPTIONS, row: 0, column: '题目编号', message: `“题目”里没有编号“${question}”。` })
  return top
}

function itemIn(row: BookRow, cells: Readonly<Record<string, string>>, options: ReadonlyMap<string, Option[]>, problems: RowProblem[]): Item | null {
  const { type: named = '', required, shownIf, each, least, most, base, scale, longest, ...rest } = cells
  const said = { ...rest, ...(shownIf === undefined ? {} : { shownIf: conditionIn(shownIf) }) }
  const bounds = { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) }
  if (named === SECTION) {
    const read = sectionHeadShape.safeParse({ type: 'section', ...said, ...bounds, ...(base === undefined ? {} : { base }) })
    if (read.success) return { ...read.data, items: [] }
    problems.push(...wrongIn(read.error, ITEMS, row, COLUMNS))
    return null
  }
  const type = TYPES.get(named)
  if (type === undefined) {
    problems.push({ sheet: ITEMS, row: row.number, column: '类别', message: `不认识“${named}”，可以写：${SECTION}、${[...TYPES.keys()].join('、')}。` })
    return null
  }
  const read = questionShape.safeParse({
    type,
    ...said,
    ...choicesOf(type, options.get(cells['code'] ?? '') ?? []),
    ...(required === '是' ? { required: true } : {}),
    ...(each === undefined ? {} : { scoring: { each, ...bounds } }),
    ...(scale === undefined ? {} : { scale: Number(scale) }),
    ...(longest === undefined ? {} : { longest: Number(longest) }),
  })
  if (read.success) return read.data
  problems.push(...wrongIn(read.error, ITEMS, row, COLUMNS))
  return null
}

function choicesOf(type: AnswerType, options: readonly Option[]): object {
  if (type === 'one' || type === 'several') return { options }
  if (type !== 'boolean') return {}
  const [yes, no] = ['1', '0'].map((code) => options.find((option) => option.code === code))
  const veto = yes?.veto === true ? 'yes' : no?.veto === true ? 'no' : undefined
  return {
    ...(yes?.points === undefined ? {} : { yes: yes.points }),
    ...(no?.points === undefined ? {} : { no: no.points }),
    ...(veto === undefined ? {} : { vetoIf: veto }),
  }
}

/** What a shape refused, as problems of the cells it was read from. */
function wrongIn(error: z.ZodError, sheet: string, row: BookRow, columns: Columns): RowProblem[] {
  return error.issues.map((issue) => {
    const keys = [...issue.path.map(String), ...('keys' in issue ? (issue.keys as string[]) : [])]
    const column = columns.find(([key]) => keys.includes(key))?.[1] ?? (keys.includes('options') ? '选项' : '')
    const value = column === '' ? '' : (row.cells.get(column) ?? '')
    const options = keys.includes('options') ? '单选题至少要两个选项、多选题至少要一个，写在“选项”表里。' : null
    const unwanted = 'keys' in issue ? '这种题不用填这一列，请清空。' : null
    return {
      sheet,
      row: row.number,
      column,
      message: options ?? unwanted ?? (value === '' ? '没有填写。' : `“${value}”写得不对，请核对（数最多四位小数，编号用字母和数字）。`),
    }
  })
}
