/** Opens the sheets of a workbook for import: headings, what they mean, which sheets are taken, and their rows as values. */
import { AppError } from '#core/errors.ts'
import { findHeadings, headingsError, HEADING_ROWS, type FoundHeadings } from '#core/excel/headings.ts'
import { TEMPLATE_SHEETS } from '#core/excel/template.ts'
import type { OpenSheet, OpenWorkbook, SheetRow } from '#core/excel/readWorkbook.ts'
import { RowSorter, type RowKind } from '#core/excel/rowSorter.ts'
import type { ImportOptions, ImportProblem, Mapping } from './contract.ts'
import { Layout } from './layout.ts'
import type { DataRow } from './model.ts'
import type { Places } from './places.ts'
import { headingsKey, knownHeadings, nationalLayoutOf, recognise, type Recognised, type Recognition } from './recognise.ts'
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

export interface ReadSheet {
  readonly layout: Layout
  readonly rows: readonly DataRow[]
}

/** Targets of which a sheet must have one to be about anything. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  household: [
    'person.name',
    'person.id_number',
    'person.person_no',
    'household.household_no',
    'household.local_no',
    'household.head_name',
    'household.head_id_number',
  ],
}

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
  const recognition = recognise(profile, sheet.name, found, mapping ?? before)
  return { sheet, head, found, recognition, recognised: sourceOf(workbook, sheet, found, recognition, before !== undefined) }
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
  if (profile.roster) return (TELLING['household'] ?? []).some((target) => targets.has(target))
  return (
    [...profile.targets.values()].some(
      ({ register, field, target }) =>
        register === profile.register && (field.required === true || field.unique === true) && field.type !== 'year' && targets.has(target),
    ) || ['household.household_no', 'household.head_name', 'person.id_number', 'person.name'].some((target) => targets.has(target))
  )
}

function keyLabels(profile: Profile): string {
  if (profile.roster) return '姓名、证件号码、户编号'
  return [...profile.targets.values()]
    .filter(({ register, field }) => register === profile.register && field.required === true)
    .map(({ field }) => field.label)
    .join('、')
}

/** 2016年, 2016年度; not the year of a day (填报日期：2017年3月5日). */
const YEAR = /(?<!\d)(20[0-4]\d)\s*年(?!\s*\d{1,2}\s*月)/
/** 2017年3月, 20231218. */
const DAY = /(?<!\d)(20[0-4]\d)\s*(?:年|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d))/

/**
 * The year of a sheet's facts where no column says it: as asked for; as the title or the name of the file has it (2016年…花名册,
 * 户信息_20231218.xlsx), a bare year before one of a day; else the year the office works in, which is only supposed.
 */
export function yearOf(options: ImportOptions, file: string, found: FoundHeadings, office: number): { value: number; certain: boolean } {
  if (options.year !== undefined) return { value: options.year, certain: true }
  const texts = [...found.above, file]
  for (const pattern of [YEAR, DAY]) {
    for (const text of texts) {
      const year = pattern.exec(text)?.[1]
      if (year !== undefined) return { value: Number(year), certain: true }
    }
  }
  return { value: office, certain: false }
}

/** The layout of a sheet; throws HEADINGS for headings that stand for the same thing. */
export function layoutOf(profile: Profile, { sheet, found, recognition }: SheetHeadings, year: { value: number; certain: boolean }): Layout {
  if (found === undefined || recognition === undefined) throw headingsError(sheet.name, found)
  return new Layout(profile, sheet.name, found, recognition.columns, year)
}

/** Reads every row of data; all other rows are counted into `skipped`. */
export async function readRows(
  sheet: OpenSheet,
  layout: Layout,
  places: Places,
  skipped: Record<string, number>,
  context: { readonly signal: AbortSignal; readonly step: () => Promise<void>; readonly onRow: (row: number, rows: number) => void },
): Promise<DataRow[]> {
  const sorter = new RowSorter(layout.found)
  const reader = new RowReader(layout, places)
  const rows: DataRow[] = []
  const count = (kind: RowKind | 'blank', number = 1): void => {
    if (number > 0) skipped[kind] = (skipped[kind] ?? 0) + number
  }
  for await (const portion of sheet.portions({ signal: context.signal, merged: 'down', onProgress: context.onRow })) {
    for (const sheetRow of portion) {
      const kind = sorter.sort(sheetRow)
      if (kind === undefined) continue
      const row = kind === 'data' ? reader.read(sheetRow) : undefined
      if (row !== undefined) rows.push(row)
      else count(kind === 'data' ? 'blank' : kind)
    }
    await context.step()
  }
  count('blank', sorter.counts.blank)
  return rows
}
