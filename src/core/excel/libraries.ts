/** The libraries of workbooks, large, loaded when a workbook is first read or written and not with the program. */
import type ExcelJS from 'exceljs'
import type * as SheetJS from '@e965/xlsx'
import { loadPackage } from '../loadPackage.ts'

/** Writes `.xlsx`. */
export const exceljs = (): typeof ExcelJS => loadPackage('exceljs') as typeof ExcelJS

/** Reads older formats. It brings the letters of all code pages along, 12 MB: for threads that read such a file, and end. */
export const sheetJs = (): typeof SheetJS => loadPackage('@e965/xlsx') as typeof SheetJS

/** What numbers look like under a number format: the same library without all that reads older formats. */
export const numberFormats = (): typeof SheetJS.SSF => (loadPackage('@e965/xlsx/dist/xlsx.mini.min.js') as typeof SheetJS).SSF
