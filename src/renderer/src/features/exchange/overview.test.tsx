import { act, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { ExchangeOverview } from '#core/features/exchange/contract.ts'
import type { Role } from '#core/features/session/contract.ts'
import { sampleExchangeCalls, sampleOverview, sampleProposals, sampleReturn, sampleTransfers } from '../../gallery/exchangeData.ts'
import { renderComponent, renderScreen, screen } from '../../testing/render.tsx'
import { HouseholdMenu } from '../household/exchange/HouseholdMenu.tsx'
import { HouseholdBanners } from '../household/exchange/HouseholdBanners.tsx'
import { screens } from './screens.tsx'
import { exchangeCalls } from '../../testing/exchange.ts'

function standing(state: ExchangeOverview['site']['standing']): ExchangeOverview {
  return {
    ...sampleOverview,
    site: { ...sampleOverview.site, standing: state },
    superior: { unit: '621125000000', unitName: '漳县扶贫办' },
    lastSent: null,
    lastReceived: null,
  }
}

describe('交换概览', () => {
  it('待处理的数通到各页；缺报的月份有字', async () => {
    const { user, currentPath } = await renderScreen(screens, '/exchange', { calls: exchangeCalls() })
    const grid = await screen.findByRole('table', { name: /各单位上报/ })
    expect(within(grid).getAllByText('未报').length).toBeGreaterThan(0)
    await user.click(within(screen.getByRole('region', { name: '待处理' })).getByRole('button', { name: /冲突/ }))
    await waitFor(() => expect(currentPath()).toBe('/exchange/conflicts'))
  })

  it('展开一个文件看对方的回执和拒绝的原因', async () => {
    const { user } = await renderScreen(screens, '/exchange', { calls: exchangeCalls() })
    await user.click(await screen.findByRole('button', { name: '展开：三岔镇 变动 39' }))
    expect(screen.getByText(/三岔镇 李文书接收：合并 130 条/)).toBeTruthy()
    expect(screen.getByText('证件号码与另一人相同。')).toBeTruthy()
    expect(screen.getByText('很久没有回执')).toBeTruthy()
  })

  it('数据核对码要时才算，按村列出', async () => {
    const { user } = await renderScreen(screens, '/exchange', { calls: exchangeCalls() })
    await user.click(await screen.findByRole('button', { name: '计算' }))
    expect(within(await screen.findByRole('table', { name: '数据核对码' })).getByText('4be1 c07a 9f2d 833e')).toBeTruthy()
  })

  it('没有加入：制作加入申请，再等登记', async () => {
    const request = vi.fn((_input: object) => ({ ticket: 'q', name: '申请.bfr', size: 1 }))
    const alone = standing('alone')
    const township = { ...alone, site: { ...alone.site, unit: { code: '621125100000', name: '漳县武阳镇' } } }
    const { user } = await renderScreen(screens, '/exchange', { calls: exchangeCalls({ overview: () => township, request }) })
    await user.click(await screen.findByRole('button', { name: '制作加入申请' }))
    await user.click(await screen.findByRole('button', { name: '制作并保存' }))
    await waitFor(() => expect(request).toHaveBeenCalledWith({ label: '扶贫办 1 号机', renew: false }))
  })

  it('县里不申请，直接登记别人', async () => {
    const county = { ...standing('alone'), site: { ...standing('alone').site, unit: { code: '621125000000', name: '漳县' } } }
    await renderScreen(screens, '/exchange/sites', { calls: exchangeCalls({ overview: () => county, sites: () => [] }) })
    expect(await screen.findByRole('button', { name: '登记新站点' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '制作加入申请' })).toBeNull()
  })

  it('加入以后还没有收到过数据的，说请上级发一次全部数据', async () => {
    await renderScreen(screens, '/exchange', { calls: exchangeCalls({ overview: () => standing('admitted') }) })
    expect(await screen.findByText(/还没有收到过数据：请漳县扶贫办给本单位发一次全部数据/)).toBeTruthy()
  })

  it('录入人员不能制作申请，知道找谁', async () => {
    await renderScreen(screens, '/exchange', { calls: exchangeCalls({ overview: () => standing('requested') }), role: 'entry' })
    expect(await screen.findByText(/加入申请由管理员制作/)).toBeTruthy()
    expect(screen.getByText('已申请')).toBeTruthy()
  })

  it('读不到时说明并能重试', async () => {
    await renderScreen(screens, '/exchange', {
      calls: exchangeCalls({
        overview: () => {
          throw Object.assign(new Error('x'), { code: 'FORBIDDEN', message: '没有权限。', action: '请找管理员。' })
        },
      }),
    })
    expect(await screen.findByRole('button', { name: '重试' })).toBeTruthy()
  })
})

describe('发件箱', () => {
  it('11.7 做好没有保存的写“还没有保存”，点一下就保存，并记下已经保存；文件校验值收在“详细”里', async () => {
    const saveFile = vi.fn(() => Promise.resolve(true))
    const saved = vi.fn((_input: object) => ({ done: true }))
    const packageFile = vi.fn((_input: object) => ({ ticket: 'p', name: '漳县→三岔镇_2026年11月下发_第42号.bfx', size: 1 }))
    const { user } = await renderScreen(screens, '/exchange?box=out', { calls: exchangeCalls({ packageFile, saved }), shell: { saveFile } })
    expect(await screen.findByText('还没有保存')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /^保存文件：三岔镇/ }))
    await waitFor(() => expect(saved).toHaveBeenCalledWith({ ticket: 'p' }))
    expect(packageFile).toHaveBeenCalledWith({ package: 'o0' })
    expect(saveFile).toHaveBeenCalledTimes(1)
    await user.click(screen.getAllByRole('button', { name: /^展开/ })[0] as HTMLElement)
    expect(screen.getByText(/文件校验值/).closest('details')?.open).toBe(false)
  })
})

