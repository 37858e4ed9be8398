/** Writes a plan: one transaction, one change set, one undo step. */
import { AppError } from '#core/errors.ts'
import type { AskingUser } from '#core/access/asker.ts'
import type { Door } from '#core/registers/writer.ts'
import type { Plan } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import { writeOne, type Writable } from './writeRecord.ts'
import { IMPORT_KIND } from '#core/store/changeKinds.ts'
import { journalHead } from '#core/store/journalHead.ts'
import { Outdated, type BulkWork, type BulkWriter } from '#core/writing/bulk.ts'

export const IMPORT_WORK = 'import'
/** Records written before others get their turn. */
const STRIDE = 20
/** Records handed over at once. */
const PORTION = 200

export interface CommitRequest {
  readonly bulk: BulkWriter
  readonly user: AskingUser
  readonly register: string
  readonly file: string
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

/** What is kept with the change set. */
interface ImportDetail {
  readonly register: string
  readonly file: string
  readonly counts: Plan['counts']
  readonly problems: number
  readonly warnings: Readonly<Record<string, number>>
  /** Cells that were mended, as they stood in the sheet and as they were taken. */
  readonly mended: Plan['mended']
  /** How often somebody said which of several records was meant. */
  readonly chosen: number
}

/** One record on its way to who writes it: plain data. New records are referred to by their place in the plan, others by their id. */
interface Sent extends Writable<number | string> {
  /** Its place in the plan. */
  readonly at: number
}

interface WriteInput {
  readonly title: string
  readonly reason: string | null
  readonly detail: ImportDetail
  readonly journal: number
}

/**
 * Returns the id of the change set, null when there was nothing to write. Gives up the values of each record as it is written, so that
 * plan and transaction do not stand in memory side by side: after a failure the plan must be made anew. Throws {@link Outdated}, DUPLICATE, DISK_FULL, CANCELLED.
 */
export async function writePlan(plan: Plan, { bulk, user, register, file, signal, onProgress }: CommitRequest): Promise<string | null> {
  const total = plan.records.length
  if (total === 0) return null
  const detail: ImportDetail = {
    register,
    file,
    counts: { ...plan.counts, warnings: { ...plan.warnings } },
    problems: plan.rows.reduce((sum, row) => sum + row.problems.filter(({ severity }) => severity === 'error').length, 0),
    warnings: plan.warnings,
    mended: plan.mended,
    chosen: plan.options.choices?.length ?? 0,
  }
  const input: WriteInput = { title: `导入 ${file}`, reason: plan.options.reason ?? null, detail, journal: plan.journal }
  const { changeSet } = await bulk(
    { name: IMPORT_WORK, user, input, entries: total, portions: sent(plan.records) },
    { signal, onProgress: (done) => onProgress(done, total) },
  )
  return changeSet
}

/** The records of a plan in portions, given up as they are handed over. */
function* sent(records: readonly PlannedRecord[]): Generator<Sent[], void> {
  for (const [at, record] of records.entries()) record.at = at
  for (let from = 0; from < records.length; from += PORTION) {
    yield records.slice(from, from + PORTION).map((record, index) => {
      const { register, id, isNew, values, place } = record
      const references = Object.fromEntries(Object.entries(record.references).map(([key, other]) => [key, other.id ?? other.at]))
      record.giveUp()
      return { at: from + index, register, id, isNew, values, references, place }
    })
  }
}

/** Writes what is sent: one transaction, one change set, one undo step. */
export const importWork: BulkWork = ({ records }, user, given, { portions, signal, onProgress }) => {
  const { title, reason, detail, journal } = given as WriteInput
  return records.writer.changeInSteps(
    user,
    { kind: IMPORT_KIND, title, reason, detail: JSON.stringify(detail) },
    async (door, step) => {
      if (journalHead(door.transaction) !== journal) throw new Outdated()
      const ids = new NewIds(door)
      let done = 0
      for await (const portion of portions()) {
        for (const record of portion as readonly Sent[]) {
          writeOne(door, record, { own: () => ids.of(record.at), of: (other) => (typeof other === 'number' ? ids.of(other) : other) })
          done += 1
          if (done % STRIDE === 0) await step()
        }
        onProgress(done)
      }
    },
    signal,
  )
}

/** Refuses to write while rows are rejected and nobody has said that the others may go in. */
export function refuseRejected(plan: Plan): void {
  if (plan.counts.rejected === 0 || plan.options.acceptRejected === true) return
  throw new AppError('REJECTED_ROWS', `有 ${plan.counts.rejected} 行有问题，没有写入任何数据。`, '请导出问题表，改好后重新导入；或选择“只导入没有问题的行”。')
}

/** New records get their id when they or the first that refers to them is written; foreign keys are checked at the end. */
class NewIds {
  readonly #door: Door
  readonly #ids = new Map<number, string>()

  constructor(door: Door) {
    this.#door = door
  }

  of(at: number): string {
    let id = this.#ids.get(at)
    if (id === undefined) this.#ids.set(at, (id = this.#door.transaction.newId()))
    return id
  }
}
