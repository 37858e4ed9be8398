/** Papers of water, power, roads, houses and land (mechanisms.md M09.d–M13.d, M27.d; forms.md §5.3). */
import type { Where } from '../../shapes.ts'
import type { FormDefinition, FormSource } from '../types.ts'

const UNKNOWN = '；漳县原表未找到，版面待核'
const ofYear = { year: '@year' } as const
const NOT_REFUSED: Where = { stage: { ne: 'refused' } }

type List = Extract<FormSource, { kind: 'list' }>
const list = (register: string, where: Where, ...sort: string[]): List => ({ kind: 'list', register, where, sort: sort.map((field) => ({ field })) })
const form = (code: string, title: string, source: string, paper: string, from: FormSource): FormDefinition => ({
  code,
  title,
  source: `${source}${UNKNOWN}`,
  paper,
  from,
  variants: [{ file: `${code}.xlsx` }],
})
const record = (register: string): FormSource => ({ kind: 'record', register })
const WIDE = 'A4 横向，一行一条'

export const worksForms: readonly FormDefinition[] = [
  form('water_status', '饮水现状表', 'mechanisms.md M09.d', 'A4 横向，一村一行', list('village_year', ofYear, 'village')),
  form('water_people', '饮水解决人口花名册', 'mechanisms.md M09.d', 'A4 横向，一户一行，一村一份', {
    ...list('water_user', { year: '@year', solved_people: { gt: 0 } }, 'village', 'water_point_id'),
    per: 'village',
  }),
  form('water_ledger', '饮水工程台账', 'mechanisms.md M09.d', WIDE, list('water_point', { year: { lte: '@year' } }, 'village', 'name')),
  { ...form('water_upkeep', '饮水工程管护责任牌', 'mechanisms.md M09.d', 'A4 纵向，一处一张', record('water_point')), tells: ['water_point.upkeep_phone'] },
  form(
    'transformers',
    '台区改造清单',
    'mechanisms.md M10.d',
    WIDE,
    list('village_group_year', { year: '@year', or: [{ project_id: { empty: false } }, { upgrade: { empty: false } }] }, 'village', 'group_id'),
  ),
  form(
    'low_voltage',
    '低电压户清单',
    'mechanisms.md M10.d',
    WIDE,
    list('village_group_year', { year: '@year', low_voltage_households: { gt: 0 } }, 'village', 'group_id'),
  ),
  form('works_progress', '饮水、动力电、道路、坡改梯进度表', 'mechanisms.md R12、M10.d、M11.d', 'A3 横向，一个地方一行', {
    kind: 'statistic',
    code: 'works_progress',
  }),
  form('road_plan', '通村路和通畅工程计划表', 'mechanisms.md M11.d', WIDE, list('road', { year: '@year', kind: '2' }, 'place', 'name')),
  form('road_network', '村路网示意图', 'mechanisms.md M11.d', 'A4 横向，一村一张', {
    ...list('road', { year: { lte: '@year' }, kind: { in: ['2', '3', '4'] } }, 'kind', 'name'),
    per: 'village',
  }),
  form(
    'road_network_township',
    '乡镇路网示意图',
    'mechanisms.md M11.d',
    'A4 横向，一个地方一张',
    list('road', { year: { lte: '@year' }, kind: { in: ['1', '2'] } }, 'kind', 'name'),
  ),
  form(
    'unpaved_villages',
    '未通村销号表',
    'mechanisms.md M11.d',
    'A4 横向，一村一行',
    list('village_year', { year: '@year', not: { paved_to_township: true } }, 'village'),
  ),
  form('house_progress', '危房改造进度表', 'mechanisms.md R11', 'A4 横向，一个地方一行', { kind: 'statistic', code: 'house_retrofits' }),
  form(
    'house_roster',
    '危房改造户花名册',
    'mechanisms.md M12.d',
    'A4 横向，一户一行',
    list('house_retrofit', { ...ofYear, ...NOT_REFUSED }, 'village', 'file_no'),
  ),
  form('house_appraisal', '危房鉴定表', 'mechanisms.md M12.d', 'A4 纵向，一户一张', record('house_retrofit')),
  form('house_acceptance', '危房改造竣工验收表', 'mechanisms.md M12.d', 'A4 纵向，一户一张', record('house_retrofit')),
  form(
    'house_payments',
    '危房改造补助资金发放表',
    'mechanisms.md M12.d',
    'A4 横向，一户一行',
    list('house_retrofit', { ...ofYear, grant: { gt: 0 } }, 'village', 'file_no'),
  ),
  form('house_photos', '危房改造三照页', 'mechanisms.md M12.d（前中后三照）', 'A4 纵向，一户一张', record('house_retrofit')),
  form('plot_ledger', '坡改梯图斑台账', 'mechanisms.md M13.d', WIDE, list('terrace_plot', ofYear, 'village', 'plot_no')),
  form('plot_shares', '坡改梯分户地块表', 'mechanisms.md M13.d', 'A4 纵向，一块一张', record('terrace_plot')),
  form('plot_acceptance', '坡改梯验收单', 'mechanisms.md M13.d', 'A4 纵向，一块一张', record('terrace_plot')),
  form('plot_photos', '坡改梯前后照片页', 'mechanisms.md M13.d', 'A4 纵向，一块一张', record('terrace_plot')),
  form('programs', '重建-扶贫项目对照表', 'mechanisms.md M27.d', 'A4 横向，一个地方一行', { kind: 'statistic', code: 'programs' }),
  form(
    'rebuilt_roster',
    '重建户花名册',
    'mechanisms.md M27.d',
    'A4 横向，一户一行',
    list('damage_household', { year: { lte: '@year' } }, 'village', 'damage_no'),
  ),
  form(
    'rebuilt_left',
    '重建剩余任务表',
    'mechanisms.md M27.d',
    'A4 横向，一户一行',
    list('damage_household', { year: { lte: '@year' }, not: { accepted: true } }, 'village', 'damage_no'),
  ),
  form(
    'rebuilding_funds',
    '重建资金融合台账',
    'mechanisms.md M27.d',
    'A4 横向，一个项目一行',
    list('project', { programs: { has: 'reconstruction' } }, 'place', 'project_no'),
  ),
  form(
    'retrofit_ledger',
    '危房改造台账',
    'forms.md §5.3（RECONST_DANGER）',
    'A3 横向，一户一行',
    list('house_retrofit', { ...ofYear, ...NOT_REFUSED }, 'village', 'file_no'),
  ),
  form(
    'relocation_ledger',
    '易地搬迁台账',
    'forms.md §5.3（IMMIGRANT_RELOCATION）',
    'A3 横向，一户一行',
    list('relocation', ofYear, 'village', 'relocation_no'),
  ),
  form('village_works_ledger', '村基础设施台账', 'forms.md §5.3（VILL_INFRAST）', 'A3 横向，一村一行', list('village_year', ofYear, 'village')),
]
