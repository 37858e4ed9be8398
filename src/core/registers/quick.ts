/**
 * The quick find: the few records nearest to what was typed, in this order: whose name it is, whoever has somebody of that name in the family, whose
 * name begins so, and so on. Candidates come from short walks along indexes; nothing gathers all that match.
 */
import { isWholeNumber, mayAnywhere } from '../access/asker.ts'
import { registerOf } from '../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import type { Where } from '../shapes.ts'
import type { SqlRow } from '../store/index.ts'
import { fitsName, namesIn, readSearchText } from '../store/search.ts'
import { livingCount } from '../store/livingCounts.ts'
import { MIDDLE_RANK } from '../store/searchTerms.ts'
import type { Asking } from './asking.ts'
import { conditionOf } from './find.ts'
import { hidesNumbers } from './search.ts'
import { relationsOf, type Relation } from './relations.ts'
import { numberWalks, SharedWalks, wholeName, type Entry, type NumberWalks, type Walk } from './walks.ts'

/** Why a record was found, where its title does not show it. */
export type Found =
  | { readonly by: 'title' }
  /** A field of its own: 证件号码. */
  | { readonly by: 'field'; readonly key: string }
  /** Another record: 成员 赵建国; without a label its name is the title. With `key` it was found by that field of the other: 曾用名. */
  | { readonly by: 'record'; readonly label: string | null; readonly register: string; readonly id: string; readonly key?: string }

/** What is looked for in one register. `walks` are shared by all registers that are searched for one text. */
export interface Wanted {
  readonly register: string
  readonly text: string
  readonly where?: Where | undefined
  readonly walks?: SharedWalks | undefined
}

export interface Near {
  readonly id: string
  readonly row: SqlRow
  readonly found: Found
}

/** So few records of a register are asked through whom they could be found, instead of all who fit being asked whether they lead to one of them. */
const FEW = 200

/** Those through whom records of a register of few could be found by a relation; null where they are many. */
type Sources = ReadonlySet<string> | null

interface Candidate {
  readonly id: string
  readonly found: Found
}

/** Entries of each index read in one round; after the last the search ends with what it has. */
export const ROUNDS: readonly number[] = [100, 400, 2000, 8000]
/** Entries with the whole name that are looked at before all that begin so. */
const WHOLE = 100
/** Records read at once to see whether they may be shown: at first as many as are wanted, then more, to at most so many. */
const MOST_AT_ONCE = 500

/** The records nearest to a text that the asker may see, at most so many; null where the text says nothing to look for. */
export function nearest(asking: Asking, request: Wanted, limit: number): Near[] | null {
  const search = readSearchText(request.text)
  if (search.kind === 'none') return null
  const register = registerOf(request.register)
  if (livingCount(asking.database, register.name) === 0) return []
  const walks = request.walks ?? new SharedWalks()
  const candidates = search.kind === 'name' ? byName(asking, register, search.prefix, walks) : byNumber(asking, register, search.fragment, walks)
  const found = new Map<string, Near>()
  for (const some of chunks(candidates, limit)) {
    for (const near of permitted(asking, request, some)) if (!found.has(near.id)) found.set(near.id, near)
    if (found.size >= limit) break
  }
  return [...found.values()].slice(0, limit).map((near) => (search.kind === 'name' ? { ...near, found: named(asking, register, near, search.prefix) } : near))
}

/** By what records are found: themselves (null) or a relation, with those through whom alone they could be. */
interface Way {
  readonly relation: Relation | null
  readonly sources: Sources
}

/** All ways to the records of a register. */
function waysOf(asking: Asking, register: RegisterDefinition): readonly Way[] {
  return [null, ...relationsOf(register, readsOf(asking))].map((relation) => ({ relation, sources: null }))
}

/** The same where the nearest were not found in the first round: of a register of few those that lead anywhere, with those through whom they do. */
function narrowed({ database }: Asking, register: RegisterDefinition, ways: readonly Way[]): readonly Way[] {
  if (livingCount(database, register.name) > FEW) return ways
  return ways
    .map(({ relation }) => ({ relation, sources: relation && new Set(database.all<{ source: string }>(relation.all).map(({ source }) => source)) }))
    .filter(({ sources }) => sources?.size !== 0)
}

function* byName(asking: Asking, register: RegisterDefinition, prefix: string, walks: SharedWalks): Generator<Candidate> {
  const { database } = asking
  const all = waysOf(asking, register)
  const throughOf = ({ relation }: Way): string => relation?.through ?? register.name
  for (const way of all) yield* through(asking, way, wholeName(database, throughOf(way), prefix, WHOLE))
  let along = all.map((way) => ({ way, walk: walks.names(database, throughOf(way), prefix) }))
  for (const [round, count] of ROUNDS.entries()) {
    if (round === 1) {
      const ways = narrowed(asking, register, all)
      along = along.flatMap(({ way, walk }) => ways.filter(({ relation }) => relation === way.relation).map((narrow) => ({ way: narrow, walk })))
    }
    const middles: { readonly way: Way; readonly entries: readonly Entry[] }[] = []
    for (const { way, walk } of along) {
      const entries = walk.next(count).toSorted((one, other) => one.rank - other.rank)
      yield* through(
        asking,
        way,
        entries.filter(({ rank }) => rank < MIDDLE_RANK),
      )
      middles.push({ way, entries: entries.filter(({ rank }) => rank >= MIDDLE_RANK) })
    }
    for (const { way, entries } of middles) yield* through(asking, way, entries)
    if (along.every(({ walk }) => walk.isDone)) return
  }
}

