/** Merely reading that workbook with the reader library. */
import XLSX from '@e965/xlsx'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sectionInput, tell, timed } from '../measure.ts'

const input = sectionInput()
const { milliseconds } = await timed(() => XLSX.read(readFileSync(join(input.work, 'import.xlsx')), { dense: true }))
tell([{ what: '@e965/xlsx 只读', ours: milliseconds, unit: 'ms' }])
