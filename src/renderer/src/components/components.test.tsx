import { fireEvent, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import type { Job } from '#core/features/jobs/contract.ts'
import { sampleHistory, sampleJobs } from '../gallery/sampleData.ts'
import { renderComponent, screen } from '../testing/render.tsx'
import { BarList } from './BarList.tsx'
import { useConfirm } from './ConfirmDialog.tsx'
import type { ConfirmAnswer, ConfirmQuestion } from './ConfirmDialog.tsx'
import { groupByChangeSet, HistoryPanel, summaryOf } from './history/HistoryPanel.tsx'
import { progressText } from './jobs/JobCard.tsx'
import { JobTrayView } from './jobs/JobTray.tsx'
import { isEnded, useRunJob } from './jobs/useJobs.ts'
import { useAnnounce } from './LiveMessage.tsx'
import { SectionTabs, TabPanel } from './SectionTabs.tsx'
import { StepWizard } from './StepWizard.tsx'
import { dateTimeText } from './time.ts'

const job = (change: Partial<Job>): Job => ({
  id: 'x',
  kind: 'export',
  title: '导出',
  state: 'running',
  phase: '写出',
  done: 1,
  total: 4,
  fraction: 0.25,
  startedAt: '',
  endedAt: null,
  by: '',
  file: null,
  result: null,
  error: null,
  ...change,
})

function Asking({ question, onAnswer }: { readonly question: ConfirmQuestion; readonly onAnswer: (answer: ConfirmAnswer) => void }) {
  const confirm = useConfirm()
  return (
    <button
      type="button"
      onClick={() => {
        void confirm(question).then(onAnswer)
      }}
    >
      问
    </button>
  )
}

describe('确认对话框', () => {
  it('危险的操作焦点先在“取消”上，回车不会误删', async () => {
    const onAnswer = vi.fn<(answer: ConfirmAnswer) => void>()
    const { user } = renderComponent(
      <Asking question={{ title: '删除 3 户？', message: '可以撤销。', confirmLabel: '删除 3 户', danger: true }} onAnswer={onAnswer} />,
    )
    await user.click(screen.getByText('问'))
    await waitFor(() => expect(document.activeElement?.textContent).toBe('取消'))
    await user.keyboard('{Enter}')
    expect(onAnswer).toHaveBeenCalledWith({ confirmed: false })
  })

  it('必填原因：没写不能确认，原因里回车是换行，组字回车不提交', async () => {
    const onAnswer = vi.fn<(answer: ConfirmAnswer) => void>()
    const { user } = renderComponent(<Asking question={{ title: '更正', message: '', confirmLabel: '更正', reason: 'required' }} onAnswer={onAnswer} />)
    await user.click(screen.getByText('问'))
    const reason = await screen.findByRole('textbox')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '更正' }).disabled).toBe(true)
    await user.type(reason, '录错{Enter}')
    fireEvent.keyDown(reason, { key: 'Enter', isComposing: true })
    expect(onAnswer).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: '更正' }))
    expect(onAnswer).toHaveBeenCalledWith({ confirmed: true, reason: '录错' })
  })

  it('Esc 等于取消', async () => {
    const onAnswer = vi.fn<(answer: ConfirmAnswer) => void>()
    const { user } = renderComponent(<Asking question={{ title: '问', message: '', confirmLabel: '好' }} onAnswer={onAnswer} />)
    await user.click(screen.getByText('问'))
    await screen.findByRole('dialog')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(onAnswer).toHaveBeenCalledWith({ confirmed: false }))
  })
})

describe('向导', () => {
  it('换步后焦点到新一步的标题，当前步骤告诉读屏', async () => {
    function Wizard() {
      const [at, setAt] = useState('a')
      return (
        <StepWizard
          label="导入"
          steps={[
            { key: 'a', label: '选文件' },
            { key: 'b', label: '核对' },
          ]}
          current={at}
          onNext={() => setAt('b')}
        >
          内容
        </StepWizard>
      )
    }
    const { user } = renderComponent(<Wizard />)
    await user.click(screen.getByRole('button', { name: '下一步' }))
    expect(document.activeElement?.textContent).toContain('核对')
    expect(screen.getAllByRole('listitem').find((step) => step.getAttribute('aria-current') === 'step')?.textContent).toContain('核对')
  })
})

describe('向导的每一步是自己的组件', () => {
  const steps = [
    { key: 'a', label: '选文件' },
    { key: 'b', label: '核对' },
  ]
  function One({ onNext }: { readonly onNext: () => void }) {
    return (
      <StepWizard label="接收" steps={steps} current="a" onNext={onNext}>
        一
      </StepWizard>
    )
  }
  function Two({ onBack }: { readonly onBack: () => void }) {
    return (
      <StepWizard label="接收" steps={steps} current="b" onBack={onBack}>
        二
      </StepWizard>
    )
  }

  it('换步后焦点也到新一步的标题；刚打开时不抢焦点', async () => {
    function Wizard() {
      const [at, setAt] = useState('a')
      return at === 'a' ? <One onNext={() => setAt('b')} /> : <Two onBack={() => setAt('a')} />
    }
    const { user } = renderComponent(<Wizard />)
    expect(document.activeElement).toBe(document.body)
    await user.click(screen.getByRole('button', { name: '下一步' }))
    expect(document.activeElement?.textContent).toContain('第 2 步')
    await user.click(screen.getByRole('button', { name: '上一步' }))
    expect(document.activeElement?.textContent).toContain('第 1 步')
  })
})

