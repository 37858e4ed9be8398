/** Packages: made, looked at, merged, acknowledged; and the fingerprints by which two offices see that they hold the same. */
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import { AppError } from '#core/errors.ts'
import type { FoundPackage, PackageRow, ReceivePreview } from '#core/features/exchange/contract.ts'
import { outcomeCountsShape, packageKindShape, receivePreviewShape } from '#core/features/exchange/packageShapes.ts'
import type { Answer, Run, Shell } from '../command.ts'
import { requireFolder, requireInput, requireWritable } from '../deliver.ts'
import type { Invocation } from '../invocation.ts'
import { everything } from '../pages.ts'
import type { Client, OfficeSession } from '../session.ts'
import { textTable } from '../table.ts'

const packedShape = z.object({
  package: z.string(),
  file: z.string(),
  kind: packageKindShape,
  changes: z.number(),
  records: z.number(),
  sha256: z.string(),
  bytes: z.number(),
})
const appliedShape = z.object({
  counts: outcomeCountsShape,
  changeSet: z.string().nullable(),
  package: z.string(),
  receipt: z.string().nullable(),
  receiptProblem: z.string().nullable(),
  files: z.object({ received: z.number(), damaged: z.number() }),
})

const KINDS = { changes: '变动', baseline: '全部数据', receipt: '回执', admission: '登记文件' } as const
const STATUSES = { new: '还没有接收', applied: '已经接收过', older: '比已接收的旧', own: '本机自己制作的', sealed: '要口令', unreadable: '打不开' } as const
const STATES = {
  made: '已制作',
  written: '已写入',
  acknowledged: '对方已收到',
  superseded: '已由后面的包代替',
  overdue: '太久没有回执',
  failed: '没有做成',
  applied: '已合并',
  undone: '已撤销',
  refused: '已拒绝',
} as const

export const pack: Run = async (invocation, shell) => {
  const directory = await requireFolder(invocation.required('out'))
  const passphrase = invocation.flag('passphrase') ? required(shell) : undefined
  const to = siteOrUnit(invocation.required('to'))
  return shell.withOffice('login', async (office) => {
    const place = await placeOf(office, directory)
    if (invocation.flag('upgraded')) await office.client.exchange.upgraded({ to })
    const job = await office.finish(
      await office.client.exchange.pack({ to, full: invocation.flag('full'), place, ...(passphrase === undefined ? {} : { passphrase }) }),
    )
    const { file, kind, changes, sha256, ...rest } = packedShape.parse(job.result)
    const path = join(directory, file)
    return {
      json: { file: path, kind, changes, sha256, ...rest },
      text: () =>
        `已写到 ${path}，并读回核对过。\n${KINDS[kind]}：${rest.records} 条记录，${changes} 处修改，${Math.ceil(rest.bytes / 1024)} KB\nSHA-256：${sha256}`,
    }
  })
}

/** A file that cannot be read is told of like any other, with exit code 2. */
export const inspect: Run = async (invocation, shell) => {
  const input = await requireInput(invocation.argument('文件'))
  const passphrase = given(invocation, shell)
  return shell.withOffice('login', async (office) => {
    const { ticket } = await office.app.files.accept(input.path, input.name, { temporary: false, session: office.session })
    if (input.name.toLowerCase().endsWith('.json')) return requestTold(input.path, await office.client.exchange.readRequest({ ticket }))
    const { file: _, ...found } = await office.client.exchange.inspect({ ticket, ...passphrase })
    return { json: { file: input.path, ...found }, text: () => inWords(input.name, found), ...(found.readable ? {} : { exit: 2 as const }) }
  })
}

function requestTold(file: string, request: Awaited<ReturnType<Client['exchange']['readRequest']>>): Answer {
  return {
    json: { file, kind: 'request', readable: true, ...request },
    text: () => `${request.renewal ? '更换密钥的申请' : '加入申请'}：${request.unitName}（${request.unit}）${request.label}\n核对码：${request.fingerprint}`,
  }
}

function inWords(name: string, found: Omit<FoundPackage, 'file'>): string {
  if (found.kind === null || found.sender === null) return `${name}：${found.note ?? STATUSES[found.status]}`
  return [
    `${name}：${found.sender.unitName}${found.sender.label}的第 ${found.number ?? 0} 号${KINDS[found.kind]}，${(found.madeAt ?? '').slice(0, 16).replace('T', ' ')} 制作，${found.records ?? 0} 条记录`,
    `状态：${STATUSES[found.status]}${found.note === null ? '' : `；${found.note}`}`,
  ].join('\n')
}

/** Exit code 2 when everything in the package was rejected. */
export const apply: Run = async (invocation, shell) => {
  const input = await requireInput(invocation.argument('文件'))
  const receipt = invocation.text('receipt')
  const directory = await requireFolder(receipt ?? dirname(input.path))
  return applyFile(shell, input, { directory, passphrase: given(invocation, shell), preview: invocation.flag('preview') })
}

