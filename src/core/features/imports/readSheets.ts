/** Opens the sheets of a workbook for import: headings, what they mean, which sheets are taken, and their rows as values. */
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import { AppError } from '#core/errors.ts'
import { findHeadings, headingsError, HEADING_ROWS, type FoundHeadings } from '#core/excel/headings.ts'
import { TEMPLATE_SHEETS } from '#core/excel/template.ts'
import type { OpenSheet, OpenWorkbook, SheetRow } from '#core/excel/readWorkbook.ts'
import { RowSorter, type RowKind } from '#core/excel/rowSorter.ts'
import type { ImportOptions, ImportProblem, Mapping } from './contract.ts'
import { unitsAbove, unitWord, withArabicYear } from './headingParts.ts'
import { Layout, type LayoutColumn, type SaidPlace } from './layout.ts'
import type { Mends } from './mends.ts'
import type { DataRow } from './model.ts'
import type { Places } from './places.ts'
import { problemAt } from './problems.ts'
import { isLeftToTitle, yearOfTitle } from './titleValues.ts'
import { headingsKey, knownHeadings, nationalLayoutOf, recognise, type Recognised, type Recognition, type SheetUnits } from './recognise.ts'
import { RowReader } from './rowReader.ts'
import type { Profile } from './targets.ts'

export interface SheetHeadings {
  readonly sheet: OpenSheet
  /** First rows, for samples. */
  readonly head: readonly SheetRow[]
  readonly found: FoundHeadings | undefined
  readonly recognition: Recognition | undefined
  readonly recognised: Recognised
}

/** How a mapping used before is found. */
export type RememberedMapping = (headings: string) => Mapping | undefined

/** Finds the headings of a sheet and what they mean; the mapping by hand goes before a remembered one. */
export async function readHeadings(
  profile: Profile,
  workbook: OpenWorkbook,
  sheet: OpenSheet,
  mapping: Mapping | undefined,
  remembered: RememberedMapping,
): Promise<SheetHeadings> {
  if (sheet.refused !== undefined || sheet.filledRows === 0) return { sheet, head: [], found: undefined, recognition: undefined, recognised: 'none' }
  const head = await sheet.head(HEADING_ROWS)
  let found = findHeadings(head, sheet.merges, knownHeadings(profile, mapping))
  if (found === undefined) return { sheet, head, found, recognition: undefined, recognised: 'none' }
  const before = mapping === undefined ? remembered(headingsKey(found)) : undefined
  if (before !== undefined) found = findHeadings(head, sheet.merges, knownHeadings(profile, before)) ?? found
  const recognition = recognise(profile, sheet.name, found, mapping ?? before, unitsOf(head, found))
  return { sheet, head, found, recognition, recognised: sourceOf(workbook, sheet, found, recognition, before !== undefined) }
}

/** Units above the headings, and those of a line below them that holds nothing but units. */
function unitsOf(head: readonly SheetRow[], found: FoundHeadings): SheetUnits {
  const line = head.find(({ number }) => number > found.lastRow)
  const filled = (line?.cells ?? []).flatMap((cell, index) => (cell.kind === 'empty' ? [] : [[index + 1, unitWord(cell.text)] as const]))
  const below = filled.every(([, unit]) => unit !== undefined) ? filled : []
  return {
    above: unitsAbove(textsAbove(head, found)),
    below: new Map(below.flatMap(([column, unit]) => (unit === undefined ? [] : [[column, unit] as const]))),
  }
}

/** What stands above the headings, as written. */
function textsAbove(head: readonly SheetRow[], found: FoundHeadings): string[] {
  return head.filter(({ number }) => number < found.firstRow).flatMap(({ cells }) => cells.flatMap(({ kind, text }) => (kind === 'text' ? text : [])))
}

function sourceOf(workbook: OpenWorkbook, sheet: OpenSheet, found: FoundHeadings, recognition: Recognition, remembered: boolean): Recognised {
  if (recognition.columns.length === 0) return 'none'
  if (remembered) return 'remembered'
  if (isTemplate(workbook) && sheet.name === TEMPLATE_SHEETS.entry) return 'template'
  return nationalLayoutOf(found) === undefined ? 'guessed' : 'national'
}

function isTemplate(workbook: OpenWorkbook): boolean {
  const names = new Set(workbook.sheets.map(({ name }) => name))
  return names.has(TEMPLATE_SHEETS.entry) && names.has(TEMPLATE_SHEETS.notes)
}

/**
 * The sheets to import: the one asked for, else every visible sheet that speaks of the register. Sheets left out are told.
 * Throws HEADINGS when there is none, FILE_TOO_LARGE for a sheet beyond the limits, VALIDATION for a sheet that does not exist.
 */
