import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { family, importBench, person, rosterRows, TITLES, type CellIn, type ImportBench, type Member, type RowIn } from './testing/importing.ts'
import { ROSTER_HEADINGS } from './testing/rosterHeadings.ts'

let bench: ImportBench
beforeAll(async () => {
  bench = await importBench()
})
afterAll(async () => {
  await bench.end()
})

const sheet = (...rows: RowIn[][]): RowIn[] => [...TITLES, ROSTER_HEADINGS, ...rows.flat()]
const number = (): string => randomUUID()

/** Text in the encoding in which Chinese Excel writes CSV; Node only decodes it, so the table is turned round. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  return Uint8Array.from([...text].flatMap((character) => (character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : (table.get(character) ?? [0x3f]))))
}

/** Imports and expects that nothing was written. */
async function refused(register: string, path: string): Promise<{ codes: string[]; messages: string[]; rejected: number; rows: number }> {
  const before = ['household', 'person', 'membership'].map(bench.count)
  const result = await bench.import(register, path)
  expect(result.rows).toBe(result.new + result.changed + result.same + result.rejected)
  expect(result.changeSet).toBeNull()
  expect(['household', 'person', 'membership'].map(bench.count)).toEqual(before)
  return {
    codes: result.problems.map(({ code }) => code),
    messages: result.problems.map(({ message }) => message),
    rejected: result.rejected,
    rows: result.rows,
  }
}

async function failure(register: string, path: string): Promise<{ code: string; message: string; action: string }> {
  const before = bench.count('person')
  const error: unknown = await bench.import(register, path).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(bench.count('person')).toBe(before)
  return error as { code: string; message: string; action: string }
}

/** A household with one cell changed in one row. */
function spoiled(row: number, change: Partial<Record<string, CellIn>>, members: readonly Member[] = family()): RowIn[] {
  return rosterRows(number(), members).map((cells, index) =>
    index === row ? ROSTER_HEADINGS.map((heading, column) => (heading in change ? change[heading] : cells[column])) : cells,
  )
}

describe('整个文件不能用时，说清原因，什么都不写', () => {
  it('不是表格', async () => {
    expect(await failure('household', await bench.file('照片.xlsx', 'ÿØÿà 这不是表格 '.repeat(50)))).toMatchObject({ code: 'FILE_FORMAT' })
  })
  it('空文件', async () => {
    expect(await failure('household', await bench.file('空.xlsx', ''))).toMatchObject({ code: 'FILE_EMPTY' })
    expect(await failure('household', await bench.workbook([]))).toMatchObject({ code: 'FILE_EMPTY' })
  })
  it('没有可以认出的表头', async () => {
    const error = await failure(
      'household',
      await bench.workbook([
        ['甲种', '乙种', '丙种'],
        ['一', '二', '三'],
      ]),
    )
    expect(error).toMatchObject({ code: 'HEADINGS' })
    expect(error.message).toContain('甲种')
  })
  it('500 列以上', async () => {
    const wide = Array.from({ length: 600 }, (_, index) => `列${index}`)
    expect(await failure('household', await bench.workbook([wide, wide]))).toMatchObject({ code: 'FILE_TOO_LARGE' })
  })
  it('只有表头没有数据', async () => {
    expect(await refused('household', await bench.workbook([...TITLES, ROSTER_HEADINGS]))).toMatchObject({ rows: 0, codes: ['required'] })
  })
  it('对应到不存在的栏目', async () => {
    const path = await bench.workbook(sheet(rosterRows(number(), family())))
    await expect(bench.import('household', path, { mapping: { 姓名: 'person.nothing' } })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(bench.import('household', path, { mapping: { 姓名: '姓名字' } })).rejects.toMatchObject({
      action: expect.stringContaining('person.name（姓名') as unknown,
    })
  })
  it('手写的对应关系也认字段代号和中文名称；附在别处的台账说明不能导入', async () => {
    const one = person('本人或户主', '1', '1960-01-01')
    const path = await bench.workbook([
      ['镇子', '村子', '当家人', '号码', '关系', '编号'],
      ['武阳镇', '柯寨', one.name, one.idNumber, one.relation, number()],
    ])
    const mapping = { 镇子: '乡镇', 村子: 'village', 当家人: 'name', 号码: '身份证号', 关系: 'membership.relation', 编号: '户编号' }
    expect(await bench.import('household', path, { mapping })).toMatchObject({ rows: 1, new: 1, problems: [] })
    expect(await bench.import('household', path)).toMatchObject({ rows: 1, same: 1 })
    await expect(Promise.resolve().then(() => bench.import('transfer', path))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('由程序自己记') as unknown,
    })
  })
})

