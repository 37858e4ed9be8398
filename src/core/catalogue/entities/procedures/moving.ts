/** How a household or a person moves to another village: said where they leave, completed where they come to. */
import type { ProcedureDefinition } from '../../procedure.ts'

/** Whoever enters records, where the household or person leaves, and where it comes to. */
const LEAVING = { level: 'village', roles: ['entry'], side: 'from_village' } as const
const COMING = { level: 'village', roles: ['entry'], side: 'to_village' } as const
const SETTLED = { on: 'settled_on', by: 'settled_by', remark: 'remark' } as const

/** The same way for both; what is done besides (the household, the membership) is the feature's. */
const way = {
  state: 'state',
  page: '/exchange/transfers',
  initial: 'out',
  source: 'exchange.md；接收天数【推】待核',
  inRecord: {
    begins: { label: '迁出', who: LEAVING, on: 'out_on', by: 'out_by', remark: 'reason' },
    // Taken in counts before anything else that was said at the same time: the household has moved.
    foremost: ['in', 'declined', 'cancelled', 'out'],
  },
  states: [
    { key: 'out', label: '迁移途中', sign: 'waiting', within: { days: { value: 30, parameter: 'move_answer_days' } } },
    { key: 'in', label: '已迁入', sign: 'done', final: true },
    { key: 'declined', label: '对方不接收', sign: 'failed', final: true, side: true },
    { key: 'cancelled', label: '已取消', sign: 'off', final: true, side: true, withoutEffect: true },
  ],
  steps: [
    { key: 'accept', label: '迁入', from: ['out'], to: 'in', who: COMING, enters: SETTLED },
    { key: 'decline', label: '不接收', from: ['out'], to: 'declined', who: COMING, enters: SETTLED },
    { key: 'cancel', label: '取消迁出', from: ['out'], to: 'cancelled', who: LEAVING, enters: SETTLED },
    {
      key: 'overrule',
      label: '上级裁定',
      from: ['in', 'out'],
      to: 'cancelled',
      who: { level: 'township', roles: ['entry'] },
      enters: SETTLED,
      overrules: true,
      hint: '不止一个单位说这一户归自己时，由上级裁定归哪里。',
    },
  ],
} as const satisfies Omit<ProcedureDefinition, 'key' | 'label'>

export const householdMoving = { key: 'transfer_state', label: '户迁移', ...way } as const satisfies ProcedureDefinition
export const personMoving = { key: 'person_transfer_state', label: '人员迁移', ...way } as const satisfies ProcedureDefinition
