/**
 * Comparisons from opening a list to writing it: open → columns → check → save. Lists that are open live in memory; nothing is on file before
 * they are saved, and what is saved is one change set.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { may, mayWrite } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import { openWorkbook, type OpenWorkbook } from '../../excel/readWorkbook.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import { localDay } from '../../rules/dates.ts'
import type { Core } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import { isKind, kindsOf, type Kind } from './kinds.ts'
import { compareList, headOf, type ComparedPlan as Plan } from './compare.ts'
import type { CompareOptions, ComparedList, ComparedRow, OpenedList, SavedList, ShownRows } from './contract.ts'
import { fileNameWithoutNumbers } from './entries.ts'
import { rememberedFor, rememberFor } from './mappings.ts'
import { describeSheets } from './readList.ts'
import { pageOf } from './rows.ts'
import { keepKind, saveComparison } from './save.ts'

/** A list as it was compared, with what tells the file. */
interface ComparedPlan extends Plan {
  readonly fileHash: string
  readonly same: ComparedList['same']
}

interface OpenList {
  readonly user: string
  readonly kind: string
  readonly path: string
  /** Of the picked file, which goes when the list is closed; null where it is the caller's own. */
  readonly ticket: string | null
  readonly file: string
  plan: ComparedPlan | null
  /** The job that checks: what an older one finds counts no more. */
  checking: string | null
  done: boolean
}

/** Lists kept open at once; one of 100,000 rows takes some tens of megabytes. */
const MOST_OPEN = 3
const LONGEST_NAME = 120

export class ComparisonService {
  readonly #core: Core
  readonly #open = new Map<string, OpenList>()

  constructor(core: Core) {
    this.#core = core
  }

