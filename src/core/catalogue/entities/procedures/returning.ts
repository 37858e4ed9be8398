/** How a household that an office above sent back is put right. */
import type { ProcedureDefinition } from '../../procedure.ts'

/** Whoever reviews, in the office that is in charge there or in one above it: reviewers of a township share its villages among them. */
const REVIEWER = { level: 'village', roles: ['review'] } as const

export const returning = {
  key: 'return_state',
  label: '审核退回',
  state: 'state',
  page: '/exchange/returns',
  initial: 'open',
  source: 'exchange.md；mechanisms.md 审核退回；办理天数【推】待核',
  // Settled counts before an answer that was given at the same time, and that is kept beside it.
  inRecord: {
    begins: { label: '退回', who: REVIEWER, on: 'returned_on', by: 'returned_by', remark: 'remark' },
    foremost: ['closed', 'answered', 'open'],
  },
  states: [
    { key: 'open', label: '待整改', sign: 'failed', within: { days: { value: 15, parameter: 'return_answer_days' } } },
    { key: 'answered', label: '已回复', sign: 'waiting', within: { days: { value: 15, parameter: 'return_close_days' } } },
    { key: 'closed', label: '已办结', sign: 'done', final: true },
  ],
  steps: [
    {
      key: 'answer',
      label: '回复',
      from: ['open', 'answered'],
      to: 'answered',
      who: { level: 'village', roles: ['entry'], side: 'village' },
      enters: { on: 'answered_on', by: 'answered_by', remark: 'answer' },
    },
    { key: 'close', label: '办结', from: ['open', 'answered'], to: 'closed', who: REVIEWER, hint: '由退回的单位办结。' },
  ],
} as const satisfies ProcedureDefinition
