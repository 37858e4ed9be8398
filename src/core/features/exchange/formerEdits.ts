/** What came back in this PC's own name and is not here any more: listed with what stands here now, taken in, or overruled by it. */
import { findField, registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { belongingTo, countAside, keepPresent, lackingOwn, takeIn, waitingAside, type SetAside } from '../../exchange/setAside.ts'
import { siteTitle } from '../../exchange/sites.ts'
import { actorOf, type Office } from '../../runtime.ts'
import { operationsOf } from '../../store/yearLocks.ts'
import type { SqlValue } from '../../store/index.ts'
import { isEdit } from '../../store/operations.ts'
import { upcast } from '../../store/upcasters/index.ts'
import type { SessionUser } from '../session/contract.ts'
import type { FormerEdit } from './contract.ts'
import { Desk } from './desk.ts'

/** Records that wait, in the order in which they came. */
export function listFormerEdits(
  office: Office,
  user: SessionUser,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): { total: number; rows: FormerEdit[] } {
  const desk = new Desk(office, user)
  const { read } = office.store
  return { total: countAside(read), rows: waitingAside(read, { limit, offset }).map((one) => toFormerEdit(desk, one)) }
}

function toFormerEdit(desk: Desk, waiting: SetAside): FormerEdit {
  const { register, record } = waiting
  const { store } = desk.office
  const lacking = lackingOwn(operationsOf(store.read, register, record, store.unitCode), store.site, waiting.operations).filter(isEdit)
  const then = valuesOf(register, lacking)
  const all = valuesOf(register, waiting.operations.filter(isEdit))
  const entered = all[registerOf(register).owner ?? '']
  const place = desk.ownerOf(register, record) ?? (typeof entered === 'string' ? entered : null)
  const now = desk.row(register, record)
  const last = lacking.at(-1)
  return {
    register,
    record,
    title: desk.title(register, record, all),
    place,
    placeName: desk.placeName(place),
    cameAt: waiting.cameAt,
    from: senderOf(desk, waiting.package),
    by: last?.head[4] ?? '',
    at: last?.head[2] ?? '',
    edits: lacking.length,
    action: actionOf(lacking),
    changes: Object.keys(then)
      .filter((key) => findField(register, key) !== undefined)
      .map((field) => ({ field, now: desk.value(register, place, field, now?.[field]), former: desk.value(register, place, field, then[field]) })),
    opens: desk.lookAt(register, record, all),
  }
}

function valuesOf(register: string, operations: SetAside['operations']): Record<string, SqlValue> {
  return Object.assign({}, ...operations.map(({ after, schema }) => upcast(register, after, schema) ?? {})) as Record<string, SqlValue>
}

function actionOf(operations: SetAside['operations']): FormerEdit['action'] {
  const actions = operations.map(({ action }) => action)
  if (actions.includes('insert')) return 'insert'
  const last = actions.findLast((action) => action === 'remove' || action === 'restore')
  return last === 'remove' || last === 'restore' ? last : 'update'
}

/** Who sent a package. */
function senderOf(desk: Desk, packageId: string): string {
  const site = desk.read.get<{ site: string | null }>('SELECT site FROM package WHERE id = ?', packageId)?.site
  const found = desk.sites.find((one) => one.id === site)
  return found === undefined ? '' : siteTitle(found)
}

export interface FormerEditsDecision {
  /** Ids of records; absent: everything that waits. What these refer to, and what refers to them, goes with them. */
  readonly records?: readonly string[] | undefined
  /** Whether they are taken in; else what stands here now is kept. */
  readonly take: boolean
  readonly reason: string
}

export interface FormerEditsSettled {
  readonly changeSet: string | null
  readonly settled: number
  /** Records that go on waiting. */
  readonly left: number
}

/**
 * Decides about what waits, in one change set; says how much of it goes on waiting, as its records are not here yet. Throws NOT_FOUND where
 * nothing of it waits, CONFLICT where none of it can be taken in, or it refers to what is not here yet.
 */
export async function settleFormerEdits(office: Office, user: SessionUser, { records, take, reason }: FormerEditsDecision): Promise<FormerEditsSettled> {
  const { store } = office
  const all = waitingAside(store.read)
  const chosen = records === undefined ? all : belongingTo(all, new Set(records))
  if (chosen.length === 0 || records?.some((id) => !chosen.some(({ record }) => record === id)) === true)
    throw new AppError('NOT_FOUND', '这些修改已经处理过，或不在清单里。', '请刷新“以前的修改”清单。')
  const title = take ? `收回以前的修改 ${chosen.length} 条` : `不收回以前的修改 ${chosen.length} 条，保留现在的`
  try {
    let left = 0
    const { changeSet } = await store.receive(actorOf(user), { kind: 'reclaim', title, reason }, async (transaction, step) => {
      left = 0
      for (const one of chosen) {
        if (!take) keepPresent(transaction, store.site, one)
        else if (!takeIn(transaction, one)) left += 1
        await step()
      }
      if (left === chosen.length) throw notHereYet()
    })
    return { changeSet, settled: chosen.length - left, left }
  } catch (error) {
    if (error instanceof AppError && error.code === 'VALIDATION') {
      throw notHereYet(error)
    }
    throw error
  }
}

function notHereYet(cause?: unknown): AppError {
  return new AppError(
    'CONFLICT',
    '这些修改所属的户、人或村的记录本机还没有，没有收回任何一条。',
    '请让对方选“发全部数据”重新做一个数据包，收下以后再来收回；不需要的可以选“保留现在的内容”。',
    { cause },
  )
}
