/** Whom each row of a list means. By number first; by name and village where no number tells, which is never sure. */
import { plainName } from '../../catalogue/derive/names.ts'
import { portions } from '../../store/portions.ts'
import { spokenNames } from '../../store/search.ts'
import { saidOf, type Entry } from './entries.ts'
import type { Candidate } from './people.ts'

/** Codes of the list `comparison_match`. */
export const MATCH = { number: '1', oldNumber: '2', name: '3', sound: '4', character: '5', entered: '6' } as const

type Outcome = 'matched' | 'unsure' | 'unmatched' | 'unreadable' | 'repeated'

/** A row with what was found for it. */
export interface Compared {
  readonly entry: Entry
  readonly outcome: Outcome
  readonly candidate: Candidate | null
  /** How it was found, as a code; null where nobody was. */
  readonly by: string | null
  /** Why nobody was, or what is to be known of it; '' for nothing. */
  readonly note: string
  /** Namesakes with other numbers, or several who may be meant. */
  readonly why: 'namesake' | 'several' | null
  /** Village of the row where it was needed and could be told. */
  readonly village: string | null
}

/** What matching asks of what is on file. */
export interface OnFile {
  byNumber(numbers: readonly string[]): Promise<ReadonlyMap<string, Candidate>>
  of(villages: readonly string[]): Promise<readonly Candidate[]>
}

export interface Matching {
  readonly people: OnFile
  /** Code of the village that a row names; null where it cannot be told. */
  readonly villageOf: (entry: Entry) => string | null
  readonly step: () => Promise<void>
  readonly onDone: (done: number) => void
}

/** Rows between two turns for others; more where a row is only looked at. */
const AT_ONCE = 200
export const MANY_AT_ONCE = 5000
/** Rows whose numbers are looked up in one go. */
const LOOKED_UP = 500

/** A row that nobody's number answers for, with its place in the list and the village it names. */
interface Open {
  readonly at: number
  readonly entry: Entry
  readonly village: string
}

/** Every row of the list with whom it means, in the order of the list. */
export async function matchEntries(entries: readonly Entry[], matching: Matching): Promise<Compared[]> {
  const { compared, open } = await byNumbers(entries, matching)
  await byNames(compared, open, matching)
  await matching.step()
  await withoutSame(compared, matching.step)
  return compared
}

/** Whom numbers tell, and what is left open. What is held meanwhile goes with it: names are looked at afterwards. */
async function byNumbers(entries: readonly Entry[], { people, villageOf, step, onDone }: Matching): Promise<{ compared: Compared[]; open: Open[] }> {
  const firstRows = new FirstRows()
  const compared: Compared[] = []
  const open: Open[] = []
  for (const some of portions(entries, LOOKED_UP)) {
    // Looked up as they are needed: everybody whom a list of a county means would else be held by number beside the rows.
    const numbers = await people.byNumber([...new Set(some.flatMap(({ number }) => number ?? []))])
    for (const [index, entry] of some.entries()) {
      if (index % AT_ONCE === AT_ONCE - 1) await step()
      const said = saidOf(entry)
      const first = said === null ? null : firstRows.before(said, entry)
      const candidate = entry.number === null ? undefined : numbers.get(entry.number)
      if (first !== null) compared.push(repeated(entry, first))
      else if (candidate !== undefined) compared.push(found(entry, 'matched', candidate, candidate.old || entry.upgraded ? MATCH.oldNumber : MATCH.number))
      else {
        const unread = whyUnread(entry)
        const village = unread === null || (entry.wrong !== null && !entry.lost && entry.name !== '') ? villageOf(entry) : null
        if (village !== null && entry.name !== '') open.push({ at: compared.length, entry, village })
        compared.push(unclear(entry, village, unread))
      }
    }
    onDone(compared.length)
  }
  return { compared, open }
}

/** Villages whose people are held by their names at once. */
const VILLAGES = 5

/** Whom names may mean, some villages at a time: the names of a whole county would take more room than the list. */
async function byNames(compared: Compared[], open: readonly Open[], { people, step }: Matching): Promise<void> {
  const rows = Map.groupBy(open, ({ village }) => village)
  for (const villages of portions([...rows.keys()], VILLAGES)) {
    const names = new Names()
    for (const person of await people.of(villages)) names.add(person)
    await step()
    for (const [index, { at, entry, village }] of villages.flatMap((village) => rows.get(village) ?? []).entries()) {
      if (index % AT_ONCE === AT_ONCE - 1) await step()
      compared[at] = byName(names, entry, village)
    }
  }
}

/** The first row of each person and thing. Found by the person alone: a text of both for each row would take as much room as the rows. */
class FirstRows {
  /** Of somebody with several things, by these. */
  readonly #entries = new Map<string, Entry | Map<string, Entry>>()

  /** The row that said the same before this one; null where it is the first. */
  before(person: string, entry: Entry): number | null {
    const known = this.#entries.get(person)
    if (known === undefined) {
      this.#entries.set(person, entry)
      return null
    }
    const things = known instanceof Map ? known : new Map([[known.item, known]])
    const first = things.get(entry.item)
    if (first !== undefined) return first.row
    things.set(entry.item, entry)
    this.#entries.set(person, things)
    return null
  }
}

