/** What was made here before this PC went back to an earlier state: listed, taken in, or overruled by what stands now. */
import { findField, registerOf } from '#core/catalogue/index.ts'
import { formatValue } from '#core/catalogue/derive/format.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { FormerEdit } from '#core/features/exchange/contract.ts'
import type { Run, Shell } from '../command.ts'
import type { Invocation } from '../invocation.ts'
import { everything } from '../pages.ts'
import { textTable } from '../table.ts'

const ACTIONS: Readonly<Record<FormerEdit['action'], string>> = { insert: '新增', update: '修改', remove: '删除', restore: '恢复' }

export const formerEdits: Run = async (invocation, shell) => {
  const page = await shell.withOffice('login', ({ client }) => everything((of) => client.exchange.formerEdits(of), invocation.integer('limit') ?? 500))
  return {
    json: page,
    text: () =>
      `${textTable(
        [
          { label: '编号', of: (row: FormerEdit) => row.record },
          { label: '村', of: (row) => row.placeName },
          { label: '台账', of: (row) => registerOf(row.register).label },
          { label: '记录', of: (row) => row.title },
          { label: '现在 → 以前', of: inWords },
          { label: '谁做的', of: (row) => `${row.by} ${row.at.slice(0, 16).replace('T', ' ')}` },
          { label: '从哪里来', of: (row) => row.from },
        ],
        page.rows,
      )}\n共 ${page.total} 条。`,
  }
}

function inWords({ register, action, changes }: FormerEdit): string {
  if (action !== 'update') return ACTIONS[action]
  return changes
    .map(({ field, now, former }) => `${findField(register, field)?.label ?? field}：${shown(register, field, now)} → ${shown(register, field, former)}`)
    .join('；')
}

function shown(register: string, key: string, value: FieldValue): string {
  const field = findField(register, key)
  const text = field === undefined ? String(value ?? '') : formatValue(field, value)
  return text === '' ? '（空）' : text
}

export const takeFormer: Run = (invocation, shell) => settle(invocation, shell, true)
export const keepPresent: Run = (invocation, shell) => settle(invocation, shell, false)

async function settle(invocation: Invocation, shell: Shell, take: boolean): Promise<Awaited<ReturnType<Run>>> {
  const named = invocation.several('记录')
  const all = invocation.flag('all')
  if (all === named.length > 0) throw invocation.wrong('要写记录的编号，或写 --all。')
  const reason = invocation.required('reason')
  const done = await shell.withOffice('login', ({ client }) => client.exchange.settleFormerEdits({ take, reason, ...(all ? {} : { records: [...named] }) }))
  return {
    json: done,
    text: () =>
      `${take ? '已收回' : '没有收回'} ${done.settled} 条${done.changeSet === null ? '' : `（操作编号 ${done.changeSet}）`}。${done.left === 0 ? '' : `另有 ${done.left} 条的记录本机还没有，继续等待。`}`,
  }
}
