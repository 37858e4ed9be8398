/** The checks: looking at everything, what was found, and what is done with it. */
import { z } from 'zod'
import { findingFilterShape, findingStateShape, levelShape, type FindingAct, type FindingFilter, type FindingItem } from '#core/features/checks/contract.ts'
import type { Run } from '../command.ts'
import { requireWritable } from '../deliver.ts'
import type { Invocation } from '../invocation.ts'
import { everything } from '../pages.ts'
import { textTable } from '../table.ts'

const LEVELS = { block: '须改正', doubt: '请核实', remark: '待补填' } as const
const STATES = { open: '待处理', assigned: '已交办', overdue: '已逾期', explained: '已说明', closed: '已销号' } as const
/** Findings that one command settles at most. */
const MOST = 5000

const runShape = z.object({ looked: z.number(), raised: z.number() })

/** What must be put right makes exit code 1: whoever reads no text learns of it. */
export const runChecks: Run = async (_invocation, shell) => {
  const { done, rows } = await shell.withOffice('login', async (office) => {
    const job = await office.finish(await office.client.checks.run())
    const { rows: counted } = await office.client.checks.summary({ by: 'rule', filter: { state: 'open' } })
    return { done: runShape.parse(job.result), rows: counted }
  })
  const block = rows.reduce((sum, row) => sum + row.block, 0)
  return {
    json: { ...done, rules: rows },
    text: () => `核查了 ${done.looked} 条记录，新发现 ${done.raised} 项；待处理的：\n${counts(rows)}`,
    exit: block > 0 ? 1 : 0,
  }
}

export const listFindings: Run = async (invocation, shell) => {
  const filter = filterOf(invocation)
  const by = invocation.text('count-by')
  if (by !== undefined && by !== 'rule' && by !== 'division' && by !== 'charge') throw invocation.wrong('--count-by 只能是 rule、division 或 charge。')
  const out = invocation.text('out')
  if (out !== undefined) {
    await requireWritable(out)
    const rows = await shell.withOffice('login', async (office) => {
      const job = await office.finish(await office.client.checks.export({ filter }))
      if (job.file !== null) await shell.deliver(office, job.file, out)
      return z.object({ rows: z.number() }).parse(job.result).rows
    })
    return { json: { file: out, rows }, text: () => `已写到 ${out}，${rows} 项。` }
  }
  if (by !== undefined) {
    const { rows } = await shell.withOffice('login', ({ client }) => client.checks.summary({ by, filter }))
    return { json: rows, text: () => counts(rows) }
  }
  const page = await shell.withOffice('login', ({ client }) => everything((of) => client.checks.list({ filter, ...of }), invocation.integer('limit') ?? 500))
  return {
    json: page,
    text: () =>
      `${textTable(
        [
          { label: '级别', of: (row: FindingItem) => LEVELS[row.level] },
          { label: '区划', of: (row) => row.divisionName },
          { label: '对象', of: (row) => row.aboutTitle },
          { label: '规则', of: (row) => row.rule },
          { label: '问题', of: (row) => row.message },
          { label: '责任人', of: (row) => row.assignee ?? row.inCharge ?? '' },
          { label: '状态', of: (row) => STATES[row.state] },
        ],
        page.rows,
      )}\n共 ${page.total} 项。`,
  }
}

export const listRules: Run = async (_invocation, shell) => {
  const rules = await shell.withOffice('login', ({ client }) => client.checks.rules())
  return {
    json: rules,
    text: () =>
      textTable(
        [
          { label: '规则号', of: (rule: (typeof rules)[number]) => rule.id },
          { label: '级别', of: (rule) => LEVELS[rule.level] },
          { label: '规则', of: (rule) => rule.title },
          { label: '停用', of: (rule) => (rule.off === null ? '' : rule.off.reason) },
        ],
        rules,
      ),
  }
}

export const assignFindings: Run = (invocation, shell) => {
  const due = invocation.text('due')
  if (due !== undefined && !z.iso.date().safeParse(due).success) throw invocation.wrong('--due 要写日期，如 2016-01-31。')
  return act(invocation, shell, { act: 'assign', assignee: invocation.required('to'), dueOn: due ?? null }, '交办')
}

export const explainFindings: Run = (invocation, shell) => act(invocation, shell, { act: 'explain', reason: invocation.required('reason') }, '说明')

export const closeFindings: Run = (invocation, shell) => act(invocation, shell, { act: 'close', reason: invocation.required('reason') }, '销号')

export const switchRule: Run = async (invocation, shell) => {
  const rule = invocation.argument('规则号')
  const off = !invocation.flag('on')
  const done = await shell.withOffice('login', ({ client }) => client.checks.setRule({ rule, off, reason: invocation.required('reason') }))
  return { json: { rule, off, ...done }, text: () => (off ? `已停用规则 ${rule}。` : `已启用规则 ${rule}，正在重新核查。`) }
}

/** Does the same with all that the options name; at least one of them must be given. */
async function act(invocation: Invocation, shell: Parameters<Run>[1], does: FindingAct, doing: string): Promise<Awaited<ReturnType<Run>>> {
  const filter = whichOf(invocation)
  if (Object.keys(filter).length === 0 && invocation.text('record') === undefined)
    throw invocation.wrong('请用 --rule、--division 或 --record 说明是哪些问题。')
  const done = await shell.withOffice('login', async ({ client }) => {
    const { rows } = await everything((of) => client.checks.list({ filter: { ...filter, state: 'open' }, ...of }), MOST)
    const record = invocation.text('record')
    const wanted = rows.filter((row) => record === undefined || row.record === record || row.about === record)
    if (wanted.length === 0) return { changeSet: null, done: 0, proposed: 0 }
    return client.checks.act({ findings: wanted.map(({ rule, register, record: at, field }) => ({ rule, register, record: at, field })), does })
  })
  return { json: done, text: () => (done.done === 0 ? '没有这样的待处理问题。' : `已${doing} ${done.done} 项。`) }
}

function filterOf(invocation: Invocation): FindingFilter {
  const [level, state] = [invocation.text('level'), invocation.text('state')]
  if (level !== undefined && !levelShape.safeParse(level).success) throw invocation.wrong('--level 只能是 block、doubt 或 remark。')
  if (state !== undefined && !findingStateShape.safeParse(state).success)
    throw invocation.wrong('--state 只能是 open、assigned、overdue、explained 或 closed。')
  return findingFilterShape.parse({ ...whichOf(invocation), ...(level === undefined ? {} : { level }), ...(state === undefined ? {} : { state }) })
}

function whichOf(invocation: Invocation): FindingFilter {
  const [rule, division] = [invocation.text('rule'), invocation.text('division')]
  return { ...(rule === undefined ? {} : { rule }), ...(division === undefined ? {} : { division }) }
}

function counts(rows: readonly { label: string; key: string; block: number; doubt: number; remark: number; open: number }[]): string {
  return textTable(
    [
      { label: '', of: (row: (typeof rows)[number]) => row.label },
      { label: '代号', of: (row) => row.key },
      { label: '须改正', number: true, of: (row) => String(row.block) },
      { label: '请核实', number: true, of: (row) => String(row.doubt) },
      { label: '待补填', number: true, of: (row) => String(row.remark) },
      { label: '待处理', number: true, of: (row) => String(row.open) },
    ],
    rows,
  )
}
