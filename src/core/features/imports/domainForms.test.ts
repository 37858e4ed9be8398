/** Sheets made exactly as forms.md describes the forms of villages (§3) and the ledgers of houses and works (§5.3), brought in through the import. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES } from '../../forms/testing/fonts.ts'
import { undo } from '../../store/history.ts'
import { userOf } from '../../testing/office.ts'
import { addWorks } from '../../testing/works.ts'
import { PaperService } from '../paper/service.ts'
import type { ImportResult } from './contract.ts'
import { family, importBench, rosterRows, type CellIn, type ImportBench, type RowIn } from './testing/importing.ts'
import { ROSTER_HEADINGS } from './testing/rosterHeadings.ts'

const PLACE = ['武阳镇', '柯寨']
const CODE = '621125100204'
/** forms.md §3: what the form says of a village whatever the year. */
const OF_VILLAGE = '村负责人,职务,联系电话,村属性,发展方向属性,地形地貌属性,经度,纬度,高程,计划脱贫（退出）年份'.split(',')
/** forms.md §3: the figures of a year, in the order of the table, called as it calls them. */
const OF_YEAR =
  '大学生村官人数,中共党员人数,牲畜存栏数(头),总户数,自然村（村民小组）数,贫困户数,低保户数,五保户数,总人口,贫困人口,低保人口,五保人口,少数民族人口,妇女人口,残疾人口,劳动力人数,外出务工人数,一般贫困户数,一般贫困户人数,低保贫困户数,低保贫困户人数,五保贫困户数,五保贫困户人数,残疾贫困人口,耕地,有效灌溉,林地,退耕还林,林果,牧草地,水域,农民人均纯收入(元),村级集体经济收入(万元),新农合人数,医疗救助人次,城乡居民养老人数,城镇职工养老人数,到乡镇是否通沥青（水泥）路,是否通客运班车,行政村到乡镇未通沥青（水泥）路里程(公里),自然村到行政村未通村数,其里程(公里),未实现饮水安全户数,饮水困难户数,未通生活用电自然村数,未通生活用电户数,未通生产用电自然村数,已通生产用电自然村数(20 户以上),危房户数,农民专业合作社个数,加入合作社贫困户数,互助资金协会个数,互助资金协会规模(万元),开展乡村旅游户数,农家乐户数,从业人员,农家乐户年均收入(元),卫生室个数,公共卫生厕所,执业（助理）医师,垃圾集中堆放点,卫生室面积,四室情况,文化（图书）室,通广播电视户数,通宽带户数,通宽带村小学数,能用手机上网户数,行政村信息员人数,通宽带自然村数,应届初中毕业未升普高的新成长劳动力,应届高中毕业未升学,已参加雨露计划,批复户数,当年贷款户数,逾期户数,纳入规划户数,已搬迁户数'.split(
    ',',
  )
/** forms.md §3: the short words that another province numbers. */
const NUMBERED =
  '1 总户数,12 新农合,13 养老,14 未通里程,15 班车,16 自然村未通数,17 里程,18 未实现饮水安全户,19 饮水困难户,28 旅游从业,30 农家乐收入,31 卫生室,32 医师,33 厕所,34 垃圾点,35 文化室,36 广电户'.split(
    ',',
  )
/** forms.md §3: headings of exports from 2021 on. */
const EXPORTED =
  '是否出列、总户数、总人口数、低保户数、低保人口数、特困供养人口数、残疾人口数、村级集体经济收入（万元）、村小学（个数）、参加城乡居民基本养老保险人数、是否通客运班车、到乡镇是否通沥青（水泥）路、行政村卫生室个数、行政村公共卫生厕所个数、行政村执业（助理）医师（人）、行政村生产生活垃圾集中堆放点个数（个）、行政村文化（图书）室个数 （个）、未实现饮水安全户数、危房户数'.split(
    '、',
  )
const OF_GROUP =
  '编号,名称,总户数,贫困户数,低保户数,五保户数,总人口,贫困人口,低保人口,五保人口,少数民族人口,妇女人口,残疾人口,劳动力人数,外出务工人数,到行政村距离(公里),到行政村是否通沥青（水泥）路,生产用电,生活用电,通宽带'.split(
    ',',
  )

