/**
 * Lines (`partOf.lines`): records that are edited in their parent and written with it, in one change set. They go through the same door as any
 * record, so the right is asked for each; what is wrong with one is told by its place in the grid.
 */
import { linesOf, namedIn, type Related } from '../catalogue/derive/related.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError, type FieldIssue } from '../errors.ts'
import type { Row } from '../shapes.ts'
import { knownRegister } from './find.ts'
import { checkedValues, validation, type Door } from './writer.ts'

/** One line as it stands in the grid: new without `id`, else the changed fields of the revision seen. */
interface LineRequest {
  readonly id?: string | undefined
  readonly revision?: number | undefined
  readonly values: Row
}

/** The lines of one register that a save changes. */
export interface LinesRequest {
  readonly register: string
  readonly rows: readonly LineRequest[]
  /** Ids of those that go. */
  readonly removed?: readonly string[] | undefined
}

/** Path of a field of a line in the issues of a save: `lines.<register>.<row>.<key>`. */
function linePath(register: string, row: number, key: string): string {
  return `lines.${register}.${row}.${key}`
}

/** Writes the lines of a record; removed ones first, so that what they held is free for others. Returns warnings kept. */
export function writeLines(door: Door, parent: RegisterDefinition, parentId: string, requests: readonly LinesRequest[]): FieldIssue[] {
  return requests.flatMap((request) => {
    const lines = linesOf(parent.name).find(({ register }) => register === request.register)
    if (lines === undefined) throw new AppError('VALIDATION', `${parent.label}没有这种明细，没有保存。`, '请重新打开这条记录再试。')
    return writeRegister(door, lines, namedIn(lines, parent.name, parentId), request)
  })
}

function writeRegister(door: Door, { register: name, by }: Related, parent: string, request: LinesRequest): FieldIssue[] {
  const register = knownRegister(name)
  const { removed = [] } = request
  const rows = request.rows.map((row): LineRequest => (row.id === undefined ? { ...row, values: { ...row.values, [by]: parent } } : row))
  const onFile = [...removed, ...rows.flatMap(({ id }) => id ?? [])]
  requireOwn(door, register, by, parent, onFile)
  requireSound(register, rows, by)
  const check = door.checking(register, onFile)
  for (const id of removed) door.remove(register, id)
  const written = rows.map((row, index) => atLine(register, by, index, () => writeRow(door, register, row)))
  return check([...removed, ...written])
}

function writeRow(door: Door, register: RegisterDefinition, { id, revision, values }: LineRequest): string {
  if (id === undefined) return door.insert(register, values, { initials: true })
  door.update(register, id, values, revision)
  return id
}

/** A line belongs to the record it is saved with, and stays there; `parent` is what its field holds. */
function requireOwn(door: Door, register: RegisterDefinition, by: string, parent: string, ids: readonly string[]): void {
  for (const id of ids) {
    const found = door.transaction.get<{ parent: string }>(`SELECT ${by} AS parent FROM ${register.name} WHERE id = ? AND deleted = 0`, id)
    if (found?.parent !== parent) throw new AppError('CONFLICT', `有一行${register.label}已经不在这条记录里了，没有保存。`, '请重新打开这条记录，核对后再改。')
  }
}

/** Everything that the catalogue has against any line is told at once. */
function requireSound(register: RegisterDefinition, rows: readonly LineRequest[], by: string): void {
  const issues = rows.flatMap(({ id, values }, index): FieldIssue[] => {
    if (id !== undefined && by in values)
      return [{ path: linePath(register.name, index, by), label: '', code: 'fixed', message: '一行明细不能改到别的记录下。', severity: 'error' }]
    try {
      checkedValues(register, values, id !== undefined)
      return []
    } catch (error) {
      return issuesOf(error).map((issue) => placed(issue, register, index))
    }
  })
  if (issues.length > 0) throw validation(issues)
}

/** Runs the write of one line; what is wrong with its fields is told with its place. */
function atLine<T>(register: RegisterDefinition, by: string, index: number, write: () => T): T {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const issues = issuesOf(error)
    if (issues.length === 0) throw error
    throw new AppError(error.code, `第 ${index + 1} 行${register.label}：${error.message}`, error.action, {
      // What is unique in its parent is told at the cell that names the line: the reference to the parent is no column of the grid.
      issues: issues.map((issue) => placed(issue.path === by ? { ...issue, path: register.title } : issue, register, index)),
    })
  }
}

function issuesOf(error: unknown): readonly FieldIssue[] {
  if (!(error instanceof AppError)) throw error
  return error.issues
}

function placed(issue: FieldIssue, register: RegisterDefinition, index: number): FieldIssue {
  return { ...issue, path: linePath(register.name, index, issue.path), message: `第 ${index + 1} 行：${issue.message}` }
}
