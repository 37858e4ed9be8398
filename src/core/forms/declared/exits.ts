/** Papers of leaving poverty (mechanisms.md M35.d; forms.md §6.7, §6.8, §9.3). */
import type { Where } from '../../shapes.ts'
import type { FormDefinition, ListSource } from '../types.ts'

/** Voted on and not yet struck off. */
const PROPOSED = ['proposed', 'verified', 'agreed', 'noticed', 'reviewed', 'announced']

const households = (where: Where, more: Partial<ListSource> = {}): ListSource => ({
  kind: 'list',
  register: 'household_year',
  per: 'village',
  where: { and: [{ year: '@year' }, where] },
  sort: [{ field: 'counted_village' }, { field: 'household_id' }],
  ...more,
})

const looks = (where: Where): ListSource => ({
  kind: 'list',
  register: 'exit_inspection',
  where: { and: [{ year: '@year' }, where] },
  sort: [{ field: 'village' }, { field: 'inspected_on' }, { field: 'inspection_no' }],
})

const SYNTHETIC = '版面为综合各地文书，待核（forms.md §9.3）'

export const exitForms: readonly FormDefinition[] = [
  {
    code: 'exit_survey',
    title: '贫困户退出摸底调查表',
    source: `摸底调查表（江西清单 [W16]）；${SYNTHETIC}`,
    paper: 'A4 纵向，一户一张',
    from: { kind: 'record', register: 'household' },
    variants: [{ file: 'exit_survey.xlsx' }],
  },
  {
    code: 'exit_verification_sheet',
    title: '贫困户退出验收表（入户前打印）',
    source: '中办发〔2016〕16 号：入户核实；指标和版面为综合各地文书，待核（forms.md §9.3）',
    paper: 'A4 纵向，一户一张',
    from: { kind: 'record', register: 'household_year' },
    variants: [{ file: 'exit_verification_sheet.xlsx' }],
  },
  {
    code: 'exit_proposed',
    title: '拟退出贫困户名单',
    source: `拟退出名单（江西清单 [W16]）；内部使用；${SYNTHETIC}`,
    paper: 'A4 横向，一户一行',
    from: households({ exit_stage: { in: PROPOSED } }),
    variants: [{ file: 'exit_proposed.xlsx' }],
  },
  {
    code: 'exit_proposed_notice',
    title: '拟退出贫困户公示',
    source: '公示只印村民小组、户主姓名、人口数（mechanisms.md §0.2；readings.md 32）；版面待核',
    paper: 'A4 纵向，一户一行',
    from: households({ exit_stage: { in: ['agreed', 'noticed', 'reviewed'] } }),
    variants: [{ file: 'exit_proposed_notice.xlsx' }],
  },
  {
    code: 'exit_announcement',
    title: '脱贫公告',
    source: '公告退出（中办发〔2016〕16 号）；只印村民小组、户主姓名、人口数；版面待核',
    paper: 'A4 纵向，一户一行',
    from: households({ exit_stage: { in: ['announced', 'delisted'] }, exit_announced_on: { empty: false } }),
    variants: [{ file: 'exit_announcement.xlsx' }],
  },
  {
    code: 'exit_letter',
    title: '脱贫退出告知书',
    source: `脱贫退出告知书（江西清单 [W16]）；${SYNTHETIC}`,
    paper: 'A4 纵向，一户一张',
    from: { kind: 'record', register: 'household' },
    variants: [{ file: 'exit_letter.xlsx' }],
  },
  {
    code: 'exit_honour',
    title: '脱贫光荣证',
    source: `光荣证（mechanisms.md M35.d）；${SYNTHETIC}`,
    paper: 'A4 纵向，一户一张',
    from: { kind: 'record', register: 'household' },
    variants: [{ file: 'exit_honour.xlsx' }],
  },
  {
    code: 'exit_review_report',
    title: '贫困户退出审核报告',
    source: `审核报告（江西清单 [W16]）；${SYNTHETIC}`,
    paper: 'A4 横向，一户一行',
    from: households({ exit_stage: { in: ['noticed', 'reviewed', 'announced', 'delisted'] }, exit_noticed_on: { empty: false } }, { per: undefined }),
    variants: [{ file: 'exit_review_report.xlsx' }],
  },
  {
    code: 'exit_first_report',
    title: '退出初验报告',
    source: `初验报告（mechanisms.md M35.d）；${SYNTHETIC}`,
    paper: 'A4 横向，一户一行',
    from: looks({ look: '1' }),
    variants: [{ file: 'exit_first_report.xlsx' }],
  },
  {
    code: 'exit_acceptance_report',
    title: '退出验收报告',
    source: `验收报告（mechanisms.md M35.d）；${SYNTHETIC}`,
    paper: 'A4 横向，一户一行',
    from: looks({ look: { in: ['2', '3', '4'] } }),
    variants: [{ file: 'exit_acceptance_report.xlsx' }],
  },
  {
    code: 'sample_list',
    title: '抽样名单',
    source: '抽样名单（mechanisms.md M35.d）；校验值和随机数谁都能重算；版面待核',
    paper: 'A4 纵向，一条一行',
    from: { kind: 'record', register: 'draw' },
    variants: [{ file: 'sample_list.xlsx' }],
  },
  {
    code: 'village_exit_verification',
    title: '贫困村退出验收表',
    source: `贫困村退出验收表（甘肃验收办法 [W14]）；指标为 2018 年 4 类；${SYNTHETIC}`,
    paper: 'A4 纵向，一村一张',
    from: { kind: 'step', register: 'village_year' },
    variants: [{ file: 'village_exit_verification.xlsx' }],
  },
  {
    code: 'village_exit_recognition',
    title: '贫困村摘帽认定表',
    source: '贫困村摘帽认定表（forms.md §6.8：序号、指标、目标值、脱贫认定）；指标为甘肃 2018 年 4 类',
    paper: 'A4 纵向，一村一张',
    from: { kind: 'record', register: 'village_year' },
    variants: [{ file: 'village_exit_recognition.xlsx' }],
  },
  {
    code: 'village_exit_table',
    title: '村退出验收统计表',
    source: 'mechanisms.md §3 R21（公示日、公告日）；版面待核',
    paper: 'A4 横向，一村一行',
    from: {
      kind: 'list',
      register: 'village_year',
      where: { and: [{ year: '@year' }, { not: { exit_stage: 'listed' } }] },
      sort: [{ field: 'village' }],
    },
    variants: [{ file: 'village_exit_table.xlsx' }],
  },
]