export function chooseSheets(
  profile: Profile,
  workbook: OpenWorkbook,
  sheets: readonly SheetHeadings[],
  wanted: string | undefined,
): { chosen: SheetHeadings[]; problems: ImportProblem[] } {
  const named = wanted === undefined ? undefined : sheets.find(({ sheet }) => sheet.name === wanted)
  if (wanted !== undefined && named === undefined)
    throw new AppError('VALIDATION', `文件里没有名为“${wanted}”的工作表。`, `请从这些工作表中选择：${workbook.sheets.map(({ name }) => name).join('、')}。`)
  const entry = isTemplate(workbook) ? sheets.find(({ sheet }) => sheet.name === TEMPLATE_SHEETS.entry) : undefined
  const visible = entry === undefined ? sheets.filter(({ sheet }) => !sheet.hidden && (sheet.filledRows > 0 || sheet.refused !== undefined)) : [entry]
  const open = named === undefined ? visible : [named]
  const large = open.find(({ sheet }) => sheet.refused !== undefined)
  if (large !== undefined && (open.length === 1 || named !== undefined)) {
    throw new AppError('FILE_TOO_LARGE', `${large.sheet.refused ?? ''}。`, '请按乡镇或村拆分成几个文件，或删除多余的空行和空列后再试。')
  }
  const chosen = open.filter((one) => isTelling(profile, one))
  if (chosen.length === 0) {
    const best = open.toSorted((one, other) => (other.found?.recognised ?? 0) - (one.found?.recognised ?? 0))[0] ?? sheets[0]
    if (best === undefined || (best.found?.recognised ?? 0) === 0) throw headingsError(best?.sheet.name ?? '', best?.found)
    throw new AppError(
      'HEADINGS',
      `工作表“${best.sheet.name}”缺少能认出每一行是谁的列（如${keyLabels(profile)}）。`,
      '请检查是否选错了工作表或台账；也可以手工指定每一列对应的项目，或下载模板填写。',
    )
  }
  const rest = open.filter((one) => !chosen.includes(one))
  return { chosen, problems: rest.map(({ sheet, found }) => leftOut(sheet, found)) }
}

function leftOut(sheet: OpenSheet, found: FoundHeadings | undefined): ImportProblem {
  const why = sheet.refused ?? '没有认出可以导入的表头'
  return {
    sheet: sheet.name,
    row: found?.lastRow ?? 1,
    column: '',
    value: '',
    code: 'heading_unknown',
    severity: 'warning',
    message: `工作表“${sheet.name}”没有导入：${why}；需要时请单独选择这张工作表。`,
  }
}

function isTelling(profile: Profile, { recognition }: SheetHeadings): boolean {
  if (recognition === undefined) return false
  const targets = new Set([
    ...recognition.columns.map(({ target }) => target.target),
    ...recognition.problems.flatMap(({ code }) => (code === 'duplicate_heading' ? ['duplicate'] : [])),
  ])
  if (targets.has('duplicate')) return true
  if (profile.roster !== null) return profile.roster.telling.some((target) => targets.has(target))
  return [...profile.targets.values()].some(({ register, field, target, key }) => {
    if (key !== undefined) return key.reference.required === true && key.field.type !== 'phone' && targets.has(target)
    return register === profile.register && (field.required === true || field.unique === true) && field.type !== 'year' && targets.has(target)
  })
}

function keyLabels(profile: Profile): string {
  if (profile.roster !== null) return profile.roster.tellingLabels
  return [...profile.targets.values()]
    .filter(({ register, field }) => register === profile.register && field.required === true)
    .map(({ field }) => field.label)
    .join('、')
}

/** 2016年, 2016年度; not the year of a day (填报日期：2017年3月5日). */
const YEAR = /(?<!\d)(20[0-4]\d)\s*年(?!\s*\d{1,2}\s*月)/g
/** 2014-2015年: the first of several years. */
const FROM = /(?<!\d)(20[0-4]\d)\s*年?\s*[-—–~至到、/]+\s*(?=20[0-4]\d\s*年)/g
/** 14年贫困户花名册. */
const SHORT_YEAR = /(?<![\d年月.\-/第])(1\d)年(?!\s*\d|\s*[以来])/g
/** 2017年3月, 20231218, 2014.12. */
const DAY = /(?<!\d)(20[0-4]\d)\s*(?:年|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)|[.-](?:0?[1-9]|1[0-2])(?![\d.-]))/

/** What says of which year the figures of a sheet are, beside its columns. */
export interface YearSources {
  /** Lines above the headings, and the name of the sheet. */
  readonly title: readonly string[]
  readonly file: string
}

