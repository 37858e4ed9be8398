/** What the states and levels of findings are called on screen. */
import type { FindingItem } from '#core/features/checks/contract.ts'

export const LEVELS: Readonly<Record<FindingItem['level'], { readonly label: string; readonly color: string }>> = {
  block: { label: '须改正', color: 'red' },
  doubt: { label: '请核实', color: 'amber' },
  remark: { label: '待补填', color: 'gray' },
}

export const STATES: Readonly<Record<FindingItem['state'], { readonly label: string; readonly color: string }>> = {
  open: { label: '待处理', color: 'red' },
  assigned: { label: '已交办', color: 'ink' },
  overdue: { label: '已逾期', color: 'red' },
  explained: { label: '已说明', color: 'green' },
  closed: { label: '已销号', color: 'gray' },
}

export type CountedBy = 'rule' | 'division' | 'charge'

export const COUNTED: readonly { readonly value: CountedBy; readonly label: string }[] = [
  { value: 'rule', label: '按规则' },
  { value: 'division', label: '按村' },
  { value: 'charge', label: '按责任人' },
]
