/** Lists of other departments compared from the command line. Exit code: 2 where not one row could be compared, as for imports. */
import { readFile } from 'node:fs/promises'
import { AppError } from '#core/errors.ts'
import { z } from 'zod'
import { savedListShape, type ColumnRole, type CompareOptions, type ListMapping, type SavedList } from '#core/features/comparisons/contract.ts'
import type { Run } from '../command.ts'
import { requireInput } from '../deliver.ts'
import type { Invocation } from '../invocation.ts'
import { textTable } from '../table.ts'

export const kinds: Run = async (_invocation, shell) => {
  const rows = await shell.withOffice('login', ({ client }) => client.comparisons.kinds())
  return {
    json: rows,
    text: () =>
      textTable(
        [
          { label: '代号', of: (row: (typeof rows)[number]) => row.code },
          { label: '名称', of: (row) => row.name },
          { label: '疑点', of: (row) => row.suspicion },
          { label: '区分同一件事', of: (row) => row.item ?? '' },
          { label: '部门', of: (row) => row.department ?? '' },
        ],
        rows,
      ),
  }
}

export const compare: Run = async (invocation, shell) => {
  const input = await requireInput(invocation.argument('文件'))
  const kind = invocation.required('kind')
  const [save, dryRun] = [invocation.flag('save'), invocation.flag('dry-run')]
  if (save === dryRun) throw invocation.wrong('请写明 --dry-run（只看结果）或者 --save（存入）。')
  const options = await optionsOf(invocation)
  return shell.withOffice('login', async (office) => {
    const ticket = await office.app.files.accept(input.path, input.name, { temporary: false, session: office.session })
    const job = await office.finish(await office.client.comparisons.run({ kind, ticket: ticket.ticket, options, save }))
    const saved = savedListShape.parse(job.result)
    const { read, unreadable } = saved.account
    return { json: { ...saved, dryRun }, text: () => inWords(saved, dryRun), exit: unreadable === read ? 2 : 0 }
  })
}

async function optionsOf(invocation: Invocation): Promise<CompareOptions> {
  const [sheet, asOf, department, place, map] = ['sheet', 'as-of', 'department', 'place', 'map'].map((name) => invocation.text(name))
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(department === undefined ? {} : { department }),
    ...(place === undefined ? {} : { place }),
    ...(map === undefined ? {} : { mapping: await mappingIn(map) }),
    ...(invocation.flag('enter') ? { enter: true } : {}),
  }
}

/** What columns are called on the command line. */
const ROLES: Readonly<Record<string, ColumnRole>> = { 证件号码: 'number', 姓名: 'name', 乡镇: 'township', 村: 'village', 登记号: 'item', 证据: 'evidence' }

const writtenMapping = z.record(z.string(), z.enum(Object.keys(ROLES)).nullable())

async function mappingIn(file: string): Promise<ListMapping> {
  const { path, name } = await requireInput(file)
  const text = (await readFile(path, 'utf8')).replace(/^\ufeff/, '')
  try {
    const written = writtenMapping.parse(JSON.parse(text))
    return Object.fromEntries(Object.entries(written).map(([heading, word]) => [heading, word === null ? null : (ROLES[word] ?? null)]))
  } catch {
    throw new AppError('VALIDATION', `“${name}”不是合法的列对应关系。`, `请写成 JSON：{"表头":"${Object.keys(ROLES).join('、')}之一","不用的列":null}`)
  }
}

/** Rows that could not be read, shown on the terminal; all of them are in the JSON. */
const SHOWN = 30

function inWords({ account, unreadable, number, changeSet, entered, same }: SavedList, dryRun: boolean): string {
  const lines = [
    `${dryRun ? '比对结果（没有写入）' : `比对结果，编号 ${number ?? ''}`}：名单 ${account.rows} 行，重复 ${account.repeated} 行`,
    `比对 ${account.read} 行 = 对上 ${account.matched} + 存疑 ${account.unsure} + 没对上 ${account.unmatched} + 读不出 ${account.unreadable}`,
    `对上和存疑 ${account.matched + account.unsure} 行 = 新疑点 ${account.hits} + 已判过 ${account.known} + 已在待核实 ${account.pending} + 不算疑点 ${account.harmless}`,
  ]
  if (account.namesakes > 0) lines.push(`没对上的里同名不同号 ${account.namesakes} 行：不是同一人`)
  if (account.several > 0) lines.push(`没对上的里村里同名几人、分不清的 ${account.several} 行`)
  if (entered > 0) lines.push(`登记未建档户 ${entered} 户`)
  if (same !== null) lines.push(`同一份文件 ${same.on} 比对过：${same.name}`)
  if (unreadable.length > 0)
    lines.push(
      '',
      `读不出的行${unreadable.length > SHOWN ? `，前 ${SHOWN} 行` : ''}：`,
      ...unreadable.slice(0, SHOWN).map(({ row, reason }) => `  第 ${row} 行：${reason}`),
    )
  if (changeSet !== null) lines.push('', `操作编号：${changeSet}（撤销：undo ${changeSet}）`)
  return lines.join('\n')
}
