/**
 * How operations are written into a package and read out of it.
 *
 * `data/change_sets.ndjson`: one line a change set, `{"change":3,"head":[…]}`. `data/changes.ndjson`: one line a record with all its
 * operations. In full packages a record that was entered once and never changed is a row of `data/<register>.csv` instead: its fields,
 * and which change set entered it. So any CSV reader opens what an office holds, and the bulk of a package stays small.
 */
import { z } from 'zod'
import { isRegisterName } from '../catalogue/index.ts'
import { checkValue } from '../catalogue/derive/check.ts'
import { isNumeric } from '../catalogue/derive/columns.ts'
import { tableSchemaOf } from '../catalogue/derive/jsonSchema.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { asItWas } from '../catalogue/derive/former.ts'
import { STAMP_DIGITS, type Context } from '../store/entryName.ts'
import { SCHEMA_VERSION } from '../store/migrate.ts'
import { fromSql, tableOf, type Table } from '../store/table.ts'
import { upcast } from '../store/upcasters/index.ts'
import { RUNS } from '../store/heldNumbers.ts'
import { SEED_KIND } from '../store/changeKinds.ts'
import { named, schemaOf, type ForeignHead, type HeldOperation, type TravellingOperation } from '../store/heldOperations.ts'
import type { Operation, StoredValues } from '../store/operations.ts'
import type { SqlValue } from '../store/index.ts'
import { HIGHEST_NUMBER } from './header.ts'

const idText = z.string().min(1).max(200)
const number = z.int().min(1).max(HIGHEST_NUMBER)
const values = z.record(z.string().max(60), z.union([z.string().max(20_000), z.number(), z.null()]))

/** What the head of a change set says of locked years; see `store/yearLocks.ts`. */
const numbersByAuthor = z.record(idText, number)
const heldByAuthor = z.record(idText, z.union([number, z.string().max(1_000_000).regex(RUNS)]))

export const headShape = z.tuple([
  idText,
  idText,
  z.string().max(40),
  z.string().max(200),
  z.string().max(200),
  z.string().max(40),
  z.string().max(1000),
  z.string().max(4000).nullable(),
  z.string().max(200).nullable(),
  z.string().max(12),
  z.int().min(1).max(1_000_000).optional(),
  z.strictObject({ seen: numbersByAuthor.optional(), all: heldByAuthor.optional() }).optional(),
])
export const changeSetLine = z.strictObject({ change: number, head: headShape })

const stamp = z
  .string()
  .length(STAMP_DIGITS)
  .regex(/^[0-9a-f]+$/)
/** A number alone where an older program wrote it; else entries by number and stamp, the latter left out for those in the same line. */
const namedEntries = z.union([
  number,
  z
    .string()
    .max(400)
    .regex(/^[1-9]\d{0,15}:([0-9a-f]{16})?( [1-9]\d{0,15}:([0-9a-f]{16})?)*$/),
])
/** The proposal that is answered, by the name of its entry; without a stamp where an older program answered. */
const settlement = z.strictObject({
  proposal: z.union([z.tuple([idText, number]), z.tuple([idText, number, stamp])]),
  accepted: z.boolean(),
  reason: z.string().max(4000).nullable(),
})
const operationShape = z.strictObject({
  author: idText,
  number,
  context: z.record(idText, namedEntries),
  change: number,
  owner: z.string().max(12).nullable(),
  proposal: z.boolean().optional(),
  action: z.enum(['insert', 'update', 'remove', 'restore', 'settle']),
  before: values.nullable().optional(),
  after: z.union([values, settlement]).nullable().optional(),
})
export type WireOperation = z.infer<typeof operationShape>
export const recordLine = z.strictObject({ register: z.string().max(60), record: idText, operations: z.array(operationShape).min(1).max(10_000) })

/** Columns that follow the fields of a register in its CSV part. */
const ROW_COLUMNS = ['_change', '_author', '_number', '_owner'] as const