describe('一行有错，说明行、列、原因和办法', () => {
  it.each<[string, string, Partial<Record<string, CellIn>>, string]>([
    ['校验码不对', 'id_checksum', { 证件号码: '621125197503120010' }, '校验码'],
    ['位数不对', 'id_length', { 证件号码: '62112519750312' }, '位'],
    ['科学记数文本', 'id_scientific', { 证件号码: '6.21125E+17' }, '科学记数'],
    ['变成数字的身份证', 'id_scientific', { 证件号码: 621125197503120000 }, '文本'],
    ['行政村不认识', 'division_unknown', { 行政村: '不存在村' }, '不存在村'],
    ['没有乡镇的同名村', 'division_ambiguous', { 乡镇: null }, '柯寨'],
    ['代码标签不认识并给出相近的', 'code_unknown', { 健康状况: '健康的' }, '健康'],
    ['公式出错', 'formula_error', { 证件号码: { formula: 'A1/0', result: { error: '#DIV/0!' } } }, '公式'],
    ['数字看不懂', 'number_format', { 人均纯收入: '大约两千' }, '数字'],
  ])('%s', async (_title, code, change, words) => {
    const path = await bench.workbook(sheet(spoiled(1, change)))
    const result = await bench.import('household', path)
    expect(result).toMatchObject({ rows: 3, rejected: 3, changeSet: null })
    const problem = result.problems.find((one) => one.code === code)
    expect(problem).toMatchObject({ sheet: 'Sheet1', row: 5 })
    expect(problem?.message).toContain(words)
    expect(problem?.column).toMatch(/^[A-Z]+$/)
    expect(problem?.value).not.toBe('')
  })

  it('两行同一个证件号码：两行都退回，互相指明', async () => {
    const [head, wife] = family()
    if (head === undefined || wife === undefined) throw new Error('family')
    const path = await bench.workbook(
      sheet(rosterRows(number(), [head, wife]), rosterRows(number(), [person('本人或户主', '1', '1960-01-01'), { ...wife, relation: '之女' }])),
    )
    const { codes, messages } = await refused('household', path)
    expect(codes.filter((code) => code === 'duplicate_in_file')).toHaveLength(2)
    expect(messages.some((message) => message.includes('第 7 行'))).toBe(true)
    expect(messages.some((message) => message.includes('第 5 行'))).toBe(true)
  })

  it('表头重复：整张表不导入，指出两列', async () => {
    const rows = rosterRows(number(), family()).map((row) => [...row, '621125'])
    const { codes, messages, rejected } = await refused('household', await bench.workbook([...TITLES, [...ROSTER_HEADINGS, '证件号码'], ...rows]))
    expect(codes).toEqual(['duplicate_heading'])
    expect(messages[0]).toContain('H 列')
    expect(rejected).toBe(3)
  })

  it('违反核查规则的户整户退回，并写明规则号', async () => {
    const { codes, messages } = await refused('household', await bench.workbook(sheet(rosterRows(number(), family(), { 人数: 5 }))))
    expect(codes).toContain('rule')
    expect(messages.some((message) => message.includes('规则 13.4-44'))).toBe(true)
  })

  it('一户有错不影响别的户；acceptRejected 为 false 时一行也不写', async () => {
    const rows = sheet(spoiled(2, { 证件号码: '621125197503120010' }), rosterRows(number(), family()))
    const path = await bench.workbook(rows)
    const before = bench.count('person')
    expect(await bench.import('household', path, { acceptRejected: false })).toMatchObject({ rows: 6, new: 3, rejected: 3, changeSet: null })
    expect(bench.count('person')).toBe(before)
    const result = await bench.import('household', path)
    expect(result).toMatchObject({ rows: 6, new: 3, rejected: 3 })
    expect(result.changeSet).not.toBeNull()
    expect(result.problems.filter(({ code }) => code === 'same_household')).toHaveLength(2)
    expect(bench.count('person')).toBe(before + 3)
  })
})

