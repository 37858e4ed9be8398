/** How a household is visited in a survey (过筛式入户, mechanisms.md M03): to be visited, visited, checked, locked; sent back where something is wrong. */
import type { ProcedureDefinition } from '../../procedure.ts'

export const visiting = {
  key: 'visit_stage',
  label: '入户调查',
  state: 'stage',
  due: 'stage_due',
  year: 'year',
  initial: 'assigned',
  source: 'mechanisms.md M03.b；谁办哪一步、天数【推】待核',
  states: [
    { key: 'assigned', label: '待访', sign: 'waiting', within: { days: { value: 30, parameter: 'visit_days' } } },
    { key: 'visited', label: '已访', sign: 'waiting', within: { days: { value: 15, parameter: 'visit_review_days' } } },
    { key: 'reviewed', label: '已复核', sign: 'waiting' },
    { key: 'returned', label: '有误退回', sign: 'failed', side: true, within: { days: { value: 15, parameter: 'visit_return_days' } } },
    { key: 'locked', label: '已锁定', sign: 'done', final: true },
  ],
  steps: [
    {
      key: 'visit',
      label: '入户',
      from: ['assigned', 'returned'],
      to: 'visited',
      who: { level: 'village' },
      needs: { fields: ['visited_on', 'met', 'surveyor_id', 'second_surveyor_id'] },
      hint: '两名调查人入户；写明哪天、见到谁。没有见到人的也办，再安排第二次。',
    },
    { key: 'review', label: '复核', from: ['visited'], to: 'reviewed', who: { level: 'township' } },
    { key: 'send_back', label: '有误退回', from: ['visited', 'reviewed', 'locked'], to: 'returned', who: { level: 'township' } },
    { key: 'lock', label: '锁定', from: ['reviewed'], to: 'locked', who: { level: 'township' } },
  ],
} as const satisfies ProcedureDefinition
