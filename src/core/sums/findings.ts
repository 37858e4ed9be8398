/** What the laws of sums find, among the findings of the records that they are asked of. */
import { withJoined } from '../checks/joined.ts'
import { runRules } from '../checks/engine/index.ts'
import type { Judging, PlacedFinding, Subject } from '../checks/subject.ts'
import type { ReadDatabase } from '../store/index.ts'
import { brokenSums, sumSentence } from './broken.ts'
import { sums, type AskedSum } from './laws.ts'

/** The subjects of checks with the laws of sums; what is typed into the numbers is held against them. */
export function withSums(subjects: readonly Subject[]): readonly Subject[] {
  return withJoined(
    subjects,
    [...Map.groupBy(sums, ({ asked }) => asked)].map(([register, some]) => ({
      register,
      rules: some.map(({ rule }) => rule),
      parts: Object.assign({}, ...some.map(partsOf)) as Record<string, string>,
      alsoTouchedBy: Object.assign({}, ...some.map(touchedBy)) as Record<string, string>,
      find: (database, ids, judging) => findingsOf(some, database, ids, judging),
    })),
  )
}

function findingsOf(
  some: readonly AskedSum[],
  database: ReadDatabase,
  ids: readonly string[],
  { off }: Judging,
): ReadonlyMap<string, readonly PlacedFinding[]> {
  const found = new Map<string, PlacedFinding[]>()
  for (const declared of some) {
    const field = fieldPath(declared)
    for (const { about, sum, expected } of brokenSums(database, declared, ids)) {
      const message = sumSentence(declared, { sum, expected })
      const place = { record: about, yearly: false, part: '', value: `${sum}/${expected}` }
      const findings = runRules([{ ...declared.rule, verify: () => [{ field, message }] }], null, { off }).map((finding) => ({ ...finding, ...place }))
      found.set(about, [...(found.get(about) ?? []), ...findings])
    }
  }
  return found
}

/** It lands on the number that is to be reached where the record has it, else on what names the record. */
function fieldPath({ law, asked }: AskedSum): string {
  if (law.whole === undefined) return `${asked.name}.${law.of[0] ?? asked.title}`
  return `${asked.name}.${typeof law.equals === 'string' ? law.equals : asked.title}`
}

/** Lines lead to their whole. */
function partsOf({ law, register }: AskedSum): Record<string, string> {
  if (law.whole === undefined) return { [register.name]: 'SELECT value AS about, NULL AS year FROM json_each(?)' }
  return { [register.name]: `SELECT ${law.whole} AS about, NULL AS year FROM ${register.name} WHERE id IN (SELECT value FROM json_each(?))` }
}

/** A record whose number others are to come to. */
function touchedBy({ law, register }: AskedSum): Record<string, string> {
  const { equals } = law
  if (typeof equals !== 'object') return {}
  const through = register.fields.find(({ key }) => key === equals.by)?.register
  return through === undefined
    ? {}
    : { [through]: `SELECT id AS about, NULL AS year FROM ${register.name} WHERE ${equals.by} IN (SELECT value FROM json_each(?)) AND deleted = 0` }
}
