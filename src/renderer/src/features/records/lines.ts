/** Lines of a record as they are being typed: pure functions over the draft, so that each can be tested without a screen. */
import { findField, isTyped, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { openToldByNumber } from '#core/catalogue/derive/told.ts'
import type { Related } from '#core/catalogue/derive/related.ts'
import type { FieldIssue } from '#core/errors.ts'
import type { LinesEdit } from '#core/features/records/contract.ts'
import type { Row } from '#core/shapes.ts'
import type { CellChange } from '../../fields/gridRange.ts'
import { changedValues, fieldIssues, initialValues } from '../../fields/useRecordForm.ts'

/** A line of the grid; the key stays while it moves. */
export interface Line {
  readonly key: string
  readonly row: Row
}

interface Removed {
  readonly line: Line
  /** Where it stood. */
  readonly at: number
}

export interface LinesDraft {
  /** As on file. */
  readonly base: readonly Row[]
  readonly lines: readonly Line[]
  /** The last one removed stands last. */
  readonly removed: readonly Removed[]
}

let made = 0

function newKey(): string {
  made += 1
  return `new-${made}`
}

export function draftOf(rows: readonly Row[]): LinesDraft {
  return { base: rows, lines: rows.map((row) => ({ key: String(row['id']), row })), removed: [] }
}

/** Fields of a line that are typed: all but the reference to the parent and what the program works out. */
export function typedFields({ register, by }: Related): readonly FieldDefinition[] {
  return registerOf(register).fields.filter((field) => field.key !== by && isTyped(field) && field.keeps === undefined)
}

export function withCell(draft: LinesDraft, register: string, at: number, key: string, value: FieldValue, title?: string): LinesDraft {
  return { ...draft, lines: draft.lines.map((line, index) => (index === at ? { ...line, row: withValue(line.row, register, key, value, title) } : line)) }
}

/** A row with one value more, and what that tells of others. */
function withValue(row: Row, register: string, key: string, value: FieldValue, title?: string): Row {
  const told = openToldByNumber(registerOf(register), row, key, value)
  return { ...row, [key]: value, ...(title === undefined ? {} : { [`${key}$title`]: title }), ...told }
}

/** Many cells at once. */
export function withCells(draft: LinesDraft, register: string, changes: readonly CellChange[]): LinesDraft {
  return changes.reduce((now, { row, key, value, title }) => withCell(now, register, row, key, value, title), draft)
}

/** One value each, in one column, for the lines in which something stands. */
export function withShared(draft: LinesDraft, key: string, values: readonly FieldValue[], register: string): LinesDraft {
  const left = [...values]
  return { ...draft, lines: draft.lines.map((line) => (isBlank(line, register) ? line : { ...line, row: { ...line.row, [key]: left.shift() ?? null } })) }
}

/** An empty line behind the given one. */
export function withInserted(draft: LinesDraft, after: number, register: string): LinesDraft {
  return { ...draft, lines: draft.lines.toSpliced(after + 1, 0, { key: newKey(), row: initialValues(registerOf(register)) }) }
}

export function withRemoved(draft: LinesDraft, at: number): LinesDraft {
  const line = draft.lines[at]
  return line === undefined ? draft : { ...draft, lines: draft.lines.toSpliced(at, 1), removed: [...draft.removed, { line, at }] }
}

/** The last removed line stands where it stood. */
export function withReturned(draft: LinesDraft): LinesDraft {
  const last = draft.removed.at(-1)
  return last === undefined ? draft : { ...draft, lines: draft.lines.toSpliced(last.at, 0, last.line), removed: draft.removed.slice(0, -1) }
}

/** Rows of values from a line on; lines are added where there are too few. */
export function withPasted(draft: LinesDraft, from: number, rows: readonly Row[], register: string): LinesDraft {
  const missing = Math.max(0, from + rows.length - draft.lines.length)
  const added = Array.from({ length: missing }, (): Line => ({ key: newKey(), row: initialValues(registerOf(register)) }))
  const lines = [...draft.lines, ...added]
  return { ...draft, lines: lines.map((line, index) => ({ ...line, row: withRow(line.row, register, rows[index - from] ?? {}) })) }
}

/** Pasted values in a row; what stands open tells itself from those beside it. */
function withRow(row: Row, register: string, pasted: Row): Row {
  const entries = Object.entries(pasted)
  const told = entries.reduce<Row>(
    (now, [key, value]) => ({ ...now, ...openToldByNumber(registerOf(register), { ...row, ...pasted, ...now }, key, value) }),
    {},
  )
  return { ...row, ...pasted, ...told }
}

/**
 * What is on file after a save, in the order in which it was typed: lines known before by their id, new ones as they were written. The keys stay, so
 * that whoever types goes on in the same cell.
 */
export function asTyped(before: LinesDraft, rows: readonly Row[], register: string): LinesDraft {
  const known = new Set(before.base.map(({ id }) => id))
  const byId = new Map(rows.map((row) => [row['id'], row]))
  const added = rows.filter(({ id }) => !known.has(id ?? null)).toSorted((one, other) => (String(one['id']) < String(other['id']) ? -1 : 1))
  const kept: Line[] = []
  for (const line of before.lines) {
    const row = isOnFile(line) ? byId.get(line.row['id']) : isBlank(line, register) ? undefined : added.shift()
    if (row !== undefined) kept.push({ key: line.key, row })
  }
  const placed = new Set(kept.map(({ row }) => row['id']))
  const further = rows.filter(({ id }) => !placed.has(id ?? null)).map((row) => ({ key: String(row['id']), row }))
  const lines = [...kept, ...further]
  return { base: lines.map(({ row }) => row), lines, removed: [] }
}

function isOnFile({ row }: Line): boolean {
  return typeof row['id'] === 'string'
}

/** A new line in which nothing was typed beyond what the catalogue begins with. */
export function isBlank(line: Line, register: string): boolean {
  const begun = initialValues(registerOf(register))
  return !isOnFile(line) && Object.entries(line.row).every(([key, value]) => key.includes('$') || (value ?? null) === (begun[key] ?? null))
}

export interface LinesToSave {
  readonly edit: LinesEdit
  /** The line of the grid that each row of the edit is. */
  readonly lineOf: readonly number[]
}

/** What a save has to write; null where nothing was changed. Blank new lines are no lines. */
export function toSave(draft: LinesDraft, { register, by }: Related): LinesToSave | null {
  const definition = registerOf(register)
  const base = new Map(draft.base.map((row) => [row['id'], row]))
  const rows: LinesEdit['rows'] = []
  const lineOf: number[] = []
  draft.lines.forEach((line, index) => {
    const { id, revision } = line.row
    if (isBlank(line, register)) return
    const { [by]: _parent, ...values } = changedValues(definition, base.get(id ?? null) ?? {}, line.row)
    if (typeof id === 'string' && Object.keys(values).length === 0) return
    lineOf.push(index)
    rows.push(typeof id === 'string' ? { id, ...(typeof revision === 'number' ? { revision } : {}), values } : { values })
  })
  const removed = draft.removed.flatMap(({ line: { row } }) => (typeof row['id'] === 'string' ? [row['id']] : []))
  return rows.length + removed.length === 0 ? null : { edit: { register, rows, removed }, lineOf }
}

/** Stands for the parent, which the save names. */
const PARENT = 'x:-'

/** What the catalogue has against the lines. Paths lead to the cells. */
export function lineIssues(draft: LinesDraft, { register, by }: Related): readonly FieldIssue[] {
  return draft.lines.flatMap((line, index) =>
    isBlank(line, register)
      ? []
      : fieldIssues(registerOf(register), { ...line.row, [by]: PARENT }, `lines.${register}.${index}.`).map((issue) => ({
          ...issue,
          message: `第 ${index + 1} 行：${issue.message}`,
        })),
  )
}

/** Issues of a refused save at the lines of the grid: the core numbers only the rows it was sent. */
export function placedIssues(issues: readonly FieldIssue[], sent: readonly LinesToSave[]): readonly FieldIssue[] {
  return issues.map((issue) => {
    const [part, register = '', row = '', ...key] = issue.path.split('.')
    const at = part === 'lines' ? sent.find(({ edit }) => edit.register === register)?.lineOf[Number(row)] : undefined
    if (at === undefined) return issue
    return { ...issue, path: `lines.${register}.${at}.${key.join('.')}`, message: issue.message.replace(`第 ${Number(row) + 1} 行`, `第 ${at + 1} 行`) }
  })
}

/** Text in a cell that cannot be read, as an issue at its cell. */
export function problemIssue(register: string, at: number, key: string, message: string): FieldIssue {
  return {
    path: `lines.${register}.${at}.${key}`,
    label: findField(register, key)?.label ?? key,
    code: 'format',
    message: `第 ${at + 1} 行：${message}`,
    severity: 'error',
  }
}
