/** What becomes of villages: those that went into others, and the county's way to let one go. */
import type { VillageChange } from '#core/features/succession/contract.ts'
import type { Invocation } from '../invocation.ts'
import type { Run } from '../command.ts'
import { textTable } from '../table.ts'

const KINDS: Record<VillageChange['kind'], string> = { merged: '并村', renumbered: '换代码', transferred: '划转', renamed: '改名' }

export const listVillageChanges: Run = async (_, shell) => {
  const { rows } = await shell.withOffice('login', ({ client }) => client.succession.list())
  return {
    json: rows,
    text: () =>
      `${textTable(
        [
          { label: '原村', of: (row: VillageChange) => `${row.formerName} ${row.former}` },
          { label: '变更', of: (row) => KINDS[row.kind] },
          { label: '现在的村', of: (row) => `${row.name} ${row.village}` },
          { label: '生效日期', of: (row) => row.on },
          { label: '文号', of: (row) => row.documentNo },
          { label: '户', of: (row) => String(row.households) },
          { label: '操作', of: (row) => row.changeSet ?? '' },
        ],
        rows,
      )}\n共 ${rows.length} 条。`,
  }
}

function documentOf(invocation: Invocation): { on: string; documentNo: string; reason: string } {
  return { on: invocation.required('on'), documentNo: invocation.required('document'), reason: invocation.required('reason') }
}

export const changeVillages: Run = async (invocation, shell) => {
  const [village, code, name] = [invocation.text('into'), invocation.text('code'), invocation.text('name')]
  if ((village === undefined) === (code === undefined)) throw invocation.wrong('请写 --into（并入现有的村）或者 --code 和 --name（新的村）。')
  if (code !== undefined && name === undefined) throw invocation.wrong('新的村请写 --name。')
  const into = village === undefined ? { code: code ?? '', name: name ?? '' } : { village }
  const asked = { villages: [...invocation.several('村')], into, ...documentOf(invocation) }
  if (invocation.flag('dry-run')) {
    const found = await shell.withOffice('login', ({ client }) => client.succession.preview(asked))
    const listed = (items: readonly { label: string; count: number }[]): string => items.map(({ label, count }) => `${label} ${count}`).join('，') || '没有'
    return {
      json: found,
      text: () => found.villages.map((one) => `${one.name}\n  跟着走：${listed(one.goes)}\n  留在原村名下：${listed(one.stays)}`).join('\n'),
    }
  }
  const done = await shell.withOffice('login', ({ client }) => client.succession.apply(asked))
  return { json: done, text: () => `已办理，带走 ${done.moved} 条记录。撤销：undo ${done.changeSet ?? ''}` }
}

export const renameVillage: Run = async (invocation, shell) => {
  const asked = { village: invocation.argument('村代码'), name: invocation.required('name'), ...documentOf(invocation) }
  const done = await shell.withOffice('login', ({ client }) => client.succession.rename(asked))
  return { json: done, text: () => `已改名为${asked.name}。` }
}