const SAID: Readonly<Record<string, CellIn>> = {
  村负责人: '张某三',
  职务: '村支书',
  联系电话: '13900000001',
  村属性: '贫困村',
  发展方向属性: '一般村镇',
  地形地貌属性: '山区',
  经度: 104.46,
  纬度: 34.84,
  高程: 1883,
  '计划脱贫（退出）年份': 2015,
  四室情况: '诊断室、治疗室',
  编号: 7,
  名称: '七社',
}
const cellOf = (heading: string): CellIn => SAID[heading] ?? (/是否|班车|用电$|^通宽带$/.test(heading) ? '是' : 1)
const cells = (headings: readonly string[]): CellIn[] => headings.map(cellOf)

let bench: ImportBench
beforeAll(async () => {
  bench = await importBench()
})
afterAll(() => bench.end())

const messages = ({ warnings, problems }: ImportResult): string => [...warnings, ...problems].map(({ message }) => message).join('\n')

async function unknown(register: string, path: string): Promise<string[]> {
  const { ticket } = bench.core.files.accept(path, '表.xlsx', userOf('administrator').id, { temporary: false })
  const { sheets } = await bench.open(register, ticket)
  return sheets.flatMap(({ headings }) => headings.flatMap(({ heading, target }) => (target === null ? [heading] : [])))
}

const ofVillage = (column: string): unknown =>
  bench.office.store.read.get<Record<string, unknown>>(`SELECT ${column} AS value FROM village_year WHERE village = ? AND year = 2014`, CODE)?.['value']