/** Column names of the CSV part of a register: `id`, the entered fields, and where the row comes from. */
export function csvColumns(register: string): readonly string[] {
  return ['id', ...tableOf(register).entered.map((field) => field.key), ...ROW_COLUMNS]
}

/**
 * Frictionless table schema of the CSV part, derived from the catalogue. What may occur only once may stand twice until it is decided, and
 * what must be filled today may be missing in records of earlier programs.
 */
export function csvSchema(register: string): Readonly<Record<string, unknown>> {
  const table = tableOf(register)
  const entered = new Map(table.entered.map((field) => [field.key, field]))
  const all = tableSchemaOf(register)['fields'] as readonly { readonly name: string; readonly constraints?: Readonly<Record<string, unknown>> }[]
  const fields = all
    .filter((field) => entered.has(field.name))
    .map(({ constraints = {}, ...field }) => {
      const { unique: _, required, ...others } = constraints
      const limits = required === true && isBelonging(table.register, entered.get(field.name) as FieldDefinition) ? { required, ...others } : others
      return Object.keys(limits).length === 0 ? field : { ...field, constraints: limits }
    })
  const whole = { type: 'integer', constraints: { required: true, minimum: 1 } }
  return {
    fields: [
      { name: 'id', type: 'string', constraints: { required: true, unique: true } },
      ...fields,
      { name: '_change', ...whole },
      { name: '_author', type: 'string', constraints: { required: true } },
      { name: '_number', ...whole },
      { name: '_owner', type: 'string' },
    ],
    primaryKey: ['id'],
    missingValues: [''],
  }
}

/** Whether a record can be a row of a CSV part: entered once, never touched again, and without keys that are no columns here. */
export function isPlainRow(table: Table, operations: readonly Operation[]): boolean {
  const [only] = operations
  return (
    operations.length === 1 &&
    only !== undefined &&
    only.action === 'insert' &&
    !only.proposal &&
    Object.keys(only.context()).length === 0 &&
    Object.keys(only.after ?? {}).every((key) => enteredField(table, key) !== undefined)
  )
}

/** Cells of a CSV row. */
export function csvCells(register: string, record: string, operation: HeldOperation, change: number): string[] {
  const after = operation.after ?? {}
  return [
    record,
    ...tableOf(register).entered.map((field) => textOf(after[field.key])),
    String(change),
    operation.author,
    String(operation.number),
    operation.owner ?? '',
  ]
}

