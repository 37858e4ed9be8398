/** Small sheets that clerks really bring (`testing/cases`), each with what must come of it. More of each kind: `caseVariants.test.ts`. */
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { ImportOptions, ImportResult } from './contract.ts'
import { importBench, type ImportBench } from './testing/importing.ts'

const FOLDER = join(import.meta.dirname, 'testing/cases')

interface Case {
  readonly file: string
  readonly register?: string
  readonly options?: ImportOptions
  /** Files imported before it. */
  readonly before?: readonly string[]
  /** Households of the demo on file. */
  readonly demo?: number
  readonly counts: Partial<Record<'rows' | 'new' | 'changed' | 'same' | 'rejected', number>>
  /** Row and column of every problem but those of other rows of the household. */
  readonly problems?: readonly string[]
  /** What warnings must say, in any order; others may be there. */
  readonly warns?: readonly RegExp[]
  /** What is on file afterwards. */
  readonly onFile?: readonly (readonly [sql: string, expected: unknown])[]
}

const YEAR: ImportOptions = { year: 2015 }

const cases: readonly Case[] = [
  { file: 'below_blank', options: YEAR, counts: { rows: 3, new: 3, rejected: 0 }, problems: [] },
  {
    file: 'blank_number_stranger',
    options: YEAR,
    counts: { rows: 7, new: 6, rejected: 1 },
    problems: ['8C'],
    onFile: [["SELECT count(*) AS n FROM person WHERE name = '赵试为'", [{ n: 0 }]]],
  },
  {
    file: 'code_variants',
    options: YEAR,
    counts: { rows: 12, new: 3, rejected: 9 },
    // What has no single meaning in the year: 体弱多病, 弱劳力, 在校, 半劳动力, a third cause, 外出务工.
    problems: ['3J', '3K', '5I', '5K', '5O', '11L'],
  },
  {
    file: 'formula_error',
    options: YEAR,
    counts: { rows: 6, rejected: 6 },
    // 家庭人口 is only compared with: its formulas refuse nothing.
    problems: ['3D', '4H', '5L'],
    warns: [/“家庭人口数”的公式出错.*只用来核对/],
  },
  { file: 'head_changes_2', before: ['head_changes_1'], options: YEAR, counts: { rows: 3, rejected: 3 }, problems: ['2C'] },
  { file: 'head_missing_no_number', options: YEAR, counts: { rows: 9, new: 5, rejected: 4 }, problems: ['2F', '6C', '10C'] },
  {
    file: 'hidden_row_and_column',
    options: YEAR,
    counts: { rows: 2, new: 2 },
    problems: [],
    warns: [/有 1 行是隐藏的（第 3 行/, /有 1 列是隐藏的（H 列“联系电话”）/],
  },
  {
    file: 'hidden_row_and_column',
    options: { ...YEAR, hidden: 'leave' },
    counts: { rows: 1, new: 1 },
    warns: [/有 1 行是隐藏的.*没有导入/, /有 1 列是隐藏的.*没有导入/],
    onFile: [['SELECT phone FROM household', [{ phone: null }]]],
  },
  { file: 'member_before_head', options: YEAR, counts: { rows: 7, new: 7 }, problems: [], warns: [/姓却与下一户的户主（第 8 行）相同/] },
  {
    file: 'placeholder_number_1',
    options: YEAR,
    counts: { rows: 2, new: 2 },
    problems: [],
    warns: [/“0”不是号码，按没有填写处理（这一列共 2 处/],
    onFile: [['SELECT household_no, population FROM household', [{ household_no: null, population: 2 }]]],
  },
  {
    file: 'placeholder_number_2',
    before: ['placeholder_number_1'],
    options: YEAR,
    counts: { rows: 1, rejected: 1 },
    problems: ['2E'],
    onFile: [['SELECT count(*) AS n FROM membership', [{ n: 2 }]]],
  },
  { file: 'repeated_headings', options: YEAR, counts: { rows: 12, new: 12, rejected: 0 }, problems: [] },
  {
    file: 'same_head_name',
    options: YEAR,
    counts: { rows: 6, new: 6 },
    problems: [],
    onFile: [
      [
        'SELECT head_name, population FROM household',
        [
          { head_name: '王试一', population: 3 },
          { head_name: '王试一', population: 3 },
        ],
      ],
    ],
  },
  {
    file: 'shown_unlike_stored_money',
    register: 'household_year',
    demo: 300,
    counts: { rows: 3, new: 3 },
    problems: [],
    onFile: [
      [
        'SELECT business_income AS b, wage_income AS w, property_income AS p FROM household_year WHERE year = 2016 GROUP BY b, w, p',
        [{ b: 1_200_000, w: 800_000, p: 10_000 }],
      ],
    ],
  },
  {
    file: 'shown_unlike_stored_account',
    demo: 300,
    options: YEAR,
    counts: { rows: 1, changed: 1 },
    onFile: [["SELECT bank_account FROM household WHERE household_no = '52000000007'", [{ bank_account: '6228480000000271828' }]]],
  },
  {
    file: 'title_2014',
    counts: { rows: 6, new: 6 },
    warns: [/标题写明 2014 年，年度数字记入 2014 年/],
    onFile: [['SELECT DISTINCT year FROM household_year', [{ year: 2014 }]]],
  },
  { file: 'title_2014', options: YEAR, counts: { rows: 6, rejected: 6 }, problems: ['2'] },
  {
    file: 'title_2014',
    options: { ...YEAR, yearAgainstTitle: true },
    counts: { rows: 6, new: 6 },
    warns: [/按您的选择记入 2015 年/],
    onFile: [['SELECT DISTINCT year FROM household_year', [{ year: 2015 }]]],
  },
  {
    file: 'two_years',
    counts: { rows: 6, new: 6 },
    problems: [],
    onFile: [
      [
        'SELECT year, net_income_per_person AS income, count(*) AS n FROM household_year GROUP BY year, income ORDER BY year',
        [
          { year: 2014, income: 230_000, n: 2 },
          { year: 2015, income: 290_000, n: 2 },
        ],
      ],
    ],
  },
  {
    file: 'units',
    options: YEAR,
    counts: { rows: 9, new: 6, rejected: 3 },
    problems: ['8G', '8H', '8J', '9G', '9H', '9J', '10G', '10H', '10J'],
    onFile: [
      [
        'SELECT wage_income AS w, business_income AS b, farmland AS f, house_area AS h, road_distance AS r FROM household_year ORDER BY f',
        [
          { w: 500_000, b: 500_000, f: 300, h: 8000, r: 50 },
          { w: 500_000, b: 500_000, f: 1500, h: 8000, r: 50 },
        ],
      ],
    ],
  },
]

