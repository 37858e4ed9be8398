/** Layouts met beside those of `cases.test.ts` and `caseVariants.test.ts`: places and years in titles, members in rows and columns, merged blanks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportOptions, ImportResult } from './contract.ts'
import { importBench, person, type ImportBench, type RowIn } from './testing/importing.ts'

let bench: ImportBench

beforeAll(async () => {
  bench = await importBench()
})
afterAll(async () => {
  await bench.end()
})

type Rows = readonly RowIn[]

async function load(rows: Rows | Record<string, Rows>, options: ImportOptions = { year: 2015 }, merges: readonly string[] = []): Promise<ImportResult> {
  return bench.import('household', await bench.workbook(rows, { merges }), options)
}

let numbers = 0
const nextNo = (): string => `8${String((numbers += 1)).padStart(8, '0')}`
const messages = (problems: readonly { message: string }[]): string => problems.map(({ message }) => message).join('\n')
const KEYS = ['乡镇', '行政村', '户编号', '姓名', '证件号码', '与户主关系']
const BARE = ['姓名', '证件号码', '与户主关系']

interface Somebody {
  readonly name: string
  readonly idNumber: string
}
const man = (birth = '1970-03-12'): Somebody => person('', '1', birth)
const woman = (birth = '1972-02-02'): Somebody => person('', '2', birth)
const row = ({ name, idNumber }: Somebody, relation = '户主'): RowIn => [name, idNumber, relation]

const householdOf = ({ idNumber }: Somebody): Record<string, unknown> | undefined =>
  bench.office.store.read.get('SELECT h.* FROM household h JOIN person p ON p.household_id = h.id WHERE p.id_number = ?', idNumber)
const relationOf = ({ idNumber }: Somebody): unknown =>
  bench.office.store.read.get<{ relation: string }>('SELECT relation FROM person WHERE id_number = ?', idNumber)?.relation

describe('标题、工作表名里的地方', () => {
  it.each<[string, Rows]>([
    ['标题', [['漳县武阳镇柯寨村2015年贫困户花名册'], BARE]],
    ['标题下一行', [['贫困户花名册'], ['乡镇：武阳镇      村：柯寨村'], BARE]],
    ['填报单位', [['贫困户花名册'], ['填报单位：', '武阳镇柯寨村民委员会'], BARE]],
  ])('%s写明的村，没有行政村一列时按它，并说明', async (_kind, above) => {
    const head = man()
    const result = await load([...above, row(head), row(woman(), '妻子')])
    expect(result).toMatchObject({ rows: 2, new: 2 })
    expect(messages(result.warnings)).toMatch(/没有行政村一列.*武阳镇柯寨村/)
    expect(householdOf(head)).toMatchObject({ village: '621125100204', population: 2 })
  })

  it('一个村一张工作表', async () => {
    const [one, two] = [man(), man()]
    const result = await load({ 柯寨村: [['武阳镇贫困户'], BARE, row(one)], 何家山: [BARE, row(two)] })
    expect(result).toMatchObject({ rows: 2, new: 2 })
    expect([householdOf(one), householdOf(two)]).toMatchObject([{ village: '621125100204' }, { village: '621125100210' }])
  })

  it('标题写了两个村，或同名的村没有写乡镇：问清楚', async () => {
    for (const title of ['武阳镇柯寨村、何家山村贫困户花名册', '柯寨村贫困户花名册']) {
      const result = await load([[title], BARE, row(man())])
      expect(result).toMatchObject({ rejected: 1 })
      expect(messages(result.problems)).toMatch(/必须填写行政村/)
    }
  })

  it('同名的村按标题里的乡镇，并说明；表里有乡镇一列而这一格空着的，仍然问', async () => {
    const head = man()
    const result = await load([['漳县武阳镇贫困户花名册'], ['村', ...BARE], ['柯寨', ...row(head)]])
    expect(householdOf(head)).toMatchObject({ village: '621125100204' })
    expect(messages(result.warnings)).toMatch(/叫“柯寨”的行政村有几个/)
    const asked = await load([['漳县武阳镇贫困户花名册'], ['乡镇', '村', ...BARE], [null, '柯寨', ...row(man())]])
    expect(asked).toMatchObject({ rejected: 1 })
  })

  it('村委会和社在一格里', async () => {
    const head = man()
    await load([
      ['村组', ...BARE],
      ['武阳镇柯寨村民委员会二社', ...row(head)],
    ])
    const { group_id: group } = householdOf(head) ?? {}
    expect(bench.office.store.read.get('SELECT name FROM village_group WHERE id = ?', String(group))).toEqual({ name: '二社' })
  })
})

describe('合并单元格和没有人的行', () => {
  it('户编号合并到空行：空行不是人，不耽误本户', async () => {
    const [head, wife, no] = [man(), woman(), nextNo()]
    const result = await load(
      [KEYS, ['武阳镇', '柯寨', no, ...row(head)], [null, null, null, ...row(wife, '妻')], [], [], ['武阳镇', '柯寨', nextNo(), ...row(man())]],
      { year: 2015 },
      ['A2:A5', 'B2:B5', 'C2:C5'],
    )
    expect(messages(result.problems)).toBe('')
    expect(result).toMatchObject({ rows: 3, new: 3, rejected: 0, skipped: { blank: 2 } })
    expect(householdOf(head)).toMatchObject({ population: 2 })
  })

  it('只写了村名或单位名称的行', async () => {
    const result = await load([
      KEYS,
      ['武阳镇', '柯寨', nextNo(), ...row(man())],
      [null, '柯寨村'],
      ['武阳镇柯寨村'],
      ['武阳镇', '柯寨', nextNo(), ...row(man())],
    ])
    expect(result).toMatchObject({ rows: 2, new: 2, rejected: 0 })
  })
})

describe('成员横着排', () => {
  const place = ['乡镇', '行政村', '户主姓名', '户主身份证号']
  const [son, daughter] = ['1995-05-05', '2003-03-03']

  it.each<[string, string[], ('wife' | 'son' | 'daughter')[]]>([
    ['配偶、子女', ['配偶姓名', '配偶身份证号', '子女1姓名', '子女1身份证号', '子女2姓名', '子女2身份证号'], ['wife', 'son', 'daughter']],
    ['妻子、长子、长女', ['妻子姓名', '妻子身份证号', '长子姓名', '长子身份证号', '长女姓名', '长女身份证号'], ['wife', 'son', 'daughter']],
  ])('%s：关系在表头里', async (_kind, headings, who) => {
    const people = { wife: woman(), son: man(son), daughter: woman(daughter) }
    const head = man()
    const result = await load([
      [...place, ...headings],
      ['武阳镇', '柯寨', head.name, head.idNumber, ...who.flatMap((one) => [people[one].name, people[one].idNumber])],
    ])
    expect(result).toMatchObject({ rows: 4, new: 4 })
    expect(who.map((one) => relationOf(people[one]))).toEqual(['02', '03', '04'])
  })

  it.each<[string, Rows, string[]]>([
    ['第一成员', [[...place, '第一成员姓名', '第一成员身份证号', '第一成员关系', '第二成员姓名', '第二成员身份证号', '第二成员关系']], []],
    ['同样的表头重复', [[...place, '姓名', '身份证号码', '与户主关系', '姓名', '身份证号码', '与户主关系']], []],
    [
      '三行表头',
      [
        [...place, '家庭成员情况', null, null, null, null, null],
        [null, null, null, null, '成员一', null, null, '成员二', null, null],
        [null, null, null, null, '姓名', '身份证号', '与户主关系', '姓名', '身份证号', '与户主关系'],
      ],
      ['A1:A3', 'B1:B3', 'C1:C3', 'D1:D3', 'E1:J1', 'E2:G2', 'H2:J2'],
    ],
  ])('%s', async (_kind, headings, merges) => {
    const [head, wife, child] = [man(), woman(), man(son)]
    const result = await load(
      [...headings, ['武阳镇', '柯寨', head.name, head.idNumber, wife.name, wife.idNumber, '妻', child.name, child.idNumber, '子']],
      { year: 2015 },
      merges,
    )
    expect(result).toMatchObject({ rows: 3, new: 3 })
    expect([wife, child].map(relationOf)).toEqual(['02', '03'])
    expect(householdOf(child)).toMatchObject({ head_name: head.name, population: 3 })
  })

  it('学生名单里的父亲姓名不是户主的父亲', async () => {
    const { headings } = (await opened([['乡镇', '行政村', '户主姓名', '姓名', '证件号码', '与户主关系', '父亲姓名']])) ?? {}
    expect(headings?.find(({ heading }) => heading === '父亲姓名')?.target).toBeNull()
  })

  it('一格里写了几个成员：不当作户主的姓名', async () => {
    const head = man()
    const result = await load([
      [...place, '家庭成员'],
      ['武阳镇', '柯寨', head.name, head.idNumber, '骆试甲、张试乙'],
    ])
    expect(result).toMatchObject({ rejected: 1 })
    expect(messages(result.problems)).toMatch(/这一格写的是“骆试甲、张试乙”/)
  })
})

async function opened(rows: Rows): Promise<Awaited<ReturnType<ImportBench['open']>>['sheets'][number] | undefined> {
  const path = await bench.workbook([...rows, rows[0]?.map(() => '甲') ?? []])
  return (await bench.open('household', bench.core.files.accept(path, '表.xlsx', 'u-admin', { temporary: false }).ticket)).sheets[0]
}

describe('年度', () => {
  it('工作表名是别的年度：选了年度的要问，没有选的照表名记并说明', async () => {
    const sheet: Rows = [
      [...KEYS, '人均纯收入'],
      ['武阳镇', '柯寨', nextNo(), ...row(man()), 2300],
    ]
    expect(await load({ '2014年': sheet })).toMatchObject({ rejected: 1 })
    const result = await load({ '2014年': sheet }, {})
    expect(messages(result.warnings)).toMatch(/2014 年，年度数字记入 2014 年/)
  })

  it('一年一张工作表：同一个人在几张里，说明要一张一张地导入', async () => {
    const line: RowIn = ['武阳镇', '柯寨', nextNo(), ...row(man())]
    const headings = [...KEYS, '人均纯收入']
    const result = await load({ '2014年': [headings, [...line, 2300]], '2015年': [headings, [...line, 2900]] }, {})
    expect(result).toMatchObject({ rejected: 2 })
    expect(messages(result.problems)).toMatch(/不是一个年度的，请选择工作表，一张一张地导入/)
  })

  it('年份一列有空格的行：说明按哪一年导入', async () => {
    const result = await load(
      [
        [...KEYS, '年份', '人均纯收入'],
        ['武阳镇', '柯寨', nextNo(), ...row(man()), null, 2300],
      ],
      {},
    )
    expect(messages(result.warnings)).toMatch(/“年份”有 1 行没有填/)
  })

  it('文件名是别的年度：说明', async () => {
    const rows: Rows = [
      [...KEYS, '人均纯收入'],
      ['武阳镇', '柯寨', nextNo(), ...row(man()), 2300],
    ]
    const result = await bench.import('household', await bench.workbook(rows, { name: '2014年花名册.xlsx' }), { year: 2015 })
    expect(messages(result.warnings)).toMatch(/文件名写着 2014 年，按选择的年度记入 2015 年/)
  })
})

describe('一户一行', () => {
  it('两行表头里的“人口”；小计、合计不是户', async () => {
    const [one, two] = [man(), man()]
    const result = await load(
      [
        ['乡镇', '村', '社', '户主', '身份证号码', '家庭情况', null, '人均纯收入'],
        [null, null, null, null, null, '人口', '住房面积（㎡）', null],
        ['武阳镇', '柯寨', '一社', one.name, one.idNumber, '4人', 80, 2300],
        ['武阳镇', '柯寨', '一社', two.name, two.idNumber, '３', 60, 2400],
        ['武阳镇', '柯寨', '一社小计', '2户', null, 7, 140, null],
      ],
      { year: 2015 },
      ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'E1:E2', 'F1:G1', 'H1:H2'],
    )
    expect(result).toMatchObject({ rows: 2, new: 2, skipped: { total: 1 } })
    expect([householdOf(one), householdOf(two)]).toMatchObject([{ population: 4 }, { population: 3 }])
  })
})
