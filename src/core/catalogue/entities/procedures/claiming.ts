/** How money is claimed and paid (报账, mechanisms.md M08.b): applied for with its evidence, looked at by the competent office and by finance, paid out. */
import type { ProcedureDefinition } from '../../procedure.ts'

/** States in which a claim counts: what was sent back or called off takes up nothing. */
export const CLAIMED = ['applied', 'reviewed', 'approved', 'paid'] as const

export const claiming = {
  key: 'claim_stage',
  label: '报账办理',
  state: 'stage',
  due: 'stage_due',
  year: 'year',
  days: { submitted_on: 'apply', approved_on: 'approve', paid_on: 'pay' },
  initial: 'drafted',
  source: 'mechanisms.md M08.b（主管审核、财政审核、拨付）；S61、S61b；谁办、天数【推】待核',
  states: [
    { key: 'drafted', label: '未提交' },
    { key: 'applied', label: '已申请', sign: 'waiting', within: { days: { value: 15, parameter: 'claim_review_days' }, working: true } },
    { key: 'reviewed', label: '主管部门已审', sign: 'waiting', within: { days: { value: 15, parameter: 'claim_approval_days' }, working: true } },
    { key: 'approved', label: '财政已审', sign: 'waiting', within: { days: { value: 10, parameter: 'claim_payment_days' }, working: true } },
    { key: 'paid', label: '已拨付', sign: 'done', final: true },
    { key: 'sent_back', label: '退回补正', sign: 'failed', side: true },
    { key: 'called_off', label: '撤回', sign: 'off', final: true, side: true },
  ],
  steps: [
    {
      key: 'apply',
      label: '申请',
      from: ['drafted', 'sent_back'],
      to: 'applied',
      who: { level: 'village' },
      needs: { fields: ['amount', 'payee', 'evidence'], judged: ['claim_within_allocation'] },
      sheets: [{ form: 'claim_form' }],
    },
    { key: 'review', label: '主管部门审核', from: ['applied'], to: 'reviewed', who: { level: 'township' }, sheets: [{ form: 'claim_form' }] },
    {
      key: 'approve',
      label: '财政审核',
      from: ['reviewed'],
      to: 'approved',
      who: { level: 'county' },
      needs: { judged: ['claim_arrived'] },
      sheets: [{ form: 'claim_form' }],
    },
    {
      key: 'pay',
      label: '拨付',
      from: ['approved'],
      to: 'paid',
      who: { level: 'township' },
      sheets: [{ form: 'payment_roster' }],
      effect: 'claim_paid',
      hint: '按各笔分配的余额分摊，余数给余数最大的；由支配这些分配的单位办理。',
    },
    {
      key: 'send_back',
      label: '退回',
      from: ['applied', 'reviewed', 'approved'],
      to: 'sent_back',
      who: { level: 'township' },
      needs: { remark: '缺什么、怎么补' },
    },
    { key: 'call_off', label: '撤回', from: ['drafted', 'applied', 'sent_back'], to: 'called_off', who: { level: 'village' }, needs: { remark: '为什么撤回' } },
  ],
} as const satisfies ProcedureDefinition
