/** More sheets of the kinds in `cases.test.ts`, made here: what was mended must hold for the kind, not for the example. */
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportOptions, ImportResult } from './contract.ts'
import { importBench, person, type ImportBench } from './testing/importing.ts'

/** A value, or a value with its number format. */
type Cell = string | number | null | readonly [value: string | number, format: string]

let bench: ImportBench
let files = 0

beforeAll(async () => {
  bench = await importBench()
})
afterAll(async () => {
  await bench.end()
})

async function load(
  rows: readonly (readonly Cell[])[],
  options: ImportOptions = { year: 2015 },
  register = 'household',
  hide?: (sheet: ExcelJS.Worksheet) => void,
): Promise<ImportResult> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('表')
  for (const [at, row] of rows.entries()) {
    for (const [index, cell] of row.entries()) {
      if (cell === null) continue
      const target = sheet.getCell(at + 1, index + 1)
      target.value = typeof cell === 'object' ? cell[0] : cell
      if (typeof cell === 'object') target.numFmt = cell[1]
    }
  }
  hide?.(sheet)
  files += 1
  const path = join(bench.directory, `变体${files}.xlsx`)
  await workbook.xlsx.writeFile(path)
  return bench.import(register, path, options)
}

let numbers = 0
const nextNo = (): string => `7${String((numbers += 1)).padStart(8, '0')}`
const KEYS = ['乡镇', '行政村', '户编号', '姓名', '证件号码', '与户主关系']

/** A row of a head with more columns behind. */
function head(no: string, ...rest: readonly Cell[]): Cell[] {
  const { name, idNumber } = person('本人或户主', '1', '1970-03-12')
  return ['武阳镇', '柯寨', no, name, idNumber, '户主', ...rest]
}

const yearOfHousehold = (no: string, year = 2015): Record<string, unknown> | undefined =>
  bench.office.store.read.get('SELECT y.* FROM household_year y JOIN household h ON h.id = y.household_id WHERE h.household_no = ? AND y.year = ?', no, year)
const household = (no: string): Record<string, unknown> | undefined => bench.office.store.read.get('SELECT * FROM household WHERE household_no = ?', no)
const messages = (problems: readonly { message: string }[]): string => problems.map(({ message }) => message).join('\n')

describe('单元格显示的和存的', () => {
  it.each<[string, Cell, number | null]>([
    ['单位在格式里', [0.5, '0.0"万"'], 500_000],
    ['千分位、元', [5000, '#,##0.00"元"'], 500_000],
    ['只是显示为万的大数（!.）', [12_345, '0!.0,"万"'], 1_234_500],
    ['缩小一千倍', [12_345, '0.0,'], null],
    ['百分数', [0.5, '0%'], null],
    ['看不懂的单位', [3, '0"袋"'], null],
    ['格式里有别的数字', [5, '"1"0'], null],
    ['四舍五入', [2500.55, '0'], 250_055],
    ['货币符号', [2500, '"¥"#,##0.00'], 250_000],
    ['负数括号', [2500, '#,##0_);(#,##0)'], 250_000],
  ])('%s', async (_kind, cell, expected) => {
    const no = nextNo()
    const result = await load([[...KEYS, '工资性收入'], head(no, cell)])
    if (expected === null) expect(result.problems.map(({ row, column }) => `${row}${column}`)).toEqual(['2G'])
    else expect(yearOfHousehold(no)).toMatchObject({ wage_income: expected })
  })

  it('四舍五入和零显示为空要说明', async () => {
    const result = await load([[...KEYS, '工资性收入', '财产性收入'], head(nextNo(), [2500.55, '0'], [0, '#,##0;-#,##0;;@'])])
    expect(messages(result.warnings)).toMatch(/“工资性收入”第 2 行显示“2501”，里面存的是 2500.55/)
    expect(messages(result.warnings)).toMatch(/“财产性收入”第 2 行显示“空白”，里面存的是 0/)
  })

  it('编号、电话、是否按看到的读；文字两边的格式字也是', async () => {
    const no = nextNo()
    const result = await load([
      [...KEYS, '联系电话', '银行账号', '危房户', '本地户号', '家庭住址'],
      head(no, [13_900_001_111, '000-0000-0000'], [1234, '"6228480000001"0000'], [1, '[=1]"是";[=0]"否"'], [7, '"A-"000'], ['12号', '"一社"@']),
    ])
    expect(result.problems).toEqual([])
    expect(household(no)).toMatchObject({ phone: '13900001111', bank_account: '62284800000011234', local_no: 'A-007', address: '一社12号' })
    expect(yearOfHousehold(no)).toMatchObject({ dangerous_house: 1 })
  })

  it('只显示年月的日期按年月读', async () => {
    const no = nextNo()
    await load([[...KEYS, '首次识别时间'], head(no, [41_974, 'yyyy"年"m"月"'])])
    expect(household(no)).toMatchObject({ first_identified_on: '2014-12' })
  })
})

