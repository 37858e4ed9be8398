/** What an engine finds of the records of any register, told among the findings of those records, whether or not a mechanism has rules of its own for them. */
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { ReadDatabase } from '../store/index.ts'
import type { RuleDescription } from './engine/index.ts'
import { defineSubject, type Judging, type PlacedFinding, type Subject } from './subject.ts'

/** What an engine adds to the subject of one register. */
export interface Joined {
  readonly register: RegisterDefinition
  readonly rules: readonly RuleDescription[]
  /** As of a subject: what is entered there is held against these rules, too. */
  readonly parts?: Readonly<Record<string, string>>
  readonly alsoTouchedBy?: Readonly<Record<string, string>>
  /** SQL of whether anything can ever be found of the record of that id; of any record without. */
  readonly only?: (id: string) => string
  /** By record, what is found of it in a few statements whatever their number; it goes by no year. */
  readonly find: (database: ReadDatabase, ids: readonly string[], judging: Judging) => ReadonlyMap<string, readonly PlacedFinding[]>
}

/** The subjects with what engines find; registers without rules of their own become subjects. */
export function withJoined(subjects: readonly Subject[], joined: readonly Joined[]): readonly Subject[] {
  const all = [...subjects]
  for (const one of joined) {
    const at = all.findIndex(({ register }) => register === one.register.name)
    if (at < 0) all.push(join(bareSubject(one.register, one.only), one))
    else all[at] = join(unlimited(all[at] ?? bareSubject(one.register)), one)
  }
  return all
}

const EVERY = 'SELECT value AS about, NULL AS year FROM json_each(?)'

/** What another engine finds too may be found of any record. */
function unlimited({ only, ...subject }: Subject): Subject {
  return only === undefined ? subject : { ...subject, parts: { ...subject.parts, [subject.register]: EVERY } }
}

function join(subject: Subject, { rules, parts, alsoTouchedBy, find }: Joined): Subject {
  return {
    ...subject,
    rules: [...subject.rules, ...rules],
    // Where a register is a part already, its statement leads to the same records.
    parts: { ...parts, ...subject.parts },
    alsoTouchedBy: bothStatements(subject.alsoTouchedBy, alsoTouchedBy),
    judge: (database, keys, judging, options) => {
      const judged = subject.judge(database, keys, judging, options)
      // What is being typed is not on file yet.
      if (options?.touched !== undefined) return judged
      const found = find(
        database,
        judged.map(({ about }) => about),
        judging,
      )
      // Told once, with the newest year.
      return judged.map((one) => (one.newest ? { ...one, findings: [...one.findings, ...(found.get(one.about) ?? [])] } : one))
    },
  }
}

/** Statements that ask for the ids several times begin so, and ask for `given`. */
export const GIVEN = 'WITH given AS (SELECT value FROM json_each(?)) '

/** By register the statements of both; each has the ids as its one parameter. */
function bothStatements(one: Readonly<Record<string, string>> = {}, other: Readonly<Record<string, string>> = {}): Record<string, string> {
  const both: Record<string, string> = { ...one }
  for (const [register, sql] of Object.entries(other)) {
    const known = both[register]
    both[register] = known === undefined ? sql : GIVEN + union(onGiven(known), onGiven(sql))
  }
  return both
}

/** Both; several engines ask for the records of the same village, which is asked once. */
function union(known: string, more: string): string {
  return ` UNION ${known} UNION `.includes(` UNION ${more} UNION `) ? known : `${known} UNION ${more}`
}

function onGiven(sql: string): string {
  return sql.startsWith(GIVEN) ? sql.slice(GIVEN.length) : sql.replace('json_each(?)', 'given')
}

/** A subject without rules: the records of a register, each at its own place. */
function bareSubject({ name, owner = 'NULL' }: RegisterDefinition, only?: (id: string) => string): Subject {
  return defineSubject<null>({
    register: name,
    rules: [],
    ...(only === undefined ? {} : { only: only(`${name}.id`) }),
    parts: { [name]: only === undefined ? EVERY : `SELECT j.value AS about, NULL AS year FROM json_each(?) j WHERE ${only('j.value')}` },
    load: (database, keys) =>
      database
        .all<{ id: string; division: string | null }>(
          `SELECT id, ${owner} AS division FROM ${name} WHERE deleted = 0 AND id IN (SELECT value FROM json_each(?))`,
          JSON.stringify(keys.map(({ about }) => about)),
        )
        .map(({ id, division }) => ({
          about: id,
          year: null,
          newest: true,
          division,
          inCharge: null,
          retired: false,
          facts: null,
          placeOf: () => ({ record: id, yearly: false, part: '', value: null }),
        })),
  })
}
