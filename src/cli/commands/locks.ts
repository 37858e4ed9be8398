/** Years locked by level. */
import type { YearLockState } from '#core/features/locks/contract.ts'
import { levelNames, OFFICE_LEVELS } from '#core/rules/levels.ts'
import type { Run } from '../command.ts'
import { textTable } from '../table.ts'

export const listLocks: Run = async (invocation, shell) => {
  const year = invocation.integer('year')
  const found = await shell.withOffice('login', ({ client }) => client.locks.list())
  const names = new Map(found.villages.map(({ code, name }) => [code, name]))
  const rows = found.locks.filter((lock) => year === undefined || lock.year === year)
  return {
    json: { ...found, locks: rows },
    text: () =>
      `${textTable(
        [
          { label: '村', of: (row: YearLockState) => names.get(row.division) ?? row.division },
          { label: '年度', of: (row) => String(row.year) },
          { label: '级别', of: (row) => levelNames[row.level] },
          { label: '状态', of: (row) => (row.locked ? '已锁定' : '已解锁') },
          { label: '日期', of: (row) => row.on ?? '' },
          { label: '经办人', of: (row) => row.by ?? '' },
          { label: '理由', of: (row) => row.reason ?? '' },
        ],
        rows,
      )}\n共 ${rows.length} 条。`,
  }
}

const setTo =
  (locked: boolean): Run =>
  async (invocation, shell) => {
    const level = OFFICE_LEVELS.find((one) => one === invocation.required('level'))
    const year = invocation.integer('year')
    if (level === undefined) throw invocation.wrong('--level 只能是 village、township 或 county。')
    if (year === undefined) throw invocation.wrong('请写明 --year。')
    const reason = invocation.text('reason')
    const wanted = invocation.several('村')
    const done = await shell.withOffice('login', async ({ client }) => {
      const villages = wanted.length > 0 ? wanted : (await client.locks.list()).villages.map(({ code }) => code)
      return client.locks.set({ year, villages: [...villages], level, locked, ...(reason === undefined ? {} : { reason }) })
    })
    return { json: done, text: () => `${locked ? '已锁定' : '已解锁'} ${done.changed} 个村的 ${year} 年（${levelNames[level]}级）。` }
  }

export const lock = setTo(true)
export const unlock = setTo(false)