async function applyFile(
  shell: Shell,
  input: { readonly path: string; readonly name: string },
  how: { readonly directory: string; readonly passphrase: { passphrase?: string }; readonly preview: boolean },
): Promise<Answer> {
  return shell.withOffice('login', async (office) => {
    const { ticket } = await office.app.files.accept(input.path, input.name, { temporary: false, session: office.session })
    const preview = receivePreviewShape.parse((await office.finish(await office.client.exchange.open({ ticket, ...how.passphrase }))).result)
    const problems = await rejectedRows(office.client, preview)
    const told = {
      problems,
      skipped: preview.skipped,
      gap: preview.gap,
      wentBack: preview.wentBack,
      differing: preview.differing,
      duplicates: preview.duplicates,
      transfers: preview.transfers,
      returned: preview.returned,
      kind: preview.found.kind,
      number: preview.found.number,
      sender: preview.found.sender,
    }
    if (how.preview) {
      await office.client.exchange.close({ package: preview.package })
      return answer({ applied: false, counts: preview.counts, receipt: null, receiptProblem: null, changeSet: null, files: preview.files }, told)
    }
    // What cannot be acknowledged beside the file is told before anything is merged.
    if (needsReceipt(preview)) await requireReceiptPlace(how.directory)
    const job = await office.finish(await office.client.exchange.apply({ package: preview.package, place: await placeOf(office, how.directory) }))
    const done = appliedShape.parse(job.result)
    return answer({ applied: true, ...done, receipt: done.receipt === null ? null : join(how.directory, done.receipt) }, told)
  })
}

async function requireReceiptPlace(directory: string): Promise<void> {
  try {
    await requireWritable(join(directory, 'receipt.bfx'))
  } catch (error) {
    throw error instanceof AppError ? new AppError(error.code, error.message, `${error.action}回执可以用 --receipt 写到别的文件夹。`, { cause: error }) : error
  }
}

interface Merged {
  readonly applied: boolean
  readonly counts: ReceivePreview['counts']
  readonly receipt: string | null
  readonly receiptProblem: string | null
  readonly changeSet: string | null
  readonly files: object
}

function answer(
  { applied, counts, receipt, receiptProblem, changeSet, files }: Merged,
  told: {
    readonly problems: readonly Problem[]
    readonly skipped: readonly number[]
    readonly gap: boolean
    readonly wentBack: boolean
    readonly differing: ReceivePreview['differing']
  },
): Answer {
  const { records, ...outcomes } = counts
  return {
    json: { applied, ...outcomes, receipt, records, changeSet, files, receiptProblem, ...told },
    text: () =>
      [
        `${applied ? '合并结果' : '预览（没有写入）'}：共 ${records} 条 = 新增 ${counts.new} + 修改 ${counts.changed} + 相同 ${counts.same} + 冲突 ${counts.conflicts} + 建议 ${counts.proposals} + 拒绝 ${counts.rejected}`,
        ...(told.wentBack
          ? [
              '对方存着本机以前做的修改，本机现在没有：本机恢复过较早的数据，或者数据目录被复制过。合并以后用命令 former 查看，决定收回（former take）还是保留现在的（former keep）。',
            ]
          : []),
        ...(told.gap ? ['这个文件前面还有没收到的内容：照样合并；把回执带给对方，对方的下一个文件会补齐。'] : []),
        ...(told.skipped.length === 0 ? [] : [`对方第 ${told.skipped.join('、')} 号包没有收到过，这个包已经包含其中的修改。`]),
        ...told.problems
          .slice(0, 30)
          .map(
            (problem) =>
              `拒绝：${isRegisterName(problem.register) ? registerOf(problem.register).label : problem.register} ${problem.title}：${problem.reason}`,
          ),
        ...told.differing.map(
          ({ name, registers }) =>
            `合并后与对方不同：${name}（${registers.map((register) => (isRegisterName(register) ? registerOf(register).label : register)).join('、')}）`,
        ),
        ...(receipt === null ? [] : [`回执已写到 ${receipt}，请随 U 盘带回给对方。`]),
        ...(receiptProblem === null ? [] : [`回执没有写成：${receiptProblem}`]),
        ...(changeSet === null ? (applied ? ['没有改动任何数据。'] : []) : [`操作编号：${changeSet}（撤销：undo ${changeSet}）`]),
      ].join('\n'),
    ...(counts.rejected > 0 && counts.rejected === records ? { exit: 2 as const } : {}),
  }
}

interface Problem {
  readonly register: string
  readonly record: string
  readonly title: string
  readonly reason: string
}

async function rejectedRows(client: Client, { package: handle, counts }: ReceivePreview): Promise<Problem[]> {
  if (counts.rejected === 0) return []
  const { rows } = await everything((page) => client.exchange.previewRows({ package: handle, outcome: 'rejected', ...page }), 1000)
  return rows.map(({ register, record, title, reason }) => ({ register, record, title, reason: reason ?? '' }))
}

