/** The rows of a plan that are to be mended on screen: with faults of their own or mended already, each with those it keeps out. */
import type { OpenWorkbook } from '#core/excel/readWorkbook.ts'
import type { Mended, WrongRow } from './contract.ts'
import { shownText } from './mends.ts'
import type { Layout } from './layout.ts'
import type { Plan, PlannedRow } from './model.ts'
import type { PlanProgress } from './plan.ts'
import { isCompanion } from './preview.ts'

/** Rows mended on screen; whoever has more gets further with the problem workbook. */
const MOST_ROWS = 2000

/** One row of the sheet, of which several people or years may have been read. */
export interface Wrong {
  readonly sheet: string
  readonly row: number
  readonly planned: readonly PlannedRow[]
  readonly companions: readonly PlannedRow[]
}

/** Texts of the cells of a row, by {@link rowKey}, from column A. */
export type RowTexts = Map<string, readonly string[]>

export function rowKey(sheet: string, row: number): string {
  return `${sheet}\u0001${row}`
}

/** In the order of the sheet. */
export function wrongRowsOf(plan: Plan): Wrong[] {
  const mended = new Set(plan.mended.map(({ sheet, row }) => rowKey(sheet, row)))
  const wrong = new Map<string, { sheet: string; row: number; planned: PlannedRow[]; companions: PlannedRow[] }>()
  const companions: PlannedRow[] = []
  for (const planned of plan.rows) {
    const key = rowKey(planned.sheet, planned.row)
    const faulty = planned.outcome === 'rejected' && !isCompanion(planned)
    if (planned.outcome === 'rejected' && !faulty) companions.push(planned)
    if (!faulty && !mended.has(key)) continue
    const known = wrong.get(key)
    if (known !== undefined) known.planned.push(planned)
    else if (wrong.size < MOST_ROWS) wrong.set(key, { sheet: planned.sheet, row: planned.row, planned: [planned], companions: [] })
  }
  const leading = new Map(companions.map((planned) => [rowKey(planned.sheet, planned.row), leadOf(planned)]))
  for (const planned of companions) wrong.get(rootOf(planned, leading))?.companions.push(planned)
  return [...wrong.values()]
}

function leadOf({ sheet, problems }: PlannedRow): string {
  return rowKey(sheet, problems.find(({ because }) => because !== undefined)?.because ?? 0)
}

/** Rows may wait for rows that wait themselves. */
function rootOf({ sheet, row }: PlannedRow, leading: ReadonlyMap<string, string>): string {
  let at = rowKey(sheet, row)
  const seen = new Set<string>()
  for (let next = leading.get(at); next !== undefined && !seen.has(next); next = leading.get(at)) {
    seen.add(at)
    at = next
  }
  return at
}

/** Reads the texts of rows that are not known yet; the file is read once for all of them. */
export async function readTexts(workbook: OpenWorkbook, wrong: readonly Wrong[], known: RowTexts, progress: PlanProgress): Promise<void> {
  const missing = wrong.filter(({ sheet, row }) => !known.has(rowKey(sheet, row)))
  for (const [name, rows] of Map.groupBy(missing, ({ sheet }) => sheet)) {
    const sheet = workbook.sheets.find((one) => one.name === name)
    if (sheet === undefined) continue
    const wanted = new Set(rows.map(({ row }) => row))
    const last = Math.max(...wanted)
    for await (const portion of sheet.portions({ signal: progress.signal, merged: 'down', onProgress: (row, total) => progress.progress(row, total) })) {
      for (const { number, cells } of portion) if (wanted.has(number)) known.set(rowKey(name, number), cells.map(shownText))
      if ((portion.at(-1)?.number ?? 0) >= last) break
      await progress.step()
    }
  }
}

/** A page of rows with their cells; columns are those that are imported, sheet by sheet. */
export function wrongPage(
  plan: Plan,
  texts: RowTexts,
  offset: number,
  limit: number,
): { total: number; columns: { sheet: string; column: string; heading: string; target: string }[]; rows: WrongRow[] } {
  const wrong = wrongRowsOf(plan)
  const mended = Map.groupBy(plan.mended, ({ sheet, row }) => rowKey(sheet, row))
  const layouts = new Map(plan.layouts.map((layout) => [layout.sheet, layout]))
  return {
    total: wrong.length,
    columns: plan.layouts.flatMap((layout) =>
      layout.read.map(({ column: { letter, heading, target } }) => ({ sheet: layout.sheet, column: letter, heading, target: target.target })),
    ),
    rows: wrong.slice(offset, offset + limit).map((one) => {
      const key = rowKey(one.sheet, one.row)
      return rowOf(one, layouts.get(one.sheet), texts.get(key) ?? [], mended.get(key) ?? [])
    }),
  }
}

function rowOf({ sheet, row, planned, companions }: Wrong, layout: Layout | undefined, texts: readonly string[], mended: readonly Mended[]): WrongRow {
  const bad = planned.find(({ outcome }) => outcome === 'rejected') ?? planned[0]
  return {
    sheet,
    row,
    title: planned[0]?.title ?? '',
    outcome: bad?.outcome ?? 'rejected',
    cells: (layout?.read ?? []).map(({ column }) => {
      const mend = mended.find((one) => one.column === column.letter)
      const text = texts[column.column - 1] ?? ''
      return mend === undefined ? { value: text, before: null } : { value: mend.after, before: mend.before }
    }),
    problems: planned.flatMap(({ problems }) => problems),
    companions: companions.map((other) => ({ row: other.row, title: other.title })),
  }
}
