import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RawCell } from '../../catalogue/derive/cell.ts'
import { codeLists, registerNames, registerOf } from '../../catalogue/index.ts'
import { openWorkbook } from '../../excel/readWorkbook.ts'
import { parameterDefaults } from '../../rules/parameters.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { ROSTER_HEADINGS } from '../imports/testing/rosterHeadings.ts'
import { dictionaryTo } from './dictionary.ts'
import { exportTo, type ExportRequest } from './exportTo.ts'

let office: TestOffice
const directory = mkdtempSync(join(tmpdir(), 'bangfu-exports-'))
const administrator = userOf('administrator')

beforeAll(async () => {
  office = await testOffice({ households: 60 })
})
afterAll(async () => {
  await office.end()
  rmSync(directory, { recursive: true, force: true })
})

interface Sheet {
  readonly name: string
  readonly titles: string[]
  readonly headings: string[]
  readonly rows: RawCell[][]
}

async function sheetsOf(path: string, titleRows: number): Promise<Sheet[]> {
  const workbook = await openWorkbook(path, { inline: true })
  const sheets: Sheet[] = []
  for (const sheet of workbook.sheets) {
    const rows: RawCell[][] = []
    for await (const row of sheet.rows()) rows.push([...row.cells])
    const headings = rows[titleRows]?.map(({ text }) => text) ?? []
    sheets.push({ name: sheet.name, titles: rows.slice(0, titleRows).map((row) => row[0]?.text ?? ''), headings, rows: rows.slice(titleRows + 1) })
  }
  await workbook.close()
  return sheets
}

let number = 0
async function exported(request: ExportRequest, user = administrator): Promise<Sheet> {
  number += 1
  const path = join(directory, `${number}.xlsx`)
  await exportTo(office, user, request, path, { now: new Date(2015, 10, 20, 8, 5) })
  const [sheet] = await sheetsOf(path, 2)
  if (sheet === undefined) throw new Error('no sheet')
  return sheet
}

const MEMBERS = { household_id: { empty: false } }
const cell = (sheet: Sheet, row: readonly RawCell[] | undefined, heading: string): RawCell | undefined => row?.[sheet.headings.indexOf(heading)]

