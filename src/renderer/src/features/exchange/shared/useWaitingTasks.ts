import type { ExchangeOverview } from '#core/features/exchange/contract.ts'
import { useOverview } from './standing.ts'

/** Something of exchange that waits, for the list of tasks. */
export interface WaitingTask {
  readonly key: keyof ExchangeOverview['waiting']
  readonly label: string
  readonly count: number
  readonly path: string
  readonly search?: Readonly<Record<string, string>>
}

const tasks: readonly Omit<WaitingTask, 'count'>[] = [
  { key: 'unsaved', label: '做好的数据包，还没有保存', path: '/exchange', search: { box: 'out' } },
  { key: 'returned', label: '上级退回的户，待整改', path: '/exchange/returns' },
  { key: 'answered', label: '退回已回复，待办结', path: '/exchange/returns', search: { state: 'answered' } },
  { key: 'conflicts', label: '数据冲突，待决定', path: '/exchange/conflicts' },
  { key: 'duplicates', label: '重复记录，待核对', path: '/exchange/duplicates' },
  { key: 'proposals', label: '别的单位的修改建议', path: '/exchange/proposals' },
  { key: 'former', label: '本机以前的修改，待收回', path: '/exchange/former' },
  { key: 'transfers', label: '迁来的户和人，待接收', path: '/exchange/transfers' },
  { key: 'overruled', label: '接收的户，上级已裁定归别处', path: '/exchange/transfers' },
  // Last: it waits for the day of the month on which one sends.
  { key: 'unsent', label: '未发送的改动', path: '/exchange/send' },
]

/** What exchange left for somebody here, the most urgent first; nothing while it is not known. */
export function useWaitingTasks(): readonly WaitingTask[] {
  const overview = useOverview()
  if (overview === undefined) return []
  const { waiting, site } = overview
  const sends = site.standing === 'admitted' || site.standing === 'superior'
  return tasks.map((task) => ({ ...task, count: waiting[task.key] })).filter(({ key, count }) => count > 0 && (key !== 'unsent' || sends))
}
