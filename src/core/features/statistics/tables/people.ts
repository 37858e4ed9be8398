/** 贫困人口: the tables 1.0 to 1.13 of the national set that can be counted from what is on file. */
import type { StatisticDefinition } from '../../../statistics/types.ts'
import { ATTRIBUTE_NOTE, POOR_HOUSEHOLDS, POOR_NOTE, POOR_PEOPLE, POOR_VILLAGE_NOTE, SOURCE, aged, byCode, ofHouseholds, parts, shares } from './words.ts'

const PEOPLE = { key: 'people', label: '贫困人口', count: 'people', unit: '人' } as const

function peopleTable(code: string, title: string, columns: StatisticDefinition['columns'], more: Partial<StatisticDefinition> = {}): StatisticDefinition {
  return {
    code,
    title,
    group: '贫困人口',
    source: `${SOURCE} ${code}`,
    populations: { people: POOR_PEOPLE },
    columns: [PEOPLE, ...columns],
    ...more,
    unverified: [POOR_NOTE, ...(more.unverified ?? [])],
  }
}

const months = Array.from({ length: 12 }, (_, index) => ({ key: `m${index + 1}`, label: `${index + 1}个月`, where: { work_months: index + 1 } }))

export const peopleTables: readonly StatisticDefinition[] = [
  peopleTable(
    '1.0',
    '贫困人口基本信息统计表',
    shares('people', 'people', '人', [
      { key: 'women', label: '女性', where: { person_id: { is: { sex: '2' } } } },
      { key: 'minority', label: '少数民族', where: { person_id: { is: { ethnicity: { ne: '01', empty: false } } } } },
      { key: 'medical', label: '新农合（居民医保）参保', where: { resident_medical: true } },
      { key: 'pension', label: '新农保（居民养老）参保', where: { resident_pension: true } },
      { key: 'disabled', label: '持证残疾', where: { person_id: { is: { disability_card_no: { empty: false } } } } },
      { key: 'military', label: '现役军人', where: { military: true } },
    ]),
    { notes: ['持证残疾按现在登记的残疾证号统计'], chart: ['women', 'medical', 'pension', 'disabled'] },
  ),
  peopleTable(
    '1.1',
    '贫困人口年龄分组统计表',
    parts(
      'people',
      'people',
      '人',
      [
        { key: 'a0', label: '不满16岁', where: aged(null, 16) },
        { key: 'a16', label: '16–30岁', where: aged(16, 30) },
        { key: 'a30', label: '30–40岁', where: aged(30, 40) },
        { key: 'a40', label: '40–50岁', where: aged(40, 50) },
        { key: 'a50', label: '50–60岁', where: aged(50, 60) },
        { key: 'a60', label: '60岁以上', where: aged(60, null) },
      ],
      '出生日期未填',
    ),
    {
      notes: ['年龄段左闭右开，按统计日的周岁'],
      unverified: ['原表首列写“16岁（含）以下”，与下一列重叠，这里取不满16岁'],
      chart: ['a0', 'a16', 'a30', 'a40', 'a50', 'a60'],
    },
  ),
  peopleTable(
    '1.2',
    '贫困人口身体健康统计表',
    shares('people', 'people', '人', [
      { key: 'healthy', label: '健康', where: { health: { has: '01' } } },
      { key: 'chronic', label: '长期慢性病', where: { health: { has: '02' } } },
      { key: 'serious', label: '大病', where: { health: { has: '03' } } },
      { key: 'disability', label: '残疾', where: { health: { has: '04' } } },
      { key: 'unknown', label: '未填', where: { health: { empty: true } } },
    ]),
    { notes: ['2018 年起健康状况可多选，各列会有重复'], chart: ['healthy', 'chronic', 'serious', 'disability'] },
  ),
  peopleTable(
    '1.3',
    '贫困人口文化程度统计表',
    parts(
      'people',
      'people',
      '人',
      byCode('education', [
        ['preschool', '学龄前儿童', '06'],
        ['illiterate', '文盲或半文盲', '01'],
        ['primary', '小学', '02'],
        ['junior', '初中', '03'],
        ['senior', '高中', '04'],
        ['college', '大专及以上', '05', 'x1', 'x2'],
      ]),
      '未填',
    ),
    { chart: ['preschool', 'illiterate', 'primary', 'junior', 'senior', 'college'] },
  ),
  peopleTable(
    '1.4',
    '贫困人口劳动能力统计表',
    parts(
      'people',
      'people',
      '人',
      byCode('labour', [
        ['ordinary', '普通劳动力', '01'],
        ['skilled', '技能劳动力', '02'],
        ['lost', '丧失劳动力', '03'],
        ['none', '无劳动力', '04'],
      ]),
      '其他或未填',
    ),
    { chart: ['ordinary', 'skilled', 'lost', 'none'] },
  ),
  peopleTable(
    '1.5',
    '贫困人口务工状况统计表',
    parts(
      'people',
      'people',
      '人',
      byCode('work_place', [
        ['township', '乡（镇）内', '01'],
        ['county', '乡（镇）外县内', '02'],
        ['province', '县外省内', '03'],
        ['outside', '省外', '04'],
        ['other', '其他', '99'],
      ]),
      '未务工或未填',
    ),
    { unverified: ['年度人员记录里的务工状况作为该年的数字，原表为“上年度”'], chart: ['township', 'county', 'province', 'outside'] },
  ),
  peopleTable('1.6', '贫困人口务工时间统计表', parts('people', 'people', '人', months, '未务工或未填'), {
    unverified: ['年度人员记录里的务工时间作为该年的数字，原表为“上年度”'],
  }),
  peopleTable(
    '1.7',
    '贫困人口在校生状况统计表',
    parts(
      'people',
      'people',
      '人',
      byCode('student_status', [
        ['none', '非在校生', '01'],
        ['preschool', '学前教育', '02'],
        ['primary', '小学', '03'],
        ['g7', '七年级', '04'],
        ['g8', '八年级', '05'],
        ['g9', '九年级', '06'],
        ['s1', '高中一年级', '07'],
        ['s2', '高中二年级', '08'],
        ['s3', '高中三年级', '09'],
        ['v1', '中职一年级', '10'],
        ['v2', '中职二年级', '11'],
        ['v3', '中职三年级', '12'],
        ['h1', '高职一年级', '13'],
        ['h2', '高职二年级', '14'],
        ['h3', '高职三年级', '15'],
        ['college', '大专及以上', '16', 'x6', 'x7', 'x8', 'x9', 'x10', 'x11'],
      ]),
      '其他或未填',
    ),
  ),
  peopleTable(
    '1.8',
    '贫困人口统计表（按属性）',
    parts(
      'people',
      'people',
      '人',
      [
        { key: 'general', label: '一般贫困户人数', where: ofHouseholds({ attribute: { in: ['@general_attributes'] } }) },
        { key: 'allowance', label: '低保贫困户人数', where: ofHouseholds({ attribute: { in: ['@allowance_attributes'] } }) },
        { key: 'support', label: '五保贫困户人数', where: ofHouseholds({ attribute: { in: ['@support_attributes'] } }) },
      ],
      '其他或未填',
    ),
    { unverified: [ATTRIBUTE_NOTE], chart: ['general', 'allowance', 'support'] },
  ),
  peopleTable(
    '1.9',
    '贫困人口适龄教育年龄分段统计表',
    parts(
      'people',
      'people',
      '人',
      [
        { key: 'a3', label: '3–6岁', where: aged(3, 6) },
        { key: 'a6', label: '6–15岁', where: aged(6, 15) },
        { key: 'a15', label: '15–18岁', where: aged(15, 18) },
        { key: 'a18', label: '18–22岁', where: aged(18, 22) },
        { key: 'a22', label: '22–60岁', where: aged(22, 60) },
        { key: 'a60', label: '60岁以上', where: aged(60, null) },
      ],
      '不满3岁或未填',
    ),
    { notes: ['年龄段左闭右开，按统计日的周岁'], chart: ['a3', 'a6', 'a15', 'a18'] },
  ),
  {
    code: '1.10',
    title: '贫困人口分布统计表（按行政区划）',
    group: '贫困人口',
    source: `${SOURCE} 1.10`,
    unverified: [POOR_NOTE],
    notes: ['乡镇、村是有贫困户的；总数是村表里的，村表没有分年度', '本单位只有一个县，原表的市、县数不列'],
    populations: { households: POOR_HOUSEHOLDS, people: POOR_PEOPLE, villages: { register: 'village', time: 'today' } },
    columns: [
      { key: 'households', label: '贫困户', count: 'households', unit: '户' },
      { ...PEOPLE },
      { key: 'poor_townships', label: '乡镇数', distinct: 'households', field: 'counted_village', level: 'township', unit: '个' },
      { key: 'townships', label: '总乡镇数', distinct: 'villages', field: 'village', level: 'township', unit: '个' },
      { key: 'poor_villages', label: '村数', distinct: 'households', field: 'counted_village', unit: '个' },
      { key: 'villages', label: '总村数', distinct: 'villages', field: 'village', unit: '个' },
    ],
    chart: ['people'],
  },
  {
    code: '1.13',
    title: '贫困人口分布统计表（按贫困村）',
    group: '贫困人口',
    source: `${SOURCE} 1.13`,
    unverified: [POOR_NOTE, POOR_VILLAGE_NOTE],
    populations: { households: POOR_HOUSEHOLDS, people: POOR_PEOPLE },
    columns: [
      { key: 'households', label: '贫困户', count: 'households', unit: '户' },
      { ...PEOPLE },
      ...parts(
        'households',
        'households',
        '户',
        [{ key: 'poor_village_households', label: '贫困村户数', where: { counted_village: { in: ['@poor_villages'] } } }],
        '非贫困村户数',
      ),
      ...parts(
        'people',
        'people',
        '人',
        [{ key: 'poor_village_people', label: '贫困村人数', where: { counted_village: { in: ['@poor_villages'] } } }],
        '非贫困村人数',
      ),
    ],
    chart: ['poor_village_people', 'people_rest'],
  },
  peopleTable(
    '16',
    '贫困人口分类扶持统计表',
    [
      {
        key: 'industry_work',
        label: '产业发展和转移就业',
        count: 'people',
        where: {
          or: [{ work_months: { gt: 0 } }, ofHouseholds({ or: [{ cooperative: true }, { leading_enterprise: true }, { entrepreneur: true }] })],
        },
        unit: '人',
      },
      { key: 'relocated', label: '易地扶贫搬迁', count: 'people', where: { counted_household_id: { is: { relocated: true } } }, unit: '人' },
      {
        key: 'ecology',
        label: '生态补偿',
        count: 'people',
        where: { or: [{ public_job: { has: 'x1' } }, ofHouseholds({ ecological_payment: { gt: 0 } })] },
        unit: '人',
      },
      {
        key: 'schooling',
        label: '教育扶贫',
        count: 'people',
        where: { student_status: { empty: false }, not: { student_status: { in: ['01', 'x1'] } } },
        unit: '人',
      },
      { key: 'treated', label: '大病救治', count: 'people', where: { health: { has: '03' } }, unit: '人' },
      { key: 'supported', label: '社会保障兜底', count: 'people', where: { or: [{ low_income_allowance: true }, { five_guarantee: true }] }, unit: '人' },
    ],
    {
      notes: ['一人可以享受几类扶持，各列会有重复'],
      unverified: [
        '原表按扶持台账分类；这里按当年记录推定：产业发展是户加入合作社或有龙头企业、带头人带动，转移就业是本人有务工时间，易地扶贫搬迁是搬迁户，生态补偿是户有生态补偿金或本人当生态护林员，教育扶贫是在校生，大病救治是患大病的，社会保障兜底是享受低保或特困供养的',
      ],
      chart: ['industry_work', 'relocated', 'ecology', 'schooling', 'treated', 'supported'],
    },
  ),
]
