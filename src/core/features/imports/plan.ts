/** From an open workbook to a plan: every row of data ends as new, changed, same or rejected. Nothing is written. */
import { AppError } from '#core/errors.ts'
import type { OpenWorkbook } from '#core/excel/readWorkbook.ts'
import type { Office } from '#core/runtime.ts'
import type { SessionUser } from '#core/features/session/contract.ts'
import type { ImportOptions, ImportProblem, Mended } from './contract.ts'
import type { Layout } from './layout.ts'
import type { DataRow, Plan } from './model.ts'
import { Decisions } from './decisions.ts'
import { Mends } from './mends.ts'
import { Places } from './places.ts'
import { PlanBuilder, type Planning } from './planning.ts'
import { refuseLockedYears } from './lockedRows.ts'
import { journalHead } from '#core/store/journalHead.ts'
import { inSteps } from '#core/store/stepping.ts'
import { checkPlanned } from './recordChecks.ts'
import { planRecords } from './planRecords.ts'
import { planRoster } from './rosterPlan.ts'
import { problemAt } from './problems.ts'
import { resolveMapping } from './recognise.ts'
import {
  chooseSheets,
  hiddenColumns,
  layoutOf,
  readHeadings,
  readRows,
  yearOf,
  yearProblems,
  yearSources,
  type RememberedMapping,
  type SheetHeadings,
} from './readSheets.ts'
import { profileOf } from './targets.ts'
import { placeProblems, saidPlace } from './titlePlace.ts'

export interface PlanRequest {
  readonly register: string
  readonly workbook: OpenWorkbook
  /** Name of the file as the user knows it. */
  readonly file: string
  readonly options: ImportOptions
  readonly user: SessionUser
  readonly office: Pick<Office, 'store' | 'divisions' | 'unit' | 'parameters' | 'records' | 'checks'>
  readonly remembered: RememberedMapping
  readonly today: string
  /** Mends that meet nothing are refused, since nobody would see that they were lost. */
  readonly strictMends: boolean
  /** Year the office works in, where neither sheet nor options say one. */
  readonly officeYear: number
}

export interface PlanProgress {
  readonly signal: AbortSignal
  phase(title: string, weight: number, total?: number | null): void
  progress(done: number, total?: number | null): void
  step(): Promise<void>
}

/**
 * Reads and checks all rows, and closes the workbook. Throws HEADINGS, FILE_TOO_LARGE, VALIDATION, FORBIDDEN, CANCELLED and what reading throws for what
 * concerns the sheet as a whole; everything else is in the plan.
 */