const POPULATION: readonly Case[] = [
  {
    file: 'one_row_population',
    options: YEAR,
    counts: { rows: 3, new: 3 },
    problems: [],
    warns: [/成员未录入：来表写 3 人，录入的成员是 1 人/, /成员未录入：来表写 4 人/, /成员未录入：来表写 5 人/],
    onFile: [
      ['SELECT population FROM household ORDER BY household_no', [{ population: 3 }, { population: 4 }, { population: 5 }]],
      ['SELECT population, stated_population FROM household_year ORDER BY population', [3, 4, 5].map((n) => ({ population: n, stated_population: n }))],
    ],
  },
  {
    file: 'income_one_row',
    options: YEAR,
    counts: { rows: 3, new: 3, rejected: 0 },
    problems: [],
    onFile: [['SELECT net_income_per_person AS income FROM household_year ORDER BY income', [{ income: 180_000 }, { income: 225_000 }, { income: 300_000 }]]],
  },
]

const HELPERS: readonly Case[] = [
  {
    file: 'one_row_household_typical',
    options: YEAR,
    counts: { rows: 4, new: 4 },
    problems: [],
    onFile: [
      ['SELECT attribute, population, count(*) AS n FROM household GROUP BY attribute, population', [{ attribute: '01', population: 3, n: 4 }]],
      ['SELECT h.name, o.name AS unit FROM helper h JOIN organization o ON o.id = h.organization_id', [{ name: '吴某', unit: '县委办' }]],
      ['SELECT count(*) AS n, count(DISTINCT household_id) AS households FROM pairing', [{ n: 4, households: 4 }]],
    ],
  },
  {
    file: 'one_row_household_typical',
    before: ['one_row_household_typical'],
    options: YEAR,
    counts: { rows: 4, same: 4, changed: 0, new: 0 },
    problems: [],
    onFile: [['SELECT count(*) AS n FROM pairing', [{ n: 4 }]]],
  },
]