describe('贫困村登记表（forms.md §3）', () => {
  it.each<[string, (heading: string, index: number) => string]>([
    ['不编号', (heading) => heading],
    ['B1 编号', (heading, index) => `B${index + 1}${heading}`],
    ['12 编号，中间空一格', (heading, index) => `${index + 1} ${heading}`],
    ['全角编号和空格', (heading, index) => `１${index}、\u3000${heading}\u3000`],
  ])('%s：每一列都认得，村的情况和年度数字一次导入', async (_name, named) => {
    const headings = [...OF_VILLAGE, ...OF_YEAR]
    const rows: RowIn[] = [['贫困村登记表（2014年）'], ['乡镇', '行政村', ...headings.map(named)], [...PLACE, ...cells(headings)]]
    const path = await bench.workbook(rows)
    expect(await unknown('village_year', path)).toEqual([])
    expect(await unknown('village', path)).toHaveLength(OF_YEAR.length)
    const only = await bench.import('village', path, {}, { dryRun: true })
    expect(messages(only)).toMatch(/总户数”这一列没有导入。它登记在“行政村年度信息”里：这份表改选“行政村年度信息”导入，两边的内容都进。/)
    const result = await bench.import('village_year', path)
    expect(result).toMatchObject({ rejected: 0, rows: 1 })
    expect(bench.office.store.read.get('SELECT leader, phone, terrain, altitude FROM village WHERE village = ?', CODE)).toMatchObject({
      leader: '张某三',
      phone: '13900000001',
      altitude: 188_300,
    })
    expect(await bench.import('village_year', path)).toMatchObject({ same: 1, changeSet: null })
    expect([ofVillage('unpaved_natural_length'), ofVillage('farmland'), ofVillage('collective_income')]).toEqual([100, 100, 1_000_000])
  })

  it('几年的行说同一个村：村的情况取最近一年说的，空格不擦掉，撤销连同年度数字一起', async () => {
    const leader = (): unknown => bench.office.store.read.get('SELECT leader, leader_position FROM village WHERE village = ?', CODE)
    const before = leader()
    const rows: RowIn[] = [
      ['贫困村登记表'],
      ['乡镇', '行政村', '年度', '村负责人', '职务', '总户数'],
      [...PLACE, 2018, '李某四', null, 8],
      [...PLACE, 2017, '王某五', '文书', 7],
    ]
    const { changeSet, registers } = await bench.import('village_year', await bench.workbook(rows))
    expect(registers).toMatchObject({ village: { changed: 1 }, village_year: { new: 2 } })
    expect(leader()).toEqual({ leader: '李某四', leader_position: '文书' })
    await undo(bench.office.store, { id: 'u', name: '管理员' }, changeSet ?? '')
    expect(leader()).toEqual(before)
  })

  it('不归自己改的村情：说明，年度数字照常导入', async () => {
    const rows: RowIn[] = [['贫困村登记表'], ['乡镇', '行政村', '年度', '村负责人', '总户数'], [...PLACE, 2019, '李某四', 9]]
    expect(await bench.import('village_year', await bench.workbook(rows), {}, { user: 'clerk' })).toMatchObject({ new: 1, rejected: 0 })
    expect(bench.office.store.read.get('SELECT leader FROM village WHERE village = ?', CODE)).toEqual({ leader: '李某四' })
  })

  it('早年的表不改村现在的情况，说明；年度数字照常导入', async () => {
    const rows: RowIn[] = [['贫困村登记表'], ['乡镇', '行政村', '年度', '村负责人', '总户数'], [...PLACE, 2012, '赵某六', 6]]
    const result = await bench.import('village_year', await bench.workbook(rows))
    expect(result).toMatchObject({ new: 1, rejected: 0 })
    expect(messages(result)).toContain('2019 年的已在册，2012 年的表不改“行政村”现在的内容')
    expect(bench.office.store.read.get('SELECT leader FROM village WHERE village = ?', CODE)).toEqual({ leader: '李某四' })
  })

  it('带年份的表头不当成编号', async () => {
    const path = await bench.workbook([['行政村信息'], ['乡镇', '行政村', '13年总户数', '14年总户数'], [...PLACE, 8, 9]])
    expect(await bench.import('village_year', path)).toMatchObject({ rows: 2, rejected: 0 })
    expect(ofVillage('households')).toBe(9)
  })

  it('别省的序号和简称，序号在表头里或另占一行', async () => {
    const own = NUMBERED.map((heading) => heading.split(' ')[1] ?? '')
    const numbers = NUMBERED.map((heading) => Number(heading.split(' ')[0]))
    const values = own.map((heading) => (heading === '班车' ? '是' : 1))
    for (const lines of [
      [['乡镇', '行政村', ...NUMBERED]],
      [
        ['乡镇', '行政村', ...own],
        ['', '', ...numbers],
      ],
    ] as RowIn[][]) {
      const path = await bench.workbook([['2014年行政村信息'], ...lines, [...PLACE, ...values]])
      expect(await unknown('village_year', path)).toEqual([])
      expect(await bench.import('village_year', path)).toMatchObject({ rows: 1, rejected: 0 })
    }
    expect([ofVillage('unpaved_to_township'), ofVillage('unpaved_natural_villages'), ofVillage('unpaved_natural_length')]).toEqual([100, 1, 100])
  })

  it('2021 年以后的导出，列名里有全角空格', async () => {
    const spaced = EXPORTED.map(
      (heading, index) => [`${heading}\u3000`, `${heading.slice(0, 2)}\u3000${heading.slice(2)}`, `\u3000${heading}`][index % 3] ?? '',
    )
    const path = await bench.workbook([
      ['（自定义）行政村信息'],
      ['导出'],
      ['县(市、区、旗)', '乡(镇)', '行政村', ...spaced],
      ['漳县', ...PLACE, ...cells(EXPORTED)],
    ])
    expect(await unknown('village_year', path)).toEqual([])
    expect(await bench.import('village_year', path, { year: 2021 })).toMatchObject({ new: 1, rejected: 0 })
  })

  it('字段码作表头', async () => {
    const path = await bench.workbook([['2013年行政村信息'], ['乡镇', '行政村', 'AAD005', 'AAD328', 'AAD302'], [...PLACE, 312, '是', 3.5]])
    expect(await unknown('village_year', path)).toEqual([])
    expect(await bench.import('village_year', path)).toMatchObject({ rejected: 0 })
    expect(
      bench.office.store.read.get('SELECT households, paved_to_township, collective_income FROM village_year WHERE year = 2013 AND village = ?', CODE),
    ).toEqual({
      households: 312,
      paved_to_township: 1,
      collective_income: 3_500_000,
    })
  })
})

