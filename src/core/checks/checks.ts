/**
 * The checks of an open office: the guard of what is entered, and the findings that stand. Findings of the few records that a change
 * touches are brought up to date inside it; those of many (an import, a package, new rules) right after it, a portion at a time.
 */
import type { GuardFactory } from '../registers/writer.ts'
import { VERSION } from '../version.ts'
import type { ParameterReader } from '../rules/parameters.ts'
import { deriveFound, type Database, type Followed, type ReadDatabase, type Store } from '../store/index.ts'
import { atOnce, inSteps, stepping } from '../store/stepping.ts'
import { divisionPrefix } from '../access/permissions.ts'
import { refreshFindings } from './findings.ts'
import { checkGuard, findingsOn } from './guard.ts'
import type { Judging, PlacedFinding, Subject } from './subject.ts'
import { onFile, touchedSubjects } from './touched.ts'

export interface CheckPorts {
  readonly subjects: readonly Subject[]
  /** Register of the rules that the office switched off: fields `rule` and `off`. */
  readonly settings: string
  parameters(): ParameterReader
  /** `YYYY-MM-DD`. */
  today(): string
}

/** Subjects judged inside a change; more are judged after it. */
const AT_ONCE = 20
/** Subjects judged in one go afterwards: others wait so long, and the facts of so many are in memory (of more they outlive the nursery). */
const PORTION = 25
/** Records marked as to be judged before others get their turn. */
const MARKED_AT_ONCE = 500
/** Subjects judged, and findings written, in one transaction where nobody waits to write: a commit waits for the disk. */
const IN_ONE = { subjects: 1000, findings: 2000 } as const
/** What rules the findings on file were made by. */
const MADE_BY = 'checks'

export interface CheckRun {
  /** Records looked at. */
  readonly looked: number
  readonly raised: number
}

export class Checks {
  readonly subjects: readonly Subject[]
  readonly guard: GuardFactory
  readonly #store: Store
  readonly #ports: CheckPorts
  /** The program's version and rules, as they are noted once all findings are made by them. */
  readonly #rulesOfToday: string
  #off: ReadonlySet<string> | null = null
  #draining: Promise<void> | null = null
  /** Subjects of which findings came or went in the transaction at hand, by register. */
  readonly #changed = new Map<string, Set<string>>()

  constructor(store: Store, ports: CheckPorts) {
    const { subjects } = ports
    this.#store = store
    this.subjects = subjects
    this.#ports = ports
    this.#rulesOfToday = [VERSION, ...subjects.flatMap(({ rules }) => rules.map(({ id }) => id))].join(' ')
    this.guard = checkGuard(subjects, () => this.judging())
    store.onChange((registers) => {
      if (registers.includes(ports.settings)) this.#off = null
    })
  }

  judging(): Judging {
    return { today: this.#ports.today(), parameters: this.#ports.parameters(), off: this.off() }
  }

  /** Numbers of the rules that the office switched off. */
  off(): ReadonlySet<string> {
    return (this.#off ??= new Set(
      this.#store.read.all<{ rule: string }>(`SELECT rule FROM ${this.#ports.settings} WHERE deleted = 0 AND off = 1`).map(({ rule }) => rule),
    ))
  }

  /** What the rules say of the subjects that these records are part of, as they stand. */
  on(database: ReadDatabase, register: string, ids: readonly string[]): readonly PlacedFinding[] {
    return findingsOn(database, this.subjects, register, ids, this.judging())
  }

  /** What changes is followed by its findings, or noted to be judged. */
  follow(): void {
    this.#store.follow((database, change) => this.#follow(database, change))
  }

