/** Makes the workbook for the import: 20,000 rows × 40 columns of the roster exported before, and an empty office to import into. */
import XLSX from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hostOf, LOGIN, PASSWORD } from '../state.ts'
import { sectionInput, tell } from '../measure.ts'

const ROWS = 20_000
const COLUMNS = 40

const input = sectionInput()
const rows = input.quick ? 2000 : ROWS
const book = XLSX.read(readFileSync(join(input.work, 'roster.xlsx')), { dense: true, sheetRows: rows + 5 })
const cells = XLSX.utils.sheet_to_json<(string | number | null)[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1, defval: null, raw: true })
const writer = new ExcelJS.Workbook()
const sheet = writer.addWorksheet('花名册')
for (const row of cells.slice(0, rows + 3)) sheet.addRow(row.slice(0, COLUMNS))
await writer.xlsx.writeFile(join(input.work, 'import.xlsx'))

const office = join(input.work, 'office')
if (!existsSync(office)) {
  mkdirSync(office, { recursive: true })
  const host = hostOf(office)
  await host.setUp({ session: 'bench' }, { unit: '621125', login: LOGIN, displayName: '演示管理员', password: PASSWORD, year: 2015 })
  await host.close()
}
tell([])
