/** Merging the data parts of a package: read line by line, checked by the catalogue, taken in record by record. */
import { lostSubjects } from '../catalogue/derive/subject.ts'
import { isRegisterName, registerOf, type RegisterName } from '../catalogue/index.ts'
import type { ForeignHead } from '../store/heldOperations.ts'
import type { ProposalAnswer, ReceivingTransaction, ReceivedOperation } from '../store/receive.ts'
import type { ReadDatabase, SqlValue } from '../store/index.ts'
import { SCHEMA_VERSION } from '../store/migrate.ts'
import { portions } from '../store/portions.ts'
import { tableOf } from '../store/table.ts'
import { AppError } from '../errors.ts'
import { dropUnreferred, noteReferred, readReferred, REFERRED_PART } from './referred.ts'
import { lengthened } from './shortNames.ts'
import { hasItsRecord, keepAside, lacksOwn } from './setAside.ts'
import { changeSetLine, checkRecord, csvLayout, fromCsv, fromRow, fromWire, recordLine, WireProblem, type CsvLayout, type WireOperation } from './wire.ts'
import { checkUnchangeable } from './unchangeable.ts'

export type Outcome = 'new' | 'changed' | 'same' | 'conflicts' | 'proposals' | 'rejected'
export const OUTCOMES = ['new', 'changed', 'same', 'conflicts', 'proposals', 'rejected'] as const

/** What became of one record of the package. */
export interface RecordOutcome {
  readonly register: string
  readonly record: string
  readonly outcome: Outcome
  /** Why it was rejected. */
  readonly reason: string | null
  /** Stored values before and after, where something changes. */
  readonly before: Readonly<Record<string, SqlValue>>
  readonly after: Readonly<Record<string, SqlValue>>
  /** Fields in which both sides entered something, where the outcome is a conflict. */
  readonly contested: Readonly<Record<string, { readonly ours: SqlValue; readonly theirs: SqlValue }>>
  /** Head of the last change set that brought it. */
  readonly head: ForeignHead | null
  /** What became of proposals that were made for the record. */
  readonly answers: readonly ProposalAnswer[]
}

/** The data parts of an opened package. */
export interface PackageParts {
  /** Schema of the program that made them. */
  readonly schema: number
  readonly paths: readonly string[]
  /** The site that takes them in, and the package that they are of. */
  readonly self: { readonly site: string; readonly package: string }
  lines(path: string): AsyncIterable<string>
  rows(path: string): AsyncIterable<readonly string[]>
}

/** Says what a package may bring. A sentence says why not. */
export interface Judge {
  /** The merge begins, perhaps once more. */
  begin(): void
  /** Before a record is taken in: which of its operations may be, and why not the others. */
  ask(transaction: ReadDatabase, register: string, record: string, operations: readonly ReceivedOperation[]): Judgement
  /** After it was taken in. */
  taken(transaction: ReadDatabase, operations: readonly ReceivedOperation[], outcome: Pick<RecordOutcome, 'register' | 'record' | 'outcome'>): void
  /** When all is in: what is to be left out after all, by {@link recordKey}. */
  settle(transaction: ReadDatabase): ReadonlyMap<string, string>
}

export interface Judgement {
  readonly operations: readonly ReceivedOperation[]
  /** Null where nothing is left out. */
  readonly reason: string | null
}

/** Believes everything: what comes down from above, and from a colleague's PC. */
export const TRUSTING: Judge = {
  begin: () => undefined,
  ask: (_transaction, _register, _record, operations) => ({ operations, reason: null }),
  taken: () => undefined,
  settle: () => new Map(),
}

/** A record among those of all registers. */
export function recordKey(register: string, record: string): string {
  return `${register} ${record}`
}

/** Takes in the operations of one record, read as its part has them. */
type Take = (
  register: string,
  record: string,
  wires: readonly WireOperation[],
  read: (register: string, record: string, wire: WireOperation, head: ForeignHead | undefined) => ReceivedOperation,
) => void

/** Rows after which others get a turn. */
const ROWS_A_STEP = 20

/** Records with what may be taken in of each, by {@link recordKey}. */
type Waiting = ReadonlyMap<string, readonly ReceivedOperation[]>

/** Records that were taken in and must not be, with the reasons, or are to wait for a person; the merge is to be begun anew without them. */
class Unsound extends Error {
  readonly records: ReadonlyMap<string, string>
  readonly waiting: Waiting

  constructor(records: ReadonlyMap<string, string>, waiting: Waiting) {
    super('records were taken in that must not be')
    this.records = records
    this.waiting = waiting
  }
}

const MADE_HERE_BEFORE = '里面有本机以前做过、现在本机没有的修改；请在“数据交换”的“以前的修改”里看过以后收回，或保留现在的'
const NOTHING_TO_BELONG_TO = '它所属的户、人或村的那条记录没有收到，或没有收下。那一条收下以后，对方下一次发来的数据包会自动补上这一条，不用另外办理'

