/** The two libraries of workbooks, large both, loaded when a workbook is first read or written and not with the program. */
import { createRequire } from 'node:module'
import type ExcelJS from 'exceljs'
import type * as SheetJS from '@e965/xlsx'

const require = createRequire(import.meta.url)

/** Writes `.xlsx`. */
export const exceljs = (): typeof ExcelJS => require('exceljs') as typeof ExcelJS

/** Reads older formats, and knows what numbers look like under a number format. */
export const sheetJs = (): typeof SheetJS => require('@e965/xlsx') as typeof SheetJS