function textOf(value: SqlValue | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

/** An operation as it is written. */
export function toWire(operation: TravellingOperation, change: number): WireOperation {
  return {
    author: operation.author,
    number: operation.number,
    context: operation.context(),
    change,
    owner: operation.owner,
    action: operation.action,
    ...(operation.proposal ? { proposal: true } : {}),
    ...(operation.before === null ? {} : { before: operation.before as Record<string, string | number | null> }),
    ...(operation.after === null ? {} : { after: operation.after as Record<string, string | number | null> }),
  }
}

export class WireProblem extends Error {}

/** Reads one operation. Throws {@link WireProblem} with a sentence when it has no meaning here; its limits are {@link checkRecord}'s. */
export function fromWire(register: string, record: string, wire: WireOperation, head: ForeignHead | undefined): WireRead {
  if (!isRegisterName(register)) throw new WireProblem('里面有本机的程序没有的一种台账，没有收下；请升级本机的程序，再接收一次')
  const settles = wire.action === 'settle'
  const after = (wire.after ?? null) as StoredValues | null
  if (settles && !settlement.safeParse(after).success) throw new WireProblem('对建议的答复不完整，没有收下；请让对方重新制作数据包')
  const older = head !== undefined && schemaOf(head) < SCHEMA_VERSION
  if (!settles && after !== null) checkKinds(register, after, older)
  if (!settles && wire.before !== undefined && wire.before !== null) checkKeys(register, wire.before, older)
  if ((wire.action === 'insert' || wire.action === 'update') && after === null) throw new WireProblem('这条修改是空的，没有收下；请让对方重新制作数据包')
  return fromRow(register, record, wire, head)
}

/** An operation, and the head of its change set as the package brings it. */
export type WireRead = TravellingOperation

/** The operation of a CSV row, whose values {@link fromCsv} has seen to. */
export function fromRow(register: string, record: string, wire: WireOperation, head: ForeignHead | undefined): WireRead {
  if (head === undefined) throw new WireProblem('没有写明是谁、什么时候改的，没有收下；请让对方重新制作数据包')
  const context = wire.context as Context
  return named<WireRead>(register, record, {
    author: wire.author,
    number: wire.number,
    context: () => context,
    action: wire.action,
    before: wire.before ?? null,
    after: (wire.after ?? null) as StoredValues | null,
    proposal: wire.proposal === true || wire.action === 'settle',
    owner: wire.owner,
    unit: head[9],
    seed: head[5] === SEED_KIND,
    schema: schemaOf(head),
    head,
  })
}

/** Where the columns of a CSV part stand. Parts are read by the names in their first row: a program of another version has others, or in another order. */
export interface CsvLayout {
  readonly register: string
  readonly width: number
  /** The entered fields of the part and the places of their columns. */
  readonly fields: readonly { readonly at: number; readonly key: string; readonly numeric: boolean; readonly field: FieldDefinition | undefined }[]
  readonly id: number
  readonly change: number
  readonly author: number
  readonly number: number
  readonly owner: number
}

/**
 * Reads the first row of a CSV part. Fields that the sender's program did not have are missing, which is to have no value. Columns that
 * are no fields of ours are kept as they come where the sender's program is older (`older`): it still had them; else they are a fault.
 */
export function csvLayout(register: string, heading: readonly string[], older: boolean): CsvLayout {
  const places = new Map(heading.map((name, index) => [name, index]))
  if (places.size !== heading.length) throw new WireProblem('有两列同名')
  const placeOf = (name: string): number => {
    const place = places.get(name)
    if (place === undefined) throw new WireProblem('少了必有的列')
    places.delete(name)
    return place
  }
  const [change, author, number, owner] = ROW_COLUMNS.map(placeOf) as [number, number, number, number]
  const id = placeOf('id')
  const table = tableOf(register)
  const fields = [...places].map(([key, at]) => {
    const field = enteredField(table, key)
    if (field === undefined && !older) throw new WireProblem(unknownField(table))
    return { at, key, numeric: field !== undefined && isNumeric(field), field }
  })
  return { register, width: heading.length, fields, id, change, author, number, owner }
}

/** Reads a CSV row; numbers are read by the catalogue. */
export function fromCsv(layout: CsvLayout, cells: readonly string[]): { record: string; wire: WireOperation } {
  if (cells.length !== layout.width) throw new WireProblem(`一行有 ${cells.length} 列，应有 ${layout.width} 列`)
  const after: Record<string, string | number | null> = {}
  for (const { at, key, numeric, field } of layout.fields) {
    const text = cells[at]
    if (text !== undefined && text !== '') after[key] = numeric && field !== undefined ? wholeNumber(field, text) : text
  }
  const cell = (at: number): string => cells[at] ?? ''
  const author = cell(layout.author)
  const owner = cell(layout.owner)
  const record = copied(cell(layout.id))
  if (record === '' || record.length > 200 || author === '' || author.length > 200 || owner.length > 12)
    throw new WireProblem('有一行没有写明是哪条记录、谁录入的')
  return {
    record,
    wire: {
      author,
      number: positive(cell(layout.number)),
      context: {},
      change: positive(cell(layout.change)),
      owner: owner === '' ? null : owner,
      action: 'insert',
      after,
    },
  }
}

/** A text of its own. A part of a larger text keeps the whole of that in memory, and ids are kept until all is merged. */
function copied(text: string): string {
  return ` ${text}`.slice(1)
}

function wholeNumber(field: FieldDefinition, text: string): number {
  if (!/^-?\d{1,16}$/.test(text)) throw new WireProblem(`“${field.label}”填的不是整数，请让对方改好`)
  return Number(text)
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,12}$/.test(text) || Number(text) > HIGHEST_NUMBER) throw new WireProblem('有一行写的来源不对')
  return Number(text)
}

