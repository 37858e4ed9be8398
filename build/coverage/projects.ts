/** What answers for the numbers of mechanisms.md M06, 项目. */
import type { Group } from './types.ts'

const PAPERS = '表样还没有画'

export const projects: Group = {
  page: 'mechanisms.md M06',
  title: '项目',
  answers: [
    { number: 'M06.c1', what: '计划进度、实际进度、偏差和颜色', tests: ['src/core/rules/progress.test.ts'] },
    { number: 'M06.c2', what: '权重和必须=100', rules: ['S-project_node-weight'] },
    { number: 'M06.c3', what: '开工率、完工率、验收合格率', reason: '统计表还没有做' },
    { number: 'M06.c4', what: '规模超批复投资 10% 须重新报批', rules: ['6-E39'], tests: ['src/core/features/projects/projects.test.ts'] },
    { number: 'M06.c5', what: '变更单和原审批机构', tests: ['src/core/features/projects/projects.test.ts'] },
    { number: 'M06.d1', what: '项目需求清单', forms: ['need_list'] },
    { number: 'M06.d2', what: '年度项目计划表', reason: PAPERS },
    { number: 'M06.d3', what: '单项目施工图表', reason: PAPERS },
    { number: 'M06.d4', what: '总进度横道图', reason: PAPERS },
    { number: 'M06.d5', what: '旬、月进度表', reason: PAPERS },
    { number: 'M06.d6', what: '重点项目督办单', reason: PAPERS },
    { number: 'M06.d7', what: '开竣工台账', reason: PAPERS },
    { number: 'M06.d8', what: '验收表', reason: PAPERS },
    { number: 'M06.d9', what: '移交管护书', reason: PAPERS },
    { number: 'M06.d10', what: '项目公示牌文本', reason: PAPERS },
    { number: 'M06.d11', what: '整村推进村卷宗目录', reason: PAPERS },
    { number: 'M06.e1', what: '权重和≠100', rules: ['S-project_node-weight'] },
    { number: 'M06.e2', what: '完工%倒退', rules: ['6-E43'] },
    { number: 'M06.e3', what: '完工早于开工', rules: ['6-days', '6-node-days'] },
    { number: 'M06.e4', what: '“已验收”但实际进度 80%', rules: ['6-accepted-unfinished'] },
    { number: 'M06.e5', what: '地点写“全县”', rules: ['6-place'] },
    { number: 'M06.e6', what: '受益户>全村户数', rules: ['6-E46'] },
    { number: 'M06.e7', what: '责任人已调离', rules: ['6-W48'] },
    { number: 'M06.e8', what: '同一段路两个项目', rules: ['6-E49'] },
    { number: 'M06.e9', what: '进度每月机械 +10', rules: ['6-E44'] },
    { number: 'M06.a1', what: '入库前公示、竣工公告、资金规模', rules: ['6-E50', '6-E47', '6-parts', 'S-project_village-size'] },
  ],
}
