/** The libraries of workbooks, large, loaded when a workbook is first read or written and not with the program. */
import { setImmediate as breathe } from 'node:timers/promises'
import type ExcelJS from 'exceljs'
import type * as SheetJS from '@e965/xlsx'
import { loadPackage } from '../loadPackage.ts'

/** What is used of the library that writes `.xlsx`. */
export type WorkbookLibrary = Pick<typeof ExcelJS, 'ValueType' | 'Workbook'> & {
  readonly stream: { readonly xlsx: Pick<typeof ExcelJS.stream.xlsx, 'WorkbookWriter'> }
}

/** Its parts, the inner ones first: none of them takes much longer to load than another. Its reader of streams is none of them, a third of all. */
const PARTS = ['lib/xlsx/xform/book/workbook-xform', 'lib/xlsx/xlsx', 'lib/doc/workbook', 'lib/stream/xlsx/workbook-writer', 'lib/doc/enums'] as const

const part = (name: (typeof PARTS)[number]): unknown => loadPackage(`exceljs/${name}`)

let loaded: WorkbookLibrary | undefined

/** Writes `.xlsx`. Loaded at once where {@link loadExceljs} was not waited for. */
export function exceljs(): WorkbookLibrary {
  return (loaded ??= {
    Workbook: part('lib/doc/workbook') as WorkbookLibrary['Workbook'],
    ValueType: (part('lib/doc/enums') as Pick<WorkbookLibrary, 'ValueType'>).ValueType,
    stream: { xlsx: { WorkbookWriter: part('lib/stream/xlsx/workbook-writer') as WorkbookLibrary['stream']['xlsx']['WorkbookWriter'] } },
  })
}

/** Loads what writes `.xlsx` part by part, and gives others a turn after each: all of it takes longer than anybody should wait. */
export async function loadExceljs(): Promise<WorkbookLibrary> {
  if (loaded !== undefined) return loaded
  for (const name of PARTS) {
    part(name)
    await breathe()
  }
  return exceljs()
}

/** Reads older formats. It brings the letters of all code pages along, 12 MB: for threads that read such a file, and end. */
export const sheetJs = (): typeof SheetJS => loadPackage('@e965/xlsx') as typeof SheetJS

/** What numbers look like under a number format: the same library without all that reads older formats. */
export const numberFormats = (): typeof SheetJS.SSF => (loadPackage('@e965/xlsx/dist/xlsx.mini.min.js') as typeof SheetJS).SSF
