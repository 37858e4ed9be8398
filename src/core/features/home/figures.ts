/**
 * The figures of the first screen, kept as they were counted last: in memory and, in a large office, with the data, so that the screen stands at once
 * after a start. Each is kept with the state of the data that it is of; figures of an earlier state are told as such while those of now are counted
 * beside the core.
 */
import { createHash } from 'node:crypto'
import type { Office } from '../../runtime.ts'
import type { Store } from '../../store/index.ts'
import { VERSION } from '../../version.ts'
import type { SessionUser } from '../session/contract.ts'
import { isSmall } from '../statistics/service.ts'
import { figuresOf, TABLES, type Figures } from './summary.ts'

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

/** Users and years whose figures are kept with the data. */
const MOST_KEPT = 8
const META = 'home:'

export class HomeFigures {
  #store: Store | null = null
  readonly #now: () => Date
  readonly #kept = new Map<string, Kept>()
  readonly #counting = new Map<string, Promise<Kept>>()

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
    const who = JSON.stringify([user.role, user.divisions, asked.year])
    const state = stateOf(office.store, asked.today)
    const kept = this.#kept.get(who) ?? readKept(office.store, who)
    if (kept !== null && kept.of === state) return this.#tell(who, kept, true)
    if (isSmall(office, Object.values(TABLES))) {
      const { year, today } = asked
      return this.#tell(who, { of: state, at: this.#now().toISOString(), figures: figuresOf(office, user, year, today) }, true)
    }
    const counting = this.#counted(office, user, asked, who)
    if (kept === null || asked.current) {
      const counted = await counting
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

  /** Counted once for all who wait for it. */
  #counted(office: Office, user: SessionUser, asked: FiguresAsked, who: string): Promise<Kept> {
    let counting = this.#counting.get(who)
    if (counting === undefined) {
      counting = this.#count(office, user, asked, who).finally(() => this.#counting.delete(who))
      this.#counting.set(who, counting)
    }
    return counting
  }

  async #count(office: Office, user: SessionUser, { year, today }: FiguresAsked, who: string): Promise<Kept> {
    const { store } = office
    // A change meanwhile begins the count anew: then the figures are of a later state than they say, and are counted once more.
    const of = stateOf(store, today)
    const figures = await store.aside.reading((database) => figuresOf(office, user, year, today, database), { lane: 'tables' })
    const kept: Kept = { of, at: this.#now().toISOString(), figures }
    if (this.#store === store) this.#kept.set(who, kept)
    await writeKept(store, who, kept)
    return kept
  }
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
