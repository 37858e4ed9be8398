/** Made-up rows for the gallery and for tests: deterministic, any number of them, no real person. */
import type { PictureMarker } from '../components/pictureMap/types.ts'
import type { Job } from '#core/features/jobs/contract.ts'
import type { HistoryEntry } from '#core/features/records/contract.ts'
import { checkCharacter } from '#core/rules/identity.ts'
import type { Row } from '#core/shapes.ts'
import type { DivisionChoice } from '../fields/sources.tsx'

const SURNAMES = '赵钱孙李周吴郑王冯陈蒋沈韩杨马尚单覃解仇'
const GIVEN = ['小红', '建国', '玉兰', '永福', '秀英', '志强', '桂花', '有才', '淑芳', '海龙', '彩霞', '国栋']
const TOWNSHIPS = [
  ['621125101', '三岔镇'],
  ['621125102', '新寺镇'],
  ['621125103', '金钟镇'],
  ['621125104', '盐井镇'],
] as const
const VILLAGES = ['小林村', '大林村', '河口村', '石沟村', '杨家湾村'] as const

export const sampleDivisions: readonly DivisionChoice[] = [
  { code: '621125000000', name: '漳县', level: 'county', parent: null },
  ...TOWNSHIPS.flatMap(([code, name]) => [
    { code: `${code}000`, name, level: 'township' as const, parent: '621125000000' },
    ...VILLAGES.map((village, index) => ({ code: `${code}${201 + index}`, name: village, level: 'village' as const, parent: `${code}000` })),
  ]),
]

const villages = sampleDivisions.filter((division) => division.level === 'village')

/** Name of the n-th made-up person. */
export function sampleName(index: number): string {
  return `${SURNAMES[(index * 7) % SURNAMES.length] ?? '王'}${GIVEN[(index * 5) % GIVEN.length] ?? '明'}`
}

/** A document number with a right check digit, of a region code that is in no use. */
export function sampleIdNumber(index: number): string {
  const year = 1940 + ((index * 13) % 70)
  const first17 = `629999${year}${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}${String(index % 1000).padStart(3, '0')}`
  return `${first17}${checkCharacter(first17) ?? ''}`
}

/** The n-th made-up household. */
export function sampleHousehold(index: number): Row {
  const village = villages[index % villages.length]
  return {
    id: `h${index}`,
    revision: 1,
    household_no: `6211250${String(index).padStart(6, '0')}`,
    head_name: sampleName(index),
    head_id_number: sampleIdNumber(index).replace(/^(.{6}).{8}/, '$1********'),
    village: village?.code ?? null,
    village$title: village?.name ?? null,
    group_id: `g${index % 5}`,
    group_id$title: `${'一二三四五'[index % 5]}社`,
    population: 1 + (index % 7),
    phone: index % 3 === 0 ? null : `139****${String(1000 + (index % 9000))}`,
    attribute: ['01', '04', '06', '02'][index % 4] ?? '01',
    exit_status: ['0', '1', '1', '3'][index % 4] ?? '0',
    main_cause: ['01', '02', '03', '09', '10'][index % 5] ?? '01',
    other_causes: index % 2 === 0 ? '02,10' : null,
    exit_year: index % 4 === 1 ? 2016 : null,
    military_family: index % 9 === 0,
    valid: true,
    address: `${village?.name ?? ''}${'一二三四五'[index % 5]}社 ${index % 90} 号`,
    identification_standard: '1',
    first_identified_on: '2014-05-12',
    remark: index % 11 === 0 ? '户主常年在外务工，由其弟代办。' : null,
  }
}

/** Members of the gallery's household, keyed as the grid has them. */
export function sampleMembers(): readonly Row[] {
  return [0, 1, 2, 3, 4].map((index) => ({
    name: sampleName(index * 3),
    id_number: sampleIdNumber(index * 3 + 11),
    sex: index % 2 === 0 ? '1' : '2',
    relation: ['01', '02', '03', '04', '05'][index] ?? '01',
    birth_date: `19${60 + index * 7}-0${1 + index}-12`,
    ethnicity: '01',
    phone: index === 0 ? '13900001234' : null,
    education: null,
    work_months: index === 2 ? 8 : null,
  }))
}