function* byNumber(asking: Asking, register: RegisterDefinition, fragment: string, shared: SharedWalks): Generator<Candidate> {
  if (isWholeNumber(fragment) && hidesNumbers(asking, register)) asking.lookups.note(asking.asker)
  const all = waysOf(asking, register).filter(({ relation }) => relation?.byPlace !== true)
  const throughOf = ({ relation }: Way): string => relation?.through ?? register.name
  let along = all.map((way) => ({ way, walks: shared.numbers(asking, throughOf(way), fragment) }))
  let some = false
  function* inRound(of: (walks: NumberWalks) => readonly Walk[], count: number): Generator<Candidate> {
    for (const { way, walks } of along)
      for (const walk of of(walks))
        for (const candidate of through(asking, way, walk.next(count))) {
          some = true
          yield candidate
        }
  }
  for (const [round, count] of ROUNDS.entries()) {
    if (round === 1)
      along = narrowed(asking, register, all).map((way) => ({
        way,
        walks:
          way.sources === null
            ? (along.find(({ way: { relation } }) => relation === way.relation)?.walks ?? shared.numbers(asking, throughOf(way), fragment))
            : numberWalks(asking, throughOf(way), fragment, JSON.stringify([...way.sources])),
      }))
    yield* inRound(({ beginning }) => beginning, count)
    // A whole number is one: whoever has it is found, and nobody's number holds it further on.
    if (!(some && isWholeNumber(fragment))) yield* inRound(({ within }) => within, count)
    if (along.every(({ walks }) => [...walks.beginning, ...walks.within].every(({ isDone }) => isDone))) return
  }
}

function* own(entries: readonly Entry[]): Generator<Candidate> {
  for (const { id, field } of entries) yield { id, found: field === null ? { by: 'title' } : { by: 'field', key: field.key } }
}

function through(asking: Asking, { relation, sources }: Way, entries: readonly Entry[]): Generator<Candidate> {
  if (relation === null) return own(entries)
  return related(asking, relation, sources === null ? entries : entries.filter(({ id }) => sources.has(id)))
}

/** What is found through others, in their order. */
function* related({ database }: Asking, { through: register, label, sql }: Relation, entries: readonly Entry[]): Generator<Candidate> {
  if (entries.length === 0) return
  const order = new Map(entries.map(({ id }, index) => [id, index]))
  const pairs = database.all<{ id: string; source: string }>(sql, JSON.stringify(entries.map(({ id }) => id)))
  for (const { id, source } of pairs.toSorted((one, other) => (order.get(one.source) ?? 0) - (order.get(other.source) ?? 0)))
    yield { id, found: { by: 'record', label, register, id: source } }
}

function* chunks(candidates: Iterable<Candidate>, first: number): Generator<Candidate[]> {
  const seen = new Set<string>()
  let [some, size]: [Candidate[], number] = [[], first]
  for (const candidate of candidates) {
    if (seen.has(candidate.id)) continue
    seen.add(candidate.id)
    some.push(candidate)
    if (some.length < size) continue
    yield some
    some = []
    size = Math.min(size * 4, MOST_AT_ONCE)
  }
  if (some.length > 0) yield some
}

/** Those of the candidates that a list would show, in their order. */
function permitted(asking: Asking, { register, where }: Wanted, candidates: readonly Candidate[]): Near[] {
  const condition = conditionOf(asking, { register, where })
  const rows = new Map(
    asking.database
      .all<SqlRow>(
        `SELECT t.* FROM json_each(?) j CROSS JOIN ${register} t ON t.id = j.value WHERE ${condition.sql}`,
        JSON.stringify(candidates.map(({ id }) => id)),
        ...condition.parameters,
      )
      .map((row) => [String(row['id']), row]),
  )
  return candidates.flatMap(({ id, found }) => {
    const row = rows.get(id)
    return row === undefined ? [] : [{ id, row, found }]
  })
}

/** What has several names: by which of them it was found. */
function named({ database }: Asking, register: RegisterDefinition, { row, found }: Near, prefix: string): Found {
  if (found.by === 'title') {
    const key = otherName(register, row, prefix)
    return key === undefined ? found : { by: 'field', key }
  }
  if (found.by !== 'record' || namesOf(registerOf(found.register)).length < 2) return found
  const source = database.get<SqlRow>(`SELECT * FROM ${found.register} WHERE id = ?`, found.id)
  const key = source === undefined ? undefined : otherName(registerOf(found.register), source, prefix)
  return key === undefined ? found : { ...found, key }
}

function namesOf({ fields }: RegisterDefinition): readonly FieldDefinition[] {
  return fields.filter(({ search }) => search === 'name' || search === 'names')
}

/** The name that fits, where it is not the title. */
function otherName(register: RegisterDefinition, row: SqlRow, prefix: string): string | undefined {
  const names = namesOf(register)
  const fits = (field: FieldDefinition): boolean => {
    const value = row[field.key]
    return typeof value === 'string' && namesIn(field, value).some((name) => fitsName(name, prefix))
  }
  // Most have one name alone.
  const others = names.filter(({ key }) => key !== register.title && (row[key] ?? null) !== null)
  if (names.length < 2 || others.length === 0 || names.some((field) => field.key === register.title && fits(field))) return undefined
  return others.find(fits)?.key
}

function readsOf({ asker }: Asking): (name: string) => boolean {
  return (name) => mayAnywhere(asker, registerOf(name), 'read')
}
