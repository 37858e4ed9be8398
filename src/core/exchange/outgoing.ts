/** The data parts of a package: the operations of the selected records, written as a stream. */
import type { RegisterName } from '../catalogue/index.ts'
import { PIECE_CHARACTERS } from '../files/pieces.ts'
import type { ReadDatabase } from '../store/index.ts'
import type { ForeignHead, HeldOperation } from '../store/heldOperations.ts'
import { operationsOf, YearLocks } from '../store/yearLocks.ts'
import { tableOf } from '../store/table.ts'
import { passedOn } from './passedOn.ts'
import { REFERRED_PART, type Referred } from './referred.ts'
import type { Selection } from './selection.ts'
import { shortened } from './shortNames.ts'
import { csvCells, csvColumns, csvSchema, isPlainRow, toWire, type WireOperation } from './wire.ts'

/** One part of a package, as the container writes it. */
interface DataPart {
  readonly path: string
  readonly name: string
  readonly mediaType: string
  readonly schema?: unknown
  readonly content: AsyncIterable<Uint8Array>
}

export interface Outgoing {
  readonly parts: AsyncIterable<DataPart>
  /** Known when all parts have been written. */
  readonly counts: { records: number; operations: number; rows: number }
}

export interface OutgoingOptions {
  /** Operations after this journal entry are left for the next package. */
  readonly upTo: number
  /** Rows of CSV for records entered once; else everything is in `data/changes.ndjson`. */
  readonly rows: boolean
  /** Our own unit, and that of the receivers. */
  readonly unit: string
  readonly to: string
  /** What the records refer to and the receiver knows by reference alone. */
  readonly referred?: readonly Referred[]
  /** Turns cells into a CSV line. */
  readonly csvLine: (cells: readonly string[]) => string
  readonly onProgress?: (done: number) => void
  /** Gives others a turn and throws when cancelled. */
  readonly step?: () => Promise<void>
}

/** The parts in the order in which they are written: rows, changes, and the change sets both speak of. */
export function outgoing(database: ReadDatabase, selection: Selection, options: OutgoingOptions): Outgoing {
  const counts = { records: 0, operations: 0, rows: 0 }
  const changes = new ChangeNumbers()
  const postponed = new Map<RegisterName, string[]>()
  const locks = new YearLocks(database, options.unit)
  const passes = passedOn(database, options.unit, options.to)
  const operations = (register: string, record: string): readonly HeldOperation[] =>
    passes(
      register,
      record,
      operationsOf(database, register, record, options.unit, locks).filter((operation) => operation.heldAt <= options.upTo),
    )
  const tell = async (): Promise<void> => {
    counts.records += 1
    if (counts.records % 50 === 0) {
      options.onProgress?.(counts.records)
      await options.step?.()
    }
  }

  async function* rowsOf(register: RegisterName, records: ReadonlySet<string>): AsyncGenerator<string> {
    yield options.csvLine(csvColumns(register))
    for (const record of records) {
      const found = operations(register, record)
      const [only] = found
      if (only === undefined) continue
      if (!isPlainRow(tableOf(register), found)) {
        postpone(register, record)
        continue
      }
      await tell()
      counts.operations += 1
      counts.rows += 1
      yield options.csvLine(csvCells(register, record, only, changes.of(only.head)))
    }
  }

  function postpone(register: RegisterName, record: string): void {
    const known = postponed.get(register)
    if (known === undefined) postponed.set(register, [record])
    else known.push(record)
  }

  function inLine(operation: HeldOperation, before: readonly HeldOperation[]): WireOperation {
    const wire = toWire(operation, changes.of(operation.head))
    return { ...wire, context: shortened(wire.context, before) }
  }

  async function* linesOf(): AsyncGenerator<string> {
    for (const [register, records] of options.rows ? postponed : selection) {
      for (const record of records) {
        const found = operations(register, record)
        if (found.length === 0) continue
        await tell()
        counts.operations += found.length
        yield `${JSON.stringify({ register, record, operations: found.map((operation, index) => inLine(operation, found.slice(0, index))) })}\n`
      }
    }
  }

  async function* parts(): AsyncGenerator<DataPart> {
    if (options.rows) {
      for (const [register, records] of selection) {
        if (records.size === 0) continue
        yield { path: `data/${register}.csv`, name: register, mediaType: 'text/csv', schema: csvSchema(register), content: inPieces(rowsOf(register, records)) }
      }
    }
    yield { path: 'data/changes.ndjson', name: 'changes', mediaType: 'application/x-ndjson', content: inPieces(linesOf()) }
    yield { path: 'data/change_sets.ndjson', name: 'change-sets', mediaType: 'application/x-ndjson', content: inPieces(changes.lines()) }
    const { referred = [] } = options
    if (referred.length > 0) yield { path: REFERRED_PART, name: 'referred', mediaType: 'application/x-ndjson', content: inPieces(linesOfReferred(referred)) }
    options.onProgress?.(counts.records)
  }
  return { parts: parts(), counts }
}

async function* linesOfReferred(referred: readonly Referred[]): AsyncGenerator<string> {
  for (const one of referred) yield `${JSON.stringify(one)}\n`
}

/** Numbers of the change sets in a package, given as they are met. */
class ChangeNumbers {
  readonly #numbers = new Map<string, number>()
  readonly #heads: ForeignHead[] = []

  of(head: ForeignHead): number {
    let found = this.#numbers.get(head[0])
    if (found === undefined) {
      this.#heads.push(head)
      this.#numbers.set(head[0], (found = this.#heads.length))
    }
    return found
  }

  async *lines(): AsyncGenerator<string> {
    for (const [index, head] of this.#heads.entries()) yield `${JSON.stringify({ change: index + 1, head })}\n`
  }
}

async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let text = ''
  for await (const line of lines) {
    text += line
    if (text.length < PIECE_CHARACTERS) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}