export const sampleJobs: readonly Job[] = [
  {
    id: 'j1',
    kind: 'import',
    title: '导入 2016 年贫困户花名册.xlsx',
    state: 'running',
    phase: '核对',
    done: 1240,
    total: 5300,
    fraction: 0.42,
    startedAt: '2026-11-23T06:05:00Z',
    endedAt: null,
    by: '李文书',
    file: null,
    result: null,
    error: null,
  },
  {
    id: 'j2',
    kind: 'export',
    title: '导出三岔镇贫困户',
    state: 'done',
    phase: '',
    done: 812,
    total: 812,
    fraction: 1,
    startedAt: '2026-11-23T06:00:00Z',
    endedAt: '2026-11-23T06:00:09Z',
    by: '李文书',
    file: { ticket: 't', name: '三岔镇贫困户.xlsx', size: 88000 },
    result: null,
    error: null,
  },
  {
    id: 'j3',
    kind: 'export',
    title: '生成 68 个村的花名册',
    state: 'failed',
    phase: '',
    done: 0,
    total: null,
    fraction: 0.1,
    startedAt: '2026-11-23T05:00:00Z',
    endedAt: '2026-11-23T05:00:01Z',
    by: '李文书',
    file: null,
    result: null,
    error: { code: 'FILE_LOCKED', message: '“花名册.xlsx”正在被其他程序使用。', action: '请在 WPS 或 Excel 里关闭它，然后重试。' },
  },
]

const entry = { register: 'household', record: 'h1', action: 'update' as const }

export const sampleHistory: readonly HistoryEntry[] = [
  { ...entry, changeSet: 'c3', at: '2026-11-20T02:14:00Z', by: '王专干', field: 'exit_status', before: '0', after: '1', reason: '2016 年度脱贫验收通过' },
  { ...entry, changeSet: 'c3', at: '2026-11-20T02:14:00Z', by: '王专干', field: 'exit_year', before: null, after: 2016, reason: '2016 年度脱贫验收通过' },
  { ...entry, changeSet: 'c2', at: '2026-10-08T08:31:00Z', by: '李文书', field: 'phone', before: '13900001111', after: '13900001234', reason: null },
  { ...entry, changeSet: 'c2', at: '2026-10-08T08:31:00Z', by: '李文书', field: 'main_cause', before: '02', after: '01', reason: null },
  {
    ...entry,
    changeSet: 'c1',
    at: '2014-05-12T01:00:00Z',
    by: '李文书',
    field: null,
    before: null,
    after: null,
    action: 'insert',
    reason: '导入 2014 年花名册',
  },
]

/** Signs of every shape and colour on a picture; names are made up. */
export const sampleMarkers: readonly PictureMarker[] = [
  {
    id: 'road',
    x: 500,
    y: 9_000,
    line: [
      { x: 4_000, y: 6_000 },
      { x: 9_500, y: 8_000 },
    ],
    shape: 'line',
    letter: '路',
    colour: 'brown',
    label: '村道',
    title: '村道，道路',
  },
  ...(
    [
      ['circle', '返', 'purple', '返贫'],
      ['circle', '兜', 'blue', '兜底'],
      ['circle', '脱', 'green', '已脱贫'],
      ['circle', '拟', 'yellow', '拟脱贫'],
      ['circle', '贫', 'red', '在册'],
      ['star', '村', 'red', '村部'],
      ['square', '社', 'black', '社'],
      ['diamond', '基', 'green', '产业基地'],
      ['triangle', '水', 'blue', '水源'],
      ['hexagon', '校', 'brown', '学校'],
    ] as const
  ).map(([shape, letter, colour, label], index) => ({
    id: label,
    x: 1_000 + (index % 5) * 1_800,
    y: index < 5 ? 2_000 : 4_500,
    line: [],
    shape,
    letter,
    colour,
    label,
    title: label,
  })),
]
