/** A department's list as a sheet, and what holding it against the people on file costs with nothing around it. */
import ExcelJS from 'exceljs'
import { checkCharacter } from '../../../src/core/rules/identity.ts'
import { timed } from '../measure.ts'
import { bareConnection } from '../office.ts'
import { cellsOf } from './books.ts'

export interface ListTask {
  readonly directory: string
  readonly key: Uint8Array
  readonly target: string
  readonly rows: number
}

/** Of ten rows, how many name somebody on file by number, and how many by name and village alone; the others nobody knows. */
const [BY_NUMBER, BY_NAME] = [5, 1] as const
/** Beginning of ID numbers that nobody of the demonstration has. */
const OTHER_COUNTY = '621102'

/** Writes a list of cars: people on file, some with several, and people of elsewhere. */
export async function makeList({ directory, key, target, rows }: ListTask): Promise<{ rows: number }> {
  const database = bareConnection(directory, key, { readonly: true })
  const people = database
    .prepare(
      `SELECT p.name, p.id_number AS number, d.name AS village FROM person p JOIN division d ON d.code = p.village AND d.deleted = 0
       WHERE p.deleted = 0 AND length(p.id_number) = 18 AND p.household_id IS NOT NULL ORDER BY p.id LIMIT ?`,
    )
    .all(rows) as { name: string; number: string; village: string }[]
  database.close()
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: target })
  const sheet = writer.addWorksheet('车辆')
  sheet.addRow(['序号', '车主姓名', '身份证号', '住址', '车牌号', '品牌型号', '初次登记日期', '状态']).commit()
  for (let at = 0; at < rows; at += 1) {
    const person = people[at % people.length]
    if (person === undefined) throw new Error('nobody is on file')
    const place = at % 10
    const number = place < BY_NUMBER ? person.number : place < BY_NUMBER + BY_NAME ? '' : stranger(at)
    sheet.addRow([at + 1, person.name, number, person.village, `甘J${String(at).padStart(6, '0')}`, '五菱宏光', '2013-05-06', '正常']).commit()
  }
  sheet.commit()
  await writer.commit()
  return { rows }
}

function stranger(at: number): string {
  const first17 = `${OTHER_COUNTY}1970010${1 + (at % 9)}${String(Math.floor(at / 9) % 1000).padStart(3, '0')}`
  return `${first17}${checkCharacter(first17) ?? ''}`
}

/** Reads the sheet and looks each number up by a prepared statement; milliseconds. */
export async function rawLookups({ directory, key, target }: Omit<ListTask, 'rows'>): Promise<{ milliseconds: number; found: number }> {
  const { milliseconds, result } = await timed(async () => {
    const cells = await cellsOf(target)
    const database = bareConnection(directory, key, { readonly: true })
    const find = database.prepare('SELECT id, name, village, household_id FROM person WHERE id_number = ? AND deleted = 0')
    let found = 0
    for (const row of cells.slice(1)) if (typeof row[2] === 'string' && find.get(row[2]) !== undefined) found += 1
    database.close()
    return found
  })
  return { milliseconds, found: result }
}
