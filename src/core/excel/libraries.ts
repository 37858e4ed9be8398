/** The two libraries of workbooks, large both, loaded when a workbook is first read or written and not with the program. */
import type ExcelJS from 'exceljs'
import type * as SheetJS from '@e965/xlsx'
import { loadPackage } from '../loadPackage.ts'

/** Writes `.xlsx`. */
export const exceljs = (): typeof ExcelJS => loadPackage('exceljs') as typeof ExcelJS

/** Reads older formats, and knows what numbers look like under a number format. */
export const sheetJs = (): typeof SheetJS => loadPackage('@e965/xlsx') as typeof SheetJS
