import { waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { sampleConflict, sampleConflicts, sampleContested, sampleDuplicate, sampleFormer } from '../../gallery/exchangeData.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { screens } from './screens.tsx'
import { exchangeCalls } from '../../testing/exchange.ts'

describe('冲突台', () => {
  it('键盘：↓ 下一处，2 选第二个值，Ctrl+S 决定并转到下一处', async () => {
    const resolve = vi.fn((_input: object) => ({ changeSet: 'c', decided: 1, findings: [] }))
    const { user } = await renderScreen(screens, '/exchange/conflicts', { calls: exchangeCalls({ resolve }) })
    expect(await screen.findByRole('heading', { name: /主要致贫原因/ })).toBeTruthy()
    await user.keyboard('{ArrowDown}')
    expect(await screen.findByRole('heading', { name: /联系电话/ })).toBeTruthy()
    await user.keyboard('2')
    await user.type(screen.getByLabelText(/理由（/), '电话核实')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() =>
      expect(resolve).toHaveBeenCalledWith({
        decisions: [{ register: 'household', record: 'h1', field: 'phone', take: { author: 's1', number: 81, stamp: '0a1b2c3d4e5f6071' } }],
        reason: '电话核实',
      }),
    )
    expect(await screen.findByText('一方删除了这条记录，另一方修改了它。删除，还是留下？')).toBeTruthy()
    expect(screen.getByText('删除这条记录')).toBeTruthy()
    expect(screen.getByLabelText(/理由（/)).toHaveProperty('value', '电话核实')
  })

  it('可以填一个新的值；没有理由不能决定', async () => {
    const resolve = vi.fn((_input: object) => ({ changeSet: 'c', decided: 1, findings: [] }))
    const { user } = await renderScreen(screens, '/exchange/conflicts', {
      calls: exchangeCalls({ resolve, conflicts: () => ({ ...sampleConflicts, rows: [sampleConflict(1)] }) }),
    })
    await user.click(await screen.findByRole('radio', { name: /都不对/ }))
    await user.type(screen.getByLabelText('联系电话'), '13911112222')
    const save = screen.getByRole('button', { name: '就用这个，看下一处' })
    expect(save).toHaveProperty('disabled', true)
    await user.type(screen.getByLabelText(/理由（/), '本人来电')
    await user.click(save)
    await waitFor(() =>
      expect(resolve).toHaveBeenCalledWith(expect.objectContaining({ decisions: [expect.objectContaining({ take: { value: '13911112222' } })] })),
    )
  })

  it('用哪个值检查会提示什么，写在那个值下面', async () => {
    await renderScreen(screens, '/exchange/conflicts', { calls: exchangeCalls() })
    expect(await screen.findByText(/用这个值，检查会提示：主要致贫原因/)).toBeTruthy()
    expect(screen.getAllByText(/用这个值/)).toHaveLength(1)
  })

  it('按规则成批处理先问，写明多少处', async () => {
    const resolveByRule = vi.fn((_input: object) => ({ changeSet: 'c', decided: 8, findings: [] }))
    const { user } = await renderScreen(screens, '/exchange/conflicts', { calls: exchangeCalls({ resolveByRule }) })
    await user.click(await screen.findByRole('button', { name: '按一条规则成批处理' }))
    const items = await screen.findAllByRole('menuitem', { name: '都用对方填的' })
    await user.click(items[0] as HTMLElement)
    await user.type(await screen.findByLabelText(/原因（/), '对方入户核实过')
    await user.click(screen.getByRole('button', { name: '照此处理全部 8 处' }))
    await waitFor(() => expect(resolveByRule).toHaveBeenCalledWith({ rule: 'theirs', reason: '对方入户核实过', register: 'household', place: '621125101201' }))
  })

  it('同一户被两个单位接收：上级在两边报的村里选一个，不能另填；两边只看', async () => {
    const contested = (mayDecide: boolean) => ({ conflicts: () => ({ ...sampleConflicts, rows: [{ ...sampleContested, mayDecide }] }) })
    const first = await renderScreen(screens, '/exchange/conflicts', { calls: exchangeCalls(contested(true)) })
    expect(await screen.findByText('同一户被两个乡镇接收：三岔镇、新寺镇。归哪一个？')).toBeTruthy()
    expect(screen.queryByRole('radio', { name: /都不对/ })).toBeNull()
    first.unmount()
    await renderScreen(screens, '/exchange/conflicts', { calls: exchangeCalls(contested(false)) })
    expect(await screen.findByText(/这一处由漳县扶贫开发办公室决定/)).toBeTruthy()
  })

  it('没有冲突时说这里会有什么；只读用户只能看', async () => {
    const first = await renderScreen(screens, '/exchange/conflicts', { calls: exchangeCalls({ conflicts: () => ({ total: 0, rows: [], groups: [] }) }) })
    expect(await screen.findByText('没有冲突')).toBeTruthy()
    first.unmount()
    await renderScreen(screens, '/exchange/conflicts', { calls: exchangeCalls(), role: 'reader' })
    expect(await screen.findByText(/由负责这个村的单位决定/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '就用这个，看下一处' })).toBeNull()
  })
})