describe('脏表读得懂', () => {
  it('全角数字、文本数字、合计行、空行、重复表头、备注行、合并单元格、等号开头的文字', async () => {
    const members = family()
    const rows = rosterRows(number(), members).map((row, index) =>
      row.map((cell, column) => {
        if (ROSTER_HEADINGS[column] === '户编号' || ROSTER_HEADINGS[column] === '行政村') return index === 0 ? cell : null
        if (ROSTER_HEADINGS[column] === '人数') return '３'
        if (ROSTER_HEADINGS[column] === '人均纯收入') return '２３００元'
        if (ROSTER_HEADINGS[column] === '姓名' && index === 2) return '=小明'
        return cell
      }),
    )
    const path = await bench.workbook(
      [...TITLES, ROSTER_HEADINGS, ...rows, [], ROSTER_HEADINGS, ['合计', null, null, null, null, null, null, null, 3], ['填表人：', '李文书']],
      { merges: ['E4:E6', 'C4:C6'] },
    )
    const result = await bench.import('household', path)
    expect(result.problems).toEqual([])
    expect(result).toMatchObject({ rows: 3, new: 3, skipped: { total: 1, heading: 1, note: 1 } })
    expect(bench.office.store.read.get('SELECT name FROM person WHERE id_number = ?', members[2]?.idNumber ?? '')).toEqual({ name: '=小明' })
  })

  it('出生日期的七种写法', async () => {
    const spellings: CellIn[] = ['1980-05-01', '1980.5.1', '1980/5/1', '1980年5月1日', '19800501', new Date(Date.UTC(1980, 4, 1)), 29342]
    const people = spellings.map(() => person('本人或户主', '1', '1980-05-01'))
    const path = await bench.workbook([
      ['行政村', '乡镇', '户编号', '姓名', '证件号码', '与户主关系', '出生日期'],
      ...people.map((one, index) => ['柯寨', '武阳镇', `d${index}${number()}`, one.name, one.idNumber, one.relation, spellings[index]]),
    ])
    const result = await bench.import('person', path)
    expect(result.problems).toEqual([])
    expect(result.new).toBe(7)
    for (const { idNumber } of people)
      expect(bench.office.store.read.get('SELECT birth_date FROM person WHERE id_number = ?', idNumber)).toEqual({ birth_date: '1980-05-01' })
  })

  it.each(['GB18030', 'UTF-8'])('%s 的 CSV', async (encoding) => {
    const members = family()
    const text = sheet(rosterRows(number(), members))
      .map((row) => row.map((cell) => cell ?? '').join(','))
      .join('\r\n')
    const path = await bench.file(`花名册${encoding}.csv`, encoding === 'UTF-8' ? text : gb18030(text))
    expect(await bench.import('household', path)).toMatchObject({ rows: 3, new: 3, rejected: 0 })
    expect(bench.office.store.read.get('SELECT name FROM person WHERE id_number = ?', members[1]?.idNumber ?? '')).toEqual({ name: members[1]?.name })
  })

  it('出生年月没有日：证件号码说得出就用证件号码的，对不上就退回', async () => {
    const rows = (birth: CellIn): RowIn[] => {
      const one = person('本人或户主', '1', '1980-05-01')
      return [
        ['村', '乡镇', '户编号', '姓名', '身份证号', '与户主关系', '出生年月'],
        ['柯寨', '武阳镇', number(), one.name, one.idNumber, one.relation, birth],
      ]
    }
    for (const birth of ['1980年5月', '1980.05', '1980-5', '1980'])
      expect(await bench.import('person', await bench.workbook(rows(birth)))).toMatchObject({ new: 1, problems: [] })
    expect((await bench.import('person', await bench.workbook(rows('1981年5月')))).problems.map(({ code }) => code)).toEqual(['date_format'])
  })

  it('没有写年度的表不因年度不同的规则退回，只提醒', async () => {
    const members = family()
    const rows = rosterRows(number(), members)
    await bench.office.store.setMeta('year', '2026')
    const result = await bench.import('household', await bench.workbook([ROSTER_HEADINGS, ...rows]))
    expect(result).toMatchObject({ new: 3, rejected: 0 })
    expect(result.warnings.map(({ message }) => message).join()).toContain('按 2026 年核对')
    const said = await bench.import('household', await bench.workbook([['2024年花名册'], ROSTER_HEADINGS, ...rosterRows(number(), family())]))
    expect(said.problems.some(({ message, value }) => message.includes('规则 13.1-9') && value === '小学')).toBe(true)
    const column = await bench.import(
      'household',
      await bench.workbook([[...ROSTER_HEADINGS, '年度'], ...rosterRows(number(), family()).map((row) => [...row, 2024])]),
    )
    expect(column).toMatchObject({ new: 0, rejected: 3 })
    expect([...column.problems, ...column.warnings].map(({ message }) => message).join()).not.toContain('没有写年度')
    await bench.office.store.setMeta('year', '2015')
  })

  it('带宏的工作簿照样读数据', async () => {
    const path = await bench.workbook(sheet(rosterRows(number(), family())), { name: '带宏.xlsm' })
    expect(await bench.import('household', path)).toMatchObject({ rows: 3, new: 3 })
  })

  it('几张工作表：认得的都导入，不认得的说明没有导入', async () => {
    const path = await bench.workbook({
      柯寨: sheet(rosterRows(number(), family())),
      封面: [
        ['目录', '页码', '说明'],
        ['一', '二', '三'],
      ],
      另一社: sheet(rosterRows(number(), family())),
    })
    const result = await bench.import('household', path)
    expect(result).toMatchObject({ rows: 6, new: 6 })
    expect(result.warnings.map(({ sheet: name, code }) => [name, code])).toContainEqual(['封面', 'heading_unknown'])
  })
})

