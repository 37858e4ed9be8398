/** The list of a village for the yearly update: printed, filled in, and imported as it is; what was blank stays open. */
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RESOURCES } from '../../forms/testing/fonts.ts'
import { userOf } from '../../testing/office.ts'
import { PaperService } from '../paper/service.ts'
import { importBench, type ImportBench } from './testing/importing.ts'

const YEAR = 2016
let bench: ImportBench
beforeAll(async () => {
  bench = await importBench({ households: 6 })
})
afterAll(() => bench.end())

it('对照名册打印出来填好，导入就是当年的年度记录；户按户编号、年度按印好的认', async () => {
  const { office, directory } = bench
  const service = new PaperService({
    office: () => office,
    resourcesDirectory: RESOURCES,
    dataDirectory: directory,
    now: () => new Date(2016, 10, 30, 9),
    files: { newPath: (extension) => join(directory, `made.${extension}`) },
  })
  const { village } = office.store.read.get<{ village: string }>('SELECT village FROM household WHERE deleted = 0 ORDER BY id LIMIT 1') ?? { village: '' }
  const path = join(directory, '对照名册.xlsx')
  await service.make({ code: 'annual_update_list', for: [village], year: YEAR, format: 'xlsx', out: path }, userOf('administrator'))
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const [sheet] = workbook.worksheets
  if (sheet === undefined) throw new Error('no worksheet')
  const headings = [1, 2, 3, 4, 5].find((row) => sheet.getRow(row).getCell(2).text === '户编号') ?? 0
  const columns = new Map<string, number>()
  sheet.getRow(headings).eachCell((cell, column) => columns.set(cell.text, column))
  const row = sheet.getRow(headings + 1)
  const number = row.getCell(columns.get('户编号') ?? 0).text
  row.getCell(columns.get('工资性收入（元）') ?? 0).value = 18_000
  row.getCell(columns.get('生产经营性支出（元）') ?? 0).value = 3900
  await workbook.xlsx.writeFile(path)
  await bench.import('household_year', path)
  const found = office.store.read.get(
    `SELECT y.wage_income, y.business_expense FROM household_year y JOIN household h ON h.id = y.household_id WHERE h.household_no = ? AND y.year = ? AND y.deleted = 0`,
    number,
    YEAR,
  )
  expect(found).toEqual({ wage_income: 1_800_000, business_expense: 390_000 })
})
