/** Papers about households and the people in them. */
import type { FlatList, FormDefinition } from '../types.ts'

/** One row a person; households are counted at their first. */
const PEOPLE: FlatList = { of: 'members', number: 'household_number', first: 'households', each: 'persons' }

export const householdForms: readonly FormDefinition[] = [
  {
    code: 'household_card',
    title: '贫困户信息采集表',
    source: '全国扶贫开发信息系统贫困户信息采集表（2015—2017 年版；2018 年起增减项目）',
    paper: 'A4 纵向，一户一张',
    from: { kind: 'record', register: 'household' },
    variants: [
      { file: 'household_card.xlsx', until: 2017 },
      { file: 'household_card_2018.xlsx', since: 2018 },
    ],
  },
  {
    code: 'household_roster',
    title: '贫困户、人口花名册',
    source: '全国扶贫开发信息系统贫困户、人口花名册导出样式（27 列，一人一行）',
    paper: 'A4 横向，一人一行',
    from: { kind: 'list', register: 'household', per: 'village', name: 'people', flat: PEOPLE },
    variants: [{ file: 'household_roster.xlsx' }],
  },
]
