import { chmod, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import * as XLSX from '@e965/xlsx'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder, readRows, readTexts, type Folder } from './testing/workbooks.ts'
import { writeCsv } from './writeCsv.ts'
import { writeSheet, writeSheets, type CellValue, type SheetContent } from './writeSheet.ts'
import { writeTables } from './writeTables.ts'

let folder: Folder
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => folder.remove())

const roster: SheetContent = {
  name: '花名册',
  titles: ['武阳镇贫困人口花名册', '填报单位：武阳镇人民政府'],
  frozenColumns: 2,
  columns: [
    { heading: '姓名', kind: 'text' },
    { heading: '证件号码', kind: 'text', width: 22 },
    { heading: '人均纯收入（元）', kind: 'number', scale: 2 },
    { heading: '出生日期', kind: 'date' },
    { heading: '低保', kind: 'text' },
  ],
  rows: [
    ['张三', '622427198001010011', 285_500, '1980-01-01', true],
    ['李四', null, null, '1850-05-01', false],
  ],
}

async function exceljs(path: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  return workbook
}

describe('writeSheet', () => {
  it('writes titles, headings and rows that exceljs and SheetJS read alike', async () => {
    const path = folder.at('roster.xlsx')
    expect(await writeSheet(path, roster)).toBe(2)
    const sheet = (await exceljs(path)).getWorksheet('花名册')
    expect(sheet?.getCell('A1').value).toBe('武阳镇贫困人口花名册')
    expect(sheet?.getCell('A3').value).toBe('姓名')
    expect(sheet?.getCell('B4').value).toBe('622427198001010011')
    expect(sheet?.getCell('B4').numFmt).toBe('@')
    expect(sheet?.getCell('C4').value).toBe(2855)
    expect(sheet?.getCell('C4').numFmt).toBe('0.00')
    expect(sheet?.getCell('D4').value).toEqual(new Date(Date.UTC(1980, 0, 1)))
    // Days before March 1900 stand as text, since spreadsheet programs count them differently.
    expect(sheet?.getCell('D5').value).toBe('1850-05-01')
    expect([sheet?.getCell('E4').value, sheet?.getCell('E5').value]).toEqual(['是', '否'])
    const judge = XLSX.utils.sheet_to_json(XLSX.read(await readFile(path)).Sheets['花名册'] ?? {}, { header: 1, raw: true })
    expect(judge[3]).toEqual(['张三', '622427198001010011', 2855, 29221, '是'])
  })

  it('is ready to print: A4 landscape, headings on every page, page numbers, frozen panes, filter', async () => {
    const path = folder.at('print.xlsx')
    await writeSheet(path, roster)
    const sheet = (await exceljs(path)).getWorksheet('花名册')
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:3' })
    expect(sheet?.headerFooter.oddFooter).toContain('&P')
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 3 })
    expect(sheet?.autoFilter).toBe('A3:E3')
    expect(sheet?.model.merges).toEqual(['A1:E1', 'A2:E2'])
    expect(sheet?.getColumn(2).width).toBe(22)
  })

  it('writes whatever text people typed as text, and gives it back unchanged', async () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .map((value) => value.replace(/\r\n?/g, '\n').replace(/[\uFFFE\uFFFF\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, ''))
      .filter((value) => value.trim() !== '')
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
        const path = folder.at('texts.xlsx')
        await writeSheet(path, { name: 'x', columns: [{ heading: '文', kind: 'text' }], rows: texts.map((value) => [value]) })
        const rows = await readRows(path)
        expect(rows.slice(1).map((row) => row.cells[0])).toEqual(texts.map((value) => ({ kind: 'text', text: value })))
      }),
      { numRuns: 15 },
    )
  })

  it.each(['=1+1', '+86', '-', '@x', '=HYPERLINK("http://x")', '_x0041_', '<b>&amp;', ' 前后 ', '00123', '6.2E+17', '甲\n乙'])(
    'keeps %j as it is, without a formula',
    async (text) => {
      const path = folder.at('safe.xlsx')
      await writeSheet(path, { name: 'x', columns: [{ heading: '文', kind: 'text' }], rows: [[text]] })
      expect((await readRows(path))[1]?.cells).toEqual([{ kind: 'text', text }])
      const judged = XLSX.read(await readFile(path)).Sheets['x']?.['A2'] as XLSX.CellObject | undefined
      expect([judged?.t, judged?.f, text === '_x0041_' ? text : judged?.v]).toEqual(['s', undefined, text])
    },
  )

  it('writes scaled whole numbers with their exact digits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), { minLength: 1, maxLength: 30 }), async (values) => {
        const path = folder.at('money.xlsx')
        await writeSheet(path, { name: 'x', columns: [{ heading: '元', kind: 'number', scale: 2 }], rows: values.map((value) => [value]) })
        const rows = await readRows(path)
        expect(rows.slice(1).map((row) => Math.round(Number(row.cells[0]?.text) * 100))).toEqual(values)
        for (const row of rows.slice(1)) expect(row.cells[0]?.text).toMatch(/^-?\d+(\.\d{1,2})?$/)
      }),
      { numRuns: 10 },
    )
  })

  it('gives sheets names that programs accept, each its own', async () => {
    const path = folder.at('names.xlsx')
    const columns = [{ heading: 'a', kind: 'text' }] as const
    const long = '很'.repeat(40)
    await writeSheets(
      path,
      ['a/b:c', 'a b c', '', long, long].map((name) => ({ name, columns, rows: [['1']] })),
    )
    expect((await exceljs(path)).worksheets.map(({ name }) => name)).toEqual(['a b c', 'a b c(2)', '表', '很'.repeat(31), `${'很'.repeat(28)}(2)`])
  })

  it('writes a sheet without rows, and one without titles', async () => {
    const path = folder.at('empty.xlsx')
    expect(await writeSheet(path, { name: 'x', columns: [{ heading: '姓名', kind: 'text' }], rows: [] })).toBe(0)
    expect(await readTexts(path)).toEqual([['姓名']])
  })

  it('cuts text longer than a cell holds, and says so', async () => {
    const path = folder.at('long.xlsx')
    await writeSheet(path, { name: 'x', columns: [{ heading: '文', kind: 'text' }], rows: [['长'.repeat(40_000)]] })
    const text = (await readTexts(path))[1]?.[0]
    expect(text).toHaveLength(32_767)
    expect(text?.endsWith('（内容过长，以下省略）')).toBe(true)
  })

  it('tells progress and takes rows as they come', async () => {
    async function* rows(): AsyncGenerator<CellValue[]> {
      for (let index = 0; index < 3000; index += 1) yield [`张三${index}`]
    }
    const told: number[] = []
    await writeSheet(
      folder.at('progress.xlsx'),
      { name: 'x', columns: [{ heading: '姓名', kind: 'text' }], rows: rows() },
      { onProgress: (count) => told.push(count) },
    )
    expect(told.at(-1)).toBe(3000)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })
})

