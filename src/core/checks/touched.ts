/** Of which subjects changed records speak. */
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

/** Ids of all subjects whose findings may differ after these records changed; pauses after each statement. */
export function* touchedSubjects(database: ReadDatabase, subject: Subject, touched: ReadonlyMap<string, ReadonlySet<string>>): Generator<void, Set<string>> {
  const abouts = new Set<string>()
  for (const [register, ids] of touched) {
    for (const sql of [subject.parts[register], subject.alsoTouchedBy?.[register]]) {
      if (sql === undefined) continue
      for (const some of portions([...ids])) {
        for (const { about } of database.all<{ about: string | null }>(sql, JSON.stringify(some))) if (about !== null) abouts.add(about)
        yield
      }
    }
  }
  return abouts
}