describe('单位', () => {
  it.each<[string, readonly (readonly Cell[])[], Cell, Record<string, unknown>]>([
    ['表头千元', [[...KEYS, '工资性收入（千元）']], 5, { wage_income: 500_000 }],
    ['表头冒号', [[...KEYS, '工资性收入:万元']], 0.5, { wage_income: 500_000 }],
    ['整张表的单位', [['单位：万元'], [...KEYS, '工资性收入']], 0.5, { wage_income: 500_000 }],
    ['整张表几个单位', [['贫困户收入（单位：万元、公顷）'], [...KEYS, '工资性收入']], 0.5, { wage_income: 500_000 }],
    [
      '表头下一行是单位',
      [
        [...KEYS, '工资性收入'],
        [null, null, null, null, null, null, '万元'],
      ],
      0.5,
      { wage_income: 500_000 },
    ],
    ['填报单位不是单位', [['填报单位：万元村'], [...KEYS, '工资性收入']], 5000, { wage_income: 500_000 }],
    ['公顷', [[...KEYS, '林地面积（公顷）']], 0.2, { forest: 300 }],
    ['里', [[...KEYS, '与村主干路距离（里）']], 1, { road_distance: 50 }],
    ['人均元/人', [[...KEYS, '人均纯收入（元/人）']], 2500, { net_income_per_person: 250_000 }],
    ['单元格里的单位为准', [[...KEYS, '工资性收入（万元）']], '5000元', { wage_income: 500_000 }],
    ['一亩半', [[...KEYS, '耕地面积']], '1亩半', { farmland: 150 }],
    ['0.1 不经过浮点', [[...KEYS, '工资性收入（万元）']], 0.0003, { wage_income: 300 }],
  ])('%s', async (_kind, above, cell, expected) => {
    const no = nextNo()
    const result = await load([...above, head(no, cell)])
    expect(result.problems).toEqual([])
    expect(yearOfHousehold(no)).toMatchObject(expected)
  })

  it.each(['工资性收入（美元）', '低保金（元/月）', '耕地面积（平方米）', '林地面积（斤）'])('%s 不能换算：说明这一列没有导入', async (heading) => {
    const no = nextNo()
    const result = await load([[...KEYS, heading], head(no, 100)])
    expect(messages(result.warnings)).toMatch(/不能准确换算.*没有导入/)
    expect(yearOfHousehold(no)).toBeUndefined()
  })

  it.each(['约3000', '3000左右', '两千', '2000-3000', '八十'])('%s 读不准：按单元格拒绝', async (text) => {
    const result = await load([[...KEYS, '工资性收入'], head(nextNo(), text)])
    expect(result.problems.map(({ row, column }) => `${row}${column}`)).toEqual(['2G'])
  })

  it('村的表也一样', async () => {
    const result = await load(
      [
        ['乡镇', '行政村', '年度', '耕地面积（公顷）'],
        ['武阳镇', '柯寨', 2015, 2],
      ],
      {},
      'village_year',
    )
    expect(result.problems).toEqual([])
    expect(bench.office.store.read.all('SELECT * FROM village_year')).toEqual([expect.objectContaining({ year: 2015 })])
  })
})

describe('没有写户编号的行', () => {
  const member = (no: string | null, relation: string, sex: '1' | '2' = '1', birth = '2001-02-03'): Cell[] => {
    const { name, idNumber } = person(relation, sex, birth)
    return ['武阳镇', '柯寨', no, name, idNumber, relation]
  }
  it.each([null, '0', '00000', '待定', '暂无', '未录入', '不详', '无', '-'])('%s：别的行都写了的，问清楚，不算进上面一户', async (blank) => {
    const no = nextNo()
    const result = await load([KEYS, head(no), member(no, '配偶', '2', '1972-02-02'), member(blank, '之子')])
    expect(result).toMatchObject({ new: 2, rejected: 1 })
    expect(household(no)).toMatchObject({ population: 2 })
  })

  it('只在户主一行写编号的表，下面的人算本户', async () => {
    const [one, two] = [nextNo(), nextNo()]
    const result = await load([KEYS, head(one), member(null, '配偶', '2', '1972-02-02'), member(null, '之子'), head(two), member(null, '之女', '2')])
    expect(result).toMatchObject({ new: 5, rejected: 0 })
    expect(household(one)).toMatchObject({ population: 3 })
    expect(household(two)).toMatchObject({ population: 2 })
  })

  it('已在库里的人没写编号，仍是自己那一户的，也不带别人进去', async () => {
    const [one, two] = [nextNo(), nextNo()]
    const son = member(one, '之子')
    await load([KEYS, head(one), member(one, '配偶', '2', '1972-02-02'), son])
    const blank = son.map((cell, index) => (index === 2 ? null : cell))
    const result = await load([KEYS, head(two), member(two, '配偶', '2', '1972-02-02'), blank, member(null, '之女', '2')])
    expect(result).toMatchObject({ new: 2, same: 1, rejected: 1 })
    expect(household(one)).toMatchObject({ population: 3 })
    expect(household(two)).toMatchObject({ population: 2 })
  })
})

