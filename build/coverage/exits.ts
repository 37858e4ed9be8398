/** What answers for the numbers of mechanisms.md M35, 退出验收. */
import type { Group } from './types.ts'

export const exits: Group = {
  page: 'mechanisms.md M35',
  title: '退出验收',
  answers: [
    { number: 'M35.c1', what: '抽样数：20 户以内全查，21–100 至少 20，100 以上至少 30；非贫困村三成', tests: ['src/core/draws/draw.test.ts'] },
    { number: 'M35.c2', what: '各项全达标才通过', rules: ['35-bare', '35-evidence'], statistics: ['exit_items', 'village_exit_items'] },
    { number: 'M35.c3', what: '部门签认', tests: ['src/core/features/exit/exit.test.ts'] },
    { number: 'M35.c4', what: '未达标回退', rules: ['35-reason', '35-people'], statistics: ['exit_inspections', 'exit_unmet'] },
    { number: 'M35.d1', what: '户退出验收表', forms: ['exit_verification', 'exit_verification_sheet'] },
    { number: 'M35.d2', what: '村退出验收表', forms: ['village_exit_verification', 'village_exit_recognition', 'village_exit_table'] },
    { number: 'M35.d3', what: '抽样名单', forms: ['sample_list'] },
    { number: 'M35.d4', what: '初验报告', forms: ['exit_first_report'] },
    { number: 'M35.d5', what: '验收报告', forms: ['exit_acceptance_report'] },
    { number: 'M35.d6', what: '脱贫公示', forms: ['exit_proposed_notice', 'exit_notice'] },
    { number: 'M35.d7', what: '脱贫公告', rules: ['35-early', '35-hasty'], forms: ['exit_announcement'] },
    { number: 'M35.d8', what: '光荣证', forms: ['exit_honour', 'exit_letter', 'exit_confirmation'] },
    { number: 'M35.e1', what: '收入刚好在线上', rules: ['35-line', '6-W20'] },
    { number: 'M35.e2', what: '验收人就是填报人', rules: ['35-same', '35-verifier'] },
    { number: 'M35.e3', what: '抽样不随机', rules: ['35-random'] },
    { number: 'M35.e4', what: '村达标而短板未关', rules: ['35-gaps'] },
  ],
}
