/** Writes what a list shows to a workbook or a CSV file. */
import { askerOf, isHidden, isLimited, readingCondition } from '../../access/asker.ts'
import { may } from '../../access/permissions.ts'
import { registerOf, type RegisterName } from '../../catalogue/index.ts'
import type { RegisterDefinition } from '../../catalogue/types.ts'
import { AppError } from '../../errors.ts'
import { writeCsv } from '../../excel/writeCsv.ts'
import { writeSheet, type CellValue } from '../../excel/writeSheet.ts'
import { knownRegister, orderOf } from '../../registers/find.ts'
import type { Office } from '../../runtime.ts'
import type { SqlRow } from '../../store/index.ts'
import type { Sort, Where } from '../../shapes.ts'
import type { SessionUser } from '../session/contract.ts'
import type { ColumnOptions } from './columns.ts'
import { describeWhere } from './describe.ts'
import { furtherColumns } from './furtherColumns.ts'
import { layoutOf, type ExportLayout } from './layout.ts'
import { linesOf, type ScopeOf } from './lines.ts'
import { isRoster, lastYear, ROSTER_FROM, ROSTER_ORDER, rosterLayout } from './roster.ts'

type ExportFormat = 'xlsx' | 'csv' | 'csv-gb18030'

export interface ExportRequest {
  readonly register: string
  readonly text?: string | undefined
  readonly where?: Where | undefined
  readonly sort?: Sort | undefined
  /**
   * Fields as the list shows them. Without them everything is exported in a form that can be imported again: of `person` the national
   * roster (one row a person, with the household), of other registers every field.
   */
  readonly columns?: readonly string[] | undefined
  readonly format?: ExportFormat | undefined
  /** `false` hides most of what is sensitive; else what the role may see is written in full. */
  readonly unmasked?: boolean | undefined
  /** Year of the yearly columns of the roster; the last one on file unless given. */
  readonly year?: number | undefined
}

export interface ExportOptions {
  /** Stops with CANCELLED; no file is left. */
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
  /** Time of the export for the title rows. */
  readonly now?: Date
}

/** An export that has been checked and may be written. */
export interface PreparedExport {
  readonly register: RegisterDefinition
  readonly layout: ExportLayout
  readonly ids: readonly string[]
  /** What whoever exports sees of the records that the lines refer to. */
  readonly scopeOf: ScopeOf
  readonly titles: readonly string[]
  readonly format: ExportFormat
}

/**
 * Checks the request and finds the rows. Throws FORBIDDEN, NOT_FOUND (no such register), VALIDATION (unknown column, filter or order).
 */
export async function prepareExport(office: Office, user: SessionUser, request: ExportRequest, now: Date): Promise<PreparedExport> {
  if (!may(user, 'export')) throw new AppError('FORBIDDEN', '您的角色不能导出。', '请联系管理员。')
  const register = knownRegister(request.register)
  const asker = askerOf(user, office.unit.code)
  const options: ColumnOptions = {
    divisions: office.divisions,
    hides: (of, field) => field.sensitive !== undefined && (request.unmasked === false || isHidden(asker, of, field)),
  }
  const masked = request.unmasked === false || user.role === 'reader' || (register.owner === undefined && isLimited(user))
  const year = isRoster(request) ? (request.year ?? lastYear(office) ?? now.getFullYear()) : null
  const layout = year === null ? layoutOf(register, request.columns, options, furtherColumns(office, user, request, options)) : rosterLayout(year, options)
  const ids = await idsOf(office, user, register, request)
  const scopeOf: ScopeOf = (name) => readingCondition(asker, registerOf(name as RegisterName), 't')
  return {
    register,
    layout,
    ids,
    scopeOf,
    format: request.format ?? 'xlsx',
    titles: titlesOf({ office, user, register, request, layout, year, masked, now, count: ids.length }),
  }
}