describe('部分页签', () => {
  it('左右键和 Alt+数字切换', async () => {
    function Tabs() {
      const [at, setAt] = useState('a')
      return (
        <>
          <SectionTabs
            label="部分"
            tabs={[
              { key: 'a', label: '甲' },
              { key: 'b', label: '乙', error: true },
            ]}
            value={at}
            onChange={setAt}
          />
          <TabPanel of={at}>
            {at}
            <input aria-label="姓名" />
          </TabPanel>
        </>
      )
    }
    const { user } = renderComponent(<Tabs />)
    await user.tab()
    await user.keyboard('{ArrowRight}')
    expect(screen.getByRole('tabpanel').textContent).toBe('b')
    expect(screen.getByRole('tab', { selected: true }).textContent).toContain('乙')
    fireEvent.keyDown(window, { key: '1', code: 'Digit1', altKey: true })
    expect(screen.getByRole('tabpanel').textContent).toBe('a')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('姓名')
    expect(screen.getByRole('img', { name: '有须改正的内容' })).toBeDefined()
  })
})

describe('部分页签，内容晚到', () => {
  it('Alt+数字要去的部分出来了，才到它的第一栏', () => {
    function Late() {
      const [at, setAt] = useState('a')
      const [wanted, setWanted] = useState('a')
      return (
        <>
          <SectionTabs label="部分" tabs={['a', 'b'].map((key) => ({ key, label: key }))} value={at} onChange={setWanted} />
          <button type="button" onClick={() => setAt(wanted)}>
            到了
          </button>
          <TabPanel of={at}>
            <input key={at} aria-label={`${at}的姓名`} />
          </TabPanel>
        </>
      )
    }
    renderComponent(<Late />)
    fireEvent.keyDown(window, { key: '2', code: 'Digit2', altKey: true })
    fireEvent.click(screen.getByRole('button', { name: '到了' }))
    expect(screen.getByLabelText('b的姓名')).toBeDefined()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('b的姓名')
  })
})

describe('任务', () => {
  it('很快做完的不闪现；运行中的可取消，写入时不可', async () => {
    const onCancel = vi.fn<(cancelled: Job) => void>()
    const none = (): void => undefined
    const { user, rerender } = renderComponent(<JobTrayView jobs={sampleJobs} onCancel={onCancel} onDismiss={none} onSave={none} />)
    expect(screen.queryByText(/42%/)).toBeNull()
    await user.click(await screen.findByRole('button', { name: /42%/ }))
    expect(screen.getByText(/核对\s1,240 \/ 5,300/)).toBeDefined()
    expect(screen.getByText(/请在 WPS 或 Excel 里关闭它/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: '取消' }))
    expect(onCancel.mock.calls[0]?.[0].id).toBe('j1')
    rerender(<div />)
    expect(progressText(job({ state: 'committing' }))).toContain('不能取消')
    expect(progressText(job({ state: 'interrupted' }))).toContain('没有写入')
    expect(progressText(job({ total: null }))).toBe('写出')
  })

  it('11.8 任务栏收得起来：关闭、Esc、点别处；结束的一起清除', async () => {
    const ended: Job[] = []
    const none = (): void => undefined
    const { user } = renderComponent(
      <>
        <button type="button">别处</button>
        <JobTrayView jobs={sampleJobs} onCancel={none} onDismiss={(gone) => ended.push(gone)} onSave={none} />
      </>,
    )
    const line = await screen.findByRole('button', { name: /42%/ })
    const panel = (): HTMLElement | null => screen.queryByRole('region', { name: '任务' })
    for (const close of [
      () => user.click(screen.getByRole('button', { name: '收起任务' })),
      () => user.keyboard('{Escape}'),
      () => user.click(screen.getByText('别处')),
    ]) {
      await user.click(line)
      expect(panel()).not.toBeNull()
      await close()
      expect(panel()).toBeNull()
    }
    await user.click(line)
    await user.click(screen.getByRole('button', { name: '清除已结束的' }))
    expect(ended.map(({ id }) => id)).toEqual(sampleJobs.filter(isEnded).map(({ id }) => id))
    expect(ended.length).toBeGreaterThan(0)
  })

  it('等到结束；要求保存时把文件交给外壳', async () => {
    const states: Job[] = [job({}), job({ fraction: 0.5 }), job({ state: 'done', file: { ticket: 't', name: '花名册.xlsx', size: 1 } })]
    const saveFile = vi.fn<() => Promise<boolean>>(() => Promise.resolve(true))
    const onDone = vi.fn<(done: Job | null) => void>()
    function Exporting() {
      const run = useRunJob({ saveFile: true })
      return (
        <button
          type="button"
          onClick={() => {
            void run(Promise.resolve({ job: 'x' })).then(onDone)
          }}
        >
          导出
        </button>
      )
    }
    const { user } = renderComponent(<Exporting />, { calls: { jobs: { get: () => (states.length > 1 ? states.shift() : states[0]) } }, shell: { saveFile } })
    await user.click(screen.getByText('导出'))
    await waitFor(() => expect(onDone).toHaveBeenCalled())
    expect(onDone.mock.calls[0]?.[0]?.state).toBe('done')
    expect(saveFile).toHaveBeenCalledWith({ ticket: 't', name: '花名册.xlsx', size: 1 }, '花名册.xlsx')
  })

  it('失败的给出原因，结果为空', async () => {
    const onDone = vi.fn<(done: Job | null) => void>()
    function Exporting() {
      const run = useRunJob()
      return (
        <button
          type="button"
          onClick={() => {
            void run(Promise.resolve({ job: 'x' })).then(onDone)
          }}
        >
          导出
        </button>
      )
    }
    const failed = job({ state: 'failed', error: { code: 'DISK_FULL', message: '磁盘已满。', action: '请清理后重试。' } })
    const { user } = renderComponent(<Exporting />, { calls: { jobs: { get: () => failed } } })
    await user.click(screen.getByText('导出'))
    await waitFor(() => expect(onDone).toHaveBeenCalledWith(null))
    expect(await screen.findByText('磁盘已满。')).toBeDefined()
  })
})

