/** Opens a department's list: its sheets with what their columns are taken for, and its rows. */
import { AppError } from '../../errors.ts'
import { findHeadings, headingsError, HEADING_ROWS, type FoundHeadings } from '../../excel/headings.ts'
import { RowSorter } from '../../excel/rowSorter.ts'
import type { OpenSheet, OpenWorkbook, SheetRow } from '../../excel/readWorkbook.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import { columnsOf, headingsKey, knownTo, type ListColumn } from './columns.ts'
import type { ListMapping, OpenedList } from './contract.ts'
import { entryOf, type Entry, type Shared } from './entries.ts'
import { PackedTexts } from './packedTexts.ts'

/** How a mapping used before is found, by the headings of a sheet. */
export type Remembered = (headings: string) => ListMapping | undefined

interface SheetOfList {
  readonly sheet: OpenSheet
  readonly head: readonly SheetRow[]
  readonly found: FoundHeadings | undefined
  readonly columns: readonly ListColumn[]
  readonly remembered: boolean
}

/** Cells shown of a column. */
const SAMPLES = 3

/** The headings of a sheet; the mapping by hand goes before a remembered one. */
async function headingsOf(sheet: OpenSheet, item: string | null, mapping: ListMapping | undefined, remembered: Remembered): Promise<SheetOfList> {
  const nothing = { sheet, head: [], found: undefined, columns: [], remembered: false }
  if (sheet.refused !== undefined || sheet.filledRows === 0) return nothing
  const head = await sheet.head(HEADING_ROWS)
  const found = findHeadings(head, sheet.merges, knownTo(item, mapping))
  if (found === undefined) return { ...nothing, head }
  const before = mapping === undefined ? remembered(headingsKey(found)) : undefined
  return { sheet, head, found, columns: columnsOf(found, mapping ?? before), remembered: before !== undefined }
}

/** Why a sheet cannot be compared; null where it can. */
function problemOf({ sheet, found, columns }: SheetOfList): string | null {
  if (sheet.refused !== undefined) return `${sheet.refused}。`
  if (found === undefined) return '没有找到表头。'
  const roles = new Set(columns.map(({ role }) => role))
  if (roles.has('number') || roles.has('name')) return null
  return '没有认出“证件号码”，也没有认出“姓名”的列，请指明是哪一列。'
}

/** What is told of the visible sheets of a file before it is compared. */
export async function describeSheets(workbook: OpenWorkbook, item: string | null, remembered: Remembered): Promise<OpenedList['sheets']> {
  const sheets: OpenedList['sheets'][number][] = []
  for (const sheet of workbook.sheets) {
    if (sheet.hidden || (sheet.filledRows === 0 && sheet.refused === undefined)) continue
    const one = await headingsOf(sheet, item, undefined, remembered)
    const below = one.head.filter(({ number }) => number > (one.found?.lastRow ?? 0))
    sheets.push({
      name: sheet.name,
      rows: sheet.filledRows,
      headingRow: one.found?.lastRow ?? null,
      headings: one.columns.map(({ column, role }) => ({
        column: column.letter,
        heading: column.heading,
        role,
        sample: below
          .map(({ cells }) => cells[column.column - 1]?.text ?? '')
          .filter((text) => text !== '')
          .slice(0, SAMPLES),
      })),
      remembered: one.remembered,
      problem: problemOf(one),
    })
  }
  return sheets
}

/** The rows of a list, and how it was read. */
export interface ListRead {
  readonly entries: readonly Entry[]
  readonly skipped: number
  /** Key under which its mapping is remembered. */
  readonly headings: string
}

/**
 * Reads the sheet asked for, or the first that tells people. Throws FILE_EMPTY for a file without rows, HEADINGS where no column tells people,
 * VALIDATION for a sheet that does not exist, FILE_TOO_LARGE for one beyond the limits.
 */
export async function readList(
  workbook: OpenWorkbook,
  options: { readonly sheet?: string | undefined; readonly mapping?: ListMapping | undefined },
  { item, remembered, today }: { readonly item: string | null; readonly remembered: Remembered; readonly today: string },
  job: Pick<JobContext, 'signal' | 'step' | 'progress' | 'phase'>,
): Promise<ListRead> {
  const one = await chosenSheet(workbook, options, item, remembered)
  const { sheet, found, columns } = one
  const problem = problemOf(one)
  if (found === undefined) throw headingsError(sheet.name, found)
  if (problem !== null) throw new AppError('HEADINGS', `工作表“${sheet.name}”${problem}`, '请核对是不是选错了工作表；也可以手工指明每一列是什么。')
  job.phase('读名单', 0.4, sheet.rowCount)
  const sorter = new RowSorter(found)
  const entries: Entry[] = []
  const texts = new Map<string, string>()
  const shared: Shared = { once: (text) => texts.get(text) ?? (texts.set(text, text), text), evidence: new PackedTexts() }
  for await (const portion of sheet.portions({ signal: job.signal, merged: 'down', onProgress: (row, rows) => job.progress(row, rows) })) {
    for (const row of portion) if (sorter.sort(row) === 'data') entries.push(entryOf(row, columns, today, shared))
    await job.step()
  }
  if (entries.length === 0) throw new AppError('FILE_EMPTY', `工作表“${sheet.name}”里没有数据。`, '请核对文件，或者选择另一张工作表。')
  const { data: _data, blank: _blank, ...other } = sorter.counts
  return { entries, skipped: Object.values(other).reduce((sum, count) => sum + count, 0), headings: headingsKey(found) }
}

async function chosenSheet(
  workbook: OpenWorkbook,
  { sheet: wanted, mapping }: { readonly sheet?: string | undefined; readonly mapping?: ListMapping | undefined },
  item: string | null,
  remembered: Remembered,
): Promise<SheetOfList> {
  const visible = workbook.sheets.filter(({ hidden, filledRows, refused }) => !hidden && (filledRows > 0 || refused !== undefined))
  const named = wanted === undefined ? undefined : workbook.sheets.find(({ name }) => name === wanted)
  if (wanted !== undefined && named === undefined)
    throw new AppError('VALIDATION', `文件里没有名为“${wanted}”的工作表。`, `请从这些工作表中选择：${workbook.sheets.map(({ name }) => name).join('、')}。`)
  const [first] = visible
  if (first === undefined && named === undefined) throw new AppError('FILE_EMPTY', '文件是空的，没有数据。', '请核对是不是选错了文件。')
  if (named !== undefined) return refuseLarge(await headingsOf(named, item, mapping, remembered))
  const described: SheetOfList[] = []
  for (const sheet of visible) described.push(await headingsOf(sheet, item, mapping, remembered))
  const best = described.find((one) => problemOf(one) === null) ?? described[0]
  if (best === undefined) throw new AppError('FILE_EMPTY', '文件是空的，没有数据。', '请核对是不是选错了文件。')
  return refuseLarge(best)
}

function refuseLarge(one: SheetOfList): SheetOfList {
  if (one.sheet.refused === undefined) return one
  throw new AppError('FILE_TOO_LARGE', `${one.sheet.refused}。`, '请按乡镇拆分成几个文件，或删除多余的空行和空列后再试。')
}