describe('failures while writing', () => {
  const endless = (stop: (count: number) => void): SheetContent => ({
    name: 'x',
    columns: [
      { heading: '姓名', kind: 'text' },
      { heading: '备注', kind: 'text' },
    ],
    rows: (function* () {
      for (let count = 1; ; count += 1) {
        stop(count)
        yield [`张三${count}`, '某某村某某社']
      }
    })(),
  })

  it('leaves the old file and no other when cancelled', async () => {
    const path = await folder.write('old.xlsx', 'old')
    const controller = new AbortController()
    await expect(
      writeSheet(
        path,
        endless((count) => {
          if (count === 5000) controller.abort()
        }),
        { signal: controller.signal },
      ),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder.path)).toEqual(['old.xlsx'])
    await expect(writeSheet(path, roster, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await readdir(folder.path)).toEqual(['old.xlsx'])
  })

  it('leaves nothing when the rows cannot be had', async () => {
    await expect(
      writeSheet(
        folder.at('x.xlsx'),
        endless((count) => {
          if (count === 3000) throw new RangeError('no more')
        }),
      ),
    ).rejects.toThrow('no more')
    expect(await readdir(folder.path)).toEqual([])
  })

  it('says when the folder is gone', async () => {
    await expect(writeSheet(`${folder.path}/missing/x.xlsx`, roster)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    await expect(writeCsv(`${folder.path}/missing/x.csv`, { headings: ['a'], rows: [['1']] })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says when the folder does not let itself be written to', async () => {
    const closed = folder.at('closed')
    await mkdir(closed)
    await chmod(closed, 0o500)
    await expect(writeSheet(`${closed}/x.xlsx`, roster)).rejects.toMatchObject({ code: 'FILE_LOCKED' })
  })

  it('refuses more rows than a sheet holds', async () => {
    const content: SheetContent = {
      name: 'x',
      columns: [{ heading: 'a', kind: 'number' }],
      rows: (function* () {
        for (let count = 0; count < 1_048_576; count += 1) yield [1]
      })(),
    }
    await expect(writeSheet(folder.at('many.xlsx'), content)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
    expect(await readdir(folder.path)).toEqual([])
  })
})

describe('writeCsv', () => {
  const rows: CellValue[][] = [
    ['张三', '622427198001010011', 285_500, '=1+1', '住址, "老屋"\n二组'],
    ['李四', null, -50, '-', true],
  ]
  const content = { headings: ['姓名', '证件号码', '收入', '备注', '其他'], scales: [undefined, undefined, 2], rows }

  it.each(['utf8', 'gb18030'] as const)('writes %s that reads back the same', async (encoding) => {
    const path = folder.at('list.csv')
    expect(await writeCsv(path, content, encoding)).toBe(2)
    expect(await readTexts(path)).toEqual([
      content.headings,
      ['张三', '622427198001010011', '2855.00', '=1+1', '住址, "老屋"\n二组'],
      ['李四', '', '-0.50', '-', '是'],
    ])
  })

  it('guards text that a spreadsheet program would run, but not numbers', async () => {
    const path = folder.at('guard.csv')
    await writeCsv(path, content)
    const text = await readFile(path, 'utf8')
    expect(text.startsWith('\uFEFF姓名,')).toBe(true)
    expect(text).toContain(`,'=1+1,`)
    expect(text).toContain(",-0.50,'-,")
    expect(text.endsWith('\r\n')).toBe(true)
  })

  it('leaves the old file when cancelled', async () => {
    const path = await folder.write('old.csv', 'old')
    const controller = new AbortController()
    const endless = (function* () {
      for (let count = 0; ; count += 1) {
        if (count === 9000) controller.abort()
        yield [`张三${count}`]
      }
    })()
    await expect(writeCsv(path, { headings: ['a'], rows: endless }, 'utf8', { signal: controller.signal })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder.path)).toEqual(['old.csv'])
  })
})

describe('writeTables', () => {
  it('writes one sheet for each table', async () => {
    const path = folder.at('dictionary.xlsx')
    await writeTables(path, [
      {
        name: '字段',
        columns: [
          { key: 'label', label: '名称' },
          { key: 'size', label: '长度', kind: 'number' },
        ],
        rows: [{ label: '姓名', size: 40 }, { label: '备注' }],
      },
      { name: '码表', columns: [{ key: 'code', label: '代码' }], rows: [{ code: '01' }] },
    ])
    expect(await readTexts(path, 0)).toEqual([['名称', '长度'], ['姓名', '40'], ['备注']])
    expect(await readTexts(path, 1)).toEqual([['代码'], ['01']])
    expect((await stat(path)).size).toBeGreaterThan(0)
  })
})