/** Heads of change sets kept in memory at most. */
const MOST_HEADS = 1_000_000

/**
 * Takes in everything, in the transaction given; nothing is committed here. A record that breaks the catalogue's rules is rejected with
 * its reason and the others go on; a part that cannot be read at all stops the whole (PACKAGE_DAMAGED). Throws {@link Unsound} when
 * others refer to what was rejected or did not come, or the judge finds at the end what it cannot let in: `without` them the merge is to
 * be tried again. What holds entries in our own name that we lack (`setAside.ts`) is taken in at first, so that all of the package is judged
 * together, as it will be when a person takes it in; the next try keeps it `aside`.
 */
export async function mergeParts(
  transaction: ReceivingTransaction,
  parts: PackageParts,
  judge: Judge,
  tell: (outcome: RecordOutcome) => void,
  step: () => Promise<void>,
  { without, aside, thorough }: Attempt = FIRST,
): Promise<void> {
  const heads = await readHeads(parts)
  const referred = await takeReferred(transaction, parts)
  judge.begin()
  let rejected = 0
  const waiting = new Map<string, readonly ReceivedOperation[]>()
  const take: Take = (register, record, wires, read) => {
    const head = heads.get(wires.at(-1)?.change ?? 0) ?? null
    try {
      const left = without.size === 0 ? undefined : without.get(recordKey(register, record))
      if (left !== undefined) throw new WireProblem(left)
      const brought: ReceivedOperation[] = []
      for (const wire of wires) brought.push(read(register, record, { ...wire, context: lengthened(wire.context, brought) }, heads.get(wire.change)))
      checkRecord(register, brought)
      checkUnchangeable(register, record, brought)
      const judged = aside.get(recordKey(register, record))
      const { operations, reason } = judged === undefined ? judge.ask(transaction, register, record, brought) : { operations: judged, reason: null }
      if (operations.length === 0) throw new WireProblem(reason ?? '')
      if (lacksOwn(transaction, parts.self.site, { register, record, operations })) {
        if (judged !== undefined || judge === TRUSTING) {
          keepAside(transaction, parts.self.package, register, record, operations)
          throw new WireProblem(MADE_HERE_BEFORE)
        }
        waiting.set(recordKey(register, record), operations)
        if (!hasItsRecord(transaction, { register, record, operations })) return
      }
      const received = transaction.receive(register, record, operations)
      judge.taken(transaction, operations, { register, record, outcome: received.outcome })
      // Told as rejected where only a part of it was, so that it comes once more.
      if (reason !== null) rejected += 1
      tell({
        register,
        record,
        outcome: reason === null ? received.outcome : 'rejected',
        reason,
        before: received.before,
        after: received.after,
        contested: received.contested ?? {},
        head,
        answers: received.answers ?? [],
      })
    } catch (error) {
      if (!(error instanceof WireProblem) && !(error instanceof AppError && error.code === 'VALIDATION')) throw error
      rejected += 1
      tell({
        register,
        record,
        outcome: 'rejected',
        reason: error instanceof AppError ? `${error.message}${error.action}` : error.message,
        before: {},
        after: {},
        contested: {},
        head,
        answers: [],
      })
    }
  }
  for (const path of parts.paths) {
    const register = /^data\/(\w+)\.csv$/.exec(path)?.[1]
    if (register !== undefined) await takeRows(parts, path, register, take, step)
    else if (path === 'data/changes.ndjson') await takeLines(parts, path, take, step)
  }
  dropUnreferred(transaction, referred)
  const dangling = danglingRecords(transaction, rejected > 0 || thorough)
  const lost = dangling.filter((key) => !waiting.has(key)).map((key) => [key, NOTHING_TO_BELONG_TO] as const)
  const unsound = new Map([...lost, ...judge.settle(transaction)])
  // Only what is sound as a whole waits as a whole.
  if (unsound.size > 0 || waiting.size > 0) throw new Unsound(unsound, unsound.size > 0 ? new Map() : waiting)
}

/** How a merge is tried. */
export interface Attempt {
  /** Records to be left out and why, by {@link recordKey}. */
  readonly without: ReadonlyMap<string, string>
  /** Records that are kept aside for a person. */
  readonly aside: Waiting
  /** Looks for references that lead nowhere even where nothing was rejected. A merge that is committed learns of them from the database. */
  readonly thorough: boolean
}

const FIRST: Attempt = { without: new Map(), aside: new Map(), thorough: false }