const CORRECTED: readonly Case[] = [
  { file: 'corrected_id_2', before: ['corrected_id_1'], options: YEAR, counts: { rows: 2, rejected: 2 }, problems: ['2E'] },
  {
    file: 'corrected_id_2',
    before: ['corrected_id_1'],
    options: { ...YEAR, acceptIdentityChanges: true },
    counts: { rows: 2, changed: 1, same: 1, rejected: 0 },
    problems: [],
    onFile: [["SELECT id_number, birth_date FROM person WHERE name = '赵一丙'", [{ id_number: '621125197001130212', birth_date: '1970-01-13' }]]],
  },
]

const DATES: readonly Case[] = [
  {
    file: 'yyyymm',
    options: YEAR,
    counts: { rows: 6, new: 6 },
    problems: [],
    onFile: [['SELECT DISTINCT first_identified_on AS first, exit_year AS exit FROM household', [{ first: '2013-12', exit: 2015 }]]],
  },
  {
    file: 'dates',
    options: YEAR,
    counts: { rows: 9, new: 9 },
    problems: [],
    onFile: [
      ['SELECT first_identified_on AS first FROM household ORDER BY household_no', [{ first: '2014-06' }, { first: '2014-06' }, { first: '2014-06-01' }]],
      ["SELECT birth_date FROM person WHERE name IN ('张试与', '李试三') ORDER BY name", [{ birth_date: '1970-03-03' }, { birth_date: '1998-02-08' }]],
    ],
  },
]

let bench: ImportBench | undefined

afterEach(async () => {
  await bench?.end()
  bench = undefined
})

async function imported({ file, register = 'household', options = {}, before = [], demo }: Case): Promise<{ bench: ImportBench; result: ImportResult }> {
  const made = await importBench(demo === undefined ? {} : { households: demo })
  bench = made
  for (const first of before) await made.import(register, join(FOLDER, `${first}.xlsx`), options)
  return { bench: made, result: await made.import(register, join(FOLDER, `${file}.xlsx`), options) }
}

describe('乡镇村里实际的表', () => {
  it.each([...cases, ...POPULATION, ...HELPERS, ...CORRECTED, ...DATES].map((one) => [one.file, JSON.stringify(one.options ?? {}), one] as const))(
    '%s %s',
    async (_file, _options, one) => {
      const { bench: made, result } = await imported(one)
      expect(result).toMatchObject(one.counts)
      expect(result.rows).toBe(result.new + result.changed + result.same + result.rejected)
      const own = result.problems.filter(({ code }) => code !== 'same_household')
      if (one.problems !== undefined) expect(own.map(({ row, column }) => `${row}${column}`)).toEqual(one.problems)
      for (const pattern of one.warns ?? []) expect(result.warnings.map(({ message }) => message)).toContainEqual(expect.stringMatching(pattern))
      for (const [sql, expected] of one.onFile ?? []) expect(made.office.store.read.all(sql)).toEqual(expected)
    },
  )

  it('常见的 47 个表头：认得，或说明相近的项目', async () => {
    bench = await importBench()
    const opened = await bench.open(
      'household',
      bench.core.files.accept(join(FOLDER, 'heading_coverage.xlsx'), 'heading_coverage.xlsx', 'u-admin', { temporary: false }).ticket,
    )
    const [sheet] = opened.sheets
    const said = new Map(sheet?.problems.map(({ value, message }) => [value, message]))
    const unknown = (sheet?.headings ?? []).filter(({ target }) => target === null)
    const dumb = unknown.filter(({ heading }) => /这一列没有导入。需要时/.test(said.get(heading) ?? '这一列没有导入。需要时'))
    expect(dumb.map(({ heading }) => heading)).toEqual([])
    expect(Object.fromEntries(sheet?.headings.map(({ heading, target }) => [heading, target]) ?? [])).toMatchObject({
      身份证号: 'household.head_id_number',
      身份证号码: 'person.id_number',
      贫困类型: 'household.attribute',
      致贫主因: 'household.main_cause',
      电话号码: 'household.phone',
      养老保险: 'person_year.resident_pension',
      医疗保险: 'person_year.resident_medical',
      户籍地址: 'household.address',
      年级: 'person_year.student_status',
    })
  })
})