/** Why a row cannot be compared by itself; null where it can. */
function whyUnread({ wrong, number, name }: Entry): string | null {
  if (wrong !== null) return wrong
  return number === null && name === '' ? '没有证件号码，也没有姓名。' : null
}

function nobody(entry: Entry, outcome: Outcome, note: string, village: string | null = null): Compared {
  return { entry, outcome, candidate: null, by: null, note, why: null, village }
}

function repeated(entry: Entry, first: number): Compared {
  return nobody(entry, 'repeated', `与第 ${first} 行是同一人同一件事，只算一次。`)
}

function found(entry: Entry, outcome: Outcome, candidate: Candidate, by: string): Compared {
  return { entry, outcome, candidate, by, note: '', why: null, village: candidate.village }
}

/** A row as it stands before names are looked at: nobody has its number. */
function unclear(entry: Entry, village: string | null, unread: string | null): Compared {
  if (unread !== null) return nobody(entry, 'unreadable', unread, village)
  if (entry.number !== null) return nobody(entry, 'unmatched', '比对范围里没有这个证件号码。', village)
  return village === null
    ? nobody(entry, 'unreadable', '没有证件号码，也认不出是比对范围里的哪个村，无法按姓名比对。')
    : nobody(entry, 'unmatched', '没有证件号码，村里也没有同名或近似的人。', village)
}

function byName(names: Names, entry: Entry, village: string): Compared {
  const before = unclear(entry, village, whyUnread(entry))
  const meant = names.find(village, entry)
  if (meant.candidate !== null) return found(entry, 'unsure', meant.candidate, meant.by)
  if (meant.why === 'namesake') return { ...before, why: 'namesake', note: '同村有同名的人，但证件号码不同，不是同一人。' }
  if (meant.why === 'several')
    return { ...before, why: 'several', note: `${before.outcome === 'unreadable' ? before.note : ''}村里有几个同名或近似的人，分不清是谁。` }
  return before
}

/** Two rows that turn out to mean one person and one thing, by number and by name, count once: what comes second is put in its place. */
async function withoutSame(compared: Compared[], step: () => Promise<void>): Promise<void> {
  const firstRows = new FirstRows()
  for (const [at, one] of compared.entries()) {
    if (at % MANY_AT_ONCE === MANY_AT_ONCE - 1) await step()
    if (one.candidate === null) continue
    const first = firstRows.before(one.candidate.who ?? one.candidate.subject, one.entry)
    if (first !== null) compared[at] = repeated(one.entry, first)
  }
}

type Meant =
  | { readonly candidate: Candidate; readonly by: string; readonly why: null }
  | { readonly candidate: null; readonly by: null; readonly why: Compared['why'] }

const UNKNOWN: Meant = { candidate: null, by: null, why: null }
/** Two names of two characters with one in common have little in common. */
const LEAST_CHARACTERS = 3

/** The people of some villages by name, by how it is spoken, and by all characters but one. */
class Names {
  readonly #exact = new Map<string, Candidate[]>()
  readonly #spoken = new Map<string, Candidate[]>()
  readonly #but = new Map<string, Candidate[]>()

  add(person: Candidate): void {
    const plain = plainName(person.name)
    add(this.#exact, `${person.village} ${plain}`, person)
    for (const spoken of spokenNames(plain)) add(this.#spoken, `${person.village} ${spoken}`, person)
    for (const but of butOne(plain)) add(this.#but, `${person.village} ${but}`, person)
  }

  /** The one person of the village whom the row may mean. Whoever has another number that can be right is somebody else. */
  find(village: string, { name, number }: Entry): Meant {
    const plain = plainName(name)
    const ways = [
      [MATCH.name, () => [plain], this.#exact],
      [MATCH.sound, () => spokenNames(plain), this.#spoken],
      [MATCH.character, () => butOne(plain), this.#but],
    ] as const
    for (const [by, keys, index] of ways) {
      const all = new Set(keys().flatMap((key) => index.get(`${village} ${key}`) ?? []))
      const [first, ...others] = [...all].filter((person) => number === null || person.number === null)
      if (first !== undefined) return others.length === 0 ? { candidate: first, by, why: null } : { candidate: null, by: null, why: 'several' }
      if (by === MATCH.name && all.size > 0) return { candidate: null, by: null, why: 'namesake' }
    }
    return UNKNOWN
  }
}

function add(index: Map<string, Candidate[]>, key: string, person: Candidate): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, [person])
  else if (!known.includes(person)) known.push(person)
}

/** A name with each of its characters left open in turn, but for the surname: who is called otherwise is of another family. */
function butOne(plain: string): string[] {
  const characters = [...plain]
  return characters.length < LEAST_CHARACTERS ? [] : characters.slice(1).map((_, place) => characters.with(place + 1, '?').join(''))
}