  kinds(): readonly Kind[] {
    return kindsOf(this.#core.office().store.read)
  }

  async keepKinds(user: SessionUser): Promise<{ added: number }> {
    const missing = this.kinds().filter(({ id }) => id === null)
    for (const kind of missing) await keepKind(this.#core.office().records.writer, user, kind)
    return { added: missing.length }
  }

  /** Opens a picked file and tells its sheets; a file that cannot be read is refused, and what was uploaded is removed. */
  open(user: SessionUser, code: string, ticket: string): string {
    this.#mayCompare(user)
    const kind = this.#kind(code)
    const picked = this.#core.files.borrow(ticket, user.id)
    return this.#core.jobs.start({ kind: 'comparison-open', title: `打开 ${picked.name}`, by: user }, async (job) => {
      try {
        const sheets = await this.#withWorkbook(picked.path, 1, job, (workbook) =>
          describeSheets(workbook, kind.item, rememberedFor(this.#core.office().store, kind.code)),
        )
        const id = randomUUID()
        this.#keep(id, { user: user.id, kind: code, path: picked.path, ticket, file: picked.name, plan: null, checking: null, done: false })
        return { comparison: id, file: picked.name, sheets } satisfies OpenedList
      } catch (error) {
        this.#core.files.discard(ticket)
        throw error
      } finally {
        picked.release()
      }
    })
  }

  /** Compares without writing. */
  check(user: SessionUser, id: string, options: CompareOptions): string {
    const one = this.#get(user, id)
    this.#refuseDone(one)
    one.plan = null
    if (one.checking !== null) this.#core.jobs.cancel(one.checking)
    const started = this.#core.jobs.start({ kind: 'comparison-check', title: `比对 ${one.file}`, by: user }, async (job) => {
      const plan = await this.#reading(one, () => this.#plan(user, one, options, job))
      if (one.checking === started) one.plan = plan
      return answerOf(plan)
    })
    one.checking = started
    return started
  }

  /** A page of rows. Throws VALIDATION before there was a check. */
  rows(user: SessionUser, id: string, shown: ShownRows, offset: number, limit: number): { total: number; rows: ComparedRow[] } {
    const { divisions } = this.#core.office()
    return pageOf(this.#planned(this.#get(user, id)).judged, shown, offset, limit, (code) => divisions.fullName(code))
  }

  /** Writes what was checked; where others wrote since, it is compared anew first. */
  save(user: SessionUser, id: string): string {
    const one = this.#get(user, id)
    this.#refuseDone(one)
    const plan = this.#planned(one)
    return this.#core.jobs.start({ kind: 'comparison', title: `存入 ${one.file}`, by: user }, async (job) => {
      const saved = await this.#reading(one, () => this.#save(user, one, plan, job))
      one.done = true
      return saved
    })
  }

  /** Opens, compares and, where asked, writes in one job. */
  run(user: SessionUser, request: { readonly kind: string; readonly ticket: string; readonly options: CompareOptions; readonly save: boolean }): string {
    this.#mayCompare(user)
    this.#kind(request.kind)
    const picked = this.#core.files.borrow(request.ticket, user.id)
    const title = `${request.save ? '比对并存入' : '比对'} ${picked.name}`
    return this.#core.jobs.start({ kind: request.save ? 'comparison' : 'comparison-check', title, by: user }, async (job) => {
      try {
        const one: OpenList = { user: user.id, kind: request.kind, path: picked.path, ticket: null, file: picked.name, plan: null, checking: null, done: false }
        const plan = await this.#plan(user, one, request.options, job)
        return request.save ? await this.#save(user, one, plan, job) : unsaved(plan)
      } finally {
        picked.release()
        this.#core.files.discard(request.ticket)
      }
    })
  }

  close(user: SessionUser, id: string): void {
    this.#get(user, id)
    this.#forget(id)
  }

  async #plan(user: SessionUser, one: OpenList, options: CompareOptions, job: JobContext): Promise<ComparedPlan> {
    const office = this.#core.office()
    const kind = this.#kind(one.kind)
    const place = this.#placeFor(user, options.place)
    const today = localDay(this.#core.now())
    const plan = await this.#withWorkbook(one.path, 0.1, job, (workbook) =>
      compareList({ workbook, kind, options, place, today, office, remembered: rememberedFor(office.store, kind.code) }, job),
    )
    const fileHash = await hashOf(one.path)
    const same = office.store.read.get<{ name: string; on: string }>(
      'SELECT name, compared_on AS "on" FROM compared_list WHERE file_hash = ? AND place = ? AND deleted = 0 ORDER BY compared_on DESC LIMIT 1',
      fileHash,
      place,
    )
    return { ...plan, fileHash, same: same ?? null }
  }

  async #save(user: SessionUser, one: OpenList, checked: ComparedPlan, job: JobContext): Promise<SavedList> {
    const office = this.#core.office()
    const plan = checked.journal === headOf(office.store.read) ? checked : await this.#plan(user, one, checked.options, job)
    const { kind, options, today } = plan
    const asOf = options.asOf ?? today
    const department = options.department === undefined || options.department === '' ? kind.department : options.department
    job.phase('写入', 0.4, plan.account.hits + plan.account.known)
    const { id, entered, changeSet } = await saveComparison(
      {
        ...plan,
        name: `${kind.name}${department === null ? '' : `（${department}）`}${asOf}`.slice(0, LONGEST_NAME),
        department,
        asOf,
        fileName: fileNameWithoutNumbers(one.file),
        enter: options.enter === true,
      },
      { writer: office.records.writer, user, signal: job.signal, onProgress: (done, total) => job.progress(done, total) },
    )
    if (options.mapping !== undefined) await rememberFor(office.store, kind.code, plan.headings, options.mapping, this.#core.now().toISOString())
    const number = office.store.read.get<{ number: string | null }>('SELECT comparison_no AS number FROM compared_list WHERE id = ?', id)?.number ?? null
    return { ...unsaved(plan), id, number, changeSet, entered }
  }

  /** The division that is compared: as asked, else what the user works for. Throws FORBIDDEN where it is not theirs, VALIDATION where it must be said. */
  #placeFor(user: SessionUser, asked: string | undefined): string {
    const { unit, divisions } = this.#core.office()
    const own = user.role === 'administrator' || user.divisions.length === 0 ? [unit.code] : user.divisions
    const place = asked ?? (own.length === 1 ? own[0] : undefined)
    if (place === undefined) throw new AppError('VALIDATION', '您负责几个地方，没有说比对哪一个。', '请选择比对范围。')
    if (divisions.get(place) === undefined) throw new AppError('VALIDATION', `没有代码为 ${place} 的区划。`, '请重新选择比对范围。')
    if (!mayWrite(user, place)) throw new AppError('FORBIDDEN', `${divisions.fullName(place)}不在您负责的范围内，不能比对。`, '请选择自己负责的乡镇或村。')
    return place
  }

  async #withWorkbook<T>(path: string, weight: number, job: JobContext, work: (workbook: OpenWorkbook) => Promise<T>): Promise<T> {
    job.phase('打开文件', weight, 100)
    const workbook = await openWorkbook(path, { signal: job.signal, onProgress: (share) => job.progress(Math.floor(share * 100)) })
    try {
      return await work(workbook)
    } finally {
      await workbook.close()
    }
  }

  /** The file of a list while it is read. Throws FILE_NOT_FOUND where it ended with the session of the user. */
  async #reading<T>(one: OpenList, work: () => Promise<T>): Promise<T> {
    const picked = one.ticket === null ? null : this.#core.files.borrow(one.ticket, one.user)
    try {
      return await work()
    } finally {
      picked?.release()
    }
  }

  #mayCompare(user: SessionUser): void {
    if (!may(user, 'import')) throw new AppError('FORBIDDEN', '您没有比对名单的权限。', '请由管理员或录入人员办理。')
  }

  #kind(code: string): Kind {
    const kind = this.kinds().find((one) => isKind(one, code))
    if (kind === undefined)
      throw new AppError(
        'VALIDATION',
        `没有“${code}”这种名单。`,
        `可以用的种类：${this.kinds()
          .map((one) => `${one.code}（${one.name}）`)
          .join('、')}；也可以在“比对种类”里增加。`,
      )
    return kind
  }

  #keep(id: string, one: OpenList): void {
    this.#open.set(id, one)
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= MOST_OPEN) break
      this.#forget(oldest)
    }
  }

  #forget(id: string): void {
    const ticket = this.#open.get(id)?.ticket ?? null
    this.#open.delete(id)
    if (ticket !== null) this.#core.files.discard(ticket)
  }

  #get(user: SessionUser, id: string): OpenList {
    const one = this.#open.get(id)
    if (one === undefined || one.user !== user.id) throw new AppError('NOT_FOUND', '这次比对已经结束或被关闭。', '请重新选择文件。')
    return one
  }

  #planned({ plan }: OpenList): ComparedPlan {
    if (plan === null) throw new AppError('VALIDATION', '还没有比对这份名单。', '请先比对，再看结果或存入。')
    return plan
  }

  #refuseDone({ done }: OpenList): void {
    if (done) throw new AppError('VALIDATION', '这份名单已经存入。', '要再比对，请重新选择文件；要收回，请在“操作记录”里撤销。')
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

function answerOf({ account, skipped, same }: ComparedPlan): ComparedList {
  return { account, skipped, same }
}

function unsaved(plan: ComparedPlan): SavedList {
  const unreadable = plan.judged.filter(({ outcome }) => outcome === 'unreadable').map(({ entry, note }) => ({ row: entry.row, reason: note }))
  return { ...answerOf(plan), id: null, number: null, changeSet: null, entered: 0, unreadable }
}
