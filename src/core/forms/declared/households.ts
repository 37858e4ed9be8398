/** Papers about households and the people in them. */
import type { Where } from '../../shapes.ts'
import type { FlatList, FormDefinition, ListSource } from '../types.ts'

/** One row a person; households are counted at their first. */
const PEOPLE: FlatList = { of: 'members', number: 'household_number', first: 'households', each: 'persons' }

/** Households of which the record of the year says so. */
const inTheYear = (where: Where): Where => ({ exists: { register: 'household_year', by: 'household_id', where: { year: '@year', ...where } } })

/** Left poverty by the end of the year: 已脱贫. */
const EXITED: Where = { exit_status: '1' }

const roster = (from: Partial<ListSource>): ListSource => ({ kind: 'list', register: 'household', per: 'village', ...from })

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
    code: 'exit_confirmation',
    title: '贫困户脱贫确认书',
    source: '中办发〔2016〕16 号：拟退出贫困户认可；版面为综合各地文书，待核（forms.md §9.3）',
    paper: 'A4 纵向，一户一张',
    from: { kind: 'record', register: 'household' },
    variants: [{ file: 'exit_confirmation.xlsx' }],
  },
  {
    code: 'annual_update',
    title: '年度信息更新对照表',
    source: 'mechanisms.md M02（先打印对照表入户核，再回录）；版面待核',
    paper: 'A4 纵向，一户一张；选“本年度留空”',
    from: { kind: 'record', register: 'household' },
    variants: [{ file: 'annual_update.xlsx' }],
  },
  {
    code: 'annual_update_list',
    title: '年度信息更新对照名册',
    source: 'mechanisms.md M02（先打印对照表入户核，再回录）；填好的电子表可以导入“户年度记录”；版面待核',
    paper: 'A4 横向，一户一行',
    from: roster({ where: { valid: { ne: false } } }),
    variants: [{ file: 'annual_update_list.xlsx' }],
  },
  {
    code: 'household_roster',
    title: '贫困户、人口花名册',
    source: '全国扶贫开发信息系统贫困户、人口花名册导出样式（27 列，一人一行）',
    paper: 'A4 横向，一人一行',
    from: roster({ name: 'people', flat: PEOPLE }),
    variants: [{ file: 'household_roster.xlsx' }],
  },
  {
    code: 'exited_roster',
    title: '脱贫户花名册',
    source: '脱贫户花名册导出样式（24 列，一人一行；forms.md §6.2）',
    paper: 'A4 横向，一人一行',
    from: roster({ name: 'people', flat: PEOPLE, where: inTheYear(EXITED) }),
    variants: [{ file: 'exited_roster.xlsx' }],
  },
  {
    code: 'household_list',
    title: '贫困户名册',
    source: '贫困户导出列（26 列，一户一行；forms.md §6.3）',
    paper: 'A4 横向，一户一行',
    from: roster({}),
    variants: [{ file: 'household_list.xlsx' }],
  },
  {
    code: 'exited_people',
    title: '脱贫人口名单',
    source: '脱贫人口名单（2022 年样式；风险监测各项取自监测对象；forms.md §6.4）',
    paper: 'A3 横向，一人一行',
    from: roster({ name: 'people', flat: PEOPLE, where: inTheYear(EXITED) }),
    variants: [{ file: 'exited_people.xlsx' }],
  },
  {
    code: 'people_export',
    title: '人口信息（全国导出样式）',
    source: '2021 年后全国人口信息导出列（47 列，列序为已见顺序，待核；forms.md §2.5）',
    paper: 'A3 横向，一人一行',
    from: roster({ name: 'people', flat: PEOPLE }),
    variants: [{ file: 'people_export.xlsx' }],
  },
  {
    code: 'exit_notice',
    title: '脱贫户公示名单',
    source: '脱贫户公示名单样式（forms.md §6.7）；不印证件号码和账号',
    paper: 'A4 纵向，一户一行',
    from: roster({ where: { and: [inTheYear(EXITED), { exit_year: '@year' }] } }),
    variants: [{ file: 'exit_notice.xlsx' }],
  },
  {
    code: 'changes_roster',
    title: '家庭成员自然增减花名册',
    source: '动态管理：自然增加、自然减少（forms.md §2.7、§8）',
    paper: 'A4 横向，一人一行',
    from: {
      kind: 'list',
      register: 'membership',
      per: 'village',
      where: {
        or: [
          { start_date: { gte: '@from', lte: '@day' }, increase_reason: { empty: false } },
          { end_date: { gte: '@from', lte: '@day' }, decrease_reason: { empty: false } },
        ],
      },
      sort: [{ field: 'village' }, { field: 'household_id' }, { field: 'start_date' }],
    },
    variants: [{ file: 'changes_roster.xlsx' }],
  },
  {
    code: 'pairing_roster',
    title: '帮扶责任人结对花名册',
    source: '户与帮扶责任人结对（AC08）；一户可多名，换人另起一行',
    paper: 'A4 横向，一次结对一行',
    from: {
      kind: 'list',
      register: 'pairing',
      per: 'village',
      where: {
        and: [
          { or: [{ start_date: { empty: true } }, { start_date: { lte: '@day' } }] },
          { or: [{ end_date: { empty: true } }, { end_date: { gte: '@from' } }] },
        ],
      },
    },
    variants: [{ file: 'pairing_roster.xlsx' }],
  },
]
