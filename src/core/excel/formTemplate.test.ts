import ExcelJS from 'exceljs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { worksheetsOf, type CellStyle, type FormSheet } from './formSheet.ts'
import { readFormTemplate } from './formTemplate.ts'
import { writeFormWorkbook } from './formWriter.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'template-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

/** Writes a workbook as an office would make it, and reads it as a template. */
async function read(build: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void): Promise<FormSheet> {
  const workbook = new ExcelJS.Workbook()
  build(workbook.addWorksheet('表样'), workbook)
  const path = join(directory, 'own.xlsx')
  await workbook.xlsx.writeFile(path)
  return readFormTemplate(path)
}

const STYLE: CellStyle = {
  font: { name: '仿宋', size: 12, bold: true, underline: true, colour: 'FF0000' },
  alignment: { horizontal: 'distributed', vertical: 'top', wrap: true, shrink: false, indent: 2, stacked: false },
  borders: { top: { style: 'double', colour: '000000' }, left: { style: 'hair', colour: '0000FF' } },
  fill: 'DDDDDD',
  numberFormat: '#,##0.00',
}
const STACKED: CellStyle = {
  ...STYLE,
  alignment: { horizontal: 'general', vertical: 'bottom', wrap: false, shrink: true, indent: 0, stacked: true },
  borders: {},
}

const SHEET: FormSheet = {
  name: '表样',
  columns: [42, 82.5, 0.75, 200.25],
  rows: [
    { height: 27, cells: [{ value: '标题 {{year}}', style: STYLE }, { value: null, style: STYLE }, undefined, { value: 12.5, style: STYLE }] },
    { height: 18.75, cells: [{ value: null, style: STACKED }, { value: null, style: STYLE }, undefined, { value: '第二行\n第三行', style: STACKED }] },
    { height: 15, cells: [{ value: '=SUM(A1)', style: STACKED }, undefined, undefined, undefined] },
  ],
  merges: [{ top: 0, left: 0, bottom: 1, right: 1 }],
  page: {
    paper: 'A3',
    landscape: true,
    scale: 0.87,
    margins: { left: 36, right: 18, top: 72, bottom: 54, header: 9, footer: 27 },
    header: '&L{{office}}',
    footer: '&C第 &P 页',
  },
  titleRows: { first: 0, last: 0 },
  breaks: [],
}

describe('a template that was written', () => {
  it('is read as it was', async () => {
    const path = join(directory, 'a.xlsx')
    await writeFormWorkbook(path, [SHEET])
    expect(await readFormTemplate(path)).toEqual(SHEET)
  })

  it('has manual breaks that reach over all columns', async () => {
    const path = join(directory, 'a.xlsx')
    await writeFormWorkbook(path, [{ ...SHEET, merges: [], breaks: [0] }, SHEET])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['表样', '表样(2)'])
    const book = (await import('@e965/xlsx')).read(await import('node:fs').then((fs) => fs.readFileSync(path)), { bookFiles: true }) as unknown as {
      files: Record<string, { content: Uint8Array }>
    }
    expect(Buffer.from(book.files['xl/worksheets/sheet1.xml']?.content ?? []).toString()).toContain('<brk id="1" max="16383" man="1"/>')
    expect(Buffer.from(book.files['xl/styles.xml']?.content ?? []).toString()).toContain('<font><sz val="10"/><name val="Courier New"/>')
  })

  it('names sheets as workbooks accept it', async () => {
    const path = join(directory, 'a.xlsx')
    const names = ['a/b:c', 'A B C', "'李'", '', '很长的名字'.repeat(9)]
    await writeFormWorkbook(
      path,
      names.map((name) => ({ ...SHEET, name })),
    )
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['a b c', 'A B C(2)', '李', '表', '很长的名字'.repeat(5)])
  })
})

describe('a template made in an office program', () => {
  it('has its widths counted in digits of its own default font', async () => {
    const sheet = await read((worksheet) => {
      worksheet.columns = [{ width: 10 }, { width: 10, hidden: true }]
      worksheet.getCell('B1').value = 'x'
    })
    // exceljs sets Calibri 11: 7 pixels a digit.
    expect(sheet.columns).toEqual([52.5, 0])
  })

  it('is as big as its print area, or as what shows', async () => {
    const build = (worksheet: ExcelJS.Worksheet): void => {
      worksheet.getCell('B2').value = 'x'
      worksheet.getCell('C4').border = { bottom: { style: 'thin' } }
      worksheet.getCell('H9').font = { name: '宋体' }
    }
    expect((await read(build)).rows).toHaveLength(4)
    const cut = await read((worksheet) => {
      build(worksheet)
      worksheet.pageSetup.printArea = 'A1:B3'
    })
    expect([cut.rows.length, cut.columns.length]).toEqual([3, 2])
  })

  it('that is fitted to the width or centred gets a plain scale and margins', async () => {
    const sheet = await read((worksheet) => {
      worksheet.columns = [{ width: 140 }]
      worksheet.getCell('A1').value = 'x'
      worksheet.pageSetup = {
        paperSize: 9,
        orientation: 'portrait',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        horizontalCentered: true,
        margins: { left: 0.5, right: 0.5, top: 1, bottom: 1, header: 0, footer: 0 },
      }
    })
    expect(sheet.page.scale).toBe(0.71)
    expect(sheet.page.margins.left).toBeCloseTo((595.28 - 735 * 0.71) / 2 - 0.5)
  })

  it('may hold rich text', async () => {
    const sheet = await read((worksheet) => {
      worksheet.getCell('A1').value = { richText: [{ text: '户主：{{house', font: { bold: true } }, { text: 'hold.head_name}}' }] }
    })
    expect(sheet.rows[0]?.cells[0]?.value).toBe('户主：{{household.head_name}}')
  })

  it('must not hold formulas, and must not be a table of data', async () => {
    await expect(
      read((worksheet) => {
        worksheet.getCell('C5').value = { formula: 'SUM(A1:A4)', result: 0 }
      }),
    ).rejects.toMatchObject({ code: 'FILE_FORMAT', message: expect.stringContaining('C5 单元格是公式') })
    await expect(
      read((worksheet) => {
        worksheet.getCell('A401').value = 'x'
      }),
    ).rejects.toMatchObject({ code: 'FILE_FORMAT', message: expect.stringContaining('401 行') })
  })
})

describe('a template of several worksheets', () => {
  it('holds the first one and those that say so; the others are notes', async () => {
    const sheet = await read((worksheet, workbook) => {
      worksheet.getCell('A1').value = '甲'
      workbook.addWorksheet('说明').getCell('A2').value = '{{#sheet}} 也打印'
      workbook.addWorksheet('附表').getCell('B1').value = '{{#sheet year >= 2018}}乙'
    })
    expect(worksheetsOf(sheet).map(({ name, rows }) => [name, rows.length])).toEqual([
      ['表样', 1],
      ['附表', 1],
    ])
  })
})
