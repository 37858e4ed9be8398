/** How what a locked year holds is corrected (mechanisms.md §0.2-1: 历史年度锁定后只能走“更正单”): asked for with evidence, decided by the level that locked it. */
import type { ProcedureDefinition } from '../../procedure.ts'

const DECIDING = { signatures: { label: '审定人', atLeast: 1 }, remark: '审定意见' } as const

export const correcting = {
  key: 'correction_state',
  label: '更正',
  state: 'state',
  shows: { in: ['corrected', 'declined'], on: 'decided_on', by: 'decided_by', remark: 'decision' },
  initial: 'asked',
  source: 'mechanisms.md §0.2-1、§0.2-6；谁办哪一步、天数【推】待核',
  states: [
    { key: 'asked', label: '已申请', sign: 'waiting' },
    { key: 'corrected', label: '已更正', sign: 'done', final: true },
    { key: 'declined', label: '不更正', sign: 'off', final: true },
  ],
  steps: [
    {
      key: 'correct',
      label: '同意更正',
      from: ['asked'],
      to: 'corrected',
      who: { level: 'village' },
      needs: { fields: ['new_value', 'reason', 'evidence'], ...DECIDING },
      effect: 'correction_made',
      hint: '由锁定这一年的那一级审定；同意以后程序照更正单改原记录，年度仍然锁定。',
    },
    { key: 'decline', label: '不更正', from: ['asked'], to: 'declined', who: { level: 'village' }, needs: DECIDING, hint: '写明为什么不改。' },
  ],
} as const satisfies ProcedureDefinition
