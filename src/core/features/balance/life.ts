/**
 * The life of a household on file: when it came onto the list and left it, and who came and went in between. Pure; what the balance sheets add up
 * follows from it alone (mechanisms.md §0.3; readings.md 6, 7).
 */
import { LINES } from './lines.ts'

/** What is on file of a household. Days are `YYYY-MM-DD`; lists are in the order of their days. */
export interface LifeFacts {
  /** Where it is now. */
  readonly village: string
  readonly valid: boolean
  /** When it was first found poor, as exactly as it is known. */
  readonly identified: string | null
  /** Year since which it is out of poverty, as a sheet says; null where it is not, or unknown. */
  readonly exitYear: number | null
  /** The year in which the books begin: whoever has a record of it, or an earlier one, and no day of its own, was on file before. */
  readonly booksBegin: number
  readonly years: readonly YearFact[]
  readonly cases: readonly CaseFact[]
  readonly events: readonly EventFact[]
  readonly members: readonly MemberFact[]
  readonly moves: readonly MoveFact[]
}

/** A yearly record: what it says at the end of its year. */
export interface YearFact {
  readonly year: number
  /** Code of 脱贫标志; null where it says nothing. */
  readonly standing: string | null
  readonly people: number
  /** Days of the steps by which it left and came back. */
  readonly delisted: string | null
  readonly returned: string | null
}

/** An identification that was carried out. */
export interface CaseFact {
  readonly outcome: string
  readonly on: string
  readonly year: number
}

export interface EventFact {
  readonly kind: string
  readonly on: string
  /** Whether it is told of this household, or of another one that it came from or that came into it. */
  readonly own: boolean
  readonly standing: string | null
}

export interface MemberFact {
  readonly person: string
  readonly from: string | null
  readonly until: string | null
  /** Without an end: whether somebody counts at all. */
  readonly living: boolean
  readonly increase: string | null
  readonly decrease: string | null
  /** Kind of the event by which somebody came or went along. */
  readonly came: string | null
  readonly went: string | null
}

export interface MoveFact {
  readonly from: string
  readonly to: string
  readonly on: string
}

/** One line of the ledger. */
export interface Entry {
  readonly line: string
  readonly day: string
  readonly households: number
  readonly people: number
  readonly person: string | null
  readonly village: string
  readonly otherVillage: string | null
}

const EXITED: ReadonlySet<string> = new Set(['1', '4'])
const RETURNED = '3'
export const KIND = { head: '1', split: '2', merged: '3', closed: '4' } as const
const OUTCOME: Readonly<Record<string, { readonly line: string; readonly onList: boolean }>> = {
  '2': { line: LINES.identified, onList: true },
  '8': { line: LINES.addedLate, onList: true },
  '3': { line: LINES.clearedOut, onList: false },
  '5': { line: LINES.restored, onList: true },
  '6': { line: LINES.returned, onList: true },
}
const CAME: Readonly<Record<string, string>> = { '05': LINES.marriedIn, '06': LINES.born, '07': LINES.movedIn }
const WENT: Readonly<Record<string, string>> = {
  '01': LINES.died,
  '02': LINES.marriedOut,
  '03': LINES.settledAbroad,
  '04': LINES.imprisoned,
  '08': LINES.movedOut,
}
const ALONG: Readonly<Record<string, string>> = { [KIND.split]: LINES.split, [KIND.merged]: LINES.merged }

/** A span of days on the list: from a day on, up to another one. */
interface Span {
  readonly from: string
  readonly by: string
  readonly until: string | null
  readonly to: string
}

interface Turn {
  readonly day: string
  /** Order of what happens on one day. */
  readonly rank: number
  readonly onList: boolean
  readonly line: string
  readonly begins?: true
  readonly ends?: true
}

export function isExited(standing: string | null): boolean {
  return standing !== null && EXITED.has(standing)
}

/** All entries of a household, in the order of their days. */
export function entriesOf(facts: LifeFacts): readonly Entry[] {
  return spansOf(facts).flatMap((span) => new Stay(facts, span).entries())
}

