/** Writes a plan: one transaction, one change set, one undo step. */
import { AppError } from '#core/errors.ts'
import type { AskingUser } from '#core/access/asker.ts'
import type { Writer } from '#core/registers/writer.ts'
import type { Plan, PlannedRecord } from './model.ts'
import { IMPORT_KIND } from '#core/store/changeKinds.ts'
import { journalHead } from './plan.ts'
import { writeRecord } from './writeRecord.ts'

const STRIDE = 20
const WRITTEN: PlannedRecord['values'] = Object.freeze({})

export interface CommitRequest {
  readonly writer: Writer
  readonly user: AskingUser
  readonly register: string
  readonly file: string
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

/** What is kept with the change set. */
export interface ImportDetail {
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

/** Thrown when something was written since the plan was made; the caller plans anew. */
export class OutdatedPlan extends Error {
  constructor() {
    super('journal moved since the plan was made')
    this.name = 'OutdatedPlan'
  }
}

/**
 * Returns the id of the change set, null when there was nothing to write. Gives up the values of each record as it is written, so that
 * plan and transaction do not stand in memory side by side: after a failure the plan must be made anew. Throws {@link OutdatedPlan}, DUPLICATE, DISK_FULL, CANCELLED.
 */
export async function writePlan(plan: Plan, request: CommitRequest): Promise<string | null> {
  if (plan.records.length === 0) return null
  const detail: ImportDetail = {
    register: request.register,
    file: request.file,
    counts: { ...plan.counts, warnings: { ...plan.warnings } },
    problems: plan.rows.reduce((sum, row) => sum + row.problems.filter(({ severity }) => severity === 'error').length, 0),
    warnings: plan.warnings,
    mended: plan.mended,
    chosen: plan.options.choices?.length ?? 0,
  }
  const { changeSet } = await request.writer.changeInSteps(
    request.user,
    { kind: IMPORT_KIND, title: `导入 ${request.file}`, reason: plan.options.reason ?? null, detail: JSON.stringify(detail) },
    async (door, step) => {
      if (journalHead(door.transaction) !== plan.journal) throw new OutdatedPlan()
      for (const [index, record] of plan.records.entries()) {
        writeRecord(door, record)
        record.values = WRITTEN
        if (index % STRIDE !== 0) continue
        request.onProgress(index, plan.records.length)
        await step()
      }
    },
    request.signal,
  )
  return changeSet
}

/** Refuses to write while rows are rejected and nobody has said that the others may go in. */
export function refuseRejected(plan: Plan): void {
  if (plan.counts.rejected === 0 || plan.options.acceptRejected === true) return
  throw new AppError('REJECTED_ROWS', `有 ${plan.counts.rejected} 行有问题，没有写入任何数据。`, '请导出问题表，改好后重新导入；或选择“只导入没有问题的行”。')
}