describe('与库里的人和户对上', () => {
  it('会改姓名或证件号码的要先问；接受后才改', async () => {
    const members = family()
    const no = number()
    await bench.import('household', await bench.workbook(sheet(rosterRows(no, members))))
    const renamed = members.map((member, index) => (index === 1 ? { ...member, name: '改名人' } : member))
    const path = await bench.workbook(sheet(rosterRows(no, renamed)))
    const asked = await refused('household', path)
    expect(asked.codes).toContain('match_conflict')
    const taken = await bench.import('household', path, { acceptIdentityChanges: true })
    expect(taken).toMatchObject({ changed: 1, same: 2, rejected: 0 })
    const history = bench.office.store.read.all<{ after: string }>(
      `SELECT j.after FROM journal j JOIN change_set c ON c.number = j.change_set WHERE c.id = ?`,
      taken.changeSet ?? '',
    )
    expect(history.map(({ after }) => JSON.parse(after) as unknown)).toEqual([{ name: '改名人' }])
  })

  it('已在别的户的人不能再进一户，说明在哪一户', async () => {
    const members = family()
    await bench.import('household', await bench.workbook(sheet(rosterRows('H-原户', members))))
    const son = members[2]
    if (son === undefined) throw new Error('son')
    const { codes, messages } = await refused(
      'household',
      await bench.workbook(sheet(rosterRows('H-新户', [person('本人或户主', '1', '1950-02-03'), { ...son, relation: '之孙子' }]))),
    )
    expect(codes).toContain('match_conflict')
    expect(messages.some((message) => message.includes('H-原户'))).toBe(true)
  })

  it('同户同名又没有证件号码、两行对上库里同一个人：退回', async () => {
    const [head, wife] = family()
    if (head === undefined || wife === undefined) throw new Error('family')
    const child = { name: '小宝', idNumber: '', relation: '之子' }
    const twins = await refused('household', await bench.workbook(sheet(rosterRows(number(), [head, child, child], { 人数: null }))))
    expect(twins.codes.filter((code) => code === 'duplicate_in_file')).toHaveLength(2)
    const no = number()
    await bench.import('household', await bench.workbook(sheet(rosterRows(no, [head, wife]))))
    const again = await refused(
      'household',
      await bench.workbook(sheet(rosterRows(no, [head, wife, { ...wife, idNumber: '', relation: '之女' }], { 人数: null }))),
    )
    expect(again.codes).toContain('duplicate_in_file')
  })

  it('早年的花名册不让已经减少的成员回来', async () => {
    const members = family()
    const no = number()
    await bench.import('household', await bench.workbook(sheet(rosterRows(no, members))))
    const store = bench.office.store
    const membership = String(
      store.read.get('SELECT m.id FROM membership m JOIN person p ON p.id = m.person_id WHERE p.id_number = ?', members[2]?.idNumber ?? '')?.['id'],
    )
    await store.change({ id: 'u', name: '管理员' }, { kind: 'edit', title: '减少' }, (transaction) =>
      transaction.update('membership', membership, { end_date: '2015-06-01', status: '3', decrease_reason: '08' }),
    )
    const result = await bench.import('household', await bench.workbook(sheet(rosterRows(no, members, { 人数: null, 联系电话: '13900000009' }))))
    expect(result).toMatchObject({ changed: 1, same: 2, rejected: 0 })
    expect(result.warnings.some(({ message }) => message.includes('2015-06-01'))).toBe(true)
    expect(store.read.get('SELECT population FROM household WHERE household_no = ?', no)).toEqual({ population: 2 })
  })

  it('空格不抹掉已有的值，除非说要', async () => {
    const members = family()
    const no = number()
    await bench.import('household', await bench.workbook(sheet(rosterRows(no, members))))
    const path = await bench.workbook(sheet(rosterRows(no, members, { 主要致贫原因: null })))
    expect(await bench.import('household', path)).toMatchObject({ same: 3, changeSet: null })
    expect(await bench.import('household', path, { emptyErases: true }).then((result) => result.changed)).toBeGreaterThan(0)
    expect(bench.office.store.read.get('SELECT main_cause FROM household WHERE household_no = ?', no)).toEqual({ main_cause: null })
  })

  it('没有户编号时按户主行分户，同名村的两户不混', async () => {
    const without = (members: readonly Member[], township: string): RowIn[] => rosterRows('', members, { 户编号: null, 乡镇: township })
    const [one, two] = [family(), family()]
    const path = await bench.workbook(sheet(without(one, '武阳镇'), without(two, '贵清山镇')))
    expect(await bench.import('household', path)).toMatchObject({ rows: 6, new: 6, problems: [] })
    const villages = [one, two].map(
      ([head]) => bench.office.store.read.get<{ village: string }>('SELECT village FROM household WHERE head_id_number = ?', head?.idNumber ?? '')?.village,
    )
    expect(new Set(villages).size).toBe(2)
    expect(await bench.import('household', path)).toMatchObject({ same: 6, changeSet: null })
  })

  it('文书只能导入自己乡镇的村', async () => {
    const path = await bench.workbook(sheet(rosterRows(number(), family(), { 乡镇: '贵清山镇' })))
    const result = await bench.import('household', path, {}, { user: 'clerk' })
    expect(result).toMatchObject({ rejected: 3, changeSet: null })
    expect(result.problems[0]?.code).toBe('division_unknown')
    const own = await bench.import('household', await bench.workbook(sheet(rosterRows(number(), family(), { 乡镇: null }))), {}, { user: 'clerk' })
    expect(own).toMatchObject({ new: 3, rejected: 0 })
    await expect(Promise.resolve().then(() => bench.import('household', path, {}, { user: 'reader' }))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
