import { waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { sampleJob, samplePreview } from '../../gallery/exchangeData.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { notesOf } from './receive/PreviewNotes.tsx'
import { screens } from './screens.tsx'
import { exchangeCalls } from '../../testing/exchange.ts'

const PREVIEW = '/exchange/receive?file=f1&place=e&opening=open&step=check'

describe('接收', () => {
  it('列出 U 盘上的文件，先选中新的；核对的数加得起来；合并后写回执', async () => {
    const [open, apply] = [vi.fn((_input: object) => ({ job: 'open' })), vi.fn((_input: object) => ({ job: 'apply' }))]
    const { user } = await renderScreen(screens, '/exchange/receive', { calls: exchangeCalls({ open, apply }) })
    expect(await screen.findByRole('radio', { name: '选择 621125101000-14.bfx' })).toHaveProperty('checked', true)
    expect(screen.getByText('已经合并过')).toBeTruthy()
    expect(screen.getByText('读不出')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '打开并核对' }))
    await waitFor(() => expect(open).toHaveBeenCalledWith({ file: 'f1' }))
    expect(await screen.findByLabelText('记录 312 等于新增 21，加变更 254，加相同 18，加冲突 14，加建议 4，加拒绝 1')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '合并 293 条' }))
    await waitFor(() => expect(apply).toHaveBeenCalledWith({ package: 'p14', place: 'e' }))
    expect(await screen.findByText('合并完成')).toBeTruthy()
    expect(screen.getByText(/621125000000-43\.bfx/)).toBeTruthy()
    expect(await screen.findByRole('button', { name: '14 处冲突，去决定' })).toBeTruthy()
  })

  it('点村名只看那个村的记录，可以再取消', async () => {
    const previewRows = vi.fn((_input: object) => ({ total: 0, rows: [] }))
    const { user } = await renderScreen(screens, PREVIEW, { calls: exchangeCalls({ previewRows }) })
    await user.click(await screen.findByRole('button', { name: '大林村' }))
    await waitFor(() => expect(previewRows).toHaveBeenLastCalledWith(expect.objectContaining({ place: '621125101202', outcome: 'conflicts' })))
    await user.click(screen.getByRole('button', { name: '不再只看大林村' }))
    await waitFor(() => expect(previewRows).toHaveBeenCalledWith(expect.not.objectContaining({ place: '621125101202' })))
  })

  it('需要口令时才问口令，口令不进地址', async () => {
    const locked = sampleJob('locked', null, { state: 'failed', error: { code: 'PACKAGE_PASSPHRASE', message: '这个文件要口令。', action: '请问发件人。' } })
    const open = vi.fn((_input: object) => ({ job: 'open' }))
    const { user, currentPath } = await renderScreen(screens, '/exchange/receive?ticket=t1&opening=locked&step=check', {
      calls: exchangeCalls({ open }, [locked]),
    })
    await user.type(await screen.findByLabelText('口令'), '8个字的口令啊啊{Enter}')
    await waitFor(() => expect(open).toHaveBeenCalledWith({ ticket: 't1', passphrase: '8个字的口令啊啊' }))
    expect(await screen.findByRole('table', { name: '逐条结果' })).toBeTruthy()
    expect(decodeURIComponent(currentPath())).not.toContain('口令')
  })

  it('从别处选文件；没有文件时说怎么办', async () => {
    const open = vi.fn((_input: object) => ({ job: 'open' }))
    const { user } = await renderScreen(screens, '/exchange/receive', {
      calls: exchangeCalls({ open, scan: () => [] }),
      shell: { pickFile: () => Promise.resolve({ ticket: 't9', name: 'x.bfx', size: 1 }) },
    })
    expect(await screen.findByText('没有找到可以接收的文件')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '从别处选文件' }))
    await waitFor(() => expect(open).toHaveBeenCalledWith({ ticket: 't9' }))
  })

  it('打不开说明原因', async () => {
    const refused = sampleJob('refused', null, { state: 'failed', error: { code: 'FORBIDDEN', message: '发件的站点已经停用。', action: '请让对方重新加入。' } })
    await renderScreen(screens, '/exchange/receive?file=f1&place=e&opening=refused&step=check', { calls: exchangeCalls({}, [refused]) })
    expect(await screen.findByText('发件的站点已经停用。')).toBeTruthy()
    expect(screen.getByRole('button', { name: '重新选文件' })).toBeTruthy()
  })

  it('回执没有等式，只说读入以后怎样', async () => {
    const receipt = sampleJob('receipt', { ...samplePreview, found: { ...samplePreview.found, kind: 'receipt' }, skipped: [], differing: [] })
    await renderScreen(screens, '/exchange/receive?file=f3&place=e&opening=receipt&step=check', { calls: exchangeCalls({}, [receipt]) })
    expect(await screen.findByRole('button', { name: '读入回执' })).toBeTruthy()
    expect(screen.queryByText('条记录')).toBeNull()
  })

  it('撤销合并被拒绝时说出原因', async () => {
    const undoApply = (): never => {
      throw Object.assign(new Error('x'), { code: 'CANNOT_UNDO', message: '之后王专干改过其中 3 户。', action: '请先撤销那次修改。' })
    }
    const { user } = await renderScreen(screens, '/exchange/receive?file=f1&place=e&opening=open&applying=apply&step=apply', {
      calls: exchangeCalls({ undoApply }),
    })
    await user.click(await screen.findByRole('button', { name: '撤销这次合并' }))
    await user.click(await screen.findByRole('button', { name: '撤销合并' }))
    expect(await screen.findByText(/之后王专干改过其中 3 户。请先撤销那次修改。/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '取消' })).toBeNull()
    await user.click(screen.getByRole('button', { name: '知道了' }))
  })

  it('撤销以后说明以前的回执不对了，可以当场写一份新的', async () => {
    const receipt = vi.fn((_input: object) => ({ ticket: 'r', name: '漳县→三岔镇_2026年11月回执_第44号.bfx', size: 4000 }))
    const { user } = await renderScreen(screens, '/exchange/receive?file=f1&place=e&opening=open&applying=apply&step=apply', {
      calls: exchangeCalls({ receipt }),
    })
    await user.click(await screen.findByRole('button', { name: '撤销这次合并' }))
    await user.click(await screen.findByRole('button', { name: '撤销合并' }))
    await user.click(await screen.findByRole('button', { name: '写一份新回执' }))
    await waitFor(() => expect(receipt).toHaveBeenCalledWith({ package: 'i1' }))
    expect(await screen.findByText('已撤销这次合并')).toBeTruthy()
  })

  it('加入以后说下一步：请上级发一次全部数据', async () => {
    const admission = sampleJob('admission', {
      ...samplePreview,
      found: {
        ...samplePreview.found,
        kind: 'admission',
        sender: { ...samplePreview.found.sender, site: 's0', unit: '621125000000', unitName: '漳县扶贫开发办公室', label: '1 号机' },
      },
    })
    const joined = sampleJob('joined', { counts: { ...samplePreview.counts, records: 2 }, changeSet: 'c1', receipt: null, package: 'i9' })
    await renderScreen(screens, '/exchange/receive?file=f1&place=e&opening=admission&applying=joined&step=apply', {
      calls: exchangeCalls({}, [admission, joined]),
    })
    expect(await screen.findByText('已加入数据交换')).toBeTruthy()
    expect(screen.getByText(/下一步：请漳县扶贫开发办公室给本单位发一次全部数据/)).toBeTruthy()
    expect(screen.queryByText('条记录')).toBeNull()
  })

  it('同一个文件再来一次：核对时说明，最后也说没有变化', async () => {
    const again = sampleJob('again', {
      ...samplePreview,
      found: { ...samplePreview.found, status: 'applied', note: '已在 2026-11-23 合并过，再接收也不会改变什么' },
    })
    const { unmount } = await renderScreen(screens, '/exchange/receive?file=f1&place=e&opening=again&step=check', { calls: exchangeCalls({}, [again]) })
    expect(await screen.findByText('这个文件已在 2026-11-23 合并过，再接收也不会改变什么。')).toBeTruthy()
    unmount()
    const applied = sampleJob('nothing', { counts: samplePreview.counts, changeSet: null, already: true, receipt: null, package: 'i1' })
    await renderScreen(screens, '/exchange/receive?file=f1&place=e&opening=again&applying=nothing&step=apply', { calls: exchangeCalls({}, [again, applied]) })
    expect(await screen.findByText('已经合并过，没有变化')).toBeTruthy()
    expect(screen.queryByText('合并完成')).toBeNull()
  })

  it('每种情况一句话，没有情况就没有话', () => {
    expect(notesOf(samplePreview).map((note) => note.key)).toEqual([
      'conflicts',
      'proposals',
      'rejected',
      'skipped',
      'files',
      'damaged',
      'missing',
      'duplicates',
      'transfers',
      'differing',
    ])
    const calm = {
      ...samplePreview,
      counts: { ...samplePreview.counts, conflicts: 0, proposals: 0, rejected: 0 },
      files: { received: 0, damaged: 0, missing: 0 },
      skipped: [],
      duplicates: 0,
      transfers: 0,
      returned: 0,
      differing: [],
    }
    expect(notesOf(calm)).toEqual([])
    expect(notesOf({ ...calm, answered: { accepted: 1, declined: 2 } }).map((note) => note.text)).toEqual([
      expect.stringContaining('对方采纳了您的建议 1 条，对方没有采纳您的建议 2 条'),
    ])
  })
})
