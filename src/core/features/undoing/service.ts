/**
 * Takes imports back as far as nothing was built on them: all of an import, or what belongs to some of its households (or whatever else its
 * records are part of). What was changed later, or is referred to by what others entered, stays with all that it needs, and is told.
 */
import type { z } from 'zod'
import { askerOf } from '#core/access/asker.ts'
import { may } from '#core/access/permissions.ts'
import { AppError } from '#core/errors.ts'
import type { JobContext } from '#core/jobs/jobs.ts'
import { registerNames } from '#core/catalogue/index.ts'
import { takenBack } from '#core/registers/undoing/carryOut.ts'
import { nameOfKey, type RecordKey, type Survey } from '#core/registers/undoing/model.ts'
import { settle, tallyOf, type Settled } from '#core/registers/undoing/settle.ts'
import { survey } from '#core/registers/undoing/survey.ts'
import type { Core } from '#core/runtime.ts'
import { IMPORT_KIND } from '#core/store/changeKinds.ts'
import { journalHead } from '#core/store/journalHead.ts'
import { inSteps, stepping } from '#core/store/stepping.ts'
import { Outdated } from '#core/writing/bulk.ts'
import type { SessionUser } from '../session/contract.ts'
import type { ChosenUnits, undoUnitShape, UndoDone, UndoTally } from './contract.ts'
import { hindranceFor } from './hindrance.ts'
import { TAKE_BACK_WORK, type TakeBackInput } from './takeBack.ts'
import { keptRows, titlesOf, withNumbers } from './told.ts'

/** A change set as the journal has it. */
interface ChangeSet {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly kind: string
  readonly at: string
  readonly user_id: string
  readonly user_name: string
}

/** Long work, as far as it is told and cancelled. */
type Working = Pick<JobContext, 'signal' | 'phase' | 'progress'>

/** What was read of a change set, as of an entry of the journal. */
interface Looked {
  readonly survey: Survey
  readonly journal: number
}

/** A unit as the preview lists it: what would become of it if it were chosen with all others. */
type Unit = z.infer<typeof undoUnitShape>

/** The same with its units, put together once for all pages. */
interface Listed extends Looked {
  readonly units: readonly Unit[]
  /** What was last chosen, in text, and what would become of it: pages of one choice are turned without going through all records anew. */
  last?: { readonly chosen: string; readonly settled: readonly Settled[] }
}

/** Surveys kept at once; one of a county's roster takes some ten megabytes. */
const MOST_LOOKED = 2
/** Surveys made anew because others wrote meanwhile, before giving up. */
const MOST_ATTEMPTS = 5

export class UndoingService {
  readonly #core: Core
  readonly #looked = new Map<string, Listed>()

  constructor(core: Core) {
    this.#core = core
  }