/** Writes a prepared export, replacing the file; returns the number of rows. Throws as the writers do (FILE_LOCKED, DISK_FULL, CANCELLED …). */
export async function writeExport(office: Office, prepared: PreparedExport, path: string, options: ExportOptions = {}): Promise<{ rows: number }> {
  const { layout, register, ids, format } = prepared
  const { columns } = layout
  const needs = columns.map(({ need }) => need)
  const rows = cellsOf(
    linesOf(office.store.read, { register: register.name, ids, links: layout.links, needs, scopeOf: prepared.scopeOf }),
    columns.map(({ cell }) => cell),
  )
  const writing = {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onProgress: (done: number) => options.onProgress?.(done, ids.length),
  }
  if (format === 'xlsx') return { rows: await writeSheet(path, { name: layout.title, titles: prepared.titles, columns, rows }, writing) }
  const scales = columns.map(({ kind, scale }) => (kind === 'number' ? scale : undefined))
  return { rows: await writeCsv(path, { headings: columns.map(({ heading }) => heading), scales, rows }, format === 'csv' ? 'utf8' : 'gb18030', writing) }
}

/** Checks, finds and writes in one call, for the command line. Throws as {@link prepareExport} and {@link writeExport}. */
export async function exportTo(
  office: Office,
  user: SessionUser,
  request: ExportRequest,
  path: string,
  options: ExportOptions = {},
): Promise<{ rows: number }> {
  return writeExport(office, await prepareExport(office, user, request, options.now ?? new Date()), path, options)
}

function* cellsOf(
  lines: Iterable<Parameters<ExportLayout['columns'][number]['cell']>[0]>,
  cells: readonly ExportLayout['columns'][number]['cell'][],
): IterableIterator<CellValue[]> {
  for (const line of lines) yield cells.map((cell) => cell(line))
}

/** Records of a register that are found and sorted beside the core, which goes on answering; in place a thread would take longer to start. */
const MANY = 20_000

async function idsOf(office: Office, user: SessionUser, register: RegisterDefinition, request: ExportRequest): Promise<string[]> {
  const condition = office.records.conditionOf(user, request)
  const asRoster = isRoster(request) && (request.sort === undefined || request.sort.length === 0)
  const from = asRoster ? ROSTER_FROM : `${register.name} t`
  const order = asRoster ? { sql: ROSTER_ORDER, parameters: [] } : orderOf(office.records.asking(user), register, request.sort)
  const sql = `SELECT t.id FROM ${from} WHERE ${condition.sql} ORDER BY ${order.sql}`
  const parameters = [...condition.parameters, ...order.parameters]
  const { store } = office
  if (store.living(register.name) >= MANY) return store.aside.ids(sql, parameters, { lane: 'jobs' })
  return store.read.all<SqlRow>(sql, ...parameters).map(({ id }) => String(id))
}

interface Titled {
  readonly office: Office
  readonly user: SessionUser
  readonly register: RegisterDefinition
  readonly request: ExportRequest
  readonly layout: ExportLayout
  readonly year: number | null
  readonly masked: boolean
  readonly now: Date
  readonly count: number
}

function titlesOf({ office, user, register, request, layout, year, masked, now, count }: Titled): string[] {
  const filter = describeWhere(register, request.where, office.divisions)
  const search = (request.text ?? '').trim()
  const conditions = [filter, search === '' ? '' : `查找“${search}”`].filter((text) => text !== '').join('；')
  const scope =
    user.role === 'administrator' || user.divisions.length === 0 ? '' : `（${user.divisions.map((code) => office.divisions.fullName(code)).join('、')}）`
  const facts = [
    `单位：${office.unit.name}${scope}`,
    `导出时间：${localTime(now)}`,
    `导出人：${user.displayName}`,
    ...(year === null ? [] : [`年度：${year}`]),
    `条件：${conditions === '' ? '全部' : conditions}`,
    `共 ${count} 条`,
    ...(masked ? ['敏感内容已遮盖'] : []),
  ]
  return [layout.title, facts.join('　')]
}

function localTime(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}`
}
