/** Papers of surveys (五清六有, mechanisms.md M03.d), and of what is lacking and asked for (M05.d). */
import type { Where } from '../../shapes.ts'
import type { FormDefinition, ListSource } from '../types.ts'

const UNKNOWN = '；漳县原表未找到，版面待核'

const shortfalls = (where: Where): ListSource => ({
  kind: 'list',
  register: 'shortfall',
  per: 'village',
  where: { and: [{ year: { lte: '@year' } }, where] },
  sort: [{ field: 'village' }, { field: 'category' }, { field: 'shortfall_no' }],
})

export const surveyForms: readonly FormDefinition[] = [
  {
    code: 'survey_sheet',
    title: '入户调查表',
    source: `mechanisms.md M03（过筛式入户，两名调查人、户主签字）${UNKNOWN}`,
    paper: 'A4 纵向，一户一份，带户编号的二维码',
    from: { kind: 'record', register: 'household' },
    variants: [{ file: 'survey_sheet.xlsx' }],
  },
  {
    code: 'unvisited_list',
    title: '未访户名单',
    source: `mechanisms.md M03.d${UNKNOWN}`,
    paper: 'A4 横向，一户一行',
    from: {
      kind: 'list',
      register: 'survey_visit',
      per: 'village',
      where: { year: '@year', attempt: 1, reached: false },
      sort: [{ field: 'village' }, { field: 'visit_no' }],
    },
    variants: [{ file: 'unvisited_list.xlsx' }],
  },
  {
    code: 'repeated_visits',
    title: '重复入户统计表',
    source: `mechanisms.md M03.d${UNKNOWN}`,
    paper: 'A4 横向，一村一行',
    from: { kind: 'statistic', code: 'repeated_visits' },
    variants: [{ file: 'repeated_visits.xlsx' }],
  },
  {
    code: 'clear_and_have',
    title: '五清六有达标一览',
    source: `mechanisms.md M03.d（村×11 项）${UNKNOWN}`,
    paper: 'A4 横向，一村一行',
    from: { kind: 'statistic', code: 'clear_and_have' },
    variants: [{ file: 'clear_and_have.xlsx' }],
  },
  {
    code: 'visiting_report',
    title: '入户走访与五清六有统计表',
    source: `mechanisms.md §3 R04${UNKNOWN}`,
    paper: 'A4 横向，一村一行',
    from: { kind: 'statistic', code: 'surveys' },
    variants: [{ file: 'visiting_report.xlsx' }],
  },
  {
    code: 'village_file_cover',
    title: '村情档案封面',
    source: `mechanisms.md M03.d${UNKNOWN}`,
    paper: 'A4 纵向，一村一份',
    from: { kind: 'record', register: 'village' },
    variants: [{ file: 'village_file_cover.xlsx' }],
  },
  {
    code: 'problem_ledger',
    title: '问题台账',
    source: `mechanisms.md M03.d${UNKNOWN}`,
    paper: 'A4 横向，一条一行',
    from: shortfalls({}),
    variants: [{ file: 'problem_ledger.xlsx' }],
  },
  {
    code: 'need_list',
    title: '项目需求清单',
    source: `mechanisms.md M05.d、§3 R05${UNKNOWN}`,
    paper: 'A4 横向，一项一行',
    from: { kind: 'list', register: 'project_need', where: { year: '@year' }, sort: [{ field: 'village' }, { field: 'priority', descending: true }] },
    variants: [{ file: 'need_list.xlsx' }],
  },
  {
    code: 'village_diagnosis',
    title: '村短板诊断表',
    source: `mechanisms.md M05.d（现状/标准/差额/拟补项目/资金/年份）${UNKNOWN}`,
    paper: 'A4 横向，一条一行',
    from: shortfalls({ subject: { startsWith: 'village:' } }),
    variants: [{ file: 'village_diagnosis.xlsx' }],
  },
  {
    code: 'shortfall_closing',
    title: '短板补齐销号表',
    source: `mechanisms.md M05.d${UNKNOWN}`,
    paper: 'A4 横向，一条一行',
    from: shortfalls({ stage: { in: ['filled', 'closed'] } }),
    variants: [{ file: 'shortfall_closing.xlsx' }],
  },
  {
    code: 'shortfall_explained',
    title: '未补齐短板说明',
    source: `mechanisms.md M05.d${UNKNOWN}`,
    paper: 'A4 横向，一条一行',
    from: shortfalls({ not: { stage: { in: ['filled', 'closed'] } } }),
    variants: [{ file: 'shortfall_explained.xlsx' }],
  },
]
