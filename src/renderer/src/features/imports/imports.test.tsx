import { waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { renderScreen, screen } from '../../testing/render.tsx'
import { doubleTargets, forgetDraft, keepDraft } from './draft.ts'
import type { ImportDraft } from './draft.ts'
import { screens } from './screens.tsx'

const counts = { rows: 5, new: 2, changed: 1, same: 1, rejected: 1, registers: { helper: { new: 2, changed: 1, same: 1 } }, skipped: { blank: 3 } }
const problem = { sheet: '表', row: 4, column: 'A', value: '', code: 'required', message: '没有填写“姓名”', severity: 'error' as const }
const draft: ImportDraft = {
  register: 'helper',
  import: 'i1',
  file: '责任人.xlsx',
  checking: 'j1',
  writing: null,
  options: { sheet: '表', mapping: { 姓名: 'helper.name' } },
  sheets: [
    {
      name: '表',
      hidden: false,
      rows: 5,
      headingRow: 1,
      headings: [{ column: 'A', heading: '姓名', target: 'helper.name', sample: ['王一鸣'] }],
      problems: [],
      recognised: 'guessed',
    },
  ],
}
const done = {
  id: 'j1',
  kind: 'import',
  title: '核对',
  state: 'done',
  phase: '',
  done: 5,
  total: 5,
  fraction: 1,
  startedAt: '',
  endedAt: '',
  by: '',
  file: null,
  result: counts,
  error: null,
}

describe('导入向导', () => {
  it('预览把行数写成等式，有拒绝的行先问过才写入', async () => {
    keepDraft(draft)
    const commit = vi.fn(() => ({ job: 'j2' }))
    const { user } = await renderScreen(screens, '/imports/new?import=i1&step=check', {
      calls: {
        jobs: { get: () => done },
        imports: {
          commit,
          recent: () => [],
          preview: () => ({ counts, faults: { doubtful: 0, doubts: 0, faulty: 1, companions: 0 }, total: 1, rows: [] }),
          wrong: () => ({
            total: 1,
            columns: [{ sheet: '表', column: 'A', heading: '姓名', target: 'helper.name' }],
            rows: [{ sheet: '表', row: 4, title: '第 4 行', outcome: 'rejected', cells: [{ value: '', before: null }], problems: [problem], companions: [] }],
          }),
        },
      },
    })
    expect(await screen.findByLabelText('数据行 5 等于新增 2，加变更 1，加相同 1，加拒绝 1')).toBeTruthy()
    expect(await screen.findByRole('textbox', { name: '第 4 行 姓名' })).toBeTruthy()
    expect(screen.getByText('没有填写“姓名”')).toBeTruthy()
    expect(screen.getByText(/空行 3/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '导入 3 行' }))
    expect(commit).not.toHaveBeenCalled()
    await user.click(await screen.findByRole('button', { name: '只导入正确的 3 行' }))
    await waitFor(() => expect(commit).toHaveBeenCalledWith({ import: 'i1', acceptRejected: true }))
    forgetDraft('i1')
  })

  it('打开文件时看得到进度，能取消；读不了的说清原因，读完进下一步', async () => {
    const opening = {
      ...done,
      id: 'j9',
      kind: 'import-open',
      title: '打开 责任人.xlsx',
      state: 'running',
      phase: '读文件',
      done: 40,
      total: 100,
      fraction: 0.36,
      endedAt: null,
      result: null,
    }
    const outcomes: Record<string, object> = { j9: opening }
    const cancel = vi.fn(() => {
      outcomes['j9'] = { ...opening, state: 'cancelled', endedAt: '' }
      return { cancelled: true }
    })
    const dismiss = vi.fn(() => ({ done: true }))
    const open = vi.fn(() => ({ job: 'j9' }))
    const { user, currentPath } = await renderScreen(screens, '/imports/new?register=helper', {
      shell: { pickFile: () => Promise.resolve({ ticket: 't', name: '责任人.xlsx', size: 1 }) },
      calls: { jobs: { get: ({ job }: { job: string }) => outcomes[job], cancel, dismiss }, imports: { open } },
    })
    const pick = (): Promise<void> => user.click(screen.getByRole('button', { name: /选择文件/ }))
    await pick()
    expect(await screen.findByText('读文件 40 / 100')).toBeTruthy()
    expect(screen.getByRole('progressbar', { name: '正在读取文件的进度' }).getAttribute('aria-valuenow')).toBe('36')
    await user.click(screen.getByRole('button', { name: '取消' }))
    expect(cancel).toHaveBeenCalledWith({ job: 'j9' })
    expect(await screen.findByRole('button', { name: /选择文件/ })).toBeTruthy()

    outcomes['j10'] = {
      ...opening,
      id: 'j10',
      state: 'failed',
      endedAt: '',
      error: { code: 'FILE_TOO_LARGE', message: '“a.xlsx”展开后有 65 MB，没有打开。', action: '请另存后再试。' },
    }
    open.mockReturnValue({ job: 'j10' })
    await pick()
    expect(await screen.findByText(/展开后有 65 MB/)).toBeTruthy()

    outcomes['j11'] = { ...opening, id: 'j11', state: 'done', endedAt: '', result: { import: 'i9', file: '责任人.xlsx', sheets: draft.sheets } }
    open.mockReturnValue({ job: 'j11' })
    await pick()
    await waitFor(() => expect(currentPath()).toContain('import=i9'))
    expect(currentPath()).toContain('step=map')
    expect(dismiss).toHaveBeenCalledWith({ job: 'j11' })
    expect(cancel).toHaveBeenCalledTimes(1)
    forgetDraft('i9')
  })

  it('不认识的导入说清楚并能重新选择文件', async () => {
    await renderScreen(screens, '/imports/new?import=gone&step=check')
    expect(await screen.findByText('这次导入已经不在了')).toBeTruthy()
    expect(screen.getByRole('button', { name: '重新选择文件' })).toBeTruthy()
  })

  it('留在浏览器里的草稿不带样例内容', () => {
    keepDraft(draft)
    expect(window.sessionStorage.getItem('bangfu.import.i1')).toContain('姓名')
    expect(window.sessionStorage.getItem('bangfu.import.i1')).not.toContain('王一鸣')
    forgetDraft('i1')
  })

  it('两列对到同一项时指出来', () => {
    expect([...doubleTargets({ 甲: 'helper.name', 乙: 'helper.name', 丙: null, 丁: null })]).toEqual(['helper.name'])
  })
})