describe('历史', () => {
  it('同一次操作归在一起，前后值用名称和单位', () => {
    expect(groupByChangeSet(sampleHistory).map((group) => group.entries.length)).toEqual([2, 2, 1])
    renderComponent(<HistoryPanel entries={sampleHistory} />)
    expect(screen.getAllByText('未脱贫')[0]?.tagName).toBe('DEL')
    expect(screen.getByText('已脱贫').tagName).toBe('INS')
    expect(screen.getAllByText('原因：2016 年度脱贫验收通过')).toHaveLength(1)
    expect(screen.getByText('新增')).toBeDefined()
  })

  it('长的操作先说新增了多少，逐项内容折起来；改动仍看得见', () => {
    const at = { changeSet: 'long', at: '2016-01-02T08:00:00', by: '张', reason: null }
    const inserted = (register: string, record: string, field: string) =>
      ({ ...at, register, record, field, action: 'insert', before: null, after: '甲' }) as const
    const entries = [
      inserted('household', 'h', 'address'),
      ...['a', 'b', 'c', 'd', 'e'].flatMap((person) => [inserted('person', person, 'name'), inserted('person', person, 'phone')]),
      { ...at, register: 'village', record: 'v', field: 'remark', action: 'update', before: null, after: '看得见' } as const,
    ]
    expect(summaryOf(entries)).toBe('新增 1 户、5 人；修改行政村 1 个村')
    renderComponent(<HistoryPanel entries={entries} />)
    expect(screen.getByText('看得见').closest('details')).toBeNull()
    expect(screen.getAllByText('甲')[0]?.closest('details')?.open).toBe(false)
    expect(screen.getByText('其余 11 项')).toBeDefined()
  })

  it('时间按本机时区，读不懂的原样显示', () => {
    expect(dateTimeText('2026-11-23T06:05:00')).toBe('2026-11-23 06:05')
    expect(dateTimeText('不知道')).toBe('不知道')
  })
})

describe('读出的消息和条形图', () => {
  it('同一句话再说一次也会读出', async () => {
    function Saying() {
      const announce = useAnnounce()
      return (
        <button type="button" onClick={() => announce('已保存')}>
          说
        </button>
      )
    }
    const { user } = renderComponent(<Saying />)
    const region = screen.getByTestId('live-message')
    await user.click(screen.getByText('说'))
    await waitFor(() => expect(region.textContent).toBe('已保存'))
    await user.click(screen.getByText('说'))
    await waitFor(() => expect(region.textContent).toBe('已保存\u00A0'))
  })

  it('全是零时没有条，也不除以零', () => {
    renderComponent(<BarList label="原因" items={[{ key: 'a', label: '因病', value: 0 }]} unit=" 户" />)
    expect(screen.getByRole('table', { name: '原因' }).textContent).toBe('因病0 户')
    expect(screen.getByRole('table').querySelector('div')?.style.width).toBe('0%')
  })

  it('有总数的写明占比，小得看不见的也不写成零', () => {
    const items = [90, 3, 1].map((value) => ({ key: String(value), label: `第${value}`, value }))
    renderComponent(<BarList label="占比" items={items} unit=" 户" whole={2000} />)
    expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual(['第9090 户4.5%', '第33 户0.2%', '第11 户<0.1%'])
  })
})
