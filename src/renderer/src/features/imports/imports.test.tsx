import { waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { renderScreen, screen } from '../../testing/render.tsx'
import { doubleTargets, forgetDraft, keepDraft } from './draft.ts'
import type { ImportDraft } from './draft.ts'
import { screens } from './screens.tsx'

const counts = { rows: 5, new: 2, changed: 1, same: 1, rejected: 1, registers: { helper: { new: 2, changed: 1, same: 1 } }, skipped: { blank: 3 } }
const problem = { sheet: '表', row: 4, column: 'A', value: '', code: 'required', message: '没有填写“姓名”', severity: 'error' as const }
const draft: ImportDraft = {
  register: 'helper', import: 'i1', file: '责任人.xlsx', checking: 'j1', writing: null, options: { sheet: '表', mapping: { 姓名: 'helper.name' } },
  sheets: [{ name: '表', hidden: false, rows: 5, headingRow: 1, headings: [{ column: 'A', heading: '姓名', target: 'helper.name', sample: ['王一鸣'] }], problems: [], recognised: 'guessed' }],
}
const done = { id: 'j1', kind: 'import', title: '核对', state: 'done', phase: '', done: 5, total: 5, fraction: 1, startedAt: '', endedAt: '', by: '', file: null, result: counts, error: null }

describe('导入向导', () => {
  it('预览把行数写成等式，有拒绝的行先问过才写入', async () => {
    keepDraft(draft)
    const commit = vi.fn(() => ({ job: 'j2' }))
    const { user } = await renderScreen(screens, '/imports/new?import=i1&step=check', {
      calls: { jobs: { get: () => done }, imports: { commit, recent: () => [], preview: () => ({ counts, total: 1, rows: [{ row: 4, outcome: 'rejected', title: '第 4 行', changes: [], problems: [problem] }] }) } },
    })
    expect(await screen.findByLabelText('5 行等于新增 2，加变更 1，加相同 1，加拒绝 1')).toBeTruthy()
    expect(await screen.findByText('A 列“姓名”')).toBeTruthy()
    expect(screen.getByText(/空行 3/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '导入 3 行' }))
    expect(commit).not.toHaveBeenCalled()
    await user.click(await screen.findByRole('button', { name: '只导入正确的 3 行' }))
    await waitFor(() => expect(commit).toHaveBeenCalledWith({ import: 'i1', acceptRejected: true }))
    forgetDraft('i1')
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
