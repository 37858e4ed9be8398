/**
 * Imports from opening a file to undoing it: open → mapping → dry run → preview → commit. Open imports live in memory; nothing is on file
 * before the commit, and the commit is one change set that the ordinary undo takes back.
 *
 * What happens to bad input: whatever is wrong with the file as a whole (no workbook, no headings, two columns for one thing) leaves
 * everything as it was. Rows in error are rejected with their household and reported; the sound rows go in, since an office with one
 * wrong number in 3,000 rows needs the other 2,999 today and the problem workbook for the one. On screen that is asked first
 * (`acceptRejected`); on the command line it is the default, and `acceptRejected: false` makes it all or nothing.
 */
import { localDay } from '../../rules/dates.ts'
import { randomUUID } from 'node:crypto'
import { may } from '#core/access/permissions.ts'
import { isRegisterName, officeRegisterNames, registerOf } from '#core/catalogue/index.ts'
import { AppError } from '#core/errors.ts'
import { openWorkbook, type OpenWorkbook } from '#core/excel/readWorkbook.ts'
import { problemWorkbook } from '#core/excel/problemWorkbook.ts'
import type { HeldFile } from '#core/files/tickets.ts'
import type { JobContext } from '#core/jobs/jobs.ts'
import type { Core } from '#core/runtime.ts'
import { Outdated } from '#core/writing/bulk.ts'
import { askerOf } from '#core/access/asker.ts'
import { changesFor } from '#core/registers/journal.ts'
import type { FileTicket } from '#core/shapes.ts'
import type { SessionUser } from '../session/contract.ts'
import {
  importCountsShape,
  type ImportCounts,
  type ImportOptions,
  type ImportDecision,
  type ImportFaults,
  type ImportProblem,
  type ImportResult,
  type Mended,
  type OpenedImport,
} from './contract.ts'
import { refuseRejected, writePlan } from './commit.ts'
import { describeSheet } from './describeSheet.ts'
import { rememberedMappings, rememberMappings } from './mappings.ts'
import { withDecisions } from './decisions.ts'
import { withMends } from './mends.ts'
import type { Plan } from './model.ts'
import { makePlan, type PlanProgress } from './plan.ts'
import { faultsOf, previewRows, problemsOf, type PreviewRow, type Shown } from './preview.ts'
import { readHeadings } from './readSheets.ts'
import { mendedOf } from './recent.ts'
import { writeRegisterTemplate } from './template.ts'
import { profileOf } from './targets.ts'
import { readTexts, wrongPage, wrongRowsOf, rowKey, type RowTexts } from './wrongRows.ts'

interface OpenImport {
  readonly user: string
  readonly register: string
  readonly path: string
  /** Of the picked file, which goes when the import is closed; null where it is the caller's own. */
  readonly ticket: string | null
  readonly file: string
  plan: Plan | null
  /** What the last check was asked for; mends and choices are added to it. */
  options: ImportOptions
  /** Whether the plan is what the last check found; until then the one before it is shown. */
  current: boolean
  /** The job that checks. What an older one finds counts no more. */
  checking: string | null
  /** Cells of rows that are to be mended. */
  readonly texts: RowTexts
  /** Written: its problems can still be had, but it cannot be written twice. */
  done: boolean
}

export interface RecentImport {
  changeSet: string
  at: string
  by: string
  register: string
  file: string
  counts: ImportCounts
  undone: boolean
  undoneInPart: boolean
  mended: Mended[]
}

/** Imports kept open at once; a plan of a county's roster takes some ten megabytes. */
const MOST_OPEN = 4
const MOST_RECENT = 50
/** Plans made anew because others wrote meanwhile, before giving up. */
const MOST_ATTEMPTS = 5

export class ImportService {
  readonly #core: Core
  readonly #open = new Map<string, OpenImport>()

  constructor(core: Core) {
    this.#core = core
  }

