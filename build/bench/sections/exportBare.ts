/** The same cells written by the bare streaming writer. Reading them is not timed. */
import XLSX from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sectionInput, tell, timed } from '../measure.ts'

const input = sectionInput()
const book = XLSX.read(readFileSync(join(input.work, 'roster.xlsx')), { dense: true })
const cells = XLSX.utils.sheet_to_json<(string | number | null)[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1, defval: null, raw: true })
const { milliseconds } = await timed(async () => {
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: join(input.work, 'bare.xlsx') })
  const sheet = writer.addWorksheet('花名册')
  for (const row of cells) sheet.addRow(row).commit()
  sheet.commit()
  await writer.commit()
})
tell([{ what: `exceljs 流式写 ${cells.length} 行 × ${cells[0]?.length ?? 0} 列`, ours: milliseconds, unit: 'ms' }])
