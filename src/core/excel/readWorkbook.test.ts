import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Worker } from 'node:worker_threads'
import * as XLSX from '@e965/xlsx'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { AppError } from '../errors.ts'
import { givenUpForRoom, makeRoom } from '../makeRoom.ts'
import { createOutput, endFolder, sealFolder } from '../files/temporary.ts'
import { openWorkbook, type SheetRow } from './readWorkbook.ts'
import { makeFolder, makeZip, rawWorkbook, readRows, readTexts, workbookParts, type Folder } from './testing/workbooks.ts'

let folder: Folder
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

/** Writes a workbook with exceljs. */
async function excel(name: string, fill: (workbook: ExcelJS.Workbook) => void): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  fill(workbook)
  return folder.write(name, new Uint8Array(await workbook.xlsx.writeBuffer()))
}

/** The error with which opening (or reading) a file is refused. */
async function refusal(path: string): Promise<AppError> {
  try {
    await readRows(path)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('was not refused')
}

it('has room made before a large file is read, and not before a small one', async () => {
  const asked = vi.fn<() => void>()
  givenUpForRoom(asked)
  for (const [rows, times] of [
    [10, 0],
    [100_000, 1],
  ] as const) {
    const path = await folder.write(`${rows}.csv`, Buffer.from('姓名,备注\n张三,甲乙丙丁戊己庚\n'.repeat(rows)))
    const workbook = await openWorkbook(path, { inline: true })
    await workbook.close()
    expect(asked).toHaveBeenCalledTimes(times)
  }
})

describe('xlsx', () => {
  it('gives texts, numbers, dates, booleans and errors with true row numbers', async () => {
    const path = await excel('kinds.xlsx', (workbook) => {
      const sheet = workbook.addWorksheet('花名册')
      sheet.getCell('A2').value = '户主'
      sheet.getCell('C2').value = 12.3
      sheet.getCell('A5').value = new Date(Date.UTC(2016, 2, 1))
      sheet.getCell('B5').value = true
      sheet.getCell('C5').value = { error: '#REF!' }
    })
    expect(await readRows(path)).toEqual([
      {
        number: 2,
        hidden: false,
        cells: [
          { kind: 'text', text: '户主' },
          { kind: 'empty', text: '' },
          { kind: 'number', text: '12.3', number: 12.3 },
        ],
      },
      {
        number: 5,
        hidden: false,
        cells: [
          { kind: 'date', text: '2016-03-01', number: 42430, date: '2016-03-01' },
          { kind: 'boolean', text: 'TRUE' },
          { kind: 'error', text: '#REF!' },
        ],
      },
    ])
  })

  it('tells sheets, hidden sheets, extent, merged ranges, hidden rows and columns before rows are read', async () => {
    const path = await excel('outline.xlsx', (workbook) => {
      const first = workbook.addWorksheet('一')
      first.getCell('A1').value = '标题'
      first.mergeCells('A1:D1')
      first.getCell('D9').value = 1
      first.getRow(9).hidden = true
      first.getColumn(2).hidden = true
      first.getColumn(3).width = 20
      workbook.addWorksheet('二', { state: 'veryHidden' }).getCell('B2').value = 'x'
    })
    const workbook = await openWorkbook(path)
    const [first, second] = workbook.sheets
    expect(first).toMatchObject({
      name: '一',
      hidden: false,
      rowCount: 9,
      columnCount: 4,
      filledRows: 2,
      merges: [{ top: 1, left: 1, bottom: 1, right: 4 }],
      hiddenColumns: [2],
    })
    expect(first?.widths.get(3)).toBe(20)
    expect(second).toMatchObject({ name: '二', hidden: true, rowCount: 2, columnCount: 2 })
    expect((await first?.head(10))?.map((row) => [row.number, row.hidden])).toEqual([
      [1, false],
      [9, true],
    ])
    await workbook.close()
  })

  it('keeps long digits whole and text as text', async () => {
    const path = await excel('ids.xlsx', (workbook) => {
      const sheet = workbook.addWorksheet('x')
      sheet.addRow(['622427198001010011', 622427198001010000, '=1+1', '@标记', '６２２', '0012', 1e21, 0.1 + 0.2])
    })
    const [row] = await readRows(path)
    expect(row?.cells.map((cell) => [cell.kind, cell.text])).toEqual([
      ['text', '622427198001010011'],
      ['number', '622427198001010000'],
      ['text', '=1+1'],
      ['text', '@标记'],
      ['text', '６２２'],
      ['text', '0012'],
      ['number', '1000000000000000000000'],
      ['number', '0.30000000000000004'],
    ])
  })

  it('uses the stored results of formulas and calls those without one an error', async () => {
    const path = await excel('formulas.xlsx', (workbook) => {
      const sheet = workbook.addWorksheet('x')
      sheet.addRow([
        { formula: '1+1', result: 2 },
        { formula: '"a"', result: 'a' },
        { formula: 'B9' },
        { formula: '1/0', result: { error: '#DIV/0!' } },
        { formula: 'TODAY()', result: new Date(Date.UTC(2020, 0, 2)) },
      ])
    })
    const [row] = await readRows(path)
    expect(row?.cells).toEqual([
      { kind: 'number', text: '2', number: 2, formula: true },
      { kind: 'text', text: 'a', formula: true },
      { kind: 'error', text: '公式没有计算结果', formula: true },
      { kind: 'error', text: '#DIV/0!', formula: true },
      expect.objectContaining({ kind: 'date', date: '2020-01-02', formula: true }),
    ])
  })

  it('takes an empty text result of a formula for nothing', async () => {
    const path = await folder.write(
      'empty-result.xlsx',
      rawWorkbook({ sheet: '<row r="1"><c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><v>5</v></c></row>' }),
    )
    expect((await readRows(path))[0]?.cells.map((cell) => cell.kind)).toEqual(['empty', 'number'])
  })

  it('shows the value of merged cells once, or in every row when asked', async () => {
    const path = await excel('merged.xlsx', (workbook) => {
      const sheet = workbook.addWorksheet('x')
      sheet.addRows([
        ['户1', '甲'],
        [null, '乙'],
        ['户2', '丙'],
      ])
      sheet.mergeCells('A1:A2')
    })
    expect(await readTexts(path)).toEqual([
      ['户1', '甲'],
      ['', '乙'],
      ['户2', '丙'],
    ])
    const workbook = await openWorkbook(path)
    const filled: string[][] = []
    for await (const row of workbook.sheets[0]?.rows({ merged: 'down' }) ?? []) filled.push(row.cells.map((cell) => cell.text))
    expect(filled).toEqual([
      ['户1', '甲'],
      ['户1', '乙'],
      ['户2', '丙'],
    ])
    await workbook.close()
  })

  it('hides values that programs left under merged cells', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
    const path = await folder.write('under.xlsx', rawWorkbook({ sheet }))
    expect(await readTexts(path)).toEqual([['1', ''], ['']])
  })

  it('knows dates by their number formats, East Asian ones included', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="000"/><numFmt numFmtId="178" formatCode="#,##0.00&quot;元&quot;"/><numFmt numFmtId="179" formatCode="G/通用格式"/></numFmts>' +
      `<cellXfs>${[0, 14, 22, 57, 176, 20, 177, 178, 179, 11].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`
    const cell = (column: string, style: number, value: string): string => `<c r="${column}1" s="${style}"><v>${value}</v></c>`
    const sheet = `<row r="1">${cell('A', 1, '42430')}${cell('B', 2, '42430.354166666664')}${cell('C', 3, '42430')}${cell('D', 4, '29342')}${cell('E', 5, '0.354166666666667')}${cell('F', 6, '7')}${cell('G', 7, '12.5')}${cell('H', 8, '42430')}${cell('I', 9, '6.2242719800101E+17')}${cell('J', 1, '19800501')}</row>`
    const path = await folder.write('formats.xlsx', rawWorkbook({ sheet, styles }))
    expect((await readRows(path))[0]?.cells.map((found) => [found.kind, found.text])).toEqual([
      ['date', '2016-03-01'],
      ['date', '2016-03-01 08:30'],
      // Shown as a month, entered as one.
      ['date', '2016-03'],
      ['date', '1980-05-01'],
      ['text', '08:30'],
      ['number', '007'],
      ['number', '12.5'],
      ['number', '42430'],
      ['number', '622427198001010000'],
      ['number', '19800501'],
    ])
  })

  it('reads dates of the 1904 system and around the invented 29 February 1900', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    const row = (values: readonly number[]): string => `<row r="1">${values.map((value) => `<c s="0"><v>${value}</v></c>`).join('')}</row>`
    const mac = await folder.write('1904.xlsx', rawWorkbook({ sheet: row([40968]), styles, date1904: true }))
    expect((await readRows(mac))[0]?.cells[0]).toMatchObject({ date: '2016-03-01' })
    const old = await folder.write('1900.xlsx', rawWorkbook({ sheet: row([1, 59, 60, 61, -1]), styles }))
    expect((await readRows(old))[0]?.cells.map((cell) => cell.date ?? cell.kind)).toEqual(['1900-01-01', '1900-02-28', 'number', '1900-03-01', 'number'])
  })

  it('reads shared and inline texts with formatting, entities, line breaks and phonetic hints', async () => {
    const texts = [
      '<t xml:space="preserve"> 张&#10;三 </t>',
      '<r><rPr><b/></rPr><t>李</t></r><r><t>四</t></r><rPh sb="0" eb="1"><t>リ</t></rPh>',
      '<t>A&amp;B_x000D_&lt;</t>',
      '<t/>',
      '<t><![CDATA[<b>]]></t>',
    ]
    const sheet =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="inlineStr"><is><t>王五</t></is></c></row>'
    const path = await folder.write('texts.xlsx', rawWorkbook({ sheet, texts }))
    expect(await readTexts(path)).toEqual([[' 张\n三 ', '李四', 'A&B\r<', '', '<b>', '王五']])
  })

  it('reads what other programs write: prefixes, single quotes, no references, self-closing rows, ISO dates, blanks in styled cells', async () => {
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData><x:row r='1'/><x:row r='3' hidden='1'><x:c r='B3' s='0' t='s'><x:v>0</x:v></x:c><x:c t='d'><x:v>2016-03-01T00:00:00</x:v></x:c></x:row><x:row><x:c><x:v>7</x:v></x:c><x:c s="0"/></x:row></x:sheetData></x:worksheet>`
    const path = await folder.write('prefix.xlsx', rawWorkbook({ sheet, texts: ['<t>值</t>'] }))
    expect(await readRows(path)).toEqual([
      {
        number: 3,
        hidden: true,
        cells: [
          { kind: 'empty', text: '' },
          { kind: 'text', text: '值' },
          { kind: 'date', text: '2016-03-01', date: '2016-03-01' },
        ],
      },
      { number: 4, hidden: false, cells: [{ kind: 'number', text: '7', number: 7 }] },
    ])
  })

  it('reads the data of a workbook with macros and ignores the macros', async () => {
    const parts = workbookParts({ sheet: '<row r="1"><c r="A1"><v>1</v></c></row>' })
    const path = await folder.write('macros.xlsm', makeZip({ ...parts, 'xl/vbaProject.bin': new Uint8Array([1, 2, 3]) }))
    expect(await readTexts(path)).toEqual([['1']])
  })

  it('agrees with SheetJS on random sheets written by exceljs', async () => {
    const path = await excel('random.xlsx', (workbook) => {
      const sheet = workbook.addWorksheet('x')
      let seed = 7
      const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647
      for (let row = 0; row < 300; row += 1)
        sheet.addRow(
          Array.from({ length: 12 }, () => (random() < 0.2 ? null : random() < 0.5 ? `文${Math.floor(random() * 1e6)}` : Math.floor(random() * 1e9) / 100)),
        )
    })
    const judge = XLSX.utils.sheet_to_json<(string | number | null)[]>(XLSX.read(await readFile(path)).Sheets['x'] ?? {}, {
      header: 1,
      raw: true,
      defval: null,
    })
    const ours = (await readRows(path)).map((row) =>
      Array.from({ length: 12 }, (_, index) => {
        const cell = row.cells[index]
        return cell === undefined || cell.kind === 'empty' ? null : (cell.number ?? cell.text)
      }),
    )
    expect(ours).toEqual(judge)
  })
})

describe('older formats', () => {
  const rows = [
    ['姓名', '身份证号', '收入'],
    ['张三', '622427198001010011', 12.5],
  ]

  it.each(['biff8', 'biff5', 'xlsb', 'ods', 'xlml'] as const)('reads %s', async (type) => {
    const workbook = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(
      workbook,
      XLSX.utils.aoa_to_sheet(
        type === 'biff5'
          ? [
              ['name', 'id', 'income'],
              ['Zhang', '622427198001010011', 12.5],
            ]
          : rows,
      ),
      '花名册',
    )
    const content: unknown = XLSX.write(workbook, { type: 'buffer', bookType: type })
    if (!(content instanceof Uint8Array)) throw new Error('no bytes')
    const path = await folder.write(`old.${type}`, content)
    const found = await readRows(path)
    expect(found.map((row) => row.number)).toEqual([1, 2])
    expect(found[1]?.cells.slice(1)).toEqual([
      { kind: 'text', text: '622427198001010011' },
      { kind: 'number', text: '12.5', number: 12.5 },
    ])
  })

  it('reads dates and merged cells of .xls under the name .et', async () => {
    const workbook = XLSX.utils.book_new()
    const sheet = XLSX.utils.aoa_to_sheet([['标题'], [42430, 3]])
    sheet['A2'] = { t: 'n', v: 42430, z: 'yyyy-mm-dd' }
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }]
    XLSX.utils.book_append_sheet(workbook, sheet, '一')
    const content: unknown = XLSX.write(workbook, { type: 'buffer', bookType: 'biff8' })
    if (!(content instanceof Uint8Array)) throw new Error('no bytes')
    const opened = await openWorkbook(await folder.write('old.et', content))
    expect(opened.kind).toBe('xls')
    expect(opened.sheets[0]?.merges).toEqual([{ top: 1, left: 1, bottom: 1, right: 2 }])
    const [, row] = (await opened.sheets[0]?.head(2)) ?? []
    expect(row?.cells).toEqual([expect.objectContaining({ kind: 'date', date: '2016-03-01' }), { kind: 'number', text: '3', number: 3 }])
    await opened.close()
  })

  it('marks results of formulas and errors in the XML of Excel 2003', async () => {
    const cell = (content: string): string => `<Cell ${content}</Cell>`
    const xml =
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="一"><Table><Row>' +
      cell('ss:Formula="=1+2"><Data ss:Type="Number">3</Data>') +
      cell('><Data ss:Type="Error">#REF!</Data>') +
      '</Row></Table></Worksheet></Workbook>'
    expect((await readRows(await folder.write('2003.xls', xml)))[0]?.cells).toEqual([
      { kind: 'number', text: '3', number: 3, formula: true },
      { kind: 'error', text: '#REF!' },
    ])
  })

  it('reads a web page saved as .xls in GBK with its long numbers intact', async () => {
    const html =
      '<html><head><meta charset="gbk"></head><body><table><tr><th colspan="2">花名册</th></tr><tr><td>张三</td><td>622427198001010011</td></tr></table></body></html>'
    expect(await readTexts(await folder.write('page.xls', iconv.encode(html, 'gb18030')))).toEqual([['花名册'], ['张三', '622427198001010011']])
  })
})

describe('csv', () => {
  const text = '姓名,身份证号,备注\r\n张三,622427198001010011,"住址, ""老屋""\n二组"\r\n\r\n李四,6.2E+17,=1+1'
  const expected = [
    ['姓名', '身份证号', '备注'],
    ['张三', '622427198001010011', '住址, "老屋"\n二组'],
    ['李四', '6.2E+17', '=1+1'],
  ]

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with mark', Buffer.from(`\uFEFF${text}`)],
    ['GB18030', iconv.encode(text, 'gb18030')],
    ['UTF-16', iconv.encode(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 big-endian', iconv.encode(`\uFEFF${text}`, 'utf16be')],
  ])('reads %s and keeps everything as text', async (_, content) => {
    const path = await folder.write('list.csv', content)
    const rows = await readRows(path)
    expect(rows.map((row) => row.cells.map((cell) => cell.text))).toEqual(expected)
    expect(rows.map((row) => row.number)).toEqual([1, 2, 4])
    expect(rows.flatMap((row) => row.cells).every((cell) => cell.kind === 'text')).toBe(true)
  })

  it.each([';', '\t', '|'])('finds the separator %j', async (separator) => {
    const path = await folder.write('separated.csv', ['姓名,备注', '张三'].map((name) => [name, '2,5', 'x'].join(separator)).join('\n'))
    expect(await readTexts(path)).toEqual([
      ['姓名,备注', '2,5', 'x'],
      ['张三', '2,5', 'x'],
    ])
  })

  it('heeds a first line that names the separator and takes off the guards of other programs', async () => {
    const path = await folder.write('sep.csv', 'sep=;\n="0012";\t622427198001010011;\'=x;\'名\n')
    expect(await readRows(path)).toMatchObject([{ number: 2, cells: [{ text: '0012' }, { text: '622427198001010011' }, { text: '=x' }, { text: "'名" }] }])
  })

  it('reads a file larger than one piece the same as in one go', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => ['户主' + index, `"第${index}行\n""引号"""`, '漳县'])
    const path = await folder.write('large.csv', iconv.encode(rows.map((row) => row.join(',')).join('\r\n'), 'gb18030'))
    const found = await readTexts(path)
    expect(found).toHaveLength(30_000)
    expect(found[29_999]).toEqual(['户主29999', '第29999行\n"引号"', '漳县'])
  })

  it('refuses a quotation mark that never ends, telling the row', async () => {
    const error = await refusal(await folder.write('quote.csv', '甲,乙\n1,"2\n3,4\n'))
    expect(error.code).toBe('FILE_FORMAT')
    expect(error.message).toContain('第 2 行')
  })

  it('refuses bytes that are no text', async () => {
    expect((await refusal(await folder.write('zero.csv', Buffer.from([0x61, 0, 0x62])))).code).toBe('FILE_FORMAT')
    expect((await refusal(await folder.write('bytes.csv', Buffer.from([0x61, 0x2c, 0x0a, 0xff, 0x20, 0xff])))).message).toContain('第 2 行')
  })
})

describe('files that cannot be read', () => {
  it('tells each by its code and what to do', async () => {
    const whole = rawWorkbook({ sheet: '<row r="1"><c r="A1"><v>1</v></c></row>' })
    const encrypted = XLSX.CFB.utils.cfb_new()
    XLSX.CFB.utils.cfb_add(encrypted, '/EncryptedPackage', Buffer.from('x'))
    XLSX.CFB.utils.cfb_add(encrypted, '/EncryptionInfo', Buffer.from('x'))
    const word = XLSX.CFB.utils.cfb_new()
    XLSX.CFB.utils.cfb_add(word, '/WordDocument', Buffer.from('x'))
    const bytes = (container: unknown): Uint8Array => new Uint8Array(XLSX.CFB.write(container, { type: 'buffer' }))
    const cases: readonly (readonly [name: string, content: string | Uint8Array, code: string])[] = [
      ['text.xlsx', '这不是工作簿', 'FILE_FORMAT'],
      ['picture.csv', Buffer.from('89504e470d0a1a0a00', 'hex'), 'FILE_FORMAT'],
      ['page.xlsx', '<p>网页</p>', 'FILE_FORMAT'],
      ['document.xlsx', makeZip({ 'word/document.xml': '<w/>' }), 'FILE_FORMAT'],
      ['half.xlsx', whole.subarray(0, whole.length / 2), 'FILE_FORMAT'],
      ['word.xls', bytes(word), 'FILE_FORMAT'],
      ['empty.xlsx', '', 'FILE_EMPTY'],
      ['empty.csv', '', 'FILE_EMPTY'],
      ['blank.csv', '\r\n ,\r\n', 'FILE_EMPTY'],
      ['nothing.xlsx', rawWorkbook({ sheet: '<row r="1"><c r="A1" s="0"/></row>' }), 'FILE_EMPTY'],
      ['password.xlsx', bytes(encrypted), 'FILE_PASSWORD'],
      ['zip-password.xlsx', makeZip(workbookParts({ sheet: '' }), { flags: 1 }), 'FILE_PASSWORD'],
    ]
    for (const [name, content, code] of cases) {
      const error = await refusal(await folder.write(name, content))
      expect([name, error.code]).toEqual([name, code])
      expect(error.message).toContain(name)
      expect(error.action).not.toBe('')
    }
    expect((await refusal(folder.at('missing.xlsx'))).code).toBe('FILE_NOT_FOUND')
    expect((await refusal(folder.path)).code).toBe('FILE_FORMAT')
  })

  it('refuses an .xls with a password', async () => {
    const workbook = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(workbook, XLSX.utils.aoa_to_sheet([['a']]), 'x')
    const content: unknown = XLSX.write(workbook, { type: 'buffer', bookType: 'biff8' })
    const container: unknown = XLSX.CFB.read(content, { type: 'buffer' })
    const stream: { content: Uint8Array; size: number } = XLSX.CFB.find(container, '/Workbook')
    // A FilePass record (MS-XLS 2.4.117, RC4) behind the first BOF record.
    const bofLength = 4 + Buffer.from(stream.content).readUInt16LE(2)
    const pass = Buffer.concat([Buffer.from('2f003600', 'hex'), Buffer.from('010001000100', 'hex'), Buffer.alloc(48)])
    const changed = Buffer.concat([Buffer.from(stream.content).subarray(0, bofLength), pass, Buffer.from(stream.content).subarray(bofLength)])
    stream.content = changed
    stream.size = changed.length
    const path = await folder.write('password.xls', new Uint8Array(XLSX.CFB.write(container, { type: 'buffer' })))
    expect((await refusal(path)).code).toBe('FILE_PASSWORD')
  })

  it('reads an .xls whose defined name holds a label in natural language', async () => {
    const workbook = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(workbook, XLSX.utils.aoa_to_sheet([['姓名', 5]]), 'x')
    const container: unknown = XLSX.CFB.read(XLSX.write(workbook, { type: 'buffer', bookType: 'biff8' }), { type: 'buffer' })
    const stream: { content: Uint8Array; size: number } = XLSX.CFB.find(container, '/Workbook')
    // A name X whose formula is the label of a column (PtgElfCol; MS-XLS 2.5.198.46), before the end of the first part.
    const name = Buffer.from(['1800', '1600', '0000', '00', '01', '0600', '0000', '0000', '00000000', '0058', '180300000000'].join(''), 'hex')
    const bytes = Buffer.from(stream.content)
    let end = 0
    for (let at = 0; at < bytes.length && end === 0; at += 4 + bytes.readUInt16LE(at + 2)) {
      // Sheets are found by where they begin, which the name shifts.
      if (bytes.readUInt16LE(at) === 0x85) bytes.writeUInt32LE(bytes.readUInt32LE(at + 4) + name.length, at + 4)
      if (bytes.readUInt16LE(at) === 0x0a) end = at
    }
    stream.content = Buffer.concat([bytes.subarray(0, end), name, bytes.subarray(end)])
    stream.size = stream.content.length
    const path = await folder.write('label.xls', new Uint8Array(XLSX.CFB.write(container, { type: 'buffer' })))
    expect(await readTexts(path)).toEqual([['姓名', '5']])
  })

  it('refuses an encrypted .ods, part by part or as a whole', async () => {
    const mimetype = 'application/vnd.oasis.opendocument.spreadsheet'
    const manifest = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    for (const parts of [
      { mimetype, 'META-INF/manifest.xml': manifest, 'content.xml': 'xxxx' },
      { mimetype, 'encrypted-package': 'xxxx' },
    ])
      expect((await refusal(await folder.write('password.ods', makeZip(parts)))).code).toBe('FILE_PASSWORD')
  })

  it('refuses damaged content: a byte changed, a size that lies, a text that is missing, rows that go backwards', async () => {
    const parts = workbookParts({ sheet: `<row r="1"><c r="A1"><v>${'1'.repeat(300)}</v></c></row>` })
    const good = makeZip(parts)
    const at = good.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length + 20
    good[at] = (good[at] ?? 0) ^ 0xff
    const cases = {
      'byte.xlsx': good,
      'size.xlsx': makeZip(parts, { claim: 10 }),
      'text.xlsx': rawWorkbook({ sheet: '<row r="1"><c r="A1" t="s"><v>9</v></c></row>', texts: ['<t>a</t>'] }),
      'rows.xlsx': rawWorkbook({ sheet: '<row r="5"><c><v>1</v></c></row><row r="4"><c><v>1</v></c></row>' }),
    }
    for (const [name, content] of Object.entries(cases)) expect([name, (await refusal(await folder.write(name, content))).code]).toEqual([name, 'FILE_FORMAT'])
  })

  it('survives any damage: rows or a refusal in words, never anything else', async () => {
    const plain = await readFile(
      await excel('fuzz-seed.xlsx', (workbook) => {
        workbook.addWorksheet('x').addRows([
          ['姓名', 1, new Date(0)],
          ['张三', true, { formula: '1+1', result: 2 }],
        ])
      }),
    )
    const csv = iconv.encode('姓名,"备注"\n张三,"a\nb"\n', 'gb18030')
    const workbook = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(
      workbook,
      XLSX.utils.aoa_to_sheet([
        ['a', 1],
        ['b', 2],
      ]),
      'x',
    )
    const old: unknown = XLSX.write(workbook, { type: 'buffer', bookType: 'biff8' })
    if (!(old instanceof Uint8Array)) throw new Error('no bytes')
    const damage = fc.record({
      flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.integer({ min: 1, max: 255 })), { maxLength: 8 }),
      keep: fc.double({ min: 0.1, max: 1, noNaN: true }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(['f.xlsx', plain] as const, ['f.csv', csv] as const, ['f.xls', old] as const),
        damage,
        async ([name, bytes], { flips, keep }) => {
          const content = Buffer.from(bytes)
          for (const [at, change] of flips) content[Math.floor(at * content.length)] = (content[Math.floor(at * content.length)] ?? 0) ^ change
          const path = await folder.write(name, content.subarray(0, Math.ceil(keep * content.length)))
          try {
            const opened = await openWorkbook(path, { inline: true })
            for (const sheet of opened.sheets) for await (const row of sheet.rows()) expect(row.number).toBeGreaterThan(0)
            await opened.close()
          } catch (error) {
            expect(error).toBeInstanceOf(AppError)
            expect(['FILE_FORMAT', 'FILE_EMPTY', 'FILE_TOO_LARGE', 'FILE_PASSWORD']).toContain((error as AppError).code)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('refuses a bomb before unpacking it', async () => {
    const path = await folder.write('bomb.xlsx', makeZip(workbookParts({ sheet: '<row r="1"><c r="A1"><v>1</v></c></row>' }), { claim: 0xfffffff0 }))
    const before = process.cpuUsage()
    expect((await refusal(path)).code).toBe('FILE_TOO_LARGE')
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(5)
  })

  it('refuses more than 200,000 rows and more than 400 columns with the numbers', async () => {
    const rows = await folder.write('rows.csv', `a,b\n${'1,2\n'.repeat(200_000)}`)
    expect(await refusal(rows)).toMatchObject({ code: 'FILE_TOO_LARGE', message: expect.stringContaining('200001 行') })
    const columns = await excel('columns.xlsx', (workbook) => {
      workbook.addWorksheet('宽表').addRow(Array.from({ length: 500 }, (_, index) => `列${index}`))
    })
    expect(await refusal(columns)).toMatchObject({ code: 'FILE_TOO_LARGE', message: expect.stringContaining('“宽表”有 500 列') })
  })

  it('reads the other sheets of a workbook that has one too large', async () => {
    const path = await excel('one-wide.xlsx', (workbook) => {
      workbook.addWorksheet('宽表').addRow(Array.from({ length: 500 }, () => 1))
      workbook.addWorksheet('名册').addRow(['张三'])
    })
    const workbook = await openWorkbook(path)
    expect(workbook.sheets[0]?.refused).toContain('500 列')
    await expect(workbook.sheets[0]?.head(1)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
    expect(await workbook.sheets[1]?.head(1)).toHaveLength(1)
    await workbook.close()
  })
})

describe('streaming', () => {
  async function longCsv(): Promise<string> {
    return folder.write('long.csv', Array.from({ length: 60_000 }, (_, index) => `张三${index},622427198001010011,某村某社`).join('\n'))
  }

  it('reads a sheet again, and two at a time', async () => {
    const path = await excel('twice.xlsx', (workbook) => {
      workbook.addWorksheet('一').addRows([['a'], ['b']])
      workbook.addWorksheet('二').addRows([['c'], ['d']])
    })
    const workbook = await openWorkbook(path)
    const all = async (index: number): Promise<string[]> => {
      const texts: string[] = []
      for await (const row of workbook.sheets[index]?.rows() ?? []) texts.push(row.cells[0]?.text ?? '')
      return texts
    }
    expect(await Promise.all([all(0), all(1), all(0)])).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['a', 'b'],
    ])
    await workbook.close()
  })

  it('stops when cancelled while opening and while reading', async () => {
    const path = await longCsv()
    await expect(openWorkbook(path, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' })
    const opening = new AbortController()
    const opened = openWorkbook(path, { signal: opening.signal })
    opening.abort()
    await expect(opened).rejects.toMatchObject({ code: 'CANCELLED' })

    const workbook = await openWorkbook(path)
    const reading = new AbortController()
    const seen: SheetRow[] = []
    await expect(
      (async () => {
        for await (const row of workbook.sheets[0]?.rows({ signal: reading.signal }) ?? []) {
          seen.push(row)
          if (seen.length === 100) reading.abort()
        }
      })(),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(seen.length).toBeLessThan(60_000)
    // The file is still open: only that reading was stopped.
    expect(await workbook.sheets[0]?.head(3)).toHaveLength(3)
    await workbook.close()
  })

  it('ends a reading when the file is closed meanwhile', async () => {
    const workbook = await openWorkbook(await longCsv())
    const rows = workbook.sheets[0]?.rows()
    await rows?.next()
    await workbook.close()
    await expect(
      (async () => {
        for await (const row of rows ?? []) void row
      })(),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('reads one file after another in one thread, nothing of the one before; a thread that was broken off reads no more', async () => {
    const path = await folder.write('short.csv', '甲,乙\n1,2\n')
    const short = async (): Promise<string[][]> => {
      const workbook = await openWorkbook(path)
      const rows = (await workbook.sheets[0]?.head(5)) ?? []
      await workbook.close()
      return rows.map(({ cells }) => cells.map(({ text }) => text))
    }
    const texts = [
      ['甲', '乙'],
      ['1', '2'],
    ]
    let started = 0
    const count = (): void => {
      started += 1
    }
    process.on('worker', count)
    try {
      for (const left of [0, 1, 2]) {
        const some = await openWorkbook(await folder.write('some.csv', '张三,某村某社\n'.repeat(2000)))
        const rows = some.sheets[0]?.rows()
        for (let row = 0; row < left; row += 1) await rows?.next()
        await some.close()
        expect(await short()).toEqual(texts)
      }
      expect(started).toBeLessThanOrEqual(1)
      const before = started
      await expect(openWorkbook(await folder.write('refused.xlsx', '这不是工作簿'))).rejects.toBeInstanceOf(AppError)
      const stopped = new AbortController()
      // In the midst of it, however slow the machine is: before it began, no thread would have been broken off.
      const opening = openWorkbook(await longCsv(), { signal: stopped.signal, onProgress: () => stopped.abort() })
      await expect(opening).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(await short()).toEqual(texts)
      expect(started - before).toBe(2)
    } finally {
      process.off('worker', count)
    }
  })

  it('a thread that has read a large file ends with it, and one that waits when room is made', async () => {
    const threads = new Set<Worker>()
    const keep = (thread: Worker): void => void threads.add(thread)
    const running = (): number => [...threads].filter(({ threadId }) => threadId >= 0).length
    process.on('worker', keep)
    try {
      for (const [rows, waiting] of [
        [10, 1],
        [25_000, 0],
        [10, 1],
      ] as const) {
        await makeRoom()
        await (await openWorkbook(await folder.write(`${rows}.csv`, `${'甲乙丙丁戊'.repeat(6)}\n`.repeat(rows)))).close()
        expect(running()).toBe(waiting)
      }
      const gone = Promise.all([...threads].filter(({ threadId }) => threadId >= 0).map((thread) => once(thread, 'exit')))
      await makeRoom()
      await gone
      expect(running()).toBe(0)
    } finally {
      process.off('worker', keep)
    }
  })

  it('a thread that was there before a folder was sealed reads nothing of it', async () => {
    const first = await folder.write('plain.csv', '甲\n1\n')
    await (await openWorkbook(first)).close()
    const sealed = join(dirname(first), 'sealed')
    sealFolder(sealed)
    try {
      const path = join(sealed, 'later.csv')
      await pipeline(Readable.from(['乙\n2\n']), createOutput(path))
      const workbook = await openWorkbook(path)
      const rows = (await workbook.sheets[0]?.head(5)) ?? []
      await workbook.close()
      expect(rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([['乙'], ['2']])
    } finally {
      endFolder(sealed)
    }
  })

  it('tells progress up to the end', async () => {
    const shares: number[] = []
    const workbook = await openWorkbook(await longCsv(), { onProgress: (share) => shares.push(share) })
    const rows: number[] = []
    for await (const portion of workbook.sheets[0]?.portions({ onProgress: (row) => rows.push(row) }) ?? []) void portion
    expect(shares.length).toBeGreaterThan(1)
    expect(rows.at(-1)).toBe(60_000)
    await workbook.close()
  })

  it('refuses in a thread with the same words as inline', async () => {
    const path = await folder.write('refused.xlsx', '这不是工作簿')
    const { code, message, action } = await refusal(path)
    await expect(openWorkbook(path)).rejects.toMatchObject({ name: 'AppError', code, message, action })
  })

  it('reads the same inline as in a thread', async () => {
    const path = await excel('inline.xlsx', (workbook) => {
      workbook.addWorksheet('x').addRows([
        ['甲', 1],
        ['乙', 2],
      ])
    })
    const workbook = await openWorkbook(path)
    const rows: SheetRow[] = []
    for await (const row of workbook.sheets[0]?.rows() ?? []) rows.push(row)
    await workbook.close()
    expect(rows).toEqual(await readRows(path))
  })
})
