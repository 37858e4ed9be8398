/** Of which subjects changed records speak. */
import { isRegisterName } from '../catalogue/index.ts'
import type { ReadDatabase } from '../store/index.ts'
import { portions } from '../store/portions.ts'
import type { Subject, SubjectKey } from './subject.ts'

/** Subjects that records of a register belong to, each with the year that the records are of, where they are of one. */
export function keysOf(database: ReadDatabase, subject: Subject, register: string, ids: Iterable<string>): SubjectKey[] {
  const sql = subject.parts[register]
  const keys = new Map<string, SubjectKey>()
  if (sql === undefined) return []
  for (const some of portions([...ids])) {
    for (const { about, year } of database.all<{ about: string | null; year: number | null }>(sql, JSON.stringify(some))) {
      if (about !== null) keys.set(`${about} ${year ?? ''}`, { about, years: year ?? 'newest' })
    }
  }
  return [...keys.values()]
}

/** So many records of a register that it is worth asking first which of them there are. */
const MANY = 100

/** Those of the records that there are: of what a change set adds, nothing is to be found as it was before. */
export function onFile(database: ReadDatabase, touched: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map([...touched].map(([register, ids]) => [register, ids.size > MANY && isRegisterName(register) ? thereOf(database, register, ids) : ids]))
}

function thereOf(database: ReadDatabase, register: string, ids: ReadonlySet<string>): ReadonlySet<string> {
  const sql = `SELECT t.id FROM json_each(?) j CROSS JOIN ${register} t ON t.id = j.value`
  return new Set([...portions([...ids])].flatMap((some) => database.all<{ id: string }>(sql, JSON.stringify(some)).map(({ id }) => id)))
}

/** Ids of all subjects whose findings may differ after these records changed; pauses after each statement. Nothing is asked where there is no such subject at all. */
export function* touchedSubjects(database: ReadDatabase, subject: Subject, touched: ReadonlyMap<string, ReadonlySet<string>>): Generator<void, Set<string>> {
  const abouts = new Set<string>()
  const asked = [...touched].flatMap(([register, ids]) =>
    [subject.parts[register], subject.alsoTouchedBy?.[register]].flatMap((sql) => (sql === undefined ? [] : [{ sql, ids }])),
  )
  // A save touches a few registers, and most subjects are reached by none of them.
  if (asked.length === 0 || database.get(`SELECT 1 FROM ${subject.register} LIMIT 1`) === undefined) return abouts
  for (const { sql, ids } of asked) {
    for (const some of portions([...ids])) {
      for (const { about } of database.all<{ about: string | null }>(sql, JSON.stringify(some))) if (about !== null) abouts.add(about)
      yield
    }
  }
  return abouts
}
