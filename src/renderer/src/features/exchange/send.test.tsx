import { waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { sampleJob, sampleOverview, sampleRecipients } from '../../gallery/exchangeData.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { screens } from './screens.tsx'
import { exchangeCalls } from '../../testing/exchange.ts'

describe('发送', () => {
  it('选单位、选 U 盘、核对、写出，最后说可以拔出', async () => {
    const pack = vi.fn((_input: object) => ({ job: 'pack' }))
    const { user } = await renderScreen(screens, '/exchange/send', { calls: exchangeCalls({ pack }) })
    await user.click(await screen.findByRole('radio', { name: /三岔镇（全部站点）/ }))
    await user.click(screen.getByRole('button', { name: '下一步' }))
    expect(await screen.findByRole('radio', { name: /扶贫办 U 盘/ })).toHaveProperty('checked', true)
    expect(document.activeElement?.textContent).toContain('第 2 步')
    expect(screen.getByRole('radio', { name: /KINGSTON/ })).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('button', { name: '下一步' }))
    expect(await screen.findByRole('table', { name: '按台账' })).toBeTruthy()
    expect(document.activeElement?.textContent).toContain('第 3 步')
    await user.click(screen.getByRole('button', { name: '写到 扶贫办 U 盘（E:）' }))
    await waitFor(() => expect(pack).toHaveBeenCalledWith({ to: '621125101000', full: false, place: 'e' }))
    expect(await screen.findByText('可以拔出 U 盘')).toBeTruthy()
    expect(screen.getByText(/读回来核对过/)).toBeTruthy()
    expect(await screen.findByText('把 U 盘交给三岔镇。')).toBeTruthy()
  })

  it('有上级的先选好上级，还可以改；没有上级的自己选', async () => {
    const county = {
      to: 's0',
      kind: 'site' as const,
      label: '漳县 · 1 号机',
      unit: '621125000000',
      unsent: 3,
      lastSent: null,
      lastAcknowledged: null,
      outdated: [],
    }
    const overview = () => ({ ...sampleOverview, superior: { unit: '621125000000', unitName: '漳县' } })
    const { user, currentPath, unmount } = await renderScreen(screens, '/exchange/send', {
      calls: exchangeCalls({ overview, recipients: () => [...sampleRecipients, county] }),
    })
    await waitFor(() => expect(screen.getByRole('radio', { name: /^漳县 · 1 号机/ })).toHaveProperty('checked', true))
    await user.click(screen.getByRole('radio', { name: /新寺镇/ }))
    await user.click(screen.getByRole('button', { name: '下一步' }))
    await waitFor(() => expect(currentPath()).toContain('621125102000'))
    unmount()
    await renderScreen(screens, '/exchange/send', { calls: exchangeCalls() })
    expect(await screen.findByRole('radio', { name: /新寺镇/ })).toHaveProperty('checked', false)
    expect(screen.getByRole('button', { name: '下一步' })).toHaveProperty('disabled', true)
  })

  it('对方还在用旧版本时不往下走，说要先升级；说已经升级以后照常发', async () => {
    let outdated = ['s1']
    const upgraded = vi.fn((_input: object) => {
      outdated = []
      return { done: true as const }
    })
    const recipients = () => sampleRecipients.map((one) => (one.to === '621125101000' ? { ...one, outdated } : one))
    const { user, currentPath } = await renderScreen(screens, '/exchange/send', { calls: exchangeCalls({ recipients, upgraded }) })
    await user.click(await screen.findByRole('radio', { name: /三岔镇（全部站点）/ }))
    expect((await screen.findByRole('alert')).textContent).toContain('请先升级该单位')
    expect(screen.getByRole('button', { name: '下一步' })).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('button', { name: '对方已经升级' }))
    await waitFor(() => expect(upgraded).toHaveBeenCalledWith({ to: '621125101000' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    await user.click(screen.getByRole('button', { name: '下一步' }))
    await waitFor(() => expect(currentPath()).toContain('621125101000'))
  })

  it('从来没有收到过的对象只能发全部数据；口令太短不能往下', async () => {
    const { user, currentPath } = await renderScreen(screens, '/exchange/send', { calls: exchangeCalls() })
    await user.click(await screen.findByRole('radio', { name: /金钟镇 2 号机/ }))
    expect(screen.getByRole('radio', { name: /只发变动/ })).toHaveProperty('disabled', true)
    await user.click(screen.getByText(/改用口令加密/))
    await user.type(screen.getByLabelText(/^口令/), '1234')
    expect(screen.getByRole('button', { name: '下一步' })).toHaveProperty('disabled', true)
    await user.type(screen.getByLabelText(/^口令/), '5678')
    await user.click(screen.getByRole('button', { name: '下一步' }))
    await waitFor(() => expect(currentPath()).toContain('full=yes'))
    expect(currentPath()).not.toContain('12345678')
  })

  it('用口令加密写在核对和写出里；刷新以后口令没有了，回到第一步说明，不会不加口令就发', async () => {
    const pack = vi.fn((_input: object) => ({ job: 'pack' }))
    const { user, currentPath, unmount } = await renderScreen(screens, '/exchange/send?to=621125101000&full=no&step=to', { calls: exchangeCalls({ pack }) })
    await user.click(await screen.findByText(/改用口令加密/))
    await user.type(screen.getByLabelText(/^口令/), '两个单位说好的话')
    await user.click(screen.getByRole('button', { name: '下一步' }))
    await user.click(await screen.findByRole('button', { name: '下一步' }))
    expect(await screen.findByText('用口令加密')).toBeTruthy()
    const path = currentPath()
    expect(path).toContain('locked=yes')
    await user.click(screen.getByRole('button', { name: /^写到/ }))
    await waitFor(() => expect(pack).toHaveBeenCalledWith({ to: '621125101000', full: false, place: 'e', passphrase: '两个单位说好的话' }))
    expect(await screen.findByText(/^用口令加密：/)).toBeTruthy()
    unmount()
    const again = await renderScreen(screens, path, { calls: exchangeCalls({ pack }) })
    expect((await screen.findByRole('alert')).textContent).toContain('口令不保存，刷新后请重新填写')
    await again.user.type(screen.getByLabelText(/^口令/), '12345678')
    await again.user.click(screen.getByRole('button', { name: '下一步' }))
    await again.user.click(await screen.findByRole('button', { name: '下一步' }))
    expect(await screen.findByText('用口令加密')).toBeTruthy()
  })

  it('保存为文件：没有保存以前不说完成', async () => {
    const saveFile = vi.fn(() => Promise.resolve(true))
    const made = sampleJob(
      'file',
      { package: 'o', file: 'a.bfx', kind: 'changes', changes: 3, records: 3, sha256: 'x', bytes: 2000, written: false },
      { file: { ticket: 't', name: 'a.bfx', size: 2000 } },
    )
    const { user } = await renderScreen(screens, '/exchange/send?to=621125101000&step=write&job=file', {
      calls: exchangeCalls({}, [made]),
      shell: { saveFile },
    })
    expect(await screen.findByText('文件已做好，还没有保存')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '保存文件' }))
    await waitFor(() => expect(saveFile).toHaveBeenCalled())
    expect(await screen.findByRole('button', { name: '再保存一份' })).toBeTruthy()
  })

  it('没有 U 盘就保存为文件；做好当场保存，不用再点；取消了还能再保存', async () => {
    const saveFile = vi.fn(() => Promise.resolve(false))
    const made = sampleJob(
      'made',
      { package: 'o', file: 'a.bfx', kind: 'changes', changes: 3, records: 3, sha256: 'x', bytes: 2000, written: false },
      { file: { ticket: 't', name: 'a.bfx', size: 2000 } },
    )
    const pack = vi.fn((_input: object) => ({ job: 'made' }))
    const { user } = await renderScreen(screens, '/exchange/send', {
      calls: exchangeCalls({ pack, places: () => [], recipients: () => sampleRecipients.slice(0, 1) }, [made]),
      shell: { saveFile },
    })
    await user.click(await screen.findByRole('button', { name: '下一步' }))
    expect(await screen.findByRole('radio', { name: /保存为文件/ })).toHaveProperty('checked', true)
    await user.click(screen.getByRole('button', { name: '下一步' }))
    await user.click(await screen.findByRole('button', { name: '制作并保存' }))
    await waitFor(() => expect(saveFile).toHaveBeenCalledTimes(1))
    expect(await screen.findByText('文件已做好，还没有保存')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '保存文件' }))
    expect(saveFile).toHaveBeenCalledTimes(2)
  })

  it('写不成说明原因，能回到核对；取消说明没有留下文件', async () => {
    const failed = sampleJob('bad', null, { state: 'failed', error: { code: 'DISK_FULL', message: 'U 盘满了。', action: '请换一个 U 盘。' } })
    const first = await renderScreen(screens, '/exchange/send?to=621125101000&step=write&place=e&job=bad', { calls: exchangeCalls({}, [failed]) })
    expect(await screen.findByText('U 盘满了。')).toBeTruthy()
    await first.user.click(screen.getByRole('button', { name: '回到核对' }))
    expect(await screen.findByRole('table', { name: '按村' })).toBeTruthy()
    first.unmount()
    await renderScreen(screens, '/exchange/send?to=621125101000&step=write&place=e&job=gone', {
      calls: exchangeCalls({}, [sampleJob('gone', null, { state: 'cancelled' })]),
    })
    expect(await screen.findByText('没有发送')).toBeTruthy()
  })

  it('还没有加入时说先做什么；只读用户不能发送', async () => {
    const first = await renderScreen(screens, '/exchange/send', { calls: exchangeCalls({ recipients: () => [] }) })
    expect(await screen.findByText('还没有可以发送的对象')).toBeTruthy()
    first.unmount()
    await renderScreen(screens, '/exchange/send', { calls: exchangeCalls(), role: 'reader' })
    expect(await screen.findByText('您的角色不能使用“发送”')).toBeTruthy()
  })
})