describe('重复记录', () => {
  it('逐项选，合成一条要理由', async () => {
    const mergeDuplicates = vi.fn((_input: object) => ({
      changeSet: 'c',
      linked: [
        { register: 'household', id: 'h1', title: '三岔镇小林村 李小红户' },
        { register: 'household', id: 'h2', title: '新寺镇河口村 李大山户' },
      ],
    }))
    const { user } = await renderScreen(screens, '/exchange/duplicates', { calls: exchangeCalls({ mergeDuplicates }) })
    await user.click(await screen.findByRole('radio', { name: /本人电话用 新寺镇/ }))
    await user.click(screen.getByRole('button', { name: '合成一条' }))
    await user.type(await screen.findByLabelText(/原因（/), '同一人')
    expect(within(screen.getByRole('dialog')).getByText(/1 处改为指向留下的这条；1 处删除，因为留下的这条自己有/)).toBeTruthy()
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '合成一条' }))
    await waitFor(() =>
      expect(mergeDuplicates).toHaveBeenCalledWith({
        register: 'person',
        keep: 'p1',
        drop: 'p2',
        values: { name: sampleDuplicate.records[0]?.values['name'], phone: '13900009999' },
        reason: '同一人',
      }),
    )
    expect(await screen.findByText(/现在同时是 2 户的成员/)).toBeTruthy()
    expect(screen.getByRole('link', { name: '新寺镇河口村 李大山户' }).getAttribute('href')).toContain('/households/h2')
  })

  it('不是同一条：两条都留，要理由', async () => {
    const keepApart = vi.fn((_input: object) => ({ changeSet: 'c' }))
    const { user } = await renderScreen(screens, '/exchange/duplicates', { calls: exchangeCalls({ keepApart }) })
    await user.click(await screen.findByRole('button', { name: '不是同一条' }))
    await user.type(await screen.findByLabelText(/原因（/), '号码录错')
    await user.click(screen.getByRole('button', { name: '两条都留' }))
    await waitFor(() => expect(keepApart).toHaveBeenCalledWith({ register: 'person', one: 'p1', other: 'p2', reason: '号码录错' }))
  })
})

describe('修改建议', () => {
  it('成批采纳；不采纳要理由', async () => {
    const settleProposals = vi.fn(({ ids }: { ids: number[] }) => ({ changeSet: 'c', settled: ids.length, findings: [] }))
    const { user } = await renderScreen(screens, '/exchange/proposals', { calls: exchangeCalls({ settleProposals }) })
    await user.click(await screen.findByRole('checkbox', { name: '全选' }))
    await user.click(screen.getByRole('button', { name: '不采纳 3 条' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByRole('button', { name: '不采纳 3 条' })).toHaveProperty('disabled', true)
    await user.type(within(dialog).getByLabelText(/原因（/), '已核实')
    await user.click(within(dialog).getByRole('button', { name: '不采纳 3 条' }))
    await waitFor(() => expect(settleProposals).toHaveBeenCalledWith({ ids: [1, 2, 3], accept: false, reason: '已核实' }))
  })

  it('只读用户看得到，不能决定', async () => {
    await renderScreen(screens, '/exchange/proposals', { calls: exchangeCalls(), role: 'reader' })
    expect(await screen.findByRole('table', { name: '修改建议' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /采纳/ })).toBeNull()
  })
})

describe('以前的修改', () => {
  it('选中的收回；不选就是全部；都要理由', async () => {
    const settleFormerEdits = vi.fn((_input: object) => ({ changeSet: 'c', settled: 1, left: 0 }))
    const { user } = await renderScreen(screens, '/exchange/former', { calls: exchangeCalls({ settleFormerEdits }) })
    await user.click(await screen.findByRole('checkbox', { name: `选择 ${sampleFormer[0]?.title}` }))
    await user.click(screen.getByRole('button', { name: '收回 1 条' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByRole('button', { name: '收回 1 条' })).toHaveProperty('disabled', true)
    await user.type(within(dialog).getByLabelText(/原因（/), '核对过')
    await user.click(within(dialog).getByRole('button', { name: '收回 1 条' }))
    await waitFor(() => expect(settleFormerEdits).toHaveBeenCalledWith({ take: true, reason: '核对过', records: ['h1'] }))
    await user.click(await screen.findByRole('button', { name: '全部保留现在的' }))
    await user.type(within(await screen.findByRole('dialog')).getByLabelText(/原因（/), '以现在的为准')
    await user.click(screen.getByRole('button', { name: '保留现在的' }))
    await waitFor(() => expect(settleFormerEdits).toHaveBeenLastCalledWith({ take: false, reason: '以现在的为准' }))
  })
})