  /** The job's result is an `undoLookShape`. */
  look(user: SessionUser, changeSet: string): string {
    const set = this.#mine(user, changeSet)
    return this.#core.jobs.start({ kind: 'undo-look', title: `查看 ${set.title}`, by: user }, async (job) => {
      if (set.kind !== IMPORT_KIND) return { inPart: false, records: 0, units: 0 }
      const looked = await this.#survey(user, set, job)
      const units = this.#unitsOf(user, looked.survey)
      this.#keep(`${user.id} ${set.id}`, { ...looked, units })
      return { inPart: true, records: looked.survey.records.size, units: units.length }
    })
  }

  /** What would become of it, and a page of its units. Throws VALIDATION before it was looked at. */
  preview(
    user: SessionUser,
    request: ChosenUnits & { changeSet: string; text?: string | undefined; offset: number; limit: number },
  ): {
    title: string
    at: string
    by: string
    registers: UndoTally[]
    total: number
    units: Unit[]
  } {
    const set = this.#mine(user, request.changeSet)
    const listed = this.#lookedAt(user, set)
    const { units } = listed
    const { text } = request
    const wanted = text === undefined ? units : units.filter(({ title, place }) => `${title} ${place}`.includes(text))
    return {
      title: set.title,
      at: set.at,
      by: set.user_name,
      registers: talliesOf(settledOf(listed, request)),
      total: wanted.length,
      units: wanted.slice(request.offset, request.offset + request.limit),
    }
  }

  #unitsOf(user: SessionUser, found: Survey): Unit[] {
    const office = this.#core.office()
    const keys = unitsOf(found)
    const names = keys.map(nameOfKey)
    const titles = withNumbers(office, titlesOf(office, found, askerOf(user, office.unit.code), names), names)
    const byUnit = Map.groupBy(settle(found, null), ({ record }) => record.unit)
    return keys.map((key) => {
      const place = found.places.get(key)
      const where = typeof place === 'string' ? office.divisions.fullName(place) : ''
      return { ...nameOfKey(key), title: titles.get(key) ?? '', place: where, ...countsOf(byUnit.get(key) ?? []) }
    })
  }

  /** A page of what stays though it was chosen. */
  kept(user: SessionUser, request: ChosenUnits & { changeSet: string; offset: number; limit: number }): { total: number; rows: ReturnType<typeof keptRows> } {
    const set = this.#mine(user, request.changeSet)
    const listed = this.#lookedAt(user, set)
    const office = this.#core.office()
    const kept = settledOf(listed, request).filter(({ verdict, why }) => (verdict === 'kept' || verdict === 'partly') && why?.kind !== 'unchosen')
    // What others built on first, then what stays with it.
    kept.sort((one, other) => Number(one.why?.kind === 'needed') - Number(other.why?.kind === 'needed'))
    const page = kept.slice(request.offset, request.offset + request.limit)
    return { total: kept.length, rows: keptRows(office, listed.survey, askerOf(user, office.unit.code), page) }
  }

  /** The job's result is an `undoDoneShape`. */
  carryOut(user: SessionUser, changeSet: string, chosen: ChosenUnits = {}): string {
    const set = this.#mine(user, changeSet)
    return this.#core.jobs.start({ kind: 'undo', title: `撤销 ${set.title}`, by: user }, (job) => this.takeBack(user, changeSet, chosen, job))
  }

  /** Takes back at once. Throws CANNOT_UNDO where nothing can be taken back, and what the store refuses; then nothing is written. */
  async takeBack(user: SessionUser, changeSet: string, chosen: ChosenUnits, job: Working): Promise<UndoDone> {
    const set = this.#mine(user, changeSet)
    if (set.kind !== IMPORT_KIND) throw new AppError('VALIDATION', '只有导入可以撤销一部分。', '别的操作请整次撤销。')
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const { survey: found, journal } = await this.#survey(user, set, job)
      const units = chosenOf(found, chosen)
      const settled = settle(found, units)
      requireSomething(settled)
      const done = await this.#write(user, set, settled, { journal, inPart: units !== null }, job)
      if (done !== null) return done
    }
    throw new AppError('BUSY', '撤销时数据一直在被修改，没有写入。', '请等其他人或其他任务完成后重试。')
  }

  /** Null where something was written since the survey. */
  async #write(
    user: SessionUser,
    set: ChangeSet,
    settled: readonly Settled[],
    { journal, inPart }: { readonly journal: number; readonly inPart: boolean },
    job: Working,
  ): Promise<UndoDone | null> {
    const registers = talliesOf(settled)
    const left = settled.filter(({ verdict }) => verdict === 'kept' || verdict === 'partly').length
    const total = settled.filter(({ verdict }) => verdict === 'taken' || verdict === 'partly').length
    const title = left === 0 ? `撤销：${set.title}` : inPart ? `撤销一部分：${set.title}` : `撤销：${set.title}（保留 ${left} 条）`
    job.phase('撤销', 0.6, total)
    const input: TakeBackInput = { title, undoOf: set.id, left, journal }
    try {
      const { result, changeSet } = await this.#core
        .office()
        .bulk(
          { name: TAKE_BACK_WORK, user, input, entries: total, portions: takenBack(settled) },
          { signal: job.signal, onProgress: (done) => job.progress(done, total) },
        )
      return { changeSet: changeSet ?? '', restored: result as number, kept: left, registers }
    } catch (error) {
      if (error instanceof Outdated) return null
      throw error
    }
  }

  async #survey(user: SessionUser, set: ChangeSet, job: Working): Promise<Looked> {
    const { store, unit } = this.#core.office()
    job.phase('查看这次导入做了什么', 0.4)
    const step = stepping(job.signal)
    const journal = journalHead(store.read)
    const found = await inSteps(survey(store.read, set.number, hindranceFor(store.read, askerOf(user, unit.code), unit.code)), step)
    return { survey: found, journal }
  }

  /** One's own, or anybody's for administrators. */
  #mine(user: SessionUser, changeSet: string): ChangeSet {
    const set = this.#core.office().store.read.get<ChangeSet>('SELECT id, number, title, kind, at, user_id, user_name FROM change_set WHERE id = ?', changeSet)
    if (set === undefined) throw new AppError('NOT_FOUND', '没有找到这次操作。', '请在“操作记录”里选择要撤销的操作。')
    if (!may(user, 'undo of others') && !(may(user, 'undo own') && set.user_id === user.id))
      throw new AppError('FORBIDDEN', '只能撤销自己的操作。', '要撤销别人的操作，请找管理员。')
    return set
  }

  #lookedAt(user: SessionUser, set: ChangeSet): Listed {
    const looked = this.#looked.get(`${user.id} ${set.id}`)
    if (looked === undefined) throw new AppError('VALIDATION', '还没有查看这次导入。', '请重新打开“撤销导入”。')
    return looked
  }

  #keep(key: string, looked: Listed): void {
    this.#looked.delete(key)
    this.#looked.set(key, looked)
    for (const oldest of this.#looked.keys()) {
      if (this.#looked.size <= MOST_LOOKED) break
      this.#looked.delete(oldest)
    }
  }
}

