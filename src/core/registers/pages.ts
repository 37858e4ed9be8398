/**
 * Pages of lists, and how many rows there are, so that the core never stands still: what takes long is asked aside. An order that had to be gathered
 * is kept, as the numbers of its rows, until the data changes: any page of it, however deep, costs what the first one does.
 */
import { AppError } from '../errors.ts'
import { WANTED, type Lane, type ReadDatabase, type SqlRow, type Store } from '../store/index.ts'
import type { Condition } from './where.ts'

/** Which rows of which register, in which order. */
export interface ListQuestion {
  readonly register: string
  /** What is asked, and the order: by them a question is known again. */
  readonly condition: Condition
  readonly order: Condition
  /** Whether any page of it is read off an index without looking at a record. */
  readonly isWalked: boolean
  /** Whether the first pages are found long before all rows are. */
  readonly isEager: boolean
  /** Whether so many are looked up that even to begin to count them takes long. */
  readonly isMany: boolean
  /** Whether a page of it is known to take long where there are many rows, so that it is asked aside at once. */
  readonly isLong: boolean
  /** `SELECT` of the numbers of its rows for whoever reads a few from somewhere in the order. */
  readonly near: Condition
  /**
   * The same for whoever reads the first rows, so many, where these are found without the others being looked at. A page that is full is the first one; where
   * `isAll` says that none is left out, any. Null where they must be looked for as `near` says.
   */
  readonly foremost?: ((database: ReadDatabase, rows: number) => (Condition & { readonly isAll: boolean }) | null) | undefined
  /** The same for whoever reads all of them. */
  readonly whole: Condition
  /** The condition for whoever counts them. */
  readonly counted: Condition
}

export interface PageAsked {
  readonly limit: number
  readonly offset: number
  /** A number of rows that takes long to count may be told as what it is at least. */
  readonly soon: boolean
  readonly signal?: AbortSignal | undefined
}

export interface PageFound {
  readonly rows: readonly SqlRow[]
  readonly total: number
  /** There are more than `total`; how many, {@link Pages.count} tells. */
  readonly more: boolean
}

/** How long something may take before it is asked otherwise. */
export interface Patience {
  /** Milliseconds for which the core may look for a page, and count its list, before that is asked aside. */
  readonly page: number
  readonly count: number
  /** Rows before a page that is asked alone where the first of many are found sooner than all are put in order. */
  readonly alone: number
  /**
   * Rows of a register from which on even an order that an index gives is gathered as soon as its list is opened: to pass 900,000 entries takes 150 ms,
   * and whoever drags the scrollbar asks for many pages.
   */
  readonly walked: number
  /** Rows of a register from which on an order is gathered as soon as somebody goes down its list, and the thread that may be asked next is started. */
  readonly large: number
}

const PATIENCE: Patience = { page: 30, count: 10, alone: 1000, walked: 100_000, large: 20_000 }
/** Numbers of rows that are kept at most, over all lists: 16 MB. */
const MOST_KEPT = 4_000_000
const MOST_LISTS = 16
const MOST_COUNTS = 200
/** How often an order is gathered again because the data changed meanwhile. */
const MOST_TIMES = 3

/** The condition of a list without any filter. */
const ALL_LIVING = '(t.deleted = 0)'

interface Gathering {
  readonly promise: Promise<Uint32Array>
  readonly abort: AbortController
  /** How many wait for it. */
  waiting: number
  /** Whether it goes on until the data changes, though nobody waits yet. */
  isAhead: boolean
}

export class Pages {
  readonly #store: Store
  readonly #counts = new Map<string, number>()
  /** The last used last. */
  readonly #orders = new Map<string, Uint32Array>()
  readonly #gatherings = new Map<string, Gathering>()

  readonly #patience: Patience