/**
 * What says where a record belongs: its division, and what it refers to. Anything else that must be filled was asked for by the program
 * that the record was entered with, and may not have been required there: what is missing is a matter for the checks, not for the merge.
 */
function isBelonging(register: RegisterDefinition, field: FieldDefinition): boolean {
  return field.required === true && (field.type === 'reference' || field.type === 'subject' || field.key === register.owner)
}

/** The sentence about a key that means nothing here. */
function unknownField(table: Table): string {
  return `${table.register.label}里有本机的程序没有的栏目，没有收下；请升级本机的程序，再接收一次`
}

/** A field that is entered; undefined for one that is computed, or that the register does not have. */
function enteredField(table: Table, key: string): FieldDefinition | undefined {
  const field = table.byKey.get(key)
  return field === undefined || field.derived !== undefined ? undefined : field
}

/** Each key a field that is entered. An older program may have had others: they are kept, and read by nobody here. */
function checkKeys(register: string, found: StoredValues, older: boolean): void {
  if (older) return
  const table = tableOf(register)
  for (const key of Object.keys(found)) {
    if (enteredField(table, key) === undefined) throw new WireProblem(unknownField(table))
  }
}

/** Each value of the right kind. */
function checkKinds(register: string, found: StoredValues, older: boolean): void {
  checkKeys(register, found, older)
  const table = tableOf(register)
  for (const key of Object.keys(found)) {
    const field = enteredField(table, key)
    const value = found[key] ?? null
    if (field === undefined || value === null) continue
    const numeric = isNumeric(field)
    if (typeof value !== (numeric ? 'number' : 'string')) throw new WireProblem(`“${field.label}”填的不是${numeric ? '数字' : '文字'}，请让对方改好`)
  }
}

/**
 * What the operations of a record come to, by the limits of the catalogue as they were when the oldest of them was made: what a program
 * let people enter, every later one takes in. What was entered wrongly once and mended since is no fault. Rules between fields are not
 * asked again: the site that entered them did.
 */
export function checkRecord(register: string, operations: readonly Operation[]): void {
  const edits = operations.filter((operation) => !operation.proposal)
  const whole = edits.some((operation) => operation.action === 'insert')
  const meant = ({ after, schema }: Operation): StoredValues => upcast(register, after, schema) ?? {}
  const [first] = edits
  if (first !== undefined) {
    const schema = Math.min(...edits.map((operation) => operation.schema))
    checkLimits(register, edits.length === 1 ? meant(first) : (Object.assign({}, ...edits.map(meant)) as StoredValues), { whole, schema })
  }
  for (const operation of operations) {
    if (operation.proposal && operation.action !== 'settle' && operation.after !== null)
      checkLimits(register, meant(operation), { whole: operation.action === 'insert', schema: operation.schema })
  }
}

function checkLimits(register: string, found: StoredValues, { whole, schema }: { readonly whole: boolean; readonly schema: number }): void {
  const table = tableOf(register)
  for (const key of Object.keys(found)) {
    const field = enteredField(table, key)
    const value = found[key] ?? null
    if (field === undefined || value === null) continue
    const problem = checkValue(asItWas(field, schema), fromSql(field, value) as FieldValue)
    if (problem !== null) throw new WireProblem(problem.message)
  }
  if (!whole) return
  for (const field of table.entered)
    if (isBelonging(table.register, field) && (found[field.key] ?? null) === null) throw new WireProblem(`没有填“${field.label}”，请让对方补上`)
}