/** When the household was on the list. */
function spansOf(facts: LifeFacts): readonly Span[] {
  const spans: Span[] = []
  let [began, told, since]: [boolean, boolean, Turn | null] = [false, true, null]
  for (const turn of turnsOf(facts)) {
    if (turn.begins === true) {
      began = true
      // What has left before anything says that it came was never on the list here.
      if (turn.onList && (told || (turn.line !== LINES.opened && turn.line !== LINES.unexplained))) since = turn
      continue
    }
    if (!began) {
      told = turn.onList
      if (turn.ends === true) return []
      continue
    }
    if (turn.onList && since === null) since = turn
    else if (!turn.onList && since !== null) {
      spans.push({ from: since.day, by: since.line, until: turn.day, to: turn.line })
      since = null
    }
    if (turn.ends === true) return spans
  }
  return since === null ? spans : [...spans, { from: since.day, by: since.line, until: null, to: '' }]
}

/** What brought it onto the list and took it off, day by day. */
function turnsOf(facts: LifeFacts): readonly Turn[] {
  const beginning = beginningOf(facts)
  if (beginning === null) return []
  const { years, cases, events, exitYear, valid } = facts
  const closing = events.filter(({ own, kind }) => own && (kind === KIND.merged || kind === KIND.closed))
  const turns: Turn[] = [
    beginning,
    ...cases.flatMap(({ outcome, on, year }): Turn[] => {
      const meant = OUTCOME[outcome]
      if (meant === undefined || (meant.onList && (meant.line === LINES.identified || meant.line === LINES.addedLate))) return []
      return [{ day: within(year, on), rank: 1, ...meant, ...(meant.line === LINES.clearedOut ? { ends: true as const } : {}) }]
    }),
    ...years.flatMap(yearTurns),
    ...closing.map(({ kind, on }): Turn => ({ day: on, rank: 4, onList: false, line: kind === KIND.merged ? LINES.merged : LINES.closed, ends: true })),
  ]
  if (exitYear !== null && !years.some(({ year, standing }) => year === exitYear && standing !== null))
    turns.push({ day: lastDay(exitYear), rank: 2, onList: false, line: LINES.exited })
  if (!valid && !turns.some(({ ends }) => ends === true)) {
    const last = Math.max(Number(beginning.day.slice(0, 4)), ...years.map(({ year }) => year))
    turns.push({ day: lastDay(last), rank: 5, onList: false, line: LINES.unexplained, ends: true })
  }
  return turns.toSorted((one, other) => compare(one.day, other.day) || one.rank - other.rank)
}

function yearTurns({ year, standing, delisted, returned }: YearFact): Turn[] {
  const turns: Turn[] = []
  if (delisted !== null) turns.push({ day: within(year, delisted), rank: 2, onList: false, line: LINES.exited })
  if (returned !== null) turns.push({ day: within(year, returned), rank: 3, onList: true, line: LINES.returned })
  // What the year says at its end, where no day told it: a mark of a sheet. Without any mark the year says nothing.
  if (standing !== null) {
    const exited = isExited(standing)
    turns.push({
      day: lastDay(year),
      rank: exited ? 3.5 : 3.6,
      onList: !exited,
      line: exited ? LINES.exited : standing === RETURNED ? LINES.returned : LINES.unexplained,
    })
  }
  return turns
}

function beginningOf({ events, cases, identified, years, booksBegin }: LifeFacts): Turn | null {
  const turn = (day: string, line: string, onList = true): Turn => ({ day, rank: 0, onList, line, begins: true })
  const split = events.find(({ own, kind }) => own && kind === KIND.split)
  if (split !== undefined) return turn(split.on, LINES.split, !isExited(split.standing))
  const found = cases.find(({ outcome }) => OUTCOME[outcome]?.line === LINES.identified || OUTCOME[outcome]?.line === LINES.addedLate)
  if (found !== undefined) return turn(within(found.year, found.on), OUTCOME[found.outcome]?.line ?? LINES.identified)
  const [first] = years
  if (identified !== null && (first === undefined || firstDay(identified) <= lastDay(first.year))) return turn(firstDay(identified), LINES.identified)
  if (first === undefined) return null
  return first.year <= booksBegin ? turn(lastDay(first.year - 1), LINES.opened) : turn(`${first.year}-01-01`, LINES.unexplained)
}

/** Who was in the household while it was on the list. */
class Stay {
  readonly #facts: LifeFacts
  readonly #span: Span
  readonly #members: readonly MemberFact[]
  readonly #entries: Entry[] = []
  /** People of the household by now, and how many of them a sheet counts who are not entered. */
  #people: number
  #unnamed: number

