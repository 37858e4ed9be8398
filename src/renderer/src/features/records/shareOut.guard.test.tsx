import { waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Row } from '#core/shapes.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { screens } from './screens.tsx'

const gadget: Row = {
  id: 'g1',
  revision: 3,
  gadget_no: 'Q-001',
  name: '抽水机',
  price: 100_000,
  household_id: 'h1',
  household_id$title: '张三',
  deleted: false,
}
const shares: Row[] = ['张三', '李四', '王五'].map((name, index) => ({
  id: `s${index}`,
  revision: 1,
  gadget_id: 'g1',
  household_id: `h${index}`,
  household_id$title: name,
  burden: [4_000, 5_000, 1_000][index] ?? 0,
}))

async function open(save: (input: never) => unknown) {
  const query = ({ register }: { register: string }) => (register === 'gadget_share' ? { total: shares.length, rows: shares } : { total: 0, rows: [] })
  const calls = {
    records: { get: () => gadget, query, save, history: () => ({ entries: [] }) },
    attachments: { list: () => ({ attachments: [], removed: [], mayWrite: true, mayOpen: true }) },
  }
  const { user } = await renderScreen(screens, '/records/gadget/g1', { calls })
  const section = await screen.findByRole('region', { name: '器件份额' })
  await within(section).findByText('李四')
  await user.click(within(section).getByRole('button', { name: '按比例分配' }))
  return { user, tool: within(section).getByRole('group', { name: '按比例分配' }) }
}

const saved = () => ({ id: 'g1', revision: 4, changeSet: 'c', warnings: [], proposed: false })
const sent = (save: ReturnType<typeof vi.fn>): unknown => (save.mock.calls[0]?.[0] as { lines: { rows: unknown }[] } | undefined)?.lines[0]?.rows

describe('明细表格里的按比例分配', () => {
  it('总数先填好目录要求的数，平均分到最小单位，一行不差', async () => {
    const save = vi.fn(saved)
    const { user, tool } = await open(save)
    expect(within(tool).getByLabelText('总数')).toHaveProperty('value', '100')
    await user.click(within(tool).getByRole('button', { name: '分到 3 行' }))
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1))
    expect(sent(save)).toEqual([3_334, 3_333, 3_333].map((share, index) => ({ id: `s${index}`, revision: 1, values: { share } })))
  })

  it('按另一列的数分；总数取主记录正在填的数', async () => {
    const save = vi.fn(saved)
    const { user, tool } = await open(save)
    await user.selectOptions(within(tool).getByLabelText('分配'), '分摊')
    expect(within(tool).getByLabelText('总数')).toHaveProperty('value', '1000')
    await user.selectOptions(within(tool).getByLabelText('按'), '户内比重')
    await user.click(within(tool).getByRole('button', { name: '分到 3 行' }))
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1))
    expect(sent(save)).toEqual([40_000, 50_000, 10_000].map((amount, index) => ({ id: `s${index}`, revision: 1, values: { amount } })))
  })

  it('没有可分的比例时说出来，什么也不改', async () => {
    const save = vi.fn(saved)
    const { user, tool } = await open(save)
    await user.selectOptions(within(tool).getByLabelText('按'), '分摊')
    await user.click(within(tool).getByRole('button', { name: '分到 3 行' }))
    expect(within(tool).getByText(/各行的比例都是 0/)).toBeDefined()
  })
})