  /** Keeps the findings true from now on; those of an office that other rules looked at before are made anew. */
  async begin(): Promise<void> {
    this.follow()
    this.#store.onChange(() => this.#drainSoon())
    if (this.#isStale) {
      await this.#store.bookkeep((database) => {
        atOnce(this.#marking(database))
        // A small office is ready at once.
        if (!isDue(database, AT_ONCE)) this.#portion(database)
        this.#deriveFound(database)
      })
    }
    this.#drainSoon()
  }

  /** Records that are still to be judged. */
  get due(): number {
    return this.#isStale ? this.subjects.reduce((sum, { register }) => sum + this.#store.living(register), 0) : dueCount(this.#store.read)
  }

  /** Whether the findings on file were made by other rules or parameters than today's, so that every record is to be judged anew. */
  get #isStale(): boolean {
    return this.#store.meta(MADE_BY) !== this.#rulesOfToday
  }

  /** Waits until nothing is to be judged any more. */
  async settled(): Promise<void> {
    while (this.#draining !== null) await this.#draining
  }

  /** Judges all records of the office by all rules, a portion at a time; what was judged when it is cancelled stays. */
  async run(options: { readonly onProgress: (done: number, total: number) => void; readonly step: () => Promise<void> }): Promise<CheckRun> {
    const total = this.subjects.reduce((sum, { register }) => sum + this.#store.living(register), 0)
    let [looked, raised] = [0, 0]
    for (const subject of this.subjects) {
      for (let after: string | null = ''; after !== null; ) {
        const from: string = after
        const begun = { looked, raised }
        after = await this.#store.bookkeepInSteps(async (database, wanted) => {
          let last: string | null = from
          while (last !== null && looked - begun.looked < IN_ONE.subjects && raised - begun.raised < IN_ONE.findings) {
            const ids = nextOf(database, subject, last)
            last = ids.at(-1) ?? null
            raised += this.#refresh(database, subject, ids, null)
            looked += ids.length
            options.onProgress(looked, total)
            await options.step()
            if (wanted()) break
          }
          this.#deriveFound(database)
          if (last === null) forgetGone(database, subject)
          return last
        })
      }
    }
    this.#store.tell(['finding'])
    return { looked, raised }
  }

  *#follow(database: Database, { touched, changeSet }: Followed): Generator<void, void> {
    // Both may change every finding.
    if (touched.has('parameter') || touched.has(this.#ports.settings)) {
      // Whoever saves waits for one row and not for one of each record of the office; who is to be judged is written down afterwards.
      database.run(`UPDATE meta SET value = '' WHERE key = ?`, MADE_BY)
      return
    }
    const known = onFile(this.#store.read, touched)
    for (const subject of this.subjects) {
      // Those too of which they spoke before, as the reader still sees it: the village that a household has left.
      const before = yield* touchedSubjects(this.#store.read, subject, known)
      const abouts = [...new Set([...before, ...(yield* touchedSubjects(database, subject, touched))])]
      if (abouts.length === 0) continue
      if (abouts.length > AT_ONCE || !this.#refreshed(database, subject, abouts, changeSet)) mark(database, subject, abouts, changeSet)
    }
    this.#deriveFound(database)
  }

  /** A rule that fails is no reason to refuse what was entered. */
  #refreshed(database: Database, subject: Subject, abouts: readonly string[], changeSet: string): boolean {
    try {
      this.#refresh(database, subject, abouts, changeSet)
      return true
    } catch {
      return false
    }
  }

  #refresh(database: Database, subject: Subject, abouts: readonly string[], changeSet: string | null): number {
    const raised = { at: new Date().toISOString(), changeSet }
    const { added, changed } = refreshFindings(database, subject, abouts, this.judging(), divisionPrefix(this.#store.unitCode), raised)
    database.run('DELETE FROM finding_due WHERE subject = ? AND about IN (SELECT value FROM json_each(?))', subject.register, JSON.stringify(abouts))
    for (const about of changed) this.#changed.set(subject.register, (this.#changed.get(subject.register) ?? new Set()).add(about))
    return added
  }

  /** What reads findings follows once those of a transaction are there. */
  #deriveFound(database: Database): void {
    for (const [register, abouts] of this.#changed) deriveFound(database, this.#store.derivations, register, [...abouts])
    this.#changed.clear()
  }

  /** Marks all records, some hundred at a time: all of a county at once hold everybody up for as long as ten saves. */
  *#marking(database: Database): Generator<void, void> {
    for (const { register, only = '1' } of this.subjects) {
      for (let after = ''; ; ) {
        const next = `SELECT id FROM ${register} WHERE deleted = 0 AND id > ? AND ${only} ORDER BY id LIMIT ${MARKED_AT_ONCE}`
        const last = database.get<{ last: string | null }>(`SELECT max(id) AS last FROM (${next})`, after)?.last ?? null
        if (last === null) break
        database.run(`INSERT OR IGNORE INTO finding_due (subject, about) SELECT ?, id FROM (${next})`, register, after)
        after = last
        yield
      }
    }
    database.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', MADE_BY, this.#rulesOfToday)
  }

  #drainSoon(): void {
    if (this.#draining !== null || (!isDue(this.#store.read) && !this.#isStale)) return
    this.#draining = this.#drain().finally(() => {
      this.#draining = null
    })
  }

  async #drain(): Promise<void> {
    try {
      for (;;) {
        if (this.#isStale) await this.#store.bookkeepInSteps((database) => inSteps(this.#marking(database), stepping(undefined)))
        if (!isDue(this.#store.read)) break
        await this.#store.bookkeepInSteps(async (database, wanted) => {
          for (let judged = 0; judged < IN_ONE.subjects && isDue(database); ) {
            await new Promise((resolve) => setImmediate(resolve))
            judged += this.#portion(database)
            // One at least, however many want to write.
            if (wanted()) break
          }
          this.#deriveFound(database)
        })
      }
    } catch {
      // The data is being closed; what is due is judged when it is opened again.
      return
    }
    this.#store.tell(['finding'])
  }

  /** The next few of one subject, of each change set that touched them; how many. What cannot be judged is left out, so that it holds up nobody. */
  #portion(database: Database): number {
    const due = database.all<{ subject: string; about: string; change_set: string | null }>(
      `SELECT subject, about, change_set FROM finding_due WHERE subject = (SELECT min(subject) FROM finding_due) ORDER BY about LIMIT ${PORTION}`,
    )
    const most = this.subjects.find(({ register }) => register === due[0]?.subject)?.portion ?? PORTION
    const taken = due.slice(0, most)
    for (const [name, rows] of Map.groupBy(taken, ({ subject, change_set: changeSet }) => `${subject} ${changeSet ?? ''}`)) {
      const [first] = rows
      const subject = this.subjects.find(({ register }) => register === first?.subject)
      const abouts = rows.map(({ about }) => about)
      if (subject !== undefined && this.#refreshed(database, subject, abouts, first?.change_set ?? '')) continue
      if (subject !== undefined) for (const about of abouts) this.#refreshed(database, subject, [about], first?.change_set ?? '')
      database.run('DELETE FROM finding_due WHERE subject = ? AND about IN (SELECT value FROM json_each(?))', first?.subject ?? name, JSON.stringify(abouts))
    }
    return taken.length
  }
}

