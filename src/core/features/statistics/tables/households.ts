/** 贫困户: what the households are, why they are poor, who helps them, how they live. */
import type { StatisticDefinition } from '../../../statistics/types.ts'
import { ATTRIBUTE_NOTE, IN_FORCE, MEMBERS, POOR_HOUSEHOLDS, POOR_NOTE, POOR_PEOPLE, SOURCE, byCode, parts, shares } from './words.ts'

const HOUSEHOLDS = { key: 'households', label: '贫困户', count: 'households', unit: '户' } as const
const PEOPLE = { key: 'people', label: '家庭人口', sum: 'households', field: 'population' } as const

export function householdTable(
  code: string,
  title: string,
  columns: StatisticDefinition['columns'],
  more: Partial<StatisticDefinition> = {},
): StatisticDefinition {
  return {
    code,
    title,
    group: '贫困户',
    source: `${SOURCE} ${code}`,
    populations: { households: POOR_HOUSEHOLDS },
    columns: [HOUSEHOLDS, ...columns],
    ...more,
    unverified: [POOR_NOTE, ...(more.unverified ?? [])],
  }
}

const CAUSES = [
  ['illness', '因病', '01'],
  ['disability', '因残', '02'],
  ['schooling', '因学', '03'],
  ['disaster', '因灾', '04'],
  ['land', '缺土地', '05'],
  ['water', '缺水', '06'],
  ['technique', '缺技术', '07'],
  ['labour', '缺劳力', '08'],
  ['funds', '缺资金', '09'],
  ['traffic', '交通条件落后', '10'],
  ['drive', '自身发展动力不足', '11'],
] as const

const general = { attribute: { in: ['@general_attributes'] } }
const allowance = { attribute: { in: ['@allowance_attributes'] } }
const support = { attribute: { in: ['@support_attributes'] } }

