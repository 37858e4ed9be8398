import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officeRegisterNames } from '#core/catalogue/index.ts'
import { openWorkbook } from '#core/excel/readWorkbook.ts'
import { userOf } from '#core/testing/office.ts'
import { family, importBench, person, rosterRows, TITLES, type ImportBench } from './testing/importing.ts'
import { ROSTER_HEADINGS } from './testing/rosterHeadings.ts'

let bench: ImportBench
const members = family()
beforeAll(async () => {
  bench = await importBench()
  await bench.import('household', await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('1001', members)]))
})
afterAll(async () => {
  await bench.end()
})

const read = (sql: string, ...parameters: string[]): unknown => bench.office.store.read.get(sql, ...parameters)

describe('各台账按目录导入', () => {
  it('帮扶责任人连同单位，结对按户编号和姓名、电话对上；再导一次不变', async () => {
    const helpers = await bench.workbook([
      ['姓名', '性别', '帮扶单位名称', '联系电话', '是否第一书记'],
      ['李帮扶', '男', '县农业农村局', '13900000001', '是'],
      ['李帮扶', '女', '县教育局', '13900000002', '否'],
    ])
    expect(await bench.import('helper', helpers)).toMatchObject({ rows: 2, new: 2, rejected: 0, registers: { helper: { new: 2 }, organization: { new: 2 } } })
    expect(await bench.import('helper', helpers)).toMatchObject({ same: 2, changeSet: null })
    const pairings = await bench.workbook([
      ['户编号', '户主姓名', '帮扶责任人姓名', '帮扶单位', '帮扶开始时间'],
      ['1001', members[0]?.name, '李帮扶', '县教育局', '2015-03-01'],
    ])
    expect(await bench.import('pairing', pairings)).toMatchObject({ new: 1, problems: [] })
    expect(read('SELECT h.phone, p.start_date, p.village FROM pairing p JOIN helper h ON h.id = p.helper_id')).toEqual({
      phone: '13900000002',
      start_date: '2015-03-01',
      village: '621125100204',
    })
    expect(await bench.import('pairing', pairings)).toMatchObject({ same: 1, changeSet: null })
    const vaguer = (when: string): Promise<string> =>
      bench.workbook([
        ['户编号', '帮扶责任人姓名', '帮扶单位', '帮扶开始时间'],
        ['1001', '李帮扶', '县教育局', when],
      ])
    // A sheet that only knows the month takes no day away; another month is a change, and stays a month.
    expect(await bench.import('pairing', await vaguer('2015年3月'))).toMatchObject({ same: 1, changeSet: null })
    expect(await bench.import('pairing', await vaguer('201504'))).toMatchObject({ changed: 1, problems: [] })
    expect(read('SELECT start_date FROM pairing')).toEqual({ start_date: '2015-04' })
    const doubtful = await bench.workbook([
      ['户编号', '帮扶责任人姓名'],
      ['1001', '李帮扶'],
      ['9999', '李帮扶'],
      ['1001', '无此人'],
    ])
    const result = await bench.import('pairing', doubtful)
    expect(result).toMatchObject({ rows: 3, rejected: 3, changeSet: null })
    expect(new Set(result.problems.map(({ code }) => code))).toEqual(new Set(['reference_unknown']))
  })

  it('一格有错的行只说这一格，不说号码属于别人', async () => {
    const sheet = (sex: string): Promise<string> =>
      bench.workbook([
        ['干部编号', '姓名', '性别'],
        ['B-0007', '周帮扶', sex],
      ])
    expect(await bench.import('helper', await sheet('男'))).toMatchObject({ new: 1 })
    const result = await bench.import('helper', await sheet('男女'))
    expect(result).toMatchObject({ rejected: 1 })
    expect(result.problems.map(({ code, column }) => [code, column])).toEqual([['code_unknown', 'C']])
  })

  it('行政村和年度信息：按村名对上，年度取表里的列', async () => {
    const path = await bench.workbook([
      ['漳县行政村信息'],
      ['乡镇', '行政村', '年度', '总户数', '总人口', '是否通客运班车', '村级集体经济收入（万元）'],
      ['武阳镇', '柯寨', 2014, 312, 1260, '是', 3.5],
      ['贵清山镇', '柯寨', 2014, 200, 800, '否', 0],
    ])
    expect(await bench.import('village_year', path)).toMatchObject({
      rows: 2,
      new: 2,
      problems: [],
      registers: { village: { new: 2 }, village_year: { new: 2 } },
    })
    expect(read(`SELECT households, population, bus, collective_income FROM village_year WHERE village = '621125100204'`)).toEqual({
      households: 312,
      population: 1260,
      bus: 1,
      collective_income: 3_500_000,
    })
    expect(await bench.import('village_year', path)).toMatchObject({ same: 2, changeSet: null })
    const twice = await bench.workbook([
      ['乡镇', '行政村', '年度', '总户数'],
      ['武阳镇', '柯寨', 2016, 1],
      ['武阳镇', '柯寨', 2016, 2],
    ])
    const result = await bench.import('village_year', twice)
    expect(result).toMatchObject({ rejected: 2, changeSet: null })
    expect(result.problems.map(({ code }) => code)).toEqual(['duplicate_in_file', 'duplicate_in_file'])
  })

  it('户年度记录和人年度记录：户编号、证件号码对上', async () => {
    const income = await bench.workbook([
      ['户编号', '年度', '工资性收入', '生产经营性收入', '生产经营性支出', '生态补偿金'],
      ['1001', 2016, '12,000.00', 3000, 1000, 600],
    ])
    expect(await bench.import('household_year', income)).toMatchObject({ new: 1, problems: [] })
    expect(read(`SELECT net_income_per_person FROM household_year WHERE year = 2016`)).toEqual({ net_income_per_person: 486_667 })
    const study = await bench.workbook([
      ['姓名', '证件号码', '年度', '文化程度'],
      [members[2]?.name, members[2]?.idNumber, 2016, '小学'],
    ])
    expect(await bench.import('person_year', study)).toMatchObject({ new: 1, problems: [] })
  })

  it('社按村和名称对上，没有填的必填项说清楚', async () => {
    const path = await bench.workbook([
      ['乡镇', '行政村', '名称', '社编号', '总户数'],
      ['武阳镇', '柯寨', '一社', 1, 30],
      ['武阳镇', '柯寨', null, 2, 30],
    ])
    const result = await bench.import('village_group', path)
    expect(result).toMatchObject({ rows: 2, changed: 1, rejected: 1 })
    expect(result.problems[0]).toMatchObject({ row: 3, code: 'required' })
  })

  it('一户一行的表只改户，户主不在库里的连户主一起新建', async () => {
    const path = await bench.workbook([
      ['乡镇', '行政村', '户编号', '户主姓名', '户主证件号码', '家庭住址', '耕地面积'],
      ['武阳镇', '柯寨', '1001', members[0]?.name, members[0]?.idNumber, '一社 12 号', 6.5],
      ['武阳镇', '柯寨', '1002', '王新户', person('', '1', '1966-06-06').idNumber, '二社 3 号', 2],
    ])
    const result = await bench.import('household', path)
    expect(result).toMatchObject({ rows: 2, new: 1, changed: 1, problems: [] })
    expect(read(`SELECT head_name, population, address FROM household WHERE household_no = '1002'`)).toEqual({
      head_name: '王新户',
      population: 1,
      address: '二社 3 号',
    })
    expect(await bench.import('household', path)).toMatchObject({ same: 2, changeSet: null })
  })

  it('只有人没有户的表改库里的人，库里没有的退回', async () => {
    const path = await bench.workbook([
      ['姓名', '证件号码', '健康状况', '残疾类别'],
      [members[1]?.name, members[1]?.idNumber, '长期慢性病', null],
      ['无此人', person('', '2', '1970-07-07').idNumber, '健康', null],
    ])
    const result = await bench.import('person', path)
    expect(result).toMatchObject({ rows: 2, changed: 1, rejected: 1 })
    expect(result.problems.map(({ code }) => code)).toContain('reference_unknown')
  })

  it('手工指定的对应关系用过后记住', async () => {
    const people = family()
    const headings = ['所在村子', '镇名', '家庭代码', '成员', '号码', '同户主什么关系']
    const path = await bench.workbook([headings, ...people.map((one) => ['柯寨', '武阳镇', 'M1', one.name, one.idNumber, one.relation])])
    const mapping = {
      所在村子: 'household.village',
      镇名: 'division.township',
      家庭代码: 'household.household_no',
      成员: 'person.name',
      号码: 'person.id_number',
      同户主什么关系: 'membership.relation',
    }
    expect(await bench.import('household', path, { mapping })).toMatchObject({ rows: 3, new: 3, rejected: 0 })
    const ticket = bench.core.files.accept(path, '再来.xlsx', userOf('administrator').id, { temporary: false })
    const opened = await bench.open('household', ticket.ticket)
    expect(opened.sheets[0]).toMatchObject({ recognised: 'remembered', headingRow: 1 })
    expect(opened.sheets[0]?.headings.map(({ target }) => target)).toEqual(Object.values(mapping))
    expect(await bench.import('household', path)).toMatchObject({ same: 3, changeSet: null })
  })

  it('对应关系里的项目用从前的名称写，照样对上，记住的也是', async () => {
    const path = await bench.workbook([
      ['某编码', '某干部', '某电话', '某日'],
      ['1001', '李帮扶', '13900000001', '2016-01-01'],
    ])
    const mapping = { 某编码: 'household.household_no', 某干部: 'pairing.helper_id', 某电话: 'helper.phone', 某日: 'pairing.start_date' }
    expect(await bench.import('pairing', path, { mapping })).toMatchObject({ new: 1, problems: [] })
    const headings = ['某编码', '某干部', '某电话', '某日'].join('\n')
    expect(read('SELECT count(*) AS n FROM import_mapping WHERE register = ? AND headings = ?', 'pairing', headings)).toEqual({ n: 1 })
    await bench.office.store.bookkeep((database) => {
      database.run('UPDATE import_mapping SET mapping = ? WHERE register = ? AND headings = ?', JSON.stringify(mapping), 'pairing', headings)
    })
    expect(await bench.import('pairing', path)).toMatchObject({ same: 1, changeSet: null })
  })
})

describe('模板', () => {
  it.each(officeRegisterNames.filter((name) => name !== 'division'))('%s：表头全认得，示例行不导入', async (register) => {
    const ticket = await bench.service.template(userOf('administrator'), register)
    const { path } = bench.core.files.resolve(ticket.ticket, userOf('administrator').id)
    const opened = await bench.open(register, ticket.ticket)
    const sheet = opened.sheets.find(({ name }) => name === '填写')
    expect(sheet?.recognised).toBe('template')
    expect(sheet?.headings.filter(({ target }) => target === null).map(({ heading }) => heading)).toEqual([])
    expect(sheet?.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const workbook = await openWorkbook(path)
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['填写', '说明', '选项'])
    await workbook.close()
    expect(await bench.import(register, path)).toMatchObject({ rows: 0, changeSet: null, skipped: { example: 1 } })
  })
})