describe('导出列表', () => {
  it('标题写明单位、时间、导出人、条件和条数', async () => {
    const sheet = await exported({
      register: 'household',
      where: { village: { within: '621125100000' }, exit_status: { in: ['0', '3'] } },
      columns: ['household_no'],
    })
    expect(sheet.titles[0]).toBe('户')
    expect(sheet.titles[1]).toBe(
      `单位：漳县　导出时间：2015-11-20 08:05　导出人：王主任　条件：行政村：武阳镇；脱贫标志：未脱贫或返贫　共 ${sheet.rows.length} 条`,
    )
    expect(sheet.rows.length).toBeGreaterThan(0)
    expect(sheet.rows.length).toBeLessThan(60)
  })

  it('只有选定的列，按所选顺序；区划写名称且乡镇在前，引用写名称', async () => {
    const sheet = await exported({
      register: 'person',
      columns: ['name', 'village', 'household_id', 'relation', 'birth_date', 'id_number'],
      where: MEMBERS,
      sort: [{ field: 'id_number' }],
    })
    expect(sheet.headings).toEqual(['姓名', '乡镇', '行政村', '户', '与户主关系', '出生日期', '证件号码'])
    const first = office.records.query(administrator, { register: 'person', where: MEMBERS, sort: [{ field: 'id_number' }], limit: 1 }).rows[0]
    const row = sheet.rows[0]
    expect(cell(sheet, row, '姓名')?.text).toBe(first?.['name'])
    expect(`${cell(sheet, row, '乡镇')?.text ?? ''}${cell(sheet, row, '行政村')?.text ?? ''}`).toBe(first?.['village$title'])
    expect(cell(sheet, row, '户')?.text).toBe(first?.['household_id$title'])
    expect(cell(sheet, row, '出生日期')).toMatchObject({ kind: 'date', date: first?.['birth_date'] })
    expect(cell(sheet, row, '证件号码')).toMatchObject({ kind: 'text', text: first?.['id_number'] })
  })

  it('金额是带两位小数的数，可以求和；单选写名称，是否写“是”“否”', async () => {
    const sheet = await exported({
      register: 'household_year',
      where: { year: 2015 },
      columns: ['wage_income', 'road_type', 'dangerous_house'],
      sort: [{ field: 'wage_income', descending: true }],
    })
    const first = office.records.query(administrator, {
      register: 'household_year',
      where: { year: 2015 },
      sort: [{ field: 'wage_income', descending: true }],
      limit: 1,
    }).rows[0]
    expect(cell(sheet, sheet.rows[0], '工资性收入')).toMatchObject({ kind: 'number', number: Number(first?.['wage_income']) / 100 })
    expect(new Set(sheet.rows.map((row) => cell(sheet, row, '是否危房户')?.text))).toEqual(new Set(['是', '否']))
    expect(sheet.rows.every((row) => !/^\d/.test(cell(sheet, row, '入户路类型')?.text ?? ''))).toBe(true)
  })

  it('不给列时，人按全国花名册的 27 列导出，户主在前', async () => {
    const sheet = await exported({ register: 'person' })
    expect(sheet.titles[0]).toBe('贫困户、人口花名册')
    expect(sheet.headings.slice(0, 27)).toEqual([...ROSTER_HEADINGS])
    const seen = new Set<string>()
    for (const row of sheet.rows) {
      const household = cell(sheet, row, '户编号')?.text ?? ''
      expect(seen.has(household) || cell(sheet, row, '与户主关系')?.text === '本人或户主', household).toBe(true)
      seen.add(household)
    }
    expect(seen.size).toBe(60)
    expect(sheet.rows.every((row) => cell(sheet, row, '行政县')?.text === '漳县')).toBe(true)
  })

  it('指定年度时取那一年的年度列', async () => {
    const incomes = async (year: number): Promise<(number | undefined)[]> => {
      const sheet = await exported({ register: 'person', year })
      expect(cell(sheet, sheet.rows[0], '年度')?.number).toBe(year)
      return sheet.rows.map((row) => cell(sheet, row, '人均纯收入')?.number)
    }
    expect(await incomes(2014)).not.toEqual(await incomes(2015))
  })

  it('只读用户导出的敏感内容都遮盖；有权限的人也可以要求遮盖', async () => {
    for (const sheet of [await exported({ register: 'person', unmasked: true }, userOf('reader')), await exported({ register: 'person', unmasked: false })]) {
      const numbers = sheet.rows.map((row) => cell(sheet, row, '证件号码')?.text ?? '').filter((text) => text !== '')
      expect(numbers.length).toBeGreaterThan(0)
      expect(numbers.every((text) => text.includes('********'))).toBe(true)
      expect(sheet.rows.map((row) => cell(sheet, row, '联系电话')?.text ?? '').every((text) => text === '' || text.includes('*'))).toBe(true)
      expect(sheet.titles[1]).toContain('敏感内容已遮盖')
    }
    const full = await exported({ register: 'person_year', unmasked: true }, userOf('reader'))
    expect(full.rows.every((row) => (cell(full, row, '疾病名称')?.text ?? '') === '')).toBe(true)
  })

  it('录入员只导出自己的乡镇，标题写明范围', async () => {
    const sheet = await exported({ register: 'household' }, userOf('clerk'))
    expect(sheet.rows.length).toBeGreaterThan(0)
    expect(new Set(sheet.rows.map((row) => cell(sheet, row, '乡镇')?.text))).toEqual(new Set(['武阳镇']))
    expect(sheet.titles[1]).toContain('单位：漳县（武阳镇）')
  })

  it('以等号开头的文字仍是文字', async () => {
    const { store } = office
    const household = store.read.get<{ id: string }>('SELECT id FROM household LIMIT 1')
    await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) =>
      transaction.update('household', household?.id ?? '', { remark: '=1+1' }),
    )
    const sheet = await exported({ register: 'household', where: { id: household?.id ?? '' }, columns: ['remark'] })
    expect(sheet.rows).toHaveLength(1)
    expect(sheet.rows[0]?.[0]).toEqual({ kind: 'text', text: '=1+1' })
  })

  it('CSV 没有标题行，第一行就是表头，编码照所选', async () => {
    const path = join(directory, 'a.csv')
    await exportTo(office, administrator, { register: 'helper', format: 'csv-gb18030', columns: ['name', 'organization_id'] }, path)
    const text = iconv.decode(readFileSync(path), 'gb18030')
    expect(text.split('\r\n')[0]).toBe('姓名,帮扶单位')
    expect(text.trimEnd().split('\r\n')).toHaveLength(1 + (office.store.read.get<{ n: number }>('SELECT count(*) AS n FROM helper WHERE deleted = 0')?.n ?? 0))
  })

  it('每个台账、每个字段都能单独导出', async () => {
    for (const name of registerNames) {
      const columns = registerOf(name).fields.map(({ key }) => key)
      const sheet = await exported({ register: name, columns })
      expect(sheet.headings.length, name).toBeGreaterThan(0)
      expect(sheet.rows, name).toHaveLength(office.records.count(administrator, { register: name }))
    }
  })

  it('不认识的列、台账当场拒绝，不留文件', async () => {
    const before = readdirSync(directory).length
    const path = join(directory, 'refused.xlsx')
    await expect(exportTo(office, administrator, { register: 'person', columns: ['nmae'] }, path)).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(exportTo(office, administrator, { register: 'persons' }, path)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(readdirSync(directory)).toHaveLength(before)
  })

  it('记录多的台账在旁边找行、排序，主线程只取要写的那几百条；写出来的一样', async () => {
    const { store } = office
    const inPlace = await exported({ register: 'person' })
    const found = vi.spyOn(store.aside, 'ids')
    const read = vi.spyOn(store.read, 'all')
    vi.spyOn(store, 'living').mockReturnValue(50_000)
    try {
      expect((await exported({ register: 'person' })).rows).toEqual(inPlace.rows)
      expect(found.mock.calls.map(([sql]) => sql.includes('ORDER BY'))).toEqual([true])
      expect(read.mock.calls.filter(([sql]) => sql.startsWith('SELECT t.id FROM'))).toEqual([])
    } finally {
      vi.restoreAllMocks()
    }
  })

  it('取消后不留文件', async () => {
    const before = readdirSync(directory).length
    const abort = new AbortController()
    abort.abort()
    await expect(exportTo(office, administrator, { register: 'person' }, join(directory, 'cancelled.xlsx'), { signal: abort.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(readdirSync(directory)).toHaveLength(before)
  })
})

describe('数据字典', () => {
  it('写全台账、字段、码表、参数和规则', async () => {
    const path = join(directory, 'dictionary.xlsx')
    const { rows } = await dictionaryTo(path, office)
    const sheets = await sheetsOf(path, 0)
    expect(sheets.map(({ name }) => name)).toEqual(['台账', '字段', '码表', '参数', '核查规则'])
    const [registers, fields, codes, parameters, rules] = sheets.map((sheet) => sheet.rows.length)
    expect(registers).toBe(registerNames.length)
    expect(fields).toBe(registerNames.reduce((sum, name) => sum + registerOf(name).fields.length, 0))
    expect(codes).toBe(codeLists.reduce((sum, list) => sum + list.items.length, 0))
    expect(parameters).toBe(parameterDefaults.length)
    expect(rules).toBeGreaterThan(50)
    expect(rows).toBe(sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0))
  })

  it('没有打开数据时写初始参数', async () => {
    const path = join(directory, 'dictionary-empty.xlsx')
    await dictionaryTo(path, null)
    expect((await sheetsOf(path, 0))[3]?.rows).toHaveLength(parameterDefaults.length)
  })
})