  constructor(store: Store, patience: Partial<Patience> = {}) {
    this.#store = store
    this.#patience = { ...PATIENCE, ...patience }
    store.onChange(() => {
      this.#counts.clear()
      this.#orders.clear()
      // What is being gathered is of the data as it was: whoever asks from now on has it gathered anew.
      for (const { waiting, abort } of this.#gatherings.values()) if (waiting === 0) abort.abort()
      this.#gatherings.clear()
    })
  }

  /** The rows of a page at once, however long it takes. */
  rows(question: ListQuestion, limit: number, offset: number): SqlRow[] {
    return this.#fetch(question.register, this.#kept(question)?.subarray(offset, offset + limit) ?? this.#numbers(question, limit, offset))
  }

  /** How many rows there are, at once, however long it takes. */
  countNow(question: ListQuestion): number {
    const known = this.#known(question)
    if (known !== null) return known
    const count = this.#counted(question)
    this.#note(question, count)
    return count
  }

  /** A page, as soon as may be. Throws CANCELLED where nobody waits for it any more. */
  async page(question: ListQuestion, { limit, offset, soon, signal }: PageAsked): Promise<PageFound> {
    await turn(signal)
    const { register } = question
    const kept = this.#kept(question)
    if (kept !== null) return { rows: this.#fetch(register, kept.subarray(offset, offset + limit)), total: kept.length, more: false }
    const isLarge = this.#store.living(register) > this.#patience.large
    const soonHere = (): number[] | undefined => this.#store.readWithin(this.#patience.page, () => this.#numbers(question, limit, offset))?.result
    const here = this.#foremost(question, limit, offset) ?? (question.isLong && isLarge ? undefined : soonHere())
    const isNear = question.isWalked || (question.isEager && offset < this.#patience.alone)
    const numbers = here ?? (isNear ? await this.#numbersAside(question, limit, offset, signal) : undefined)
    if (numbers === undefined) {
      const all = await this.#gathered(question, signal)
      return { rows: this.#fetch(register, all.subarray(offset, offset + limit)), total: all.length, more: false }
    }
    this.#gatherAhead(question, offset)
    // What is asked of a large list next may take long.
    if (soon && isLarge) this.#store.aside.ready('lists')
    const rows = this.#fetch(register, numbers)
    const total = this.#countSoon(question, numbers.length, limit, offset)
    if (total !== null) return { rows, total, more: false }
    if (soon) return { rows, total: offset + numbers.length, more: true }
    return { rows, total: (await this.#gathered(question, signal)).length, more: false }
  }

  /**
   * Whoever opens a very long list, or begins to go down a long one, soon asks for pages anywhere in it: its order is gathered in a thread that keeps
   * nobody waiting.
   */
  #gatherAhead(question: ListQuestion, offset: number): void {
    const living = this.#store.living(question.register)
    if (question.isWalked ? living <= this.#patience.walked : offset === 0 || living <= this.#patience.large) return
    const gathering = this.#gathering(question, 'ahead')
    gathering.isAhead = true
    gathering.promise.catch(() => undefined)
  }

  /** How many rows a list has. Throws CANCELLED where nobody waits for it any more. */
  async count(question: ListQuestion, signal?: AbortSignal): Promise<number> {
    await turn(signal)
    return this.#kept(question)?.length ?? this.#countSoon(question, 1, 1, 0) ?? (await this.#gathered(question, signal)).length
  }

  /** Null where counting takes long. */
  #countSoon(question: ListQuestion, found: number, limit: number, offset: number): number | null {
    const known = this.#known(question)
    if (known !== null) return known
    // A page that is not full is the last one.
    const isLast = found < limit && (found > 0 || offset === 0)
    const counting = (): number | undefined => this.#store.readWithin(this.#patience.count, () => this.#counted(question))?.result
    const total = isLast ? offset + found : question.isMany ? undefined : counting()
    if (total === undefined) return null
    this.#note(question, total)
    return total
  }

  #known({ register, condition }: ListQuestion): number | null {
    if (condition.sql === ALL_LIVING) return this.#store.living(register)
    return this.#counts.get(keyOf(register, condition)) ?? null
  }

  #note({ register, condition }: ListQuestion, count: number): void {
    if (isVolatile(condition)) return
    if (this.#counts.size >= MOST_COUNTS) this.#counts.clear()
    this.#counts.set(keyOf(register, condition), count)
  }

  #counted({ register, counted: { sql, parameters } }: ListQuestion): number {
    return this.#store.read.get<{ total: number }>(`SELECT count(*) AS total FROM ${register} t WHERE ${WANTED} AND ${sql}`, ...parameters)?.total ?? 0
  }

  /** Null where the first rows are not enough to know the page by. However long the list is, a few are looked at. */
  #foremost({ foremost }: ListQuestion, limit: number, offset: number): number[] | null {
    if (foremost === undefined || offset + limit > this.#patience.alone) return null
    const found = foremost(this.#store.read, offset + limit)
    if (found === null) return null
    const numbers = this.#store.read.all<{ row: number }>(`${found.sql} LIMIT ? OFFSET ?`, ...found.parameters, limit, offset).map(({ row }) => row)
    return found.isAll || numbers.length === limit ? numbers : null
  }

  #numbers({ near: { sql, parameters } }: ListQuestion, limit: number, offset: number): number[] {
    return this.#store.read.all<{ row: number }>(`${sql} LIMIT ? OFFSET ?`, ...parameters, limit, offset).map(({ row }) => row)
  }

  /** A page alone: what stands before it is passed, not kept. */
  async #numbersAside({ near: { sql, parameters } }: ListQuestion, limit: number, offset: number, signal: AbortSignal | undefined): Promise<Uint32Array> {
    return this.#store.aside.numbers(`${sql} LIMIT ? OFFSET ?`, [...parameters, limit, offset], { lane: 'lists', signal })
  }

  /** Rows by their numbers, in that order. */
  #fetch(register: string, numbers: ArrayLike<number>): SqlRow[] {
    if (numbers.length === 0) return []
    const rows = this.#store.read.all<SqlRow & { readonly row_: number }>(
      `SELECT t.rowid AS row_, t.* FROM json_each(?) j CROSS JOIN ${register} t ON t.rowid = j.value`,
      JSON.stringify(Array.from(numbers)),
    )
    const byNumber = new Map(rows.map(({ row_: number, ...row }) => [number, row as SqlRow]))
    return Array.from(numbers, (number) => byNumber.get(number)).filter((row) => row !== undefined)
  }

  #kept(question: ListQuestion): Uint32Array | null {
    const key = keyOf(question.register, question.condition, question.order)
    const kept = this.#orders.get(key)
    if (kept === undefined) return null
    this.#orders.delete(key)
    this.#orders.set(key, kept)
    return kept
  }