function needsReceipt({ found: { kind } }: ReceivePreview): boolean {
  return kind === 'changes' || kind === 'baseline'
}

/** A receipt is taken in; of a data package that was merged here the receipt is written once more, beside it. */
export const receipt: Run = async (invocation, shell) => {
  const input = await requireInput(invocation.argument('文件'))
  const passphrase = given(invocation, shell)
  const directory = dirname(input.path)
  const found = await shell.withOffice('login', async (office) => {
    const { ticket } = await office.app.files.accept(input.path, input.name, { temporary: false, session: office.session })
    const told = await office.client.exchange.inspect({ ticket, ...passphrase })
    if (!told.readable) throw new AppError('FILE_FORMAT', told.note ?? `“${input.name}”打不开。`, '请核对文件后重试。')
    if (told.kind === 'receipt') return null
    const row = await packageOf(office.client, (known) => known.direction === 'in' && known.number === told.number && known.site === told.sender?.site)
    if (row === undefined) throw new AppError('NOT_FOUND', `“${input.name}”还没有在本机合并过，没有回执。`, '请先用命令 apply 接收它。')
    const again = await office.client.exchange.receipt({ package: row.id })
    const file = join(directory, again.name)
    await requireWritable(file)
    await shell.deliver(office, again, file)
    await office.client.exchange.saved({ ticket: again.ticket })
    return { package: row.id, number: row.number, receipt: file }
  })
  return found === null
    ? applyFile(shell, input, { directory, passphrase, preview: false })
    : { json: found, text: () => `回执已写到 ${found.receipt}，请带回给对方。` }
}

export const packages: Run = async (invocation, shell) => {
  const direction = invocation.text('direction')
  if (direction !== undefined && direction !== 'out' && direction !== 'in') throw invocation.wrong('--direction 只能是 out（发出的）或 in（收到的）。')
  const page = await shell.withOffice('login', ({ client }) =>
    everything((of) => client.exchange.packages({ ...of, ...(direction === undefined ? {} : { direction }) }), invocation.integer('limit') ?? 100),
  )
  return {
    json: page,
    text: () =>
      `${textTable(
        [
          { label: '', of: (row: PackageRow) => (row.direction === 'out' ? '发' : '收') },
          { label: '号', number: true, of: (row) => String(row.number) },
          { label: '种类', of: (row) => KINDS[row.kind] },
          { label: '单位', of: (row) => row.unitName },
          { label: '时间', of: (row) => row.handledAt.slice(0, 16).replace('T', ' ') },
          { label: '状态', of: (row) => STATES[row.state] },
          { label: '记录', number: true, of: (row) => String(row.counts['records'] ?? '') },
          { label: '文件', of: (row) => row.file },
          { label: '操作编号', of: (row) => row.changeSet ?? '' },
        ],
        page.rows,
      )}\n共 ${page.total} 个。`,
  }
}

export const digest: Run = async (invocation, shell) => {
  const by = invocation.text('by')
  if (by !== undefined && by !== 'village') throw invocation.wrong('--by 只能是 village。')
  const { all, places } = await shell.withOffice('login', ({ client }) => client.exchange.digest())
  const shared = places.find(({ place }) => place === '')?.digest ?? null
  const own = places.filter(({ place }) => place !== '')
  return {
    json: { all, villages: Object.fromEntries(own.map(({ place, digest: text }) => [place, text])), shared },
    text: () =>
      [
        `全部：${all}`,
        ...(by === undefined
          ? []
          : [
              textTable(
                [
                  { label: '村', of: (row: (typeof places)[number]) => row.place },
                  { label: '名称', of: (row) => row.name },
                  { label: '记录', number: true, of: (row) => String(row.records) },
                  { label: '指纹', of: (row) => row.digest },
                ],
                places,
              ),
            ]),
      ].join('\n'),
  }
}

/** The first package of the lists, newest first, that fits. */
export async function packageOf(client: Client, fits: (row: PackageRow) => boolean): Promise<PackageRow | undefined> {
  return (await everything((page) => client.exchange.packages(page), Number.MAX_SAFE_INTEGER)).rows.find(fits)
}

async function placeOf(office: OfficeSession, directory: string): Promise<string> {
  const { ticket } = await office.app.files.accept(directory, directory, { temporary: false, session: office.session })
  return (await office.client.exchange.folder({ ticket })).id
}

/** A division code may be written without the zeros at its end. */
function siteOrUnit(text: string): string {
  return /^\d{6,12}$/.test(text) ? text.padEnd(12, '0') : text
}

function given(invocation: Invocation, shell: Shell): { passphrase?: string } {
  return invocation.flag('passphrase') ? { passphrase: required(shell) } : {}
}

function required(shell: Shell): string {
  const passphrase = shell.env['BANGFU_PASSPHRASE'] ?? ''
  if (passphrase === '') throw new AppError('PACKAGE_PASSPHRASE', '没有给出数据包的口令。', '请把口令放在环境变量 BANGFU_PASSPHRASE 里再运行。')
  return passphrase
}