/** Ids of the next few records of a subject. */
function nextOf(database: ReadDatabase, { register, portion, only = '1' }: Subject, after: string): string[] {
  return database
    .all<{ id: string }>(`SELECT id FROM ${register} WHERE deleted = 0 AND id > ? AND ${only} ORDER BY id LIMIT ${portion ?? PORTION}`, after)
    .map(({ id }) => id)
}

/** Of what is not on file any more nothing is told. */
function forgetGone(database: Database, { register }: Subject): void {
  database.run(`DELETE FROM finding WHERE subject = ? AND NOT EXISTS (SELECT 1 FROM ${register} t WHERE t.id = finding.about AND t.deleted = 0)`, register)
}

function dueCount(database: ReadDatabase): number {
  return database.get<{ count: number }>('SELECT count(*) AS count FROM finding_due')?.count ?? 0
}

/** Whether more than so many records are to be judged. Asked again and again while they are: it does not count all of them. */
function isDue(database: ReadDatabase, beyond = 0): boolean {
  return database.get(`SELECT 1 FROM finding_due LIMIT 1 OFFSET ${beyond}`) !== undefined
}

function mark(database: Database, { register }: Subject, abouts: readonly string[], changeSet: string): void {
  database.run(
    `INSERT INTO finding_due (subject, about, change_set) SELECT ?, value, ? FROM json_each(?) WHERE true
     ON CONFLICT (subject, about) DO UPDATE SET change_set = excluded.change_set`,
    register,
    changeSet,
    JSON.stringify(abouts),
  )
}
