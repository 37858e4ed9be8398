/** Writes what goes back of an import: one transaction, one change set. */
import { takeBack, type TakenBack } from '#core/registers/undoing/carryOut.ts'
import { Outdated, type BulkWork } from '#core/writing/bulk.ts'
import { journalHead } from '#core/store/journalHead.ts'

export const TAKE_BACK_WORK = 'take-back'

export interface TakeBackInput {
  readonly title: string
  /** Id of the change set that is taken back. */
  readonly undoOf: string
  /** How many records stay though they were chosen. */
  readonly left: number
  /** Last entry of the journal that was looked at. */
  readonly journal: number
}

/** Its result is the number of records taken back. */
export const takeBackWork: BulkWork = ({ records }, user, input, { portions, signal, onProgress }) => {
  const { title, undoOf, left, journal } = input as TakeBackInput
  return records.writer.changeInSteps(
    user,
    {
      kind: 'undo',
      title,
      undoOf,
      detail: JSON.stringify({ left }),
      opened: (register, _owner, writing) => register.owner === undefined && register.internal !== true && writing === 'remove',
    },
    async ({ transaction }, step) => {
      if (journalHead(transaction) !== journal) throw new Outdated()
      let done = 0
      for await (const portion of portions()) {
        for (const one of portion as readonly TakenBack[]) {
          takeBack(transaction, one)
          done += 1
          await step()
        }
        onProgress(done)
      }
      return done
    },
    signal,
  )
}