export async function makePlan(request: PlanRequest, progress: PlanProgress): Promise<Plan> {
  const { register, workbook, office, user } = request
  const profile = profileOf(register)
  const mapping = resolveMapping(profile, request.options.mapping)
  const options = mapping === undefined ? request.options : { ...request.options, mapping }
  const places = new Places(office, user)
  const journal = journalHead(office.store.read)
  const headings = []
  for (const sheet of workbook.sheets) headings.push(await readHeadings(profile, workbook, sheet, options.mapping, request.remembered))
  const { chosen, problems } = chooseSheets(profile, workbook, headings, options.sheet)
  const sheetProblems: ImportProblem[] = [...problems, ...chosen.flatMap(({ recognition }) => recognition?.problems ?? [])]
  const skipped: Record<string, number> = {}
  const sheets: DataRow[][] = []
  const layouts: Layout[] = []
  const mended: Mended[] = []
  if (request.strictMends) requireKnownSheets(options, chosen)
  for (const one of chosen) {
    progress.phase(chosen.length === 1 ? '读取' : `读取“${one.sheet.name}”`, 0.6 / chosen.length, one.sheet.rowCount)
    const leavesHidden = options.hidden === 'leave'
    const { columns, problems: ofColumns } = hiddenColumns(one, leavesHidden)
    const layout = layoutOf(profile, one, columns, said(request, one, columns))
    layouts.push(layout)
    const mends = new Mends(layout, options.mends ?? [], request.strictMends)
    const read = await readRows(one.sheet, layout, places, skipped, {
      signal: progress.signal,
      step: () => progress.step(),
      onRow: (row, rows) => progress.progress(row, rows),
      leavesHidden,
      mends,
    })
    if (request.strictMends) mends.requireApplied()
    mended.push(...mends.applied)
    sheets.push(read.rows)
    sheetProblems.push(
      ...ofColumns,
      ...placeProblems(layout, places),
      ...yearProblems(options, layout, yearSources(layout.sheet, layout.found, request.file), request.officeYear),
      ...read.problems,
    )
  }
  if (sheets.every((rows) => rows.length === 0)) sheetProblems.push(...layouts.map(noRows))
  // The thread that reads holds memory of its own.
  await workbook.close()
  refuseDuplicates(sheets, sheetProblems)
  const total = sheets.reduce((sum, rows) => sum + rows.length, 0)
  progress.phase('核对', 0.3, total)
  const planning: Planning = {
    database: office.store.read,
    user,
    places,
    parameters: office.parameters(),
    off: office.checks.off(),
    options,
    decisions: new Decisions(options.choices ?? []),
    today: request.today,
    step: () => progress.step(),
  }
  const builder = new PlanBuilder({ keepsSources: profile.roster === null })
  await (profile.roster === null ? planRecords : planRoster)(planning, register, sheets, builder, (rows) => progress.progress(rows, total))
  await inSteps(refuseLockedYears(builder, { store: office.store, asker: places.asker, reason: options.reason ?? null }), planning.step)
  if (profile.roster === null) await checkPlanned(register, builder, { office, user, signal: progress.signal })
  const { rows, records, warnings } = builder
  return { counts: builder.counts(skipped), rows, records, sheetProblems, warnings, journal, options, mended, layouts }
}

/** Throws VALIDATION for mends of a sheet that is not imported, or that do not say which of several sheets they mean. */
function requireKnownSheets({ mends = [] }: ImportOptions, chosen: readonly SheetHeadings[]): void {
  const names = chosen.map(({ sheet }) => sheet.name)
  const bad = mends.find(({ sheet }) => (sheet === undefined ? names.length > 1 : !names.includes(sheet)))
  if (bad === undefined) return
  const said = bad.sheet === undefined ? '没有写明是哪张工作表' : `写的工作表“${bad.sheet}”没有导入`
  throw new AppError('VALIDATION', `第 ${bad.row} 行的改正${said}。`, `导入的工作表有：${names.join('、')}。`)
}

/** What a sheet says of all its rows beside its columns: their year, and where they lie. */
function said(
  { options, officeYear, file, office }: PlanRequest,
  { sheet, found, head }: SheetHeadings,
  columns: Layout['columns'],
): Parameters<typeof layoutOf>[3] {
  if (found === undefined) return { year: { value: officeYear, certain: false }, said: { township: null, place: null } }
  const above = head.filter(({ number }) => number < found.firstRow).flatMap(({ cells }) => cells.map(({ text }) => text))
  return {
    year: yearOf(options, yearSources(sheet.name, found, file), officeYear, columns),
    said: saidPlace(office, [...above, sheet.name, file.replace(/\.[^.]*$/, '')]),
  }
}

function noRows(layout: Layout): ImportProblem {
  return {
    sheet: layout.sheet,
    row: layout.found.lastRow,
    column: '',
    value: '',
    code: 'required',
    severity: 'error',
    message: `工作表“${layout.sheet}”的表头下面没有数据行；请填写后再导入，或检查是否选错了工作表。`,
  }
}

/** Two columns for one thing, two years for one figure: which of them is meant cannot be told for any row of the sheet. */
function refuseDuplicates(sheets: readonly (readonly DataRow[])[], problems: readonly ImportProblem[]): void {
  const bad = new Map(problems.filter(({ severity }) => severity === 'error').map((problem) => [problem.sheet, problem]))
  for (const row of sheets.flat()) {
    const problem = bad.get(row.layout.sheet)
    if (problem !== undefined) row.problems.push(problemAt(row.layout, row.number, null, 'duplicate_heading', problem.message, problem.value))
  }
}
