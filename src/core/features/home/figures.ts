/**
 * The figures of the first screen, kept as they were counted last: in memory and, in a large office, with the data, so that the screen stands at once
 * after a start. Each is kept with the state of the data that it is of; figures of an earlier state are told as such while those of now are counted
 * beside the core.
 */
import { createHash } from 'node:crypto'
import type { Office } from '../../runtime.ts'
import type { Lane, Store } from '../../store/index.ts'
import { VERSION } from '../../version.ts'
import type { SessionUser } from '../session/contract.ts'
import { isSmall } from '../statistics/service.ts'
import { yearsBeside } from './newestYear.ts'
import { figuresOf, onFileOf, TABLES, waitingOf, type Figures } from './summary.ts'

/** Figures with the moment at which they were counted (ISO) and the state of the data that they are of. */
interface Kept {
  readonly of: string
  readonly at: string
  readonly figures: Figures
}

export interface Told {
  readonly figures: Figures
  readonly counted: { readonly at: string; readonly current: boolean }
}

export interface FiguresAsked {
  readonly year: number
  /** `YYYY-MM-DD` */
  readonly today: string
  /** Whether to wait for the figures of now. */
  readonly current: boolean
}

/** What somebody looked at last, with the state of the data then. */
interface Looked {
  readonly office: Office
  readonly user: SessionUser
  readonly asked: FiguresAsked
  readonly state: string
}

/** Users and years whose figures are kept with the data. */
const MOST_KEPT = 8
/** Milliseconds of a count from which on the years beside the one looked at are counted ahead. */
const LONG = 1000
const META = 'home:'

export class HomeFigures {
  #store: Store | null = null
  readonly #now: () => Date
  readonly #kept = new Map<string, Kept>()
  readonly #counting = new Map<string, Promise<Kept>>()
  /** Whether the last count that somebody waited for took long. */
  #isLong = false
  #looked: Looked | null = null
  #isAhead = false

  constructor(now: () => Date) {
    this.#now = now
  }

  /** The figures that a user sees: those of now, or those of the last count, which say that they are such. */
  async of(office: Office, user: SessionUser, asked: FiguresAsked): Promise<Told> {
    if (office.store !== this.#store) {
      this.#store = office.store
      this.#kept.clear()
      this.#counting.clear()
    }
    const who = whoOf(user, asked.year)
    const state = stateOf(office.store, asked.today)
    const kept = this.#keptOf(office.store, who)
    if (kept !== null && kept.of === state) {
      this.#lookAhead({ office, user, asked, state })
      return this.#tell(who, kept, true)
    }
    if (isSmall(office, Object.values(TABLES))) {
      const { year, today } = asked
      return this.#tell(who, { of: state, at: this.#now().toISOString(), figures: figuresOf({ office, user, year, today }) }, true)
    }
    const counting = this.#counted(office, user, asked, who)
    if (kept === null || asked.current) {
      const counted = await counting
      this.#lookAhead({ office, user, asked, state: counted.of })
      return this.#tell(who, counted, counted.of === stateOf(office.store, asked.today))
    }
    // Whoever waits for it is told; it failing is told when somebody asks for the figures of now.
    counting.catch(() => undefined)
    return this.#tell(who, kept, false)
  }

  #tell(who: string, kept: Kept, current: boolean): Told {
    this.#kept.set(who, kept)
    return { figures: kept.figures, counted: { at: kept.at, current } }
  }

  #keptOf(store: Store, who: string): Kept | null {
    return this.#kept.get(who) ?? readKept(store, who)
  }

  /**
   * Begins to count the years with records beside the one that somebody looks at, where counting takes long: whoever turns the year on top finds them
   * counted. Nothing else begins it, so that a program that nobody asks does nothing.
   */
  #lookAhead(looked: Looked): void {
    if (!this.#isLong) return
    this.#looked = looked
    if (!this.#isAhead) void this.#countAhead()
  }

  /** One year after another, beside the one looked at last, until something changes. */
  async #countAhead(): Promise<void> {
    this.#isAhead = true
    try {
      for (let looked = this.#looked; looked !== null; looked = this.#looked) {
        this.#looked = null
        await this.#countBeside(looked)
      }
    } catch {
      // Whoever asks for such a year is told what failed.
    } finally {
      this.#isAhead = false
    }
  }

  async #countBeside({ office, user, asked, state }: Looked): Promise<void> {
    for (const year of yearsBeside(office.store.read, asked.year)) {
      if (this.#looked !== null || this.#store !== office.store || stateOf(office.store, asked.today) !== state) return
      const who = whoOf(user, year)
      if (this.#keptOf(office.store, who)?.of !== state) await this.#counted(office, user, { ...asked, year }, who, 'ahead')
    }
  }

  /** Counted once for all who wait for it. */
  #counted(office: Office, user: SessionUser, asked: FiguresAsked, who: string, lane: Lane = 'tables'): Promise<Kept> {
    let counting = this.#counting.get(who)
    if (counting === undefined) {
      counting = this.#count(office, user, asked, who, lane).finally(() => this.#counting.delete(who))
      this.#counting.set(who, counting)
    }
    return counting
  }

  async #count(office: Office, user: SessionUser, { year, today }: FiguresAsked, who: string, lane: Lane): Promise<Kept> {
    const { store } = office
    const begun = this.#now().getTime()
    // A change meanwhile begins the count anew: then the figures are of a later state than they say, and are counted once more.
    const of = stateOf(store, today)
    // Whoever waits has two processors' work done at once; nobody is kept from them by what nobody waits for yet.
    const [onFile, waiting] = await store.aside.readingBoth(
      { lane, work: (database) => onFileOf({ office, user, year, today, database }) },
      { lane: 'ahead', work: (database) => waitingOf({ office, user, year, today, database }) },
    )
    const at = this.#now()
    if (lane === 'tables') this.#isLong = at.getTime() - begun >= LONG
    const kept: Kept = { of, at: at.toISOString(), figures: { ...onFile, ...waiting } }
    if (this.#store === store) this.#kept.set(who, kept)
    await writeKept(store, who, kept)
    return kept
  }
}

/** Whose figures of which year. */
function whoOf({ role, divisions }: SessionUser, year: number): string {
  return JSON.stringify([role, divisions, year])
}

/** What figures depend on: the change sets, the day, and the program that counts. */
function stateOf(store: Store, today: string): string {
  const last = store.read.get<{ number: number | null }>('SELECT max(number) AS number FROM change_set')?.number ?? 0
  return JSON.stringify([last, today, VERSION])
}

function keyOf(who: string): string {
  return META + createHash('sha256').update(who).digest('hex').slice(0, 24)
}

function readKept(store: Store, who: string): Kept | null {
  const text = store.meta(keyOf(who))
  if (text === null) return null
  const { version, ...kept } = JSON.parse(text) as Kept & { readonly version: string }
  // Another program may show other columns.
  return version === VERSION ? kept : null
}

async function writeKept(store: Store, who: string, kept: Kept): Promise<void> {
  await store.bookkeep((database) => {
    database.run(
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      keyOf(who),
      JSON.stringify({ version: VERSION, ...kept }),
    )
    database.run(
      `DELETE FROM meta WHERE key LIKE '${META}%' AND key NOT IN (SELECT key FROM meta WHERE key LIKE '${META}%' ORDER BY value ->> '$.at' DESC LIMIT ?)`,
      MOST_KEPT,
    )
  })
}
