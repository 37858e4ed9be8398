/** Templates and own forms from the command line. */
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { AppError } from '#core/errors.ts'
import type { PaperForm } from '#core/features/paper/contract.ts'
import { PER_PLACE, sourceShape, type FormSourceInput } from '#core/features/paper/sourceShapes.ts'
import type { Run } from '../command.ts'
import { extensionOf, requireInput, requireWritable } from '../deliver.ts'
import type { Invocation } from '../invocation.ts'
import type { OfficeSession } from '../session.ts'
import { textTable } from '../table.ts'

export const list: Run = async (_invocation, shell) => {
  const forms = await shell.withOffice('login', ({ client }) => client.paper.forms())
  return {
    json: { forms },
    text: () =>
      textTable(
        [
          { label: '代号', of: (form: PaperForm) => form.code },
          { label: '表单', of: (form) => form.title },
          { label: '内容来自', of: sourceInWords },
          { label: '表样', of: (form) => (form.own ? '本单位自定' : form.edited ? '本单位改过' : '程序自带') },
          { label: '依据', of: (form) => form.source },
        ],
        forms,
      ),
  }
}

function sourceInWords({ kind, register, statistic, perPlace }: PaperForm): string {
  if (kind === 'statistic') return `统计表 ${statistic ?? ''}`
  if (kind === 'questionnaire') return '问卷'
  const title = screenOf(register ?? '')?.title ?? registerOf(register ?? '').label
  if (kind === 'step') return `${title}的一步`
  return kind === 'record' ? `一条${title}` : `${title}列表${perPlace ? '，每村一份' : ''}`
}

export const fetch: Run = async (invocation, shell) => {
  const out = invocation.required('out')
  extensionOf(out, ['xlsx'])
  await requireWritable(out)
  return shell.withOffice('login', async (office) => {
    const wanted = { ...wantedOf(invocation, office), shipped: invocation.flag('shipped') }
    await shell.deliver(office, await office.client.paper.template({ wanted }), out)
    return { json: { out }, text: () => `已写到 ${out}` }
  })
}

export const check: Run = async (invocation, shell) => {
  const file = await requireInput(invocation.argument('文件'))
  const trial = await shell.withOffice('login', async (office) => tried(office, invocation, file))
  return {
    json: trial,
    text: () => (trial.problems.length === 0 ? `没有发现错误，样张 ${trial.pages} 页。` : problemsInWords(trial.problems)),
    exit: exitOf(trial),
  }
}

export const bring: Run = async (invocation, shell) => {
  const file = await requireInput(invocation.argument('文件'))
  return shell.withOffice('login', async (office) => {
    const trial = await tried(office, invocation, file)
    if (trial.problems.length > 0) return { json: trial, text: () => `没有启用：\n${problemsInWords(trial.problems)}`, exit: exitOf(trial) }
    await office.client.paper.putTemplate({ ...wantedOf(invocation, office), ticket: await ticketFor(office, file) })
    return { json: trial, text: () => '已启用。' }
  })
}

export const restore: Run = async (invocation, shell) => {
  await shell.withOffice('login', (office) => office.client.paper.putTemplate({ ...wantedOf(invocation, office), ticket: null }))
  return { json: {}, text: () => '已恢复程序自带的表样。' }
}

export const add: Run = async (invocation, shell) => {
  const from = sourceOf(invocation)
  if (from === null) throw invocation.wrong('没有写内容来自哪里：--record、--list、--step、--statistic 或 --questionnaire 写一个。')
  const file = await fileOf(invocation)
  const done = await shell.withOffice('login', async (office) =>
    office.client.paper.addForm({
      title: invocation.argument('表名'),
      source: invocation.text('basis') ?? '',
      from: sourceShape.parse(from),
      ticket: file === null ? null : await ticketFor(office, file),
    }),
  )
  return { json: done, text: () => `已新增，代号 ${done.code}。` }
}