describe('站点', () => {
  it('登记：核对码对过才能登记，登记文件随即保存', async () => {
    const [admit, saveFile] = [vi.fn((_input: object) => ({ ticket: 'a', name: '登记.bfx', size: 1 })), vi.fn(() => Promise.resolve(true))]
    const { user } = await renderScreen(screens, '/exchange/sites', {
      calls: exchangeCalls({ admit }),
      shell: { saveFile, pickFile: () => Promise.resolve({ ticket: 'q', name: '申请.bfr', size: 1 }) },
    })
    await user.click(await screen.findByRole('button', { name: '登记新站点' }))
    await user.click(await screen.findByRole('button', { name: '选择申请文件' }))
    expect(await screen.findByText('Q9XM 7F3K 2B4T')).toBeTruthy()
    const button = screen.getByRole('button', { name: '登记并保存登记文件' })
    expect(button).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('checkbox', { name: /已经打电话问过/ }))
    await user.click(button)
    await waitFor(() => expect(admit).toHaveBeenCalledWith({ ticket: 'q' }))
    await waitFor(() => expect(saveFile).toHaveBeenCalled())
  })

  it('停用过的电脑再登记：写明停用的原因，另外确认过才行；已经登记过的也说明', async () => {
    const admit = vi.fn((_input: object) => ({ ticket: 'a', name: '登记.bfx', size: 1 }))
    const known = { state: 'withdrawn', label: '旧电脑', admittedOn: '2026-01-12', withdrawnOn: '2026-06-30', withdrawnReason: '电脑丢失' }
    const shell = { saveFile: () => Promise.resolve(true), pickFile: () => Promise.resolve({ ticket: 'q', name: '申请.json', size: 1 }) }
    const first = await renderScreen(screens, '/exchange/sites', {
      calls: exchangeCalls({ admit, readRequest: () => ({ ...sampleExchangeCalls.readRequest(), known }) }),
      shell,
    })
    await first.user.click(await screen.findByRole('button', { name: '登记新站点' }))
    await first.user.click(await screen.findByRole('button', { name: '选择申请文件' }))
    expect((await screen.findByRole('alert')).textContent).toContain('2026-06-30 停用，原因：电脑丢失')
    await first.user.click(screen.getByRole('checkbox', { name: /已经打电话问过/ }))
    expect(screen.getByRole('button', { name: '登记并保存登记文件' })).toHaveProperty('disabled', true)
    await first.user.click(screen.getByRole('checkbox', { name: /恢复使用这台停用过的电脑/ }))
    await first.user.click(screen.getByRole('button', { name: '登记并保存登记文件' }))
    await waitFor(() => expect(admit).toHaveBeenCalledWith({ ticket: 'q', again: true }))
    first.unmount()
    const admitted = { ...known, state: 'admitted', withdrawnOn: null, withdrawnReason: null }
    const { user } = await renderScreen(screens, '/exchange/sites', {
      calls: exchangeCalls({ readRequest: () => ({ ...sampleExchangeCalls.readRequest(), known: admitted }) }),
      shell,
    })
    await user.click(await screen.findByRole('button', { name: '登记新站点' }))
    await user.click(await screen.findByRole('button', { name: '选择申请文件' }))
    expect(await screen.findByText(/2026-01-12 已经登记过，再登记一次只会重新发给它登记文件/)).toBeTruthy()
  })

  it('登记第一个站点时给本机起名', async () => {
    const admit = vi.fn((_input: object) => ({ ticket: 'a', name: '登记.bfx', size: 1 }))
    const county = { ...standing('alone'), site: { ...standing('alone').site, unit: { code: '621125000000', name: '漳县' } } }
    const { user } = await renderScreen(screens, '/exchange/sites', {
      calls: exchangeCalls({ admit, overview: () => county }),
      shell: { saveFile: () => Promise.resolve(true), pickFile: () => Promise.resolve({ ticket: 'q', name: '申请.json', size: 1 }) },
    })
    await user.click(await screen.findByRole('button', { name: '登记新站点' }))
    await user.click(await screen.findByRole('button', { name: '选择申请文件' }))
    const label = await screen.findByLabelText(/本机的站点名称/)
    expect(label).toHaveProperty('value', '1 号机')
    await user.clear(label)
    await user.type(label, '扶贫办机房')
    await user.click(screen.getByRole('checkbox', { name: /已经打电话问过/ }))
    await user.click(screen.getByRole('button', { name: '登记并保存登记文件' }))
    await waitFor(() => expect(admit).toHaveBeenCalledWith({ ticket: 'q', ownLabel: '扶贫办机房' }))
  })

  it('停用要理由', async () => {
    const withdraw = vi.fn((_input: object) => ({ done: true }))
    const { user } = await renderScreen(screens, '/exchange/sites', { calls: exchangeCalls({ withdraw }) })
    await user.click(await screen.findByRole('button', { name: '停用 三岔镇 扶贫站电脑' }))
    await user.type(await screen.findByLabelText(/原因（/), '电脑丢失')
    await user.click(screen.getByRole('button', { name: '停用这个站点' }))
    await waitFor(() => expect(withdraw).toHaveBeenCalledWith({ site: 's1', reason: '电脑丢失' }))
  })

  it('不是管理员看不到', async () => {
    await renderScreen(screens, '/exchange/sites', { calls: exchangeCalls(), role: 'entry' })
    expect(await screen.findByText('您的角色不能使用“站点”')).toBeTruthy()
  })
})