describe('页脚、印章、重复的标题', () => {
  it.each<[string, Cell[]]>([
    ['合计', ['合计', null, null, '1 人']],
    ['全村合计', ['全村合计', null, null, '1人']],
    ['共 1 人', ['共1人']],
    ['审核签字', [null, null, null, '审核人（签字）：', null, '日期：']],
    ['公章和日期', [null, null, null, '新寺村（公章）', null, '2015.3.1']],
    ['只有日期', [null, null, null, null, null, '2015年3月1日']],
    ['空日期', [null, null, null, null, '年   月   日']],
    ['第几页', ['第 1 页 共 3 页']],
    ['以下空白', [null, null, null, '（以下空白）']],
    ['续表', ['续表', '贫困户花名册（续）']],
    ['标题', ['漳县武阳镇贫困户花名册（二）']],
    ['驻村工作队', ['驻村工作队长：张某', null, null, '包村干部：李某', null, '村支书：王某']],
  ])('%s 不是人，也不耽误别人', async (_kind, foot) => {
    const no = nextNo()
    const result = await load([[...KEYS, '文化程度', '健康状况'], head(no), foot, KEYS, head(nextNo())])
    expect(result).toMatchObject({ rows: 2, new: 2, rejected: 0 })
  })

  it('像页脚的数据还是数据', async () => {
    const result = await load([
      ['乡镇', '行政村', '姓名', '证件号码', '与户主关系', '备注'],
      [...head('').filter((_, index) => index !== 2), '共和社 12 号'],
    ])
    expect(result).toMatchObject({ rows: 1, new: 1 })
  })
})

describe('年度', () => {
  it.each<[string, Record<string, unknown>]>([
    ['14年人均纯收入', { year: 2014 }],
    ['人均纯收入（2014年）', { year: 2014 }],
    ['2014年度家庭人均纯收入（元）', { year: 2014 }],
  ])('表头 %s', async (heading, { year }) => {
    const no = nextNo()
    const result = await load([[...KEYS, heading], head(no, 2300)], {})
    expect(result.problems).toEqual([])
    expect(yearOfHousehold(no, Number(year))).toMatchObject({ net_income_per_person: 230_000 })
    expect(yearOfHousehold(no, 2015)).toBeUndefined()
  })

  it('两行表头：年度在上面一行', async () => {
    const no = nextNo()
    const rows: Cell[][] = [
      [...KEYS, '2014年', null, '2015年', null],
      [null, null, null, null, null, null, '人均纯收入', '耕地面积', '人均纯收入', '耕地面积'],
      head(no, 2300, 3, 2900, 4),
    ]
    const result = await load(rows, {}, 'household', (sheet) => {
      for (const merge of ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'E1:E2', 'F1:F2', 'G1:H1', 'I1:J1']) sheet.mergeCells(merge)
    })
    expect(result.problems).toEqual([])
    expect(yearOfHousehold(no, 2014)).toMatchObject({ net_income_per_person: 230_000, farmland: 300 })
    expect(yearOfHousehold(no, 2015)).toMatchObject({ net_income_per_person: 290_000, farmland: 400 })
  })

  it('户年度记录的表：每个年度一条', async () => {
    const no = nextNo()
    await load([KEYS, head(no)])
    const result = await load(
      [
        ['户编号', '2014年工资性收入', '2015年工资性收入'],
        [no, 100, 200],
      ],
      {},
      'household_year',
    )
    expect(result.problems).toEqual([])
    expect([yearOfHousehold(no, 2014), yearOfHousehold(no, 2015)]).toMatchObject([{ wage_income: 10_000 }, { wage_income: 20_000 }])
  })

  it('标题写了两个年度：说明看不出是哪一年', async () => {
    const result = await load([['2014年识别2015年脱贫户花名册'], [...KEYS, '人均纯收入'], head(nextNo(), 2300)], {})
    expect(messages(result.warnings)).toMatch(/标题里写着 2014 年、2015 年，看不出/)
  })
})