/** Records taken in whose references lead nowhere; unless all are asked for, only those that the database cannot tell of. */
function danglingRecords(transaction: ReceivingTransaction, all: boolean): string[] {
  const found: string[] = []
  for (const [register, touched] of transaction.touched) {
    if (!isRegisterName(register)) continue
    const lost = [
      ...tableOf(register)
        .entered.filter((field) => all && field.type === 'reference' && field.register !== undefined && field.keeps === undefined)
        .map((field) => `(t.${field.key} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${field.register ?? ''} x WHERE x.id = t.${field.key}))`),
      ...lostSubjects(registerOf(register), 't'),
    ]
    if (lost.length === 0) continue
    for (const ids of portions([...touched])) {
      const rows = transaction.all<{ id: string }>(
        `SELECT t.id FROM ${register} t WHERE t.id IN (SELECT value FROM json_each(?)) AND (${lost.join(' OR ')})`,
        JSON.stringify(ids),
      )
      found.push(...rows.map(({ id }) => recordKey(register, id)))
    }
  }
  return found
}

/**
 * Runs a merge, and again without the records that refer to what is not there, until nothing leads nowhere. `thorough` for one that is
 * only tried out: nothing is committed, so that the database has no occasion to refuse.
 */
export async function untilSound<T>(attempt: (how: Attempt) => Promise<T>, thorough: boolean): Promise<T> {
  let how: Attempt = { ...FIRST, thorough }
  for (;;) {
    try {
      return await attempt(how)
    } catch (error) {
      if (error instanceof Unsound && ([...error.records.keys()].some((key) => !how.without.has(key)) || error.waiting.size > 0))
        how = { ...how, without: new Map([...error.records, ...how.without]), aside: new Map([...how.aside, ...error.waiting]) }
      else if (!how.thorough && isForeignKeyRefusal(error)) how = { ...how, thorough: true }
      else throw error
    }
  }
}

function isForeignKeyRefusal(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_CONSTRAINT_FOREIGNKEY')
}

async function readHeads(parts: PackageParts): Promise<Map<number, ForeignHead>> {
  const heads = new Map<number, ForeignHead>()
  if (!parts.paths.includes('data/change_sets.ndjson')) return heads
  for await (const line of parts.lines('data/change_sets.ndjson')) {
    const { change, head } = changeSetLine.parse(json(line, 'data/change_sets.ndjson'))
    heads.set(change, head)
    if (heads.size > MOST_HEADS) throw damagedPart('data/change_sets.ndjson')
  }
  return heads
}

/** What is known by reference is there before what refers to it. */
async function takeReferred(transaction: ReceivingTransaction, parts: PackageParts): Promise<Map<RegisterName, Set<string>>> {
  const noted = new Map<RegisterName, Set<string>>()
  if (!parts.paths.includes(REFERRED_PART)) return noted
  for await (const line of parts.lines(REFERRED_PART)) {
    const one = readReferred(json(line, REFERRED_PART))
    if (one === null) throw damagedPart(REFERRED_PART)
    if (!noteReferred(transaction, one)) continue
    const known = noted.get(one.register)
    if (known === undefined) noted.set(one.register, new Set([one.record]))
    else known.add(one.record)
  }
  return noted
}

async function takeRows(parts: PackageParts, path: string, register: string, take: Take, step: () => Promise<void>): Promise<void> {
  if (!isRegisterName(register)) throw damagedPart(path)
  let layout: CsvLayout | null = null
  let taken = 0
  for await (const cells of parts.rows(path)) {
    if (layout === null) {
      layout = asPartOf(path, () => csvLayout(register, cells, parts.schema < SCHEMA_VERSION))
      continue
    }
    const known = layout
    const row = asPartOf(path, () => fromCsv(known, cells))
    take(register, row.record, [row.wire], fromRow)
    if (++taken % ROWS_A_STEP === 0) await step()
  }
}

/** A part whose rows cannot be read stops the whole. */
function asPartOf<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof WireProblem) throw damagedPart(path, error.message)
    throw error
  }
}

async function takeLines(parts: PackageParts, path: string, take: Take, step: () => Promise<void>): Promise<void> {
  for await (const line of parts.lines(path)) {
    const parsed = recordLine.safeParse(json(line, path))
    if (!parsed.success) throw damagedPart(path)
    take(parsed.data.register, parsed.data.record, parsed.data.operations, fromWire)
    await step()
  }
}

function json(line: string, path: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    throw damagedPart(path)
  }
}

/** What a part of a package holds, in words. */
function partName(path: string): string {
  const register = /^data\/(\w+)\.csv$/.exec(path)?.[1]
  if (register !== undefined && isRegisterName(register)) return `“${registerOf(register).label}”台账`
  return path === 'data/change_sets.ndjson' ? '经办信息' : '修改记录'
}

function damagedPart(path: string, detail?: string): AppError {
  return new AppError('FILE_FORMAT', `数据包里的${partName(path)}读不懂，没有合并${detail === undefined ? '' : `（${detail}）`}。`, '请让对方重新制作数据包。')
}
