/** How a suspicion that a comparison found is judged (forms.md §13.7): by a person, with their name, the day and the reason. */
import type { ProcedureDefinition } from '../../procedure.ts'

/** States in which somebody has judged. */
const JUDGED = ['confirmed', 'refuted', 'kept'] as const

const JUDGING = { signatures: { label: '核实人', atLeast: 1 }, remark: '核实情况' } as const

export const judging = {
  key: 'comparison_judgement',
  label: '比对疑点核实',
  state: 'state',
  shows: { in: JUDGED, on: 'judged_on', by: 'verifier', remark: 'reason' },
  initial: 'open',
  source: 'forms.md §13.7（结果须人工核实并记比对结论、核实人、日期，不能自动清退）；mechanisms.md M01',
  states: [
    { key: 'open', label: '待核实', sign: 'waiting' },
    { key: 'confirmed', label: '属实', sign: 'done', final: true },
    { key: 'refuted', label: '不属实', sign: 'off', final: true },
    { key: 'kept', label: '保留', sign: 'off', final: true },
  ],
  steps: [
    {
      key: 'confirm',
      label: '属实',
      from: ['open'],
      to: 'confirmed',
      who: { level: 'village' },
      needs: JUDGING,
      hint: '事情属实、要按程序核查的。属实不等于清退：另外发起核查，听取申辩、评议、公示。',
    },
    { key: 'refute', label: '不属实', from: ['open'], to: 'refuted', who: { level: 'village' }, needs: JUDGING, hint: '名单有误、不是本人或者早已了结的。' },
    {
      key: 'keep',
      label: '保留',
      from: ['open'],
      to: 'kept',
      who: { level: 'village' },
      needs: JUDGING,
      hint: '事情属实而不影响认定的，例如务工用的旧车；写明为什么。',
    },
    {
      key: 'reopen',
      label: '重新核实',
      from: JUDGED,
      to: 'open',
      who: { level: 'village' },
      needs: { remark: '重新核实的原因' },
      hint: '情况有变，或者以前判得不对。',
    },
  ],
} as const satisfies ProcedureDefinition