describe('自然村情况表（forms.md §3）', () => {
  it.each<[string, readonly RowIn[]]>([
    ['乡镇、行政村各一列', [['自然村情况表'], ['乡镇', '行政村', ...OF_GROUP], [...PLACE, ...cells(OF_GROUP)]]],
    ['村只写在标题里', [['武阳镇柯寨村自然村情况表'], OF_GROUP, cells(OF_GROUP)]],
  ])('%s', async (_name, rows) => {
    const path = await bench.workbook(rows)
    expect(await unknown('village_group', path)).toEqual([])
    expect(await bench.import('village_group', path)).toMatchObject({ rows: 1, rejected: 0 })
    expect(bench.office.store.read.get(`SELECT number, distance, paved FROM village_group WHERE village = ? AND name = '七社'`, CODE)).toEqual({
      number: 7,
      distance: 100,
      paved: 1,
    })
  })

  it('标题里的村只管没有行政村一列的表，也要说明', async () => {
    const path = await bench.workbook([['武阳镇柯寨村自然村情况表'], ['名称', '总户数'], ['八社', 30]])
    expect(messages(await bench.import('village_group', path))).toMatch(/没有行政村一列.*武阳镇柯寨村/)
  })
})

describe('帮扶措施台账（forms.md §5.3）', () => {
  const TOP = ['区县', '镇', '村', '姓名', '身份证号']
  const COURSE = ['是', '2014-03-05', '是', '2014-08', '是', '2014年9月10日', '否', null]
  const PHOTOS = [null, null, null, null]
  const two = (text: string): string[] => [text, '']
  const under = Array.from({ length: 4 }, () => ['是否', '时间']).flat()
  const stages = ['开工', '竣工', '验收', '入住']
  const stands = { started: 1, started_on: '2014-03-05', finished: 1, finished_on: '2014-08', accepted_on: '2014-09-10', moved_in: 0, area: 6000 }

  const somebody = async (number: string): Promise<string[]> => {
    const members = family()
    await bench.import('household', await bench.workbook([[...ROSTER_HEADINGS], ...rosterRows(number, members)]), { year: 2015 })
    return [members[0]?.name ?? '', members[0]?.idNumber ?? '']
  }
  const houseOf = (register: string, number: string): unknown =>
    bench.office.store.read.get(
      `SELECT r.* FROM ${register} r JOIN household h ON r.household = 'household:' || h.id WHERE h.household_no = ? AND r.deleted = 0`,
      number,
    )

  it('危房改造：一行表头，是否和时间挨着', async () => {
    const who = await somebody('3101')
    const path = await bench.workbook([
      ['2014年危房改造台账'],
      [
        ...TOP,
        ...stages.flatMap((stage) => [`是否${stage}`, '时间']),
        '房屋面积',
        '建房补助',
        '自筹',
        '建前照片',
        '建中照片',
        '建后照片',
        '入住后照片',
        '备注',
      ],
      ['漳县', ...PLACE, ...who, ...COURSE, 60, 11_500, 20_000, ...PHOTOS, '无'],
    ])
    const result = await bench.import('house_retrofit', path)
    expect(result).toMatchObject({ new: 1, rejected: 0 })
    expect(messages(result)).toMatch(/年度数字记入 2014 年/)
    expect(messages(result).match(/照片不从表里导入/g)).toHaveLength(4)
    expect(houseOf('house_retrofit', '3101')).toMatchObject({ ...stands, year: 2014, grant: 1_150_000, self_raised: 2_000_000 })
    expect(await bench.import('house_retrofit', path)).toMatchObject({ same: 1, changeSet: null })
  })

  it.each<[string, string, (stage: string) => string]>([
    ['开工在上', '3102', (stage) => stage],
    ['是否开工在上', '3103', (stage) => `是否${stage}`],
  ])('易地搬迁：两行表头，%s，金额的单位在上一行', async (_name, number, group) => {
    const who = await somebody(number)
    const path = await bench.workbook(
      [
        ['2014年易地搬迁台账'],
        [...TOP, '安置方式', ...stages.flatMap((stage) => two(group(stage))), '房屋面积(㎡)', '资金（万元）', '', '照片', '', '', '', '备注'],
        ['', '', '', '', '', '集中/分散安置', ...under, '', '建房补助', '自筹', '建前', '建中', '建后', '入住后', ''],
        ['漳县', ...PLACE, ...who, '集中安置', ...COURSE, 60, 1.15, 2, ...PHOTOS, '无'],
      ],
      { merges: ['A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:E3', 'G2:H2', 'I2:J2', 'K2:L2', 'M2:N2', 'O2:O3', 'P2:Q2', 'R2:U2', 'V2:V3'] },
    )
    expect(await bench.import('relocation', path)).toMatchObject({ new: 1, rejected: 0 })
    expect(houseOf('relocation', number)).toMatchObject({ ...stands, year: 2014, way: '1', grant: 1_150_000, self_raised: 2_000_000 })
  })

  it('年度和村以标题为准的只是新增的；库里已有的不改', async () => {
    const who = await somebody('3104')
    await bench.import('house_retrofit', await bench.workbook([['2014年危房改造台账'], [...TOP, '房屋面积'], ['漳县', ...PLACE, ...who, 60]]))
    const { file_no: number } = houseOf('house_retrofit', '3104') as { file_no: string }
    const again = await bench.workbook([['2016年危房改造台账'], ['一户一档编号', '姓名', '身份证号', '房屋面积'], [number, ...who, 70]])
    expect(await bench.import('house_retrofit', again)).toMatchObject({ changed: 1, rejected: 0 })
    expect(houseOf('house_retrofit', '3104')).toMatchObject({ year: 2014, area: 7000 })
  })

  it.each<[string, readonly RowIn[], readonly string[]]>([
    [
      '一行表头',
      [
        [
          '区县',
          '镇',
          '村',
          '是否通村路',
          '未通里程',
          '是否油返砂',
          '里程',
          '是否集中供水',
          '是否自来水',
          '建设内容',
          '自然村通动力电',
          '贫困户通动力电',
          '电力建设内容',
        ],
      ],
      [],
    ],
    [
      '两行表头，两个建设内容',
      [
        ['区县', '镇', '村', '道路', '', '', '', '饮水', '', '', '电力', '', ''],
        ['', '', '', '是否通村路', '未通里程', '是否油返砂', '里程', '是否集中供水', '是否自来水', '建设内容', '自然村通动力电', '贫困户通动力电', '建设内容'],
      ],
      ['A2:A3', 'B2:B3', 'C2:C3', 'D2:G2', 'H2:J2', 'K2:M2'],
    ],
  ])('村基础设施：%s', async (_name, headings, merges) => {
    const path = await bench.workbook(
      [['2015年村基础设施台账'], ...headings, ['漳县', ...PLACE, '是', 0, '是', 3.5, '是', '否', '新建蓄水池', 5, 40, '增容']],
      { merges },
    )
    expect(await unknown('village_year', path)).toEqual([])
    expect(await bench.import('village_year', path)).toMatchObject({ rows: 1, rejected: 0 })
    expect(
      bench.office.store.read.get(
        'SELECT oil_to_gravel_length, water_content, power_content, tap_water FROM village_year WHERE year = 2015 AND village = ?',
        CODE,
      ),
    ).toEqual({ oil_to_gravel_length: 350, water_content: '新建蓄水池', power_content: '增容', tap_water: 0 })
  })
})