export function yearSources(sheet: string, found: FoundHeadings, file: string): YearSources {
  return { title: [...found.above, /^20[0-4]\d$/.test(sheet.trim()) ? `${sheet.trim()}年` : sheet].map(withArabicYear), file: withArabicYear(file) }
}

/**
 * The year of a sheet's facts where no column says it: as asked for; as the title, the name of the sheet or the name of the file has it
 * (2016年…花名册, 户信息_20231218.xlsx), a bare year before one of a day; else the year the office works in, which is only supposed.
 */
export function yearOf(
  options: ImportOptions,
  sources: YearSources,
  office: number,
  columns: readonly LayoutColumn[] = [],
): { value: number; certain: boolean } {
  if (options.year !== undefined) return { value: options.year, certain: true }
  const inTitle = yearsIn(sources.title)
  if (inTitle.length === 1 && inTitle[0] !== undefined) return { value: inTitle[0], certain: true }
  const inHeadings = columns.flatMap(({ year }) => year ?? [])
  if (inHeadings.length > 0) return { value: Math.max(...inHeadings), certain: true }
  // Two years in a title: which of them the figures are of is not said.
  if (inTitle.length > 1) return { value: office, certain: false }
  const [inFile] = yearsIn([sources.file])
  if (inFile !== undefined) return { value: inFile, certain: true }
  for (const text of [...sources.title, sources.file]) {
    const year = DAY.exec(text)?.[1]
    if (year !== undefined) return { value: Number(year), certain: true }
  }
  return { value: office, certain: false }
}

/** The years that texts name, each once. */
function yearsIn(texts: readonly string[]): number[] {
  const named = (pattern: RegExp): number[] => texts.flatMap((text) => [...text.matchAll(pattern)].map(([, year = '']) => Number(year.padStart(4, '20'))))
  return [...new Set([...named(FROM), ...named(YEAR), ...named(SHORT_YEAR)])]
}

/**
 * What is to be said of the year of a sheet that has no column for it: that the title names another year than was asked for, which keeps
 * its rows out until somebody says which holds, or that the year of the title or of the file's name was taken.
 */
export function yearProblems(options: ImportOptions, layout: Layout, sources: YearSources, office: number): ImportProblem[] {
  if (!takesYearOfTitle(layout)) return []
  const years = yearsIn(sources.title)
  const say = (severity: ImportProblem['severity'], message: string): ImportProblem[] => [
    { sheet: layout.sheet, row: layout.found.firstRow, column: '', value: years.join('、'), code: 'match_conflict', severity, message },
  ]
  if (years.length === 0) return fileYearProblems(options, layout, sources, office).flatMap((message) => say('warning', message))
  const named = years.map((year) => `${year} 年`).join('、')
  if (options.year === undefined && years.length > 1)
    return say('warning', `标题里写着 ${named}，看不出数字是哪一年的，按 ${layout.year} 年导入；不是这一年的，请选择年度后重新导入。`)
  if (years.includes(layout.year)) return layout.year === office ? [] : say('warning', `标题写明 ${named}，年度数字记入 ${layout.year} 年。`)
  if (options.yearAgainstTitle === true) return say('warning', `标题写明 ${named}，按您的选择记入 ${layout.year} 年。`)
  return say('error', `标题写明 ${named}，选的却是 ${layout.year} 年，没有导入；请改选年度，或确认“不按标题的年度”后再导入。`)
}

function takesYearOfTitle(layout: Layout): boolean {
  const { profile } = layout
  if (profile.roster === null && isLeftToTitle(layout, registerOf(profile.register), yearOfTitle(registerOf(profile.register)))) return true
  if (profile.years.some((target) => layout.has(target))) return false
  return layout.columns.some(({ target, year }) => year === undefined && isYearly(target.register))
}

/** The name of a file and the day of a report only hint at the year: whoever chose another is told, nothing is held back. */
function fileYearProblems(options: ImportOptions, layout: Layout, sources: YearSources, office: number): string[] {
  if (options.year === undefined)
    return layout.yearIsCertain && layout.year !== office
      ? [`文件名或标题里的日期是 ${layout.year} 年，年度数字记入 ${layout.year} 年；不是这一年的，请选择年度后重新导入。`]
      : []
  const years = yearsIn([sources.file])
  if (years.length === 0 || years.includes(options.year)) return []
  return [`文件名写着 ${years.map((year) => `${year} 年`).join('、')}，按选择的年度记入 ${options.year} 年；请核对。`]
}

function isYearly(register: string): boolean {
  return isRegisterName(register) && registerOf(register).yearly !== undefined
}