export const householdTables: readonly StatisticDefinition[] = [
  householdTable(
    '2.1',
    '贫困户贫困属性统计表',
    [
      PEOPLE,
      ...parts(
        'households',
        'households',
        '户',
        [
          { key: 'general', label: '一般贫困户', where: general },
          { key: 'allowance', label: '低保贫困户', where: allowance },
          { key: 'support', label: '五保贫困户', where: support },
        ],
        '其他或未填',
      ),
      { key: 'general_people', label: '一般贫困户人数', sum: 'households', field: 'population', where: general },
      { key: 'general_people_share', label: '占比', ratio: ['general_people', 'people'], as: 'percent' },
      { key: 'allowance_people', label: '低保贫困户人数', sum: 'households', field: 'population', where: allowance },
      { key: 'allowance_people_share', label: '占比', ratio: ['allowance_people', 'people'], as: 'percent' },
      { key: 'support_people', label: '五保贫困户人数', sum: 'households', field: 'population', where: support },
      { key: 'support_people_share', label: '占比', ratio: ['support_people', 'people'], as: 'percent' },
    ],
    { unverified: [ATTRIBUTE_NOTE], chart: ['general', 'allowance', 'support'] },
  ),
  householdTable('2.4', '贫困户主要致贫原因统计表', parts('households', 'households', '户', byCode('main_cause', CAUSES), '其他或未填'), {
    chart: CAUSES.map(([key]) => key),
  }),
  {
    code: '2.5',
    title: '贫困户其他致贫原因统计表',
    group: '贫困户',
    source: `${SOURCE} 2.5`,
    notes: ['其他致贫原因没有分年度，按现在的贫困户统计；一户最多两项，各列会有重复'],
    unverified: ['贫困户是现在脱贫标志为未脱贫或返贫的有效户'],
    populations: { households: { register: 'household', time: 'today', where: { exit_status: { in: ['@poor_status'] }, valid: { ne: false } } } },
    columns: [
      HOUSEHOLDS,
      ...shares(
        'households',
        'households',
        '户',
        [...CAUSES, ['marriage', '因婚', '12'] as const, ['other', '其他', '99'] as const].map(([key, label, code]) => ({
          key,
          label,
          where: { other_causes: { has: code } },
        })),
      ),
    ],
  },
  householdTable(
    '2.6',
    '贫困户帮扶责任人落实统计表',
    shares('households', 'households', '户', [
      { key: 'helped', label: '落实帮扶责任人户数', where: { household_id: { is: { exists: { register: 'pairing', by: 'household_id', where: IN_FORCE } } } } },
    ]),
    { notes: ['落实是统计日有未结束的结对帮扶'], chart: ['helped'] },
  ),
  householdTable(
    '2.7',
    '贫困户生产生活条件困难统计表',
    [
      ...shares('households', 'households', '户', [
        { key: 'water', label: '饮水困难', where: { water_difficult: true } },
        { key: 'unsafe_water', label: '无安全饮水', where: { water_safe: false } },
        { key: 'power', label: '未通生活用电', where: { living_power: false } },
        { key: 'broadcast', label: '未通广播电视', where: { broadcast: false } },
        { key: 'dangerous', label: '危房', where: { dangerous_house: true } },
        { key: 'toilet', label: '无卫生厕所', where: { sanitary_toilet: false } },
      ]),
      PEOPLE,
      { key: 'area', label: '住房面积', sum: 'households', field: 'house_area' },
      { key: 'area_per_person', label: '人均住房面积', ratio: ['area', 'people'], as: 'quotient', unit: '㎡' },
    ],
    { chart: ['water', 'unsafe_water', 'power', 'broadcast', 'dangerous', 'toilet'] },
  ),
  householdTable(
    '2.8',
    '贫困户土地资源统计表',
    [
      PEOPLE,
      ...(
        [
          ['farmland', '耕地'],
          ['irrigated_land', '有效灌溉'],
          ['forest', '林地'],
          ['returned_forest', '退耕还林'],
          ['orchard', '林果'],
          ['grassland', '牧草地'],
          ['water_surface', '水域'],
        ] as const
      ).flatMap(([field, label]) => [
        { key: field, label: '面积', group: label, sum: 'households', field },
        { key: `${field}_mean`, label: '人均', group: label, ratio: [field, 'people'] as const, as: 'quotient' as const, unit: '亩' },
      ]),
    ],
    { chart: ['farmland', 'irrigated_land', 'forest', 'returned_forest', 'orchard'] },
  ),
  householdTable(
    '2.10',
    '贫困户主要燃料统计表',
    parts(
      'households',
      'households',
      '户',
      byCode('fuel', [
        ['straw', '柴草', '01'],
        ['dung', '干畜粪', '02'],
        ['coal', '煤炭', '03'],
        ['clean', '清洁能源', '04'],
        ['other', '其他', '99'],
      ]),
      '未填',
    ),
    { chart: ['straw', 'dung', 'coal', 'clean', 'other'] },
  ),
  householdTable(
    '2.11',
    '贫困户入户路统计表',
    [
      { key: 'distance', label: '与村主干路距离合计', sum: 'households', field: 'road_distance' },
      { key: 'measured', label: '填有距离的户', count: 'households', where: { road_distance: { empty: false } }, unit: '户' },
      { key: 'mean_distance', label: '户均距离', ratio: ['distance', 'measured'], as: 'quotient', unit: '公里' },
      ...parts(
        'households',
        'households',
        '户',
        byCode('road_type', [
          ['earth', '普通泥土路', '01'],
          ['gravel', '砂石公路', '02'],
          ['cement', '水泥路面公路', '03'],
          ['asphalt', '沥青路面公路', '04'],
        ]),
        '未填',
      ),
    ],
    { chart: ['earth', 'gravel', 'cement', 'asphalt'] },
  ),
  householdTable(
    '2.14',
    '贫困户人口规模统计表',
    parts(
      'households',
      'households',
      '户',
      [
        ...[1, 2, 3, 4, 5].map((size) => ({ key: `p${size}`, label: `${size}人户`, where: { population: size } })),
        { key: 'p6', label: '6人以上户', where: { population: { gte: 6 } } },
      ],
      '无人或未填',
    ),
    { chart: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] },
  ),
  householdTable(
    '2.15',
    '贫困户党员统计表',
    [
      { key: 'people', label: '贫困人口', count: 'people', unit: '人' },
      ...(
        [
          ['member', '党员', '01'],
          ['probationary', '预备党员', '02'],
        ] as const
      ).flatMap(([key, label, code]) => [
        ...shares('households', 'households', '户', [
          {
            key: `${key}_households`,
            label: `有${label}户`,
            where: {
              household_id: {
                is: { exists: { register: 'membership', by: 'household_id', where: { and: [MEMBERS, { person_id: { is: { politics: code } } }] } } },
              },
            },
          },
        ]),
        ...shares('people', 'people', '人', [{ key: `${key}_people`, label: `${label}人数`, where: { person_id: { is: { politics: code } } } }]),
      ]),
    ],
    { populations: { households: POOR_HOUSEHOLDS, people: POOR_PEOPLE }, notes: ['政治面貌没有分年度，按现在的登记'], chart: ['member_people'] },
  ),
  householdTable(
    '2.16',
    '贫困户住房面积统计表',
    parts(
      'households',
      'households',
      '户',
      [
        { key: 'h0', label: '0㎡', where: { house_area: 0 } },
        { key: 'h10', label: '10㎡以下', where: { house_area: { gt: 0, lte: 1000 } } },
        { key: 'h25', label: '10–25㎡', where: { house_area: { gt: 1000, lte: 2500 } } },
        { key: 'h50', label: '25–50㎡', where: { house_area: { gt: 2500, lte: 5000 } } },
        { key: 'h75', label: '50–75㎡', where: { house_area: { gt: 5000, lte: 7500 } } },
        { key: 'h100', label: '75–100㎡', where: { house_area: { gt: 7500, lte: 10_000 } } },
        { key: 'more', label: '100㎡以上', where: { house_area: { gt: 10_000 } } },
      ],
      '未填',
    ),
    { unverified: ['原表写“≤10”和“>100”，中间各段取左开右闭'], chart: ['h10', 'h25', 'h50', 'h75', 'h100', 'more'] },
  ),
  householdTable(
    '2.17',
    '贫困户与村主干路距离统计表',
    parts(
      'households',
      'households',
      '户',
      [
        { key: 'd1', label: '不足1公里', where: { road_distance: { lt: 100 } } },
        { key: 'd3', label: '1–3公里', where: { road_distance: { gte: 100, lt: 300 } } },
        { key: 'd5', label: '3–5公里', where: { road_distance: { gte: 300, lt: 500 } } },
        { key: 'd10', label: '5–10公里', where: { road_distance: { gte: 500, lt: 1000 } } },
        { key: 'd20', label: '10–20公里', where: { road_distance: { gte: 1000, lt: 2000 } } },
        { key: 'more', label: '20公里以上', where: { road_distance: { gte: 2000 } } },
      ],
      '未填',
    ),
    { notes: ['距离段左闭右开'], chart: ['d1', 'd3', 'd5', 'd10', 'd20', 'more'] },
  ),
]