export const change: Run = async (invocation, shell) => {
  const file = await fileOf(invocation)
  const code = invocation.argument('代号')
  await shell.withOffice('login', async (office) => {
    const known = await ownForm(office, code)
    await office.client.paper.changeForm({
      code,
      title: invocation.text('title') ?? known.title,
      source: invocation.text('basis') ?? known.source,
      from: sourceShape.parse(sourceOf(invocation) ?? known.from),
      workbook: file === null ? (invocation.flag('redraw') ? 'drawn' : 'kept') : { ticket: await ticketFor(office, file) },
    })
  })
  return { json: { code }, text: () => '已修改。' }
}

export const remove: Run = async (invocation, shell) => {
  await shell.withOffice('login', ({ client }) => client.paper.removeForm({ code: invocation.argument('代号') }))
  return { json: {}, text: () => '已删除。' }
}

/** A form of the office. Throws NOT_FOUND with those there are, VALIDATION for one of the program. */
async function ownForm({ client }: OfficeSession, code: string): Promise<PaperForm> {
  const forms = await client.paper.forms()
  const known = forms.find((form) => form.code === code)
  if (known?.own === true) return known
  if (known !== undefined) throw new AppError('VALIDATION', `“${known.title}”是程序自带的表，只能换表样。`, '换表样用命令 template bring。')
  const own = forms.filter((form) => form.own).map((form) => `${form.code}（${form.title}）`)
  throw new AppError('NOT_FOUND', `没有代号为“${code}”的自定的表。`, own.length === 0 ? '用命令 template add 新增。' : `自定的有：${own.join('、')}。`)
}

/** What the options say a form is filled from; null where they say nothing. */
function sourceOf(invocation: Invocation): FormSourceInput | null {
  const given = (['record', 'list', 'step', 'statistic', 'questionnaire'] as const).flatMap((kind) => {
    const value = invocation.text(kind)
    return value === undefined ? [] : [{ kind, value }]
  })
  const [first] = given
  if (given.length > 1) throw invocation.wrong(`内容只能来自一个地方，现在写了 ${given.map(({ kind }) => `--${kind}`).join('、')}。`)
  if (first === undefined) return null
  const { kind, value } = first
  if (kind === 'statistic') return { kind, code: value }
  if (kind === 'questionnaire') return value === 'any' ? { kind } : { kind, code: value }
  const [where, sort] = [invocation.json('where'), invocation.json('sort')]
  const narrowed = {
    ...(where === undefined ? {} : { where }),
    ...(sort === undefined ? {} : { sort }),
    ...(invocation.flag('per-place') ? { per: PER_PLACE } : {}),
  }
  return (kind === 'list' ? { kind, register: value, ...narrowed } : { kind, register: value }) as FormSourceInput
}

function wantedOf(invocation: Invocation, office: OfficeSession): { code: string; year: number } {
  return { code: invocation.argument('代号'), year: invocation.integer('year') ?? office.year }
}

interface Problem {
  readonly sheet: string
  readonly cell: string
  readonly message: string
}

interface Trial {
  readonly problems: readonly Problem[]
  readonly pages: number
}

/** What a workbook would do in the place of a form's template. */
async function tried(office: OfficeSession, invocation: Invocation, file: { readonly path: string; readonly name: string }): Promise<Trial> {
  const { problems, pages } = await office.client.paper.tryTemplate({
    ticket: await ticketFor(office, file),
    wanted: { ...wantedOf(invocation, office), shipped: false },
  })
  return { problems, pages }
}

function exitOf({ problems }: Trial): 0 | 2 {
  return problems.length === 0 ? 0 : 2
}

function problemsInWords(problems: readonly Problem[]): string {
  return problems.map(({ sheet, cell, message }) => `工作表“${sheet}” ${cell} ${message.replace(/^的/u, '')}`).join('\n')
}

async function fileOf(invocation: Invocation): Promise<{ path: string; name: string } | null> {
  const file = invocation.text('file')
  return file === undefined ? null : requireInput(file)
}

async function ticketFor(office: OfficeSession, { path, name }: { readonly path: string; readonly name: string }): Promise<string> {
  return (await office.app.files.accept(path, name, { temporary: false, session: office.session })).ticket
}