describe('打印出来的台账原样导入', () => {
  const printed: readonly (readonly [code: string, register: string])[] = [
    ['retrofit_ledger', 'house_retrofit'],
    ['relocation_ledger', 'relocation'],
    ['village_works_ledger', 'village_year'],
  ]

  let own: ImportBench
  beforeAll(async () => {
    own = await importBench({ households: 3 })
    const { store } = own.office
    await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '水电路房' }, (transaction) => {
      const households = store.read.all<{ id: string; village: string }>('SELECT id, village FROM household WHERE deleted = 0 ORDER BY id')
      for (const [index, { id, village }] of households.entries()) addWorks(transaction, { village, household: id, number: index + 1 })
    })
  })
  afterAll(() => own.end())

  it.each(printed)('%s：什么都不变', async (code, register) => {
    const { office, directory } = own
    const service = new PaperService({
      office: () => office,
      resourcesDirectory: RESOURCES,
      dataDirectory: directory,
      now: () => new Date(2017, 0, 5, 9),
      files: { newPath: (extension: string) => join(directory, `made.${extension}`) },
    })
    const path = join(directory, `${code}.xlsx`)
    await service.make({ code, for: [office.unit.code], year: register === 'relocation' ? 2016 : 2015, format: 'xlsx', out: path }, userOf('administrator'))
    const result = await own.import(register, path)
    expect(messages(result)).not.toMatch(/不认识|没有“|无法判断/)
    expect(result).toMatchObject({ rejected: 0, new: 0, changed: 0, changeSet: null })
    expect(result.same).toBeGreaterThan(0)
  })
})