  /** Everything a column of a sheet for this register may be mapped to. */
  targets(register: string): { target: string; label: string; required: boolean }[] {
    return [...this.#profile(register).targets.values()].map(({ target, label, required }) => ({ target, label, required }))
  }

  /**
   * Opens a picked file and tells its sheets, headings and what they are taken for: the job's result is an {@link OpenedImport}.
   * The job fails with what reading throws, and then the file is refused: what was uploaded is removed.
   */
  open(user: SessionUser, register: string, ticket: string): string {
    this.#mayImport(user)
    this.#profile(register)
    const picked = this.#core.files.borrow(ticket, user.id)
    return this.#core.jobs.start({ kind: 'import-open', title: `打开 ${picked.name}`, by: user }, async (job) => {
      try {
        return await this.#describe(user, register, { ...picked, ticket }, job)
      } catch (error) {
        this.#core.files.discard(ticket)
        throw error
      } finally {
        picked.release()
      }
    })
  }

  /** Checks every row without writing; the job's result is the counts. */
  dryRun(user: SessionUser, id: string, options: ImportOptions): string {
    const one = this.#get(user, id)
    this.#refuseDone(one)
    // What was said of a sheet holds on as long as it is that sheet.
    const said = one.options.sheet === options.sheet ? { mends: one.options.mends, choices: one.options.choices } : {}
    one.plan = null
    return this.#check(user, one, { ...said, ...options })
  }

  /** Mends cells, says which records are meant, and checks every row again; the job's result is that of {@link dryRun}. */
  mend(user: SessionUser, request: { import: string; mends: Parameters<typeof withMends>[1]; choices: readonly ImportDecision[] }): string {
    const one = this.#get(user, request.import)
    this.#refuseDone(one)
    const { options } = one
    return this.#check(user, one, {
      ...options,
      mends: withMends(options.mends ?? [], request.mends),
      choices: withDecisions(options.choices ?? [], request.choices),
    })
  }

  /** A page of the rows to be mended. Throws VALIDATION before there was a check. */
  wrong(user: SessionUser, id: string, offset: number, limit: number): ReturnType<typeof wrongPage> {
    const { one, plan } = this.#planned(user, id)
    return wrongPage(plan, one.texts, offset, limit)
  }

  #check(user: SessionUser, one: OpenImport, options: ImportOptions): string {
    Object.assign(one, { current: false, options })
    if (one.checking !== null) this.#core.jobs.cancel(one.checking)
    const started = this.#core.jobs.start({ kind: 'import-check', title: `检查 ${one.file}`, by: user }, async (job) => {
      try {
        const plan = await this.#plan(user, one, options, job)
        await this.#readWrong(one, plan, job)
        if (one.options === options) Object.assign(one, { plan, current: true })
        return { ...plan.counts, warnings: plan.warnings }
      } catch (error) {
        if (one.options === options) one.plan = null
        throw error
      }
    })
    one.checking = started
    return started
  }

  /** The cells of rows that are to be mended: the plan holds values only. */
  async #readWrong(one: OpenImport, plan: Plan, job: JobContext): Promise<void> {
    const wrong = wrongRowsOf(plan)
    if (wrong.every(({ sheet, row }) => one.texts.has(rowKey(sheet, row)))) return
    job.phase('取出有问题的行', 0.1)
    await this.#reading(one, async () => {
      const workbook = await openWorkbook(one.path, { signal: job.signal })
      try {
        await readTexts(workbook, wrong, one.texts, job)
      } finally {
        await workbook.close()
      }
    })
  }

  /** A page of the rows that the last dry run found. Throws VALIDATION before there was one. */
  preview(
    user: SessionUser,
    id: string,
    outcome: Shown | undefined,
    offset: number,
    limit: number,
  ): { counts: ImportCounts; faults: ImportFaults; total: number; rows: PreviewRow[] } {
    const { plan } = this.#planned(user, id)
    return { counts: { ...plan.counts, warnings: { ...plan.warnings } }, faults: faultsOf(plan), ...previewRows(plan, outcome, offset, limit) }
  }

  /** Makes the problem workbook. */
  problems(user: SessionUser, id: string): string {
    const { one, plan } = this.#planned(user, id)
    return this.#core.jobs.start({ kind: 'import-problems', title: `问题表 ${one.file}`, by: user }, async (job) => {
      job.phase('写文件', 1)
      const ticket = await this.#problemFile(one, plan, job.signal)
      job.file(ticket)
      return { problems: problemsOf(plan).length }
    })
  }

  /** Writes what the preview showed. Throws REJECTED_ROWS at once where rows are rejected and `acceptRejected` is not given. */
  commit(user: SessionUser, id: string, acceptRejected?: boolean): string {
    const { one, plan: shown } = this.#planned(user, id)
    this.#refuseDone(one)
    if (!one.current) throw new AppError('VALIDATION', '改过的格还没有核对完。', '请等核对完再导入。')
    const plan = acceptRejected === undefined ? shown : { ...shown, options: { ...shown.options, acceptRejected } }
    refuseRejected(plan)
    return this.#core.jobs.start({ kind: 'import', title: `导入 ${one.file}`, by: user }, async (job) => {
      const { changeSet, plan: written } = await this.#commit(user, one, plan, job)
      Object.assign(one, { plan: written, done: true })
      return { ...written.counts, warnings: written.warnings, changeSet }
    })
  }

  /** Opens, checks and writes in one job; its result is an {@link ImportResult}. */
  run(user: SessionUser, request: { register: string; ticket: string; options: ImportOptions; dryRun: boolean; problemFile: boolean }): string {
    this.#mayImport(user)
    this.#profile(request.register)
    const picked = this.#core.files.borrow(request.ticket, user.id)
    return this.#core.jobs.start(
      { kind: request.dryRun ? 'import-check' : 'import', title: `${request.dryRun ? '检查' : '导入'} ${picked.name}`, by: user },
      async (job) => {
        try {
          return await this.importFile(user, { ...request, path: picked.path, file: picked.name }, job)
        } finally {
          picked.release()
          this.#core.files.discard(request.ticket)
        }
      },
    )
  }

  /**
   * Imports a file at once and returns the stable result. Rejected rows do not hold back the others unless `acceptRejected` is false.
   * Throws what concerns the file as a whole: FILE_*, HEADINGS, VALIDATION, FORBIDDEN, CANCELLED; then nothing is written.
   */
  async importFile(
    user: SessionUser,
    request: { register: string; path: string; file: string; options: ImportOptions; dryRun?: boolean; problemFile?: boolean },
    job: JobContext,
  ): Promise<ImportResult> {
    this.#mayImport(user)
    const one = opened({ user: user.id, register: request.register, path: request.path, ticket: null, file: request.file })
    let plan = await this.#plan(user, one, { acceptRejected: true, ...request.options }, job)
    let changeSet: string | null = null
    if (request.dryRun !== true && (plan.counts.rejected === 0 || plan.options.acceptRejected === true))
      ({ changeSet, plan } = await this.#commit(user, one, plan, job))
    const anything = plan.sheetProblems.length > 0 || plan.rows.some(({ problems }) => problems.length > 0)
    const problemFile = request.problemFile === true && anything ? await this.#problemFile(one, plan, job.signal) : null
    return resultOf(plan, changeSet, problemFile)
  }

  close(user: SessionUser, id: string): void {
    this.#get(user, id)
    this.#forget(id)
  }

  /** What was uploaded for it goes with it. */
  #forget(id: string): void {
    const ticket = this.#open.get(id)?.ticket ?? null
    this.#open.delete(id)
    if (ticket !== null) this.#core.files.discard(ticket)
  }

  /** The file of an import while it is read; throws FILE_NOT_FOUND where it ended with the session of the user. */
  async #reading<T>(one: OpenImport, work: () => Promise<T>): Promise<T> {
    const picked = one.ticket === null ? null : this.#core.files.borrow(one.ticket, one.user)
    try {
      return await work()
    } finally {
      picked?.release()
    }
  }

  /** A workbook to fill in for a register. */
  async template(user: SessionUser, register: string): Promise<FileTicket> {
    this.#profile(register)
    const path = this.#core.files.newPath('xlsx')
    const { divisions, unit } = this.#core.office()
    await writeRegisterTemplate(
      path,
      register,
      divisions.all().filter(({ code }) => divisions.pathOf(code).some((above) => above.code === unit.code)),
      (code) => divisions.nameOf(code),
    )
    return this.#core.files.give(path, `${registerOf(register).label}导入模板.xlsx`, user.id)
  }

  /** The last imports that brought something the user sees. */
  recent(user: SessionUser): RecentImport[] {
    const { store, unit } = this.#core.office()
    const asker = askerOf(user, unit.code)
    return changesFor(store, asker, { limit: MOST_RECENT, offset: 0, kind: 'import' }).rows.flatMap((row) => {
      const detail = JSON.parse(row.detail ?? 'null') as { register?: string; file?: string; counts?: unknown } | null
      const counts = importCountsShape.safeParse(detail?.counts)
      return counts.success
        ? [
            {
              changeSet: row.id,
              at: row.at,
              by: row.by,
              register: detail?.register ?? '',
              file: detail?.file ?? row.title,
              counts: counts.data,
              undone: row.undoneBy !== null,
              undoneInPart: row.undoneInPart,
              mended: mendedOf(asker, detail),
            },
          ]
        : []
    })
  }

  async #describe(user: SessionUser, register: string, { path, name, ticket }: HeldFile & { readonly ticket: string }, job: JobContext): Promise<OpenedImport> {
    const profile = this.#profile(register)
    const remembered = rememberedMappings(this.#core.office().store, register)
    const workbook = await openReporting(path, '读文件', 0.9, job)
    try {
      job.phase('认表头', 0.1, workbook.sheets.length)
      const sheets = []
      for (const sheet of workbook.sheets) {
        await job.step()
        sheets.push(describeSheet(await readHeadings(profile, workbook, sheet, undefined, remembered), name))
        job.progress(sheets.length)
      }
      const id = randomUUID()
      this.#keep(id, opened({ user: user.id, register, path, ticket, file: name }))
      return { import: id, file: name, sheets }
    } finally {
      await workbook.close()
    }
  }

  #plan(user: SessionUser, one: OpenImport, options: ImportOptions, progress: PlanProgress): Promise<Plan> {
    return this.#reading(one, () => this.#planFrom(user, one, options, progress))
  }

  async #planFrom(user: SessionUser, one: OpenImport, options: ImportOptions, progress: PlanProgress): Promise<Plan> {
    const office = this.#core.office()
    const now = this.#core.now()
    const workbook = await openReporting(one.path, '打开文件', 0.1, progress)
    try {
      return await makePlan(
        {
          register: one.register,
          workbook,
          file: one.file,
          options,
          strictMends: one.ticket === null,
          user,
          office,
          remembered: rememberedMappings(office.store, one.register),
          today: localDay(now),
          officeYear: Number(office.store.meta('year') ?? now.getFullYear()),
        },
        progress,
      )
    } finally {
      await workbook.close()
    }
  }

  /** Writes a plan; where others wrote since it was made, it is made anew first, so that nothing rests on what is no longer so. */
  async #commit(user: SessionUser, one: OpenImport, first: Plan, job: JobContext): Promise<{ changeSet: string | null; plan: Plan }> {
    const office = this.#core.office()
    const backedUp = first.records.length > 0
    if (backedUp) {
      job.phase('备份', 0.1)
      await this.#core.backupBefore('before-import')
    }
    let plan = first
    for (let attempt = 1; ; attempt += 1) {
      try {
        job.phase('写入', 0.4, plan.records.length)
        const changeSet = await writePlan(plan, {
          bulk: office.bulk,
          user,
          register: one.register,
          file: one.file,
          signal: job.signal,
          onProgress: (done, total) => job.progress(done, total),
        })
        if (plan.options.mapping !== undefined)
          await rememberMappings(office.store, one.register, plan.layouts, plan.options.mapping, this.#core.now().toISOString())
        return { changeSet, plan }
      } catch (error) {
        if (!(error instanceof Outdated)) {
          // What was written of it has been given up; the preview must be made anew.
          one.plan = null
          throw error
        }
        if (attempt >= MOST_ATTEMPTS) throw new AppError('BUSY', '导入时数据一直在被修改，没有写入。', '请等其他人或其他任务完成后重试。')
        plan = await this.#plan(user, one, plan.options, job)
        refuseRejected(plan)
        one.plan = plan
      }
    }
  }

  async #problemFile(one: OpenImport, plan: Plan, signal: AbortSignal): Promise<FileTicket> {
    const path = this.#core.files.newPath('xlsx')
    const headings = new Map(plan.layouts.map((layout) => [layout.sheet, layout.found]))
    const problems = problemsOf(plan).filter(({ sheet }) => headings.has(sheet))
    await this.#reading(one, () =>
      problemWorkbook(
        one.path,
        problems.map(({ column, ...problem }) => (column === '' ? problem : { ...problem, column })),
        path,
        { headings, signal },
      ),
    )
    return this.#core.files.give(path, `${one.file.replace(/\.[^.]+$/, '')}-问题.xlsx`, one.user)
  }

  #profile(register: string): ReturnType<typeof profileOf> {
    if (!isRegisterName(register)) throw new AppError('NOT_FOUND', `没有名为“${register}”的台账。`, `可以导入的有：${officeRegisterNames.join('、')}。`)
    if (registerOf(register).internal === true)
      throw new AppError(
        'NOT_FOUND',
        `“${registerOf(register).label}”由程序自己记，没有模板，也不能用表导入。`,
        `可以导入的有：${officeRegisterNames.join('、')}。`,
      )
    return profileOf(register)
  }

  #mayImport(user: SessionUser): void {
    if (!may(user, 'import')) throw new AppError('FORBIDDEN', '您没有导入的权限。', '请由管理员或录入人员导入。')
  }

  #keep(id: string, one: OpenImport): void {
    this.#open.set(id, one)
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= MOST_OPEN) break
      this.#forget(oldest)
    }
  }

  #get(user: SessionUser, id: string): OpenImport {
    const one = this.#open.get(id)
    if (one === undefined || one.user !== user.id) throw new AppError('NOT_FOUND', '这次导入已经结束或被关闭。', '请重新选择文件导入。')
    return one
  }

  #refuseDone(one: OpenImport): void {
    if (one.done) throw new AppError('VALIDATION', '这次导入已经写入。', '要再导入，请重新选择文件；要收回，请在“操作记录”里撤销。')
  }

  #planned(user: SessionUser, id: string): { one: OpenImport; plan: Plan } {
    const one = this.#get(user, id)
    if (one.plan === null) throw new AppError('VALIDATION', '还没有检查这张表。', '请先检查（试导入），再预览或写入。')
    return { one, plan: one.plan }
  }
}

function opened(of: Pick<OpenImport, 'user' | 'register' | 'path' | 'ticket' | 'file'>): OpenImport {
  return { ...of, plan: null, current: false, options: {}, checking: null, texts: new Map(), done: false }
}

/** Opens a file as a phase of a job: its progress is told in hundredths, and cancelling ends it at once. */
function openReporting(path: string, title: string, weight: number, job: PlanProgress): Promise<OpenWorkbook> {
  job.phase(title, weight, 100)
  return openWorkbook(path, { signal: job.signal, onProgress: (share) => job.progress(Math.floor(share * 100)) })
}

/** The stable result of an import. */
function resultOf(plan: Plan, changeSet: string | null, problemFile: FileTicket | null): ImportResult {
  const bare = (problem: ImportProblem): Omit<ImportProblem, 'severity'> => {
    const { severity: _severity, ...rest } = problem
    return rest
  }
  return { ...plan.counts, problems: problemsOf(plan, 'error').map(bare), warnings: problemsOf(plan, 'warning').map(bare), changeSet, problemFile }
}