/** The layout of a sheet; throws HEADINGS for headings that stand for the same thing. */
export function layoutOf(
  profile: Profile,
  { sheet, found, recognition }: SheetHeadings,
  columns: readonly LayoutColumn[],
  said: { readonly year: { readonly value: number; readonly certain: boolean }; readonly said: SaidPlace },
): Layout {
  if (found === undefined || recognition === undefined) throw headingsError(sheet.name, found)
  return new Layout(profile, sheet.name, found, columns, said)
}

/** Reads every row of data and says what is to be known of the sheet; all other rows are counted into `skipped`. */
export async function readRows(
  sheet: OpenSheet,
  layout: Layout,
  places: Places,
  skipped: Record<string, number>,
  context: {
    readonly signal: AbortSignal
    readonly step: () => Promise<void>
    readonly onRow: (row: number, rows: number) => void
    /** Hidden rows are counted and left. */
    readonly leavesHidden: boolean
    readonly mends: Mends
  },
): Promise<{ rows: DataRow[]; problems: ImportProblem[] }> {
  const sorter = new RowSorter(layout.found)
  const reader = new RowReader(layout, places)
  const rows: DataRow[] = []
  const hidden: number[] = []
  const count = (kind: RowKind | 'blank' | 'hidden', number = 1): void => {
    if (number > 0) skipped[kind] = (skipped[kind] ?? 0) + number
  }
  let above: SheetRow | undefined
  for await (const portion of sheet.portions({ signal: context.signal, merged: 'down', onProgress: context.onRow })) {
    for (const written of portion) {
      const sheetRow = context.mends.mended(written)
      const isEmpty = above !== undefined && onlyMerged(sheetRow, above)
      above = sheetRow
      const kind = isEmpty ? 'data' : sorter.sort(sheetRow)
      if (kind === undefined) continue
      if (sheetRow.hidden && kind === 'data') hidden.push(sheetRow.number)
      if (sheetRow.hidden && context.leavesHidden) {
        count('hidden')
        continue
      }
      const read = kind === 'data' && !isEmpty ? reader.read(sheetRow) : []
      rows.push(...read)
      if (read.length === 0) count(kind === 'data' ? 'blank' : kind)
    }
    await context.step()
  }
  count('blank', sorter.counts.blank)
  return { rows, problems: [...reader.notes(), ...hiddenRows(layout, hidden, context.leavesHidden)] }
}

/** Whether everything in a row is what merged cells of the row above hold: nobody filled it in. */
function onlyMerged({ cells }: SheetRow, above: SheetRow): boolean {
  return cells.every((cell, index) => cell.kind === 'empty' || cell === above.cells[index]) && cells.some(({ kind }) => kind !== 'empty')
}

const MOST_NAMED = 5

function hiddenRows(layout: Layout, hidden: readonly number[], left: boolean): ImportProblem[] {
  if (hidden.length === 0) return []
  const named = `${hidden.slice(0, MOST_NAMED).join('、')}${hidden.length > MOST_NAMED ? ' 等' : ''}`
  const done = left ? '没有导入；需要时取消隐藏，或选择导入隐藏的行和列' : '也已照常读取；不要的请在导入时选择不导入隐藏的行和列'
  return [problemAt(layout, hidden[0] ?? 0, null, 'format', `有 ${hidden.length} 行是隐藏的（第 ${named} 行，可能是筛选后没有显示），${done}。`, '', 'warning')]
}

/** The columns read without those that are hidden, or with them; either is told. */
export function hiddenColumns(
  { sheet, found, recognition }: SheetHeadings,
  leaves: boolean,
): { readonly columns: readonly LayoutColumn[]; readonly problems: ImportProblem[] } {
  const columns = recognition?.columns ?? []
  const isHidden = new Set(sheet.hiddenColumns)
  const hidden = columns.filter(({ column }) => isHidden.has(column))
  if (hidden.length === 0) return { columns, problems: [] }
  const named = hidden.map(({ letter, heading }) => `${letter} 列“${heading}”`).join('、')
  const done = leaves ? '没有导入；需要时取消隐藏，或选择导入隐藏的行和列' : '也已照常读取；不要的请在导入时选择不导入隐藏的行和列'
  return {
    columns: leaves ? columns.filter((column) => !hidden.includes(column)) : columns,
    problems: [
      {
        sheet: sheet.name,
        row: found?.lastRow ?? 0,
        column: hidden[0]?.letter ?? '',
        value: hidden[0]?.heading ?? '',
        code: 'format',
        severity: 'warning',
        message: `有 ${hidden.length} 列是隐藏的（${named}），${done}。`,
      },
    ],
  }
}
