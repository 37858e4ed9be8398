/** What answers for the numbers of mechanisms.md M02, 建档立卡. */
import type { Group } from './types.ts'
import { BOOKLETS } from './reasons.ts'

export const filing: Group = {
  page: 'mechanisms.md M02',
  title: '建档立卡',
  answers: [
    { number: 'M02.c1', what: '人均纯收入', rules: ['13.4-30'], tests: ['src/core/features/household/checks/income.test.ts'] },
    {
      number: 'M02.c2',
      what: '争议口径的开关：报销、一次性补助、分母',
      rules: ['2-sharing', '6-E21'],
      tests: ['src/core/features/household/checks/income.test.ts', 'src/core/features/household/incomeModel.test.ts'],
    },
    {
      number: 'M02.c3',
      what: '收入模型带版本',
      tests: [
        'src/core/features/household/checks/income.test.ts',
        'src/core/features/household/checks/incomeYear.test.ts',
        'src/core/features/household/incomeModel.test.ts',
      ],
    },
    { number: 'M02.c4', what: '六签字缺一不得乡镇锁', statistics: ['collection'], tests: ['src/core/features/locks/locks.test.ts'] },
    { number: 'M02.d1', what: '贫困户登记表', forms: ['household_card'] },
    { number: 'M02.d2', what: '扶贫手册', reason: BOOKLETS },
    { number: 'M02.d3', what: '明白卡', reason: BOOKLETS },
    { number: 'M02.d4', what: '村级花名册', forms: ['household_roster', 'household_list', 'people_export'] },
    { number: 'M02.d5', what: '户档案目录', reason: BOOKLETS },
    { number: 'M02.d6', what: '采集进度旬报', statistics: ['collection'] },
    { number: 'M02.d7', what: '贫困村登记表', forms: ['poor_village_card', 'village_card', 'village_groups'] },
    { number: 'M02.d8', what: '年度信息更新对照表', forms: ['annual_update', 'annual_update_list'] },
    { number: 'M02.e1', what: '多余人员、人数不符、空户', rules: ['13.4-44', '13.4-44a', '13-incomplete'] },
    { number: 'M02.e2', what: '户主不是本户成员', rules: ['13.1-7'] },
    { number: 'M02.e3', what: '两个户主', rules: ['13.1-7'] },
    { number: 'M02.e4', what: '“之子”年龄大于户主', rules: ['6-E14'] },
    { number: 'M02.e5', what: '7 岁高中在读', rules: ['13.2-13', '13.2-15'] },
    { number: 'M02.e6', what: '60 岁在校生', rules: ['13.2-15'] },
    { number: 'M02.e7', what: '重残而技能劳力', rules: ['6-E09', '13.3-29'] },
    { number: 'M02.e8', what: '务工月数大于 12', rules: ['13.3-24'] },
    { number: 'M02.e9', what: '人均收入 52000：元当角、总收入当人均', rules: ['13.4-31', '6-E17', '6-W18'] },
    { number: 'M02.e10', what: '五保户 4 口人', rules: ['6-W10'] },
    { number: 'M02.e11', what: '因学而无在校生', rules: ['13.4-41'] },
    { number: 'M02.e12', what: '手机号 11 位全同', rules: ['13.1-10', '13.1-10h'] },
    { number: 'M02.e13', what: '死亡仍领补助', rules: ['6-E41d'] },
    { number: 'M02.e14', what: '六签字不齐', statistics: ['collection'] },
  ],
}
