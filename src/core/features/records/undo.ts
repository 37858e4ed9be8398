/** Taking back what a change set did: at once where it is small, as a job beside the main thread where it is large. */
import { may } from '../../access/permissions.ts'
import { AppError, type ErrorCode } from '../../errors.ts'
import { DRAW_KIND } from '../../draws/keep.ts'
import { STEP_KIND } from '../../procedures/make.ts'
import type { Core, Office } from '../../runtime.ts'
import { undo } from '../../store/history.ts'
import type { BulkOptions, BulkWork } from '../../writing/bulk.ts'
import type { SessionUser } from '../session/contract.ts'

export const UNDO_WORK = 'undo'

/** Entries that are taken back while the screen waits; more are a job, told and cancelled like any. */
const AT_ONCE = 200

export interface Undone {
  readonly changeSet: string
  readonly restored: number
}

/** What they had added to the registers of the whole county they may take out again. */
export const undoWork: BulkWork = ({ store, records }, user, input, { signal, onProgress, near }) => {
  const actor = records.writer.actorOf(user, (register, _owner, writing) => register.owner === undefined && register.internal !== true && writing === 'remove')
  return undo(store, actor, String(input), { signal, onProgress, near })
}

/**
 * Takes a change set back, where the user may: one's own, or anyone's for administrators; and only while all that it touches is theirs to
 * change today.
 */
export async function undoChangeSet(office: Office, user: SessionUser, changeSet: string, options: BulkOptions = {}): Promise<Undone> {
  const set = office.store.read.get<{ user_id: string; kind: string; entries: number }>('SELECT user_id, kind, entries FROM change_set WHERE id = ?', changeSet)
  // A step stands with its reasons; what follows it names it.
  if (set?.kind === STEP_KIND) throw new AppError('CONFLICT', '办理步骤不能当作没有办过。', '请在记录的“办理”一栏里撤销这一步，撤销也记为一步。')
  // A draw taken back could be drawn again until it suits somebody.
  if (set?.kind === DRAW_KIND) throw new AppError('CONFLICT', '随机抽取不能当作没有抽过。', '确实要再抽的，请另定一份名单并写明理由；两次都留着。')
  const allowed = set === undefined || may(user, 'undo of others') || (may(user, 'undo own') && set.user_id === user.id)
  if (!allowed) throw new AppError('FORBIDDEN', '只能撤销自己的操作。', '要撤销别人的操作，请找管理员。')
  const { result, changeSet: undone } = await office.bulk({ name: UNDO_WORK, user, input: changeSet, entries: set?.entries ?? 0 }, options)
  return { changeSet: undone ?? '', restored: (result as { restored: number }).restored }
}

/** The same for who waits for it at a screen: what is large shows its progress among the tasks and can be cancelled there. Throws what the job failed with. */
export async function undoAsJob(core: Core, user: SessionUser, changeSet: string): Promise<Undone> {
  const office = core.office()
  const set = office.store.read.get<{ title: string; entries: number }>('SELECT title, entries FROM change_set WHERE id = ?', changeSet)
  if (set === undefined || set.entries <= AT_ONCE) return undoChangeSet(office, user, changeSet)
  const id = core.jobs.start({ kind: 'undo', title: `撤销 ${set.title}`, by: user }, (job) => {
    job.phase('撤销', 1, set.entries)
    return undoChangeSet(office, user, changeSet, { signal: job.signal, onProgress: (done) => job.progress(done) })
  })
  const { error, result } = await core.jobs.finished(id)
  if (error !== null) throw new AppError(error.code as ErrorCode, error.message, error.action)
  return result as Undone
}