describe('户的卡片上', () => {
  it('退回、迁移途中、别的单位负责各有一条', async () => {
    renderComponent(<HouseholdBanners household="h1" village="621125101201" />, {
      calls: exchangeCalls({
        returns: () => ({ total: 1, rows: [sampleReturn] }),
        transfers: () => ({ total: 1, rows: sampleTransfers.slice(0, 1) }),
        inCharge: () => ({ unitName: '三岔镇' }),
        proposals: () => ({ total: 1, rows: [{ ...sampleProposals[0], opens: { register: 'household', id: 'h1' }, mine: true }] }),
      }),
    })
    expect(await screen.findByText(/2016 年工资性收入 18,000 元没有佐证/)).toBeTruthy()
    expect(await screen.findByText(/本村由三岔镇负责，您的修改作为建议下发，由对方决定采不采纳。这一户已有 1 条建议等对方决定/)).toBeTruthy()
    expect(screen.getByRole('region', { name: '迁移途中' })).toBeTruthy()
  })

  it('迁出：从全县的村里选，写原因', async () => {
    const transferOut = vi.fn((_input: object) => ({ id: 't', changeSet: 'c' }))
    const { user } = renderComponent(<HouseholdMenu household="h9" headName="王志强" village="621125103203" />, { calls: exchangeCalls({ transferOut }) })
    await user.click(await screen.findByRole('button', { name: '更多' }))
    await user.click(await screen.findByRole('menuitem', { name: '迁出到别的村' }))
    await user.type(await screen.findByLabelText('迁到哪个村'), '河口')
    await waitFor(() => expect(screen.getByRole('option', { name: '金钟镇河口村' })).toBeTruthy())
    await user.keyboard('{Enter}')
    await user.type(screen.getByLabelText(/迁移原因/), '投亲')
    await user.click(screen.getByRole('button', { name: '办理迁出' }))
    await waitFor(() => expect(transferOut).toHaveBeenCalledWith({ household: 'h9', toVillage: '621125103203', reason: '投亲' }))
  })

  const offered = async (role: Role, unit: string, village: string): Promise<boolean> => {
    const { user, unmount } = renderComponent(<HouseholdMenu household="h9" headName="王志强" village={village} />, {
      calls: exchangeCalls(),
      role,
      unit,
      divisions: [unit],
    })
    await user.click(await screen.findByRole('button', { name: '更多' }))
    const found = screen.queryByRole('menuitem', { name: '退回整改' }) !== null
    unmount()
    return found
  }

  it('退回整改：县和乡镇的审核人员、管理员都有，只限本单位的村；录入员没有', async () => {
    expect(await offered('administrator', '621125000000', '621125103203')).toBe(true)
    expect(await offered('review', '621125103000', '621125103203')).toBe(true)
    expect(await offered('administrator', '621125103000', '621125104201')).toBe(false)
    expect(await offered('entry', '621125103000', '621125103203')).toBe(false)
  })

  it('只读用户没有菜单', async () => {
    renderComponent(<HouseholdMenu household="h9" headName="王志强" village="621125103203" />, { calls: exchangeCalls(), role: 'reader' })
    // Everything asked for has been answered and shown.
    await act(async () => {
      for (let turn = 0; turn < 20; turn += 1)
        await new Promise((resolve) => {
          setTimeout(resolve, 0)
        })
    })
    expect(screen.queryByRole('button', { name: '更多' })).toBeNull()
  })
})
