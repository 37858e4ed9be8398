/** Measures ours and the bare library on the same cells in one run; `npm run bench` prints the ratios. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { openWorkbook } from '../readWorkbook.ts'
import { writeSheet, type CellValue } from '../writeSheet.ts'

export interface Comparison {
  /** Milliseconds, the middle of the runs. */
  readonly ours: number
  readonly bare: number
  /** Ours by bare. */
  readonly ratio: number
}

/** Numbers of rows and columns of what is measured. */
export interface Extent {
  readonly rows: number
  readonly columns: number
}

/** Size of the county's roster (forms.md §6.1), and of the import named in the design. */
export const ROSTER: Extent = { rows: 54_500, columns: 27 }
export const IMPORT: Extent = { rows: 20_000, columns: 40 }

const RUNS = 3
const SURNAMES = '张王李赵刘陈杨黄周吴'

/** Rows of a roster: names, identity numbers, amounts, words; the same on every call. */
export function* rosterRows({ rows, columns }: Extent): Generator<CellValue[]> {
  for (let row = 0; row < rows; row += 1) {
    yield Array.from({ length: columns }, (_, column) => {
      switch (column % 4) {
        case 0:
          return `${SURNAMES[row % SURNAMES.length] ?? ''}三${row % 977}`
        case 1:
          return `62242719800101${String(row % 10_000).padStart(4, '0')}`
        case 2:
          return row * column
        default:
          return '健康'
      }
    })
  }
}

/** The roster export against exceljs' streaming writer writing the same cells without styles. Bar: 1.2. */
export async function benchmarkRosterExport(extent: Extent = ROSTER): Promise<Comparison> {
  return inFolder((folder) =>
    compare(
      () => writeRoster(join(folder, 'ours.xlsx'), extent),
      () => writeBare(join(folder, 'bare.xlsx'), extent),
    ),
  )
}

/** Opening a workbook and taking every cell from it against SheetJS reading it. The bar of 1.5 holds for reading and checking together. */
export async function benchmarkReading(extent: Extent = IMPORT): Promise<Comparison> {
  return inFolder(async (folder) => {
    const path = join(folder, 'import.xlsx')
    await writeBare(path, extent)
    return compare(
      async () => {
        await readOurs(path)
      },
      async () => {
        XLSX.read(await readFile(path), { dense: true })
      },
    )
  })
}

/** Writes a workbook that {@link benchmarkReading} reads, with headings 列0, 列1 … */
export async function writeRoster(path: string, extent: Extent): Promise<void> {
  await writeSheet(path, {
    name: '花名册',
    titles: ['贫困人口花名册'],
    frozenColumns: 2,
    columns: Array.from({ length: extent.columns }, (_, column) =>
      column % 4 === 2 ? { heading: `列${column}`, kind: 'number', scale: 2 } : { heading: `列${column}`, kind: 'text' },
    ),
    rows: rosterRows(extent),
  })
}

async function writeBare(path: string, extent: Extent): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path })
  const sheet = workbook.addWorksheet('花名册')
  for (const row of rosterRows(extent)) sheet.addRow(row).commit()
  sheet.commit()
  await workbook.commit()
}

/** Reads every cell of the first sheet; returns their number. */
async function readOurs(path: string): Promise<number> {
  const workbook = await openWorkbook(path)
  try {
    let cells = 0
    for await (const rows of workbook.sheets[0]?.portions() ?? []) for (const row of rows) cells += row.cells.length
    return cells
  } finally {
    await workbook.close()
  }
}

async function compare(ours: () => Promise<void>, bare: () => Promise<void>): Promise<Comparison> {
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  for (let run = 0; run < RUNS; run += 1) {
    times.bare.push(await duration(bare))
    times.ours.push(await duration(ours))
  }
  const [oursMiddle, bareMiddle] = [middle(times.ours), middle(times.bare)]
  return { ours: oursMiddle, bare: bareMiddle, ratio: oursMiddle / bareMiddle }
}

async function duration(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bangfu-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