  #keep(question: ListQuestion, order: Uint32Array): void {
    if (isVolatile(question.condition)) return
    this.#orders.set(keyOf(question.register, question.condition, question.order), order)
    let numbers = 0
    for (const [index, [key, { length }]] of [...this.#orders].toReversed().entries()) {
      numbers += length
      if (index > 0 && (numbers > MOST_KEPT || index >= MOST_LISTS)) this.#orders.delete(key)
    }
  }

  /** The whole order of a list; gathered again where the data changed meanwhile, since its rows are read as they are now. */
  async #gathered(question: ListQuestion, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const { aside } = this.#store
    for (let time = 1; ; time += 1) {
      const version = aside.version
      const order = await this.#gatheredOnce(question, signal)
      if (version === aside.version || time === MOST_TIMES) return order
    }
  }

  /** Gathered once for all who wait for it; called off when none does any more. */
  async #gatheredOnce(question: ListQuestion, signal: AbortSignal | undefined): Promise<Uint32Array> {
    const gathering = this.#gathering(question, 'lists')
    gathering.waiting += 1
    const { promise, abort } = gathering
    if (signal === undefined) return promise
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        gathering.waiting -= 1
        if (gathering.waiting === 0 && !gathering.isAhead) {
          // Whoever asks the same again a moment later does not wait for what is called off.
          this.#forget(question, gathering)
          abort.abort()
        }
        reject(gone())
      }
      signal.addEventListener('abort', leave, { once: true })
      promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
    })
  }

  /** The one that is under way, or else begun now. */
  #gathering(question: ListQuestion, lane: Lane): Gathering {
    const key = keyOf(question.register, question.condition, question.order)
    let gathering = this.#gatherings.get(key)
    if (gathering === undefined) this.#gatherings.set(key, (gathering = this.#gather(question, lane)))
    return gathering
  }

  #forget({ register, condition, order }: ListQuestion, gathering: Gathering): void {
    const key = keyOf(register, condition, order)
    if (this.#gatherings.get(key) === gathering) this.#gatherings.delete(key)
  }

  #gather(question: ListQuestion, lane: Lane): Gathering {
    const { aside } = this.#store
    const abort = new AbortController()
    const version = aside.version
    const { sql, parameters } = question.whole
    const promise: Promise<Uint32Array> = aside
      .numbers(sql, parameters, { lane, signal: abort.signal })
      .then((order) => {
        if (version === aside.version) this.#keep(question, order)
        return order
      })
      .finally(() => this.#forget(question, gathering))
    const gathering: Gathering = { promise, abort, waiting: 0, isAhead: false }
    return gathering
  }
}

function keyOf(register: string, ...parts: readonly Condition[]): string {
  return JSON.stringify([register, parts.map(({ sql, parameters }) => [sql, parameters.map(String)])])
}

/** What is found of records may change without a change of records. */
function isVolatile({ sql }: Condition): boolean {
  return sql.includes(' finding ')
}

/** News of the asker being gone is heard before work is begun. */
async function turn(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  if (signal?.aborted === true) throw gone()
}

function gone(): AppError {
  return new AppError('CANCELLED', '已改为查找别的内容。', '')
}
