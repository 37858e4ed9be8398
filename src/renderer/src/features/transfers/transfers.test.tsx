import { waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { samplePersonTransfers } from '../../gallery/exchangeData.ts'
import { exchangeCalls } from '../../testing/exchange.ts'
import { renderComponent, renderScreen, screen } from '../../testing/render.tsx'
import { PersonTransferDialog } from './PersonTransferDialog.tsx'
import { screens } from './screens.tsx'

describe('户迁移', () => {
  it('接收迁来的户；本单位迁出的可以取消', async () => {
    const settleTransfer = vi.fn((_input: object) => ({ changeSet: 'c' }))
    const { user } = await renderScreen(screens, '/exchange/transfers', { calls: exchangeCalls({ settleTransfer }) })
    await user.click(await screen.findByRole('button', { name: /^接收.*户$/ }))
    await user.click(await screen.findByRole('button', { name: '接收这一户' }))
    await waitFor(() => expect(settleTransfer).toHaveBeenCalledWith({ id: 't1', to: 'in' }))
    expect(screen.getByRole('button', { name: /^取消.*户的迁出$/ })).toBeTruthy()
  })

  it('上级裁定归别处的列在最前面，看过就收起来', async () => {
    const noteDecision = vi.fn((_input: object) => ({ done: true }))
    const { user } = await renderScreen(screens, '/exchange/transfers', { calls: exchangeCalls({ noteDecision }) })
    const table = await screen.findByRole('table', { name: '上级已裁定归别处' })
    expect(within(table).getByText(/裁定这一户归金钟镇河口村/)).toBeTruthy()
    await user.click(within(table).getByRole('button', { name: /知道/ }))
    await waitFor(() => expect(noteDecision).toHaveBeenCalledWith({ id: 't4' }))
  })
})

describe('人员迁移', () => {
  const people = { transfers: () => ({ total: 0, rows: [] }) }

  it('有人待接收而没有户待接收的，一打开就在人员；接收进已有的户', async () => {
    const settlePersonTransfer = vi.fn((_input: object) => ({ changeSet: 'c' }))
    const { user } = await renderScreen(screens, '/exchange/transfers', { calls: exchangeCalls({ ...people, settlePersonTransfer }) })
    const waiting = await screen.findByRole('table', { name: '等本单位接收' })
    expect(within(waiting).getByText('嫁出')).toBeTruthy()
    await user.click(within(waiting).getByRole('button', { name: '接收李小红' }))
    const dialog = await screen.findByRole('dialog', { name: '接收李小红' })
    expect(within(dialog).getByRole('button', { name: '接收' })).toHaveProperty('disabled', true)
    await user.type(within(dialog).getByLabelText(/迁入哪一户/), '王')
    await user.click((await screen.findAllByRole('option'))[0] as HTMLElement)
    // Enter in the last field takes the choice and her in: with what was chosen, not with what stood there.
    const relation = within(dialog).getByLabelText(/与户主关系/)
    await user.clear(relation)
    await user.type(relation, '之儿媳{Enter}')
    await waitFor(() =>
      expect(settlePersonTransfer).toHaveBeenCalledWith({
        id: 'm1',
        to: 'in',
        into: { household: expect.any(String) as unknown, relation: '05', increaseReason: '05' },
      }),
    )
  })

  it('只用键盘：换到人员那一页，自立一户接收', async () => {
    const settlePersonTransfer = vi.fn((_input: object) => ({ changeSet: 'c' }))
    const { user } = await renderScreen(screens, '/exchange/transfers', { calls: exchangeCalls({ settlePersonTransfer }) })
    const tab = await screen.findByRole('tab', { name: /整户迁移/ })
    tab.focus()
    await user.keyboard('{ArrowRight}')
    ;(await screen.findByRole('button', { name: '接收李小红' })).focus()
    await user.keyboard('{Enter}')
    const own = within(await screen.findByRole('dialog')).getByRole('radio', { name: /自立一户/ })
    own.focus()
    await user.keyboard(' ')
    await user.click(screen.getByRole('button', { name: '接收' }))
    await waitFor(() =>
      expect(settlePersonTransfer).toHaveBeenCalledWith({ id: 'm1', to: 'in', into: { household: null, relation: '01', increaseReason: '05' } }),
    )
  })

  it('不接收、取消都要理由；已不在迁出村的只能不接收', async () => {
    const settlePersonTransfer = vi.fn((_input: object) => ({ changeSet: 'c' }))
    const { user } = await renderScreen(screens, '/exchange/transfers', { calls: exchangeCalls({ ...people, settlePersonTransfer }) })
    await user.click(await screen.findByRole('button', { name: '不接收李小红' }))
    await user.type(await screen.findByLabelText(/原因（/), '婚事已散')
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '不接收' }))
    await waitFor(() => expect(settlePersonTransfer).toHaveBeenCalledWith({ id: 'm1', to: 'declined', remark: '婚事已散' }))
    await user.click(screen.getByRole('button', { name: '取消王桂花的迁出' }))
    await user.type(await screen.findByLabelText(/原因（/), '不去了')
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '取消迁出' }))
    await waitFor(() => expect(settlePersonTransfer).toHaveBeenCalledWith({ id: 'm2', to: 'cancelled', remark: '不去了' }))
    expect(screen.queryByRole('button', { name: '接收周小兰' })).toBeNull()
    expect(screen.getByText('这个人已不在迁出的村：请选择“不接收”')).toBeTruthy()
  })

  it('什么都没有时说怎么办', async () => {
    const { user } = await renderScreen(screens, '/exchange/transfers', {
      calls: exchangeCalls({ ...people, personTransfers: () => ({ total: 0, rows: [] }) }),
    })
    expect(await screen.findByText('没有户迁移')).toBeTruthy()
    await user.click(screen.getByRole('tab', { name: '人员迁移' }))
    expect(await screen.findByText('没有人员迁移')).toBeTruthy()
  })

  it('迁出：选人、村、情形、日期，写原因；户主不能单独迁出', async () => {
    const personTransferOut = vi.fn((_input: object) => ({ id: 't', changeSet: 'c' }))
    const leavers = [
      { id: 'p1', name: '王志强', isHead: true },
      { id: 'p2', name: samplePersonTransfers[1]?.name ?? '', isHead: false },
    ]
    const { user } = renderComponent(<PersonTransferDialog people={leavers} onClose={() => undefined} />, { calls: exchangeCalls({ personTransferOut }) })
    await user.type(await screen.findByLabelText('迁到哪个村'), '河口')
    await waitFor(() => expect(screen.getByRole('option', { name: '金钟镇河口村' })).toBeTruthy())
    await user.keyboard('{Enter}')
    await user.selectOptions(screen.getByLabelText('迁出的情形'), '其他转出')
    const date = screen.getByLabelText(/迁出日期/)
    await user.clear(date)
    await user.type(date, '2026-01-05')
    await user.type(screen.getByLabelText(/迁移原因/), '投靠儿子')
    await user.selectOptions(screen.getByLabelText('迁出的人'), '王志强（户主）')
    expect(screen.getByText(/户主不能单独迁出/)).toBeTruthy()
    expect(screen.getByRole('button', { name: '办理迁出' })).toHaveProperty('disabled', true)
    await user.selectOptions(screen.getByLabelText('迁出的人'), '王桂花')
    await user.click(screen.getByRole('button', { name: '办理迁出' }))
    await waitFor(() =>
      expect(personTransferOut).toHaveBeenCalledWith({
        person: 'p2',
        toVillage: '621125103203',
        decreaseReason: '08',
        on: '2026-01-05',
        reason: '投靠儿子',
      }),
    )
  })
})