/** What would become of a choice. */
function settledOf(listed: Listed, { units, without }: ChosenUnits): readonly Settled[] {
  const chosen = JSON.stringify([units ?? null, without ?? null])
  if (listed.last?.chosen !== chosen) listed.last = { chosen, settled: settle(listed.survey, chosenOf(listed.survey, { units, without })) }
  return listed.last.settled
}

/** Null for all. */
function chosenOf(found: Survey, { units, without }: ChosenUnits): ReadonlySet<RecordKey> | null {
  if (without === undefined || without.length === 0) return units === undefined ? null : new Set(units)
  const left = new Set(without)
  return new Set((units ?? unitsOf(found)).filter((key) => !left.has(key)))
}

/** In the order of the change set; those made along go by themselves. */
function unitsOf({ records, along }: Survey): RecordKey[] {
  return [...new Set([...records.values()].map(({ unit }) => unit))].filter((key) => !along.has(key))
}

/** In the order of the catalogue. */
function talliesOf(settled: readonly Settled[]): UndoTally[] {
  const tallies = tallyOf(settled)
  return registerNames.flatMap((register) => {
    const tally = tallies.get(register)
    return tally === undefined ? [] : [{ register, ...tally }]
  })
}

function countsOf(settled: readonly Settled[]): { taken: number; kept: number; back: number } {
  const count = (...verdicts: readonly Settled['verdict'][]): number => settled.filter(({ verdict }) => verdicts.includes(verdict)).length
  return { taken: count('taken', 'partly'), kept: count('kept'), back: count('back') }
}

function requireSomething(settled: readonly Settled[]): void {
  if (settled.some(({ verdict }) => verdict === 'taken' || verdict === 'partly')) return
  if (settled.every(({ verdict }) => verdict === 'back'))
    throw new AppError('CANNOT_UNDO', '这次导入已经撤销过，没有还要收回的。', '要恢复，请撤销那次“撤销”。')
  throw new AppError('CANNOT_UNDO', '选中的这些都不能收回：后来又改过，或被别的记录用到。', '请先撤销后面的操作，或逐条改回。')
}
