/** Puts the demo county on file. */
import { AppError } from '../../errors.ts'
import type { Actor, Store, Transaction } from '../../store/index.ts'
import type { AttachmentFiles } from '../attachments/index.ts'
import type { NationalDivisions } from '../divisions/index.ts'
import { DEMO_COUNTY, generateDemo } from './generate.ts'
import { addPictures } from './pictures/index.ts'
import { FULL_HOUSEHOLDS } from './plan.ts'
import type { DemoRecord } from './records.ts'

export interface FillOptions {
  readonly actor: Actor
  readonly divisions: NationalDivisions
  /** See {@link generateDemo}. */
  readonly households?: number
  readonly seed?: string | number
  readonly lives?: boolean
  /** Where the pictures of the battle maps and what shows that a task is done are kept; without it maps have none, and no task is struck off. */
  readonly attachments?: AttachmentFiles
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: FillProgress) => void
}

interface FillProgress {
  /** Households on file so far, and in the end; a few more come on file where lives are told. */
  readonly done: number
  readonly total: number
  /** What is being written: 基础资料, a township, or 完成. */
  readonly label: string
}

export interface Filled {
  readonly records: number
  readonly households: number
  readonly changeSets: readonly string[]
}

/** Registers that set-up may have filled already; then its records stay and the demo's are left out. */
const SET_UP = ['parameter', 'division', 'fund_kind', 'map_sign'] as const
/** Records between two looks at the clock. */
const STRIDE = 50

/**
 * Writes the demo as one change set for the basics and one for each township, so that a large one needs little memory.
 * Throws ALREADY_SET_UP when households are on file. When it is aborted, finished townships stay: discard the data folder.
 */
export async function fillDemo(store: Store, options: FillOptions): Promise<Filled> {
  if (countOf(store, 'household') > 0) {
    throw new AppError('ALREADY_SET_UP', '这里已经有户的记录，不能再装入演示数据。', '请另选一个空的数据目录装入演示数据。')
  }
  const skipped = new Set<string>(SET_UP.filter((register) => countOf(store, register) > 0))
  const divisions = await options.divisions.countyDivisions(DEMO_COUNTY)
  const names = new Map(divisions.map(({ code, name }) => [code, name]))
  const total = options.households ?? FULL_HOUSEHOLDS
  const ahead = new Ahead(
    generateDemo({ divisions, households: total, lives: options.lives === true, ...(options.seed === undefined ? {} : { seed: options.seed }) }),
  )
  const filled = { records: 0, households: 0, changeSets: [] as string[] }
  for (let record = ahead.peek(); record !== null; record = ahead.peek()) {
    const label = townshipOf(record, names) ?? '基础资料'
    const { changeSet } = await store.changeInSteps(
      options.actor,
      { kind: 'demo', title: `装入演示数据：${label}` },
      async (transaction, step) => {
        for (let next = ahead.peek(); next !== null && (townshipOf(next, names) ?? label) === label; next = ahead.peek()) {
          insert(transaction, next, skipped)
          ahead.advance()
          filled.records += 1
          if (next.register === 'household') filled.households += 1
          if (filled.records % STRIDE !== 0) continue
          options.onProgress?.({ done: Math.min(filled.households, total), total, label })
          await step()
        }
      },
      options.signal,
    )
    if (changeSet !== null) filled.changeSets.push(changeSet)
  }
  if (options.attachments !== undefined)
    filled.changeSets.push(...(await addPictures(store, { actor: options.actor, attachments: options.attachments, seed: String(options.seed ?? 1) })))
  options.onProgress?.({ done: total, total, label: '完成' })
  return filled
}

/** An iterator whose next value can be looked at before it is taken. */
class Ahead {
  readonly #iterator: Iterator<DemoRecord>
  #current: DemoRecord | null

  constructor(iterator: Iterator<DemoRecord>) {
    this.#iterator = iterator
    this.#current = null
    this.advance()
  }

  /** Null at the end. */
  peek(): DemoRecord | null {
    return this.#current
  }

  advance(): void {
    const next = this.#iterator.next()
    this.#current = next.done === true ? null : next.value
  }
}

function insert(transaction: Transaction, record: DemoRecord, skipped: ReadonlySet<string>): void {
  if (!skipped.has(record.register)) transaction.insert(record.register, record.values, record.id)
}

/** Name of the township whose part a record of a village opens; null for records that go on with the part they are in. */
function townshipOf(record: DemoRecord, names: ReadonlyMap<string, string>): string | null {
  return record.register === 'village' ? (names.get(`${record.values.village?.slice(0, 9) ?? ''}000`) ?? null) : null
}

function countOf(store: Store, register: 'household' | (typeof SET_UP)[number]): number {
  return Number(store.read.get<{ count: number }>(`SELECT count(*) AS count FROM ${register}`)?.count ?? 0)
}