describe('年月', () => {
  it.each<[Cell, string | null, number | null]>([
    ['2014-6', '2014-06', 2014],
    ['2014/06', '2014-06', 2014],
    [201_406, '2014-06', 2014],
    ['2014年06月', '2014-06', 2014],
    ['２０１４．６', '2014-06', 2014],
    ['201413', null, null],
  ])('%s', async (cell, date, year) => {
    const no = nextNo()
    const result = await load([[...KEYS, '首次识别时间', '脱贫时间'], head(no, cell, cell)])
    if (date === null) expect(result.problems.map(({ column }) => column)).toEqual(['G', 'H'])
    else expect(household(no)).toMatchObject({ first_identified_on: date, exit_year: year })
  })
})

describe('成员横着排', () => {
  it.each<[string, string[]]>([
    ['成员1姓名', ['成员1姓名', '成员1身份证号', '成员1与户主关系', '成员2姓名', '成员2身份证号', '成员2与户主关系']],
    ['家庭成员一', ['家庭成员一姓名', '家庭成员一证件号码', '家庭成员一关系', '家庭成员二姓名', '家庭成员二证件号码', '家庭成员二关系']],
    ['姓名1', ['姓名1', '身份证号1', '与户主关系1', '姓名2', '身份证号2', '与户主关系2']],
  ])('%s', async (_kind, headings) => {
    const no = nextNo()
    const [headOf, wife, son] = [person('户主', '1', '1970-01-02'), person('配偶', '2', '1972-02-03'), person('之子', '1', '2001-03-04')]
    const result = await load([
      ['乡镇', '行政村', '户编号', '户主姓名', '户主身份证号', ...headings],
      ['武阳镇', '柯寨', no, headOf.name, headOf.idNumber, wife.name, wife.idNumber, '妻', son.name, son.idNumber, '长子'],
    ])
    expect(result.problems).toEqual([])
    expect(result).toMatchObject({ rows: 3, new: 3 })
    expect(household(no)).toMatchObject({ population: 3, head_name: headOf.name })
  })
})

describe('村和社在一格里', () => {
  it.each(['柯寨村一社', '柯寨村3组', '柯寨一社', '柯寨村（二社）'])('%s', async (text) => {
    const no = nextNo()
    const row = head(no)
    row[1] = text
    const result = await load([KEYS, row])
    expect(result.problems).toEqual([])
    expect(household(no)).toMatchObject({ village: '621125100204', group_id: expect.any(String) as string })
  })
})

describe('换户主', () => {
  it('编号相同、户主换了人：先问，接受后才换', async () => {
    const no = nextNo()
    const first = head(no)
    const son = person('之子', '1', '1995-05-06')
    const sonRow = (relation: string): Cell[] => ['武阳镇', '柯寨', no, son.name, son.idNumber, relation]
    await load([KEYS, first, sonRow('之子')])
    const rows = [KEYS, sonRow('户主'), first.map((cell, index) => (index === 5 ? '父亲' : cell))]
    const asked = await load(rows)
    expect(messages(asked.problems)).toMatch(/表里的户主却是/)
    expect(household(no)).toMatchObject({ head_name: first[3] })
    const taken = await load(rows, { year: 2015, acceptIdentityChanges: true })
    expect(taken.problems).toEqual([])
    expect(household(no)).toMatchObject({ head_name: son.name })
  })
})

describe('帮扶责任人', () => {
  const list = ['乡镇', '村', '户编号', '户主姓名', '户主身份证号', '家庭人口', '帮扶干部', '帮扶干部单位', '帮扶干部电话']
  const row = (no: string, helper: string, unit: string, phone: string | null = null, self = person('户主', '1', '1970-01-02')): Cell[] => [
    '武阳镇',
    '柯寨',
    no,
    self.name,
    self.idNumber,
    2,
    helper,
    unit,
    phone,
  ]
  it('同名不同单位是两个人；换了人要问；一格两个人都结对', async () => {
    const [one, two, three] = [nextNo(), nextNo(), nextNo()]
    const self = person('户主', '1', '1970-01-02')
    const first = await load([
      list,
      row(one, '钱帮扶', '甲局', '13900000001', self),
      row(two, '钱帮扶', '乙局', '13900000002'),
      row(three, '孙帮扶、李帮扶', '丙局'),
    ])
    expect(first.problems).toEqual([])
    expect(bench.office.store.read.all("SELECT count(*) AS n FROM helper WHERE name = '钱帮扶'")).toEqual([{ n: 2 }])
    expect(
      bench.office.store.read.all('SELECT count(*) AS n FROM pairing p JOIN household h ON h.id = p.household_id WHERE h.household_no = ?', three),
    ).toEqual([{ n: 2 }])
    const changed = await load([list, row(one, '周帮扶', '甲局', null, self)])
    expect(messages(changed.problems)).toMatch(/帮扶责任人是“钱帮扶”，表里是“周帮扶”，没有更换/)
  })
})
