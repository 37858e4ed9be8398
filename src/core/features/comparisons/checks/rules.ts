/** What a suspicion gives cause to look into (forms.md §13.7; mechanisms.md M01.c and e). */
import { daysLater } from '#core/rules/dates.ts'
import type { HitRule } from './types.ts'

const BY_NAME: readonly unknown[] = ['3', '4', '5']

export const hitRules: readonly HitRule[] = [
  {
    id: '1-hit-open',
    title: '比对疑点按期核实',
    official: 'W',
    kind: 'incomplete',
    source: 'forms.md §13.7（结果须人工核实）；天数【推】',
    reads: ['comparison_hit.state', 'comparison_hit.found_on'],
    parameters: ['comparison_judge_days'],
    verify: ({ record: { state, found_on: on }, today, days }) =>
      state !== 'open' || typeof on !== 'string' || daysLater(on, days) >= today
        ? []
        : [{ field: 'comparison_hit.state', message: `${on} 比对出来，过了 ${days} 天还没有核实；请核实，判为属实、不属实或者保留。` }],
  },
  {
    id: '1-hit-case',
    title: '核实为属实的比对疑点发起核查',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01.c（红线命中≠自动清退：核实→听取申辩→村评议→公示→清退）',
    reads: ['comparison_hit.state', 'comparison_hit.case_id', 'comparison_hit.known'],
    verify: ({ record: { state, case_id: begun, known } }) =>
      state !== 'confirmed' || known === true || typeof begun === 'string'
        ? []
        : [{ field: 'comparison_hit.case_id', message: '已经核实为属实，还没有发起核查；请在“比对疑点”里选中它发起，不影响认定的改判保留。' }],
  },
  {
    id: '1-hit-unsigned',
    title: '判过的比对疑点有核实人和日期',
    official: 'W',
    kind: 'incomplete',
    source: 'forms.md §13.7（记比对结论、核实人、日期）',
    reads: ['comparison_hit.state', 'comparison_hit.verifier', 'comparison_hit.judged_on'],
    verify: ({ record: { state, verifier, judged_on: on } }) =>
      state === 'open' || (typeof verifier === 'string' && verifier !== '' && typeof on === 'string')
        ? []
        : [{ field: 'comparison_hit.verifier', message: '已经判了结果，没有核实人或者日期；请撤销这一步，写明核实人重新办理。' }],
  },
  {
    id: '1-hit-name',
    title: '凭姓名对上的，属实要有材料',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M01.e（比对命中人重名不同号被误清）',
    reads: ['comparison_hit.state', 'comparison_hit.matched_by'],
    verify: ({ record: { state, matched_by: by }, papers }) =>
      state !== 'confirmed' || !BY_NAME.includes(by) || papers > 0
        ? []
        : [{ field: 'comparison_hit.matched_by', message: '只凭姓名和村对上、判为属实，没有附核实材料；请附上能证明是本人的材料，不是本人的改判不属实。' }],
  },
  {
    id: '1-hit-number',
    title: '凭姓名对上的人补填证件号码',
    official: 'W',
    kind: 'incomplete',
    source: 'forms.md §13.7（匹配键＝身份证前 18 位，姓名辅助）',
    reads: ['comparison_hit.matched_by', 'comparison_hit.who', 'comparison_hit.state'],
    verify: ({ record: { matched_by: by, who, state }, numbered }) =>
      !BY_NAME.includes(by) || typeof who !== 'string' || numbered || state === 'refuted'
        ? []
        : [{ field: 'comparison_hit.who', message: '这个人在库里没有正确的证件号码，比对只能凭姓名；请补填或改正证件号码。' }],
  },
]
