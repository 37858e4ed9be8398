/** Makes workbooks for imports out of an exported roster: half of the households new, a quarter changed, a quarter as on file. */
import ExcelJS from 'exceljs'
import { checkCharacter } from '../../../src/core/rules/identity.ts'
import { cellsOf } from './books.ts'
import { COLUMNS } from './columns.ts'

/** Columns that the roster lacks and an office fills; with them the sheet has forty. */
const FILLED: readonly (readonly [string, string])[] = [
  ['开户银行', '农村信用社'],
  ['家庭住址', '县城西关'],
  ['住房面积', '86'],
  ['耕地面积', '5.20'],
  ['是否军烈属', '否'],
]

/** Prefix of ID numbers that nobody of the demonstration has. */
const OTHER_COUNTY = '621102'

export interface ImportTask {
  readonly roster: string
  readonly target: string
  readonly rows: number
}

/** Writes the workbook; people without a household are left out. Throws when the sheet does not come to {@link COLUMNS} columns. */
export async function makeImport({ roster, target, rows }: ImportTask): Promise<{ rows: number; columns: number; households: number }> {
  const cells = await cellsOf(roster)
  const headAt = cells.findIndex((row) => row.includes('证件号码'))
  const headings = (cells[headAt] ?? []).map(String)
  const columns = headings.length + FILLED.length
  if (columns !== COLUMNS) throw new Error(`the sheet has ${columns} columns`)
  const householdAt = headings.indexOf('户编号')
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: target })
  const sheet = writer.addWorksheet('花名册')
  sheet.addRow([...headings, ...FILLED.map(([heading]) => heading)]).commit()
  const households = new Map<unknown, number>()
  let written = 0
  for (const row of cells.slice(headAt + 1)) {
    const household = row[householdAt] ?? null
    if (household === null) continue
    // A household that was begun is written whole.
    if (written >= rows && !households.has(household)) break
    if (!households.has(household)) households.set(household, households.size)
    const quarter = (households.get(household) ?? 0) % 4
    const values = quarter < 2 ? row.map((value, column) => renewed(headings[column] ?? '', value)) : row
    sheet
      .addRow([...Array.from({ length: headings.length }, (_, column) => values[column] ?? null), ...FILLED.map(([, value]) => (quarter < 3 ? value : null))])
      .commit()
    written += 1
  }
  sheet.commit()
  await writer.commit()
  return { rows: written, columns, households: households.size }
}

/** Numbers of people and households that are not on file yet. */
function renewed(heading: string, value: string | number | null): string | number | null {
  if (value === null) return null
  const text = String(value)
  switch (heading) {
    case '户编号':
      return `53${text.slice(2)}`
    case '人编号':
      return `211${text.slice(3)}`
    case '本地户号':
      return `B${text}`
    case '证件号码': {
      const first17 = OTHER_COUNTY + text.slice(6, 17)
      return first17 + (checkCharacter(first17) ?? '')
    }
    default:
      return value
  }
}
