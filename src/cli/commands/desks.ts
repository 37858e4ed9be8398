/** What waits for a person after merging: conflicts, records entered twice, proposals. */
import { parseCell } from '#core/catalogue/derive/parse.ts'
import { formatValue } from '#core/catalogue/derive/format.ts'
import { findField, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { Conflict, Decision, Duplicate, Proposal } from '#core/features/exchange/contract.ts'
import { AppError } from '#core/errors.ts'
import type { Run, Shell } from '../command.ts'
import type { Client } from '../session.ts'
import type { Invocation } from '../invocation.ts'
import { everything, limitOf } from '../pages.ts'
import { registerNamed } from '../registerNamed.ts'
import { textTable } from '../table.ts'

/** The contract's name for the question whether a record stays. */
const DELETED = '$deleted'

export const conflicts: Run = async (invocation, shell) => {
  const filter = filterOf(invocation)
  const page = await shell.withOffice('login', ({ client }) => everything((of) => client.exchange.conflicts({ ...of, ...filter }), limitOf(invocation)))
  return {
    json: page,
    text: () => [...page.rows.map(inWords), `共 ${page.total} 处冲突。`].join('\n'),
  }
}

function inWords(conflict: Conflict): string {
  const { register, record, field } = conflict
  return [
    `${conflict.placeName} ${labelOf(register)} ${conflict.title} ${field === DELETED ? '删除还是保留' : fieldLabel(register, field)}（${register} ${record} ${field}）`,
    ...conflict.siblings.map(
      (one) =>
        `  ${one.provisional ? '→' : ' '} ${shown(register, field, one.value)}  ${one.ours ? '本单位' : one.unitName} ${one.by} ${one.at.slice(0, 16).replace('T', ' ')}  ${one.author}/${one.number}`,
    ),
  ].join('\n')
}

export const resolve: Run = async (invocation, shell) => {
  const reason = invocation.required('reason')
  const rule = invocation.text('all')
  if (rule !== undefined) {
    if (rule !== 'ours' && rule !== 'theirs' && rule !== 'provisional') throw invocation.wrong('--all 只能是 ours、theirs 或 provisional。')
    if (invocation.optional('台账') !== undefined) throw invocation.wrong('--all 按规则决定全部冲突，不要再写某一处；可以用 --village、--register 缩小范围。')
    return decided(await shell.withOffice('login', ({ client }) => client.exchange.resolveByRule({ rule, reason, ...filterOf(invocation) })))
  }
  const decision = decisionOf(invocation)
  return decided(await shell.withOffice('login', ({ client }) => client.exchange.resolve({ decisions: [decision], reason })))
}

function decided(done: { changeSet: string | null; decided: number }): Awaited<ReturnType<Run>> {
  return { json: done, text: () => `已决定 ${done.decided} 处${done.changeSet === null ? '' : `（操作编号 ${done.changeSet}）`}。` }
}

function decisionOf(invocation: Invocation): Decision {
  const [register, record, field] = [invocation.optional('台账'), invocation.optional('id'), invocation.optional('字段')]
  if (register === undefined || record === undefined || field === undefined)
    throw invocation.wrong('要写明哪一处（台账、记录的 id、字段），或用 --all 按规则决定全部。')
  registerNamed(register)
  const take = invocation.text('take')
  const value = invocation.text('value')
  if ((take === undefined) === (value === undefined)) throw invocation.wrong('--take 和 --value 要写一个，而且只能写一个。')
  return { register, record, field, take: value !== undefined ? { value: valueOf(register, field, value) } : sideOf(invocation, take ?? '') }
}

function sideOf(invocation: Invocation, take: string): Decision['take'] {
  if (take === 'ours' || take === 'theirs') return take
  const named = /^(.+)\/(\d{1,15})$/.exec(take)
  if (named?.[1] === undefined) throw invocation.wrong('--take 要写 ours、theirs，或命令 conflicts 里列出的“作者/编号”。')
  return { author: named[1], number: Number(named[2]) }
}

/** A value as it would stand in a sheet: a code or its name, a number, a date. */
function valueOf(register: string, key: string, text: string): FieldValue {
  if (key === DELETED) {
    if (text !== 'true' && text !== 'false') throw new AppError('VALIDATION', '删除还是保留，要写 true（删除）或 false（保留）。', '例：--value false')
    return text === 'true'
  }
  const field = findField(register, key)
  if (field === undefined) throw new AppError('VALIDATION', `${labelOf(register)}没有字段“${key}”。`, `字段见：fields ${register}`)
  const parsed = parseCell(field, { kind: 'text', text })
  if (!parsed.ok) throw new AppError('VALIDATION', parsed.problem.message, `字段的写法见：fields ${register}`)
  return parsed.value
}

export const duplicates: Run = async (invocation, shell) => {
  const page = await shell.withOffice('login', ({ client }) => everything((of) => client.exchange.duplicates(of), limitOf(invocation)))
  return {
    json: page,
    text: () =>
      [
        ...page.rows.map((row: Duplicate) =>
          [
            `${labelOf(row.register)}：${row.fields
              .map((key) =>
                key
                  .split('+')
                  .map((one) => fieldLabel(row.register, one))
                  .join('、'),
              )
              .join('；')}相同`,
            ...row.records.map((one) => `  ${one.id}  ${one.title} ${one.placeName} ${one.unitName} ${one.by}`),
          ].join('\n'),
        ),
        `共 ${page.total} 组。`,
      ].join('\n'),
  }
}

/** Joins two records that stand for the same thing: what refers to one refers to the other afterwards, whose values stand. */
export const joinDuplicates: Run = async (invocation, shell) => {
  const [keep, drop] = [invocation.required('keep'), invocation.required('drop')]
  const done = await shell.withOffice('login', async ({ client }) => {
    const register = (await pairOf(client, keep, drop)).register
    return { register, ...(await client.exchange.mergeDuplicates({ register, keep, drop, values: {}, reason: invocation.required('reason') })) }
  })
  return {
    json: { keep, drop, ...done },
    text: () => `已合并，留下 ${keep}${done.changeSet === null ? '' : `（操作编号 ${done.changeSet}，可以用 undo 撤销）`}。`,
  }
}

/** Says that two records which look alike are not the same. */
export const keepApart: Run = async (invocation, shell) => {
  const [one, other] = [invocation.argument('一条'), invocation.argument('另一条')]
  const done = await shell.withOffice('login', async ({ client }) => {
    const register = (await pairOf(client, one, other)).register
    return { register, ...(await client.exchange.keepApart({ register, one, other, reason: invocation.required('reason') })) }
  })
  return { json: { one, other, ...done }, text: () => '已记下：两条不是同一个，都留下。' }
}

/** The open case of two records. */
async function pairOf(client: Client, one: string, other: string): Promise<Duplicate> {
  const { rows } = await everything((of) => client.exchange.duplicates(of), 5000)
  const found = rows.find(({ records }) => records.some(({ id }) => id === one) && records.some(({ id }) => id === other))
  if (found === undefined) throw new AppError('NOT_FOUND', '这两条不在重复记录的清单里。', '请核对命令 duplicates 列出的编号。')
  return found
}

export const proposals: Run = async (invocation, shell) => {
  const state = invocation.text('state') ?? 'open'
  if (state !== 'open' && state !== 'accepted' && state !== 'declined') throw invocation.wrong('--state 只能是 open、accepted 或 declined。')
  const page = await shell.withOffice('login', ({ client }) => everything((of) => client.exchange.proposals({ ...of, state }), limitOf(invocation)))
  return {
    json: page,
    text: () =>
      `${textTable(
        [
          { label: '编号', number: true, of: (row: Proposal) => String(row.id) },
          { label: '村', of: (row) => row.placeName },
          { label: '台账', of: (row) => labelOf(row.register) },
          { label: '记录', of: (row) => row.title },
          {
            label: '建议',
            of: (row) =>
              row.changes
                .map(
                  (change) =>
                    `${fieldLabel(row.register, change.field)}：${shown(row.register, change.field, change.now)} → ${shown(row.register, change.field, change.proposed)}`,
                )
                .join('；') || ACTIONS[row.action],
          },
          { label: '提出', of: (row) => `${row.unitName} ${row.by}` },
        ],
        page.rows,
      )}\n共 ${page.total} 条。`,
  }
}

const ACTIONS = { insert: '新增', update: '修改', remove: '删除', restore: '恢复' } as const

export const acceptProposals: Run = (invocation, shell) => settleProposals(invocation, shell, true)
export const declineProposals: Run = (invocation, shell) => settleProposals(invocation, shell, false)

async function settleProposals(invocation: Invocation, shell: Shell, accept: boolean): Promise<Awaited<ReturnType<Run>>> {
  const named = invocation.several('编号').map((text) => {
    if (!/^\d{1,15}$/.test(text)) throw invocation.wrong(`“${text}”不是建议的编号。`)
    return Number(text)
  })
  const all = invocation.flag('all')
  if (all === named.length > 0) throw invocation.wrong('要写建议的编号，或写 --all。')
  const reason = invocation.text('reason')
  const done = await shell.withOffice('login', async ({ client }) => {
    const ids = all ? (await everything((of) => client.exchange.proposals({ ...of, mine: false }), 5000)).rows.map((row) => row.id) : named
    return ids.length === 0 ? { changeSet: null, settled: 0 } : client.exchange.settleProposals({ ids, accept, ...(reason === undefined ? {} : { reason }) })
  })
  return {
    json: done,
    text: () => `${accept ? '已采纳' : '没有采纳'} ${done.settled} 条建议${done.changeSet === null ? '' : `（操作编号 ${done.changeSet}）`}。`,
  }
}

function filterOf(invocation: Invocation): { place?: string; register?: string } {
  const place = invocation.text('village')
  const register = invocation.text('register')
  if (register !== undefined) registerNamed(register)
  return { ...(place === undefined ? {} : { place: place.padEnd(12, '0') }), ...(register === undefined ? {} : { register }) }
}

function labelOf(register: string): string {
  return isRegisterName(register) ? registerOf(register).label : register
}

function fieldLabel(register: string, key: string): string {
  return findField(register, key)?.label ?? key
}

function shown(register: string, key: string, value: FieldValue): string {
  if (key === DELETED) return value === true ? '删除' : '保留'
  const field = findField(register, key)
  const text = field === undefined ? String(value ?? '') : formatValue(field, value)
  return text === '' ? '（空）' : text
}
