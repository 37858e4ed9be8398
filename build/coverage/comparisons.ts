/** What answers for the numbers of forms.md §13.7, 部门比对. */
import type { Group } from './types.ts'

export const comparisons: Group = {
  page: 'forms.md §13.7',
  title: '部门比对',
  answers: [
    {
      number: '13.7-1',
      what: '财政供养',
      rules: ['1-hit-open', '1-hit-case', '1-hit-unsigned', '1-hit-name', '1-hit-number', 'S-compared_list-account'],
      statistics: ['comparison_hits', 'comparison_kinds'],
      forms: ['comparison_hits', 'comparison_accounts'],
      tests: ['src/core/features/comparisons/comparisons.test.ts', 'src/core/features/comparisons/account.test.ts'],
    },
    {
      number: '13.7-2',
      what: '车辆',
      rules: ['1-hit-open', '1-hit-case', '1-hit-unsigned', '1-hit-name', '1-hit-number', 'S-compared_list-account'],
      statistics: ['comparison_hits', 'comparison_kinds'],
      forms: ['comparison_hits', 'comparison_accounts'],
      tests: ['src/core/features/comparisons/comparisons.test.ts', 'src/core/features/comparisons/account.test.ts'],
    },
    {
      number: '13.7-3',
      what: '商品房、房产超标',
      rules: ['1-hit-open', '1-hit-case', '1-hit-unsigned', '1-hit-name', '1-hit-number', 'S-compared_list-account'],
      statistics: ['comparison_hits', 'comparison_kinds'],
      forms: ['comparison_hits', 'comparison_accounts'],
      tests: ['src/core/features/comparisons/comparisons.test.ts', 'src/core/features/comparisons/account.test.ts'],
    },
    {
      number: '13.7-4',
      what: '工商注册',
      rules: ['1-hit-open', '1-hit-case', '1-hit-unsigned', '1-hit-name', '1-hit-number', 'S-compared_list-account'],
      statistics: ['comparison_hits', 'comparison_kinds'],
      forms: ['comparison_hits', 'comparison_accounts'],
      tests: ['src/core/features/comparisons/comparisons.test.ts', 'src/core/features/comparisons/account.test.ts'],
    },
    {
      number: '13.7-5',
      what: '公积金',
      rules: ['1-hit-open', '1-hit-case', '1-hit-unsigned', '1-hit-name', '1-hit-number', 'S-compared_list-account'],
      statistics: ['comparison_hits', 'comparison_kinds'],
      forms: ['comparison_hits', 'comparison_accounts'],
      tests: ['src/core/features/comparisons/comparisons.test.ts', 'src/core/features/comparisons/account.test.ts'],
    },
    {
      number: '13.7-6',
      what: '死亡、户籍注销',
      rules: ['1-hit-open', '1-hit-case', '1-hit-unsigned', '1-hit-name', '1-hit-number', 'S-compared_list-account'],
      statistics: ['comparison_hits', 'comparison_kinds'],
      forms: ['comparison_hits', 'comparison_accounts'],
      tests: ['src/core/features/comparisons/comparisons.test.ts', 'src/core/features/comparisons/account.test.ts'],
    },
    {
      number: '13.7-7',
      what: '大型农机具',
      rules: ['1-hit-open', '1-hit-case', '1-hit-unsigned', '1-hit-name', '1-hit-number', 'S-compared_list-account'],
      statistics: ['comparison_hits', 'comparison_kinds'],
      forms: ['comparison_hits', 'comparison_accounts'],
      tests: ['src/core/features/comparisons/comparisons.test.ts', 'src/core/features/comparisons/account.test.ts'],
    },
    {
      number: '13.7-8',
      what: '高额养老金',
      rules: ['1-hit-open', '1-hit-case', '1-hit-unsigned', '1-hit-name', '1-hit-number', 'S-compared_list-account'],
      statistics: ['comparison_hits', 'comparison_kinds'],
      forms: ['comparison_hits', 'comparison_accounts'],
      tests: ['src/core/features/comparisons/comparisons.test.ts', 'src/core/features/comparisons/account.test.ts'],
    },
  ],
}