  constructor(facts: LifeFacts, span: Span) {
    this.#facts = facts
    this.#span = span
    const { identified } = facts
    // A day known to the year alone is not told apart from one in that year.
    const rough = span.by === LINES.identified && identified !== null && identified.length < span.from.length && firstDay(identified) === span.from
    this.#members = facts.members
      .filter(({ until, living }) => until !== null || living)
      .map((member) =>
        rough && member.increase === null && member.came === null && member.from?.startsWith(identified) === true ? { ...member, from: span.from } : member,
      )
    this.#unnamed = this.#unnamedAt(facts.years.find(({ year }) => lastDay(year) >= span.from) ?? facts.years.at(-1))
    this.#people = this.#membersOn(span.from) + this.#unnamed
  }

  entries(): readonly Entry[] {
    const { from, by, until, to } = this.#span
    this.#add(by, from, 1, this.#people)
    for (const happening of this.#happenings()) happening()
    if (until !== null) this.#add(to, until, -1, 0 - this.#people)
    return this.#entries
  }

  /** Moves, people, and what sheets count, in the order of their days; what the end of the span takes along is not told by itself. */
  #happenings(): readonly (() => void)[] {
    const { from, until } = this.#span
    const inside = (day: string | null): day is string => day !== null && day > from && (until === null || day < until)
    const upTo = (day: string): boolean => day > from && (until === null || day <= until)
    const found: { day: string; rank: number; run: () => void }[] = []
    for (const move of this.#facts.moves) if (upTo(move.on) && move.from !== move.to) found.push({ day: move.on, rank: 0, run: () => this.#move(move) })
    for (const { person, from: begun, until: ended, increase, decrease, came, went } of this.#members) {
      const comes = ALONG[came ?? ''] ?? CAME[increase ?? ''] ?? LINES.unexplained
      const goes = ALONG[went ?? ''] ?? WENT[decrease ?? ''] ?? LINES.unexplained
      // Somebody whose days are turned round was never there.
      if (begun !== null && ended !== null && ended <= begun) continue
      if (inside(begun)) found.push({ day: begun, rank: 1, run: () => this.#person(comes, begun, 1, person) })
      if (inside(ended)) found.push({ day: ended, rank: 2, run: () => this.#person(goes, ended, -1, person) })
    }
    for (const year of this.#facts.years) if (upTo(lastDay(year.year))) found.push({ day: lastDay(year.year), rank: 3, run: () => this.#reconcile(year) })
    return found.toSorted((one, other) => compare(one.day, other.day) || one.rank - other.rank).map(({ run }) => run)
  }

  #move({ from, to, on }: MoveFact): void {
    this.#push({ line: LINES.movedAway, day: on, households: -1, people: 0 - this.#people, person: null, village: from, otherVillage: to })
    this.#push({ line: LINES.movedHere, day: on, households: 1, people: this.#people, person: null, village: to, otherVillage: from })
  }

  #person(line: string, day: string, people: number, person: string): void {
    this.#people += people
    this.#add(line, day, 0, people, person)
  }

  /** A sheet that counts other people than those entered. */
  #reconcile(year: YearFact): void {
    const unnamed = this.#unnamedAt(year)
    if (unnamed === this.#unnamed) return
    this.#people += unnamed - this.#unnamed
    this.#add(LINES.unexplained, lastDay(year.year), 0, unnamed - this.#unnamed)
    this.#unnamed = unnamed
  }

  #unnamedAt(year: YearFact | undefined): number {
    return year === undefined ? 0 : Math.max(0, year.people - this.#membersOn(lastDay(year.year)))
  }

  #membersOn(day: string): number {
    return this.#members.filter(({ from, until }) => (from === null || from <= day) && (until === null || until > day)).length
  }

  #add(line: string, day: string, households: number, people: number, person: string | null = null): void {
    this.#push({ line, day, households, people, person, village: this.#villageOn(day), otherVillage: null })
  }

  #push(entry: Entry): void {
    if (entry.households !== 0 || entry.people !== 0) this.#entries.push(entry)
  }

  #villageOn(day: string): string {
    return this.#facts.moves.find(({ on }) => on > day)?.from ?? this.#facts.village
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const lastDay = (year: number): string => `${year}-12-31`

/** The first day of what is known of a date. */
export function firstDay(partial: string): string {
  return `${partial}-01-01`.slice(0, 10)
}

/** A day in a year: what is told of another one counts at its beginning or end. */
function within(year: number, day: string): string {
  return day < `${year}-01-01` ? `${year}-01-01` : day > lastDay(year) ? lastDay(year) : day
}
