/** Lists of other departments held against the people on file. */
import { defineCodeList } from '../define.ts'

export const comparisonMatches = defineCodeList({
  id: 'comparison_match',
  label: '对上的依据',
  verified: true,
  source: 'forms.md §13.7（证件号码前 18 位，姓名辅助）',
  items: [
    { code: '1', label: '证件号码' },
    { code: '2', label: '旧证件号码' },
    { code: '3', label: '同村同名' },
    { code: '4', label: '同村同音' },
    { code: '5', label: '同村一字之差' },
    { code: '6', label: '按名单新登记' },
  ],
})
