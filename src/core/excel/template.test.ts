import { readFile } from 'node:fs/promises'
import * as XLSX from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findHeadings, type FoundHeadings } from './headings.ts'
import { problemWorkbook } from './problemWorkbook.ts'
import { openWorkbook } from './readWorkbook.ts'
import { rowKind } from './rowSorter.ts'
import { TEMPLATE_SHEETS, writeTemplate, type TemplateContent } from './template.ts'
import { makeFolder, readRows, readTexts, type Folder } from './testing/workbooks.ts'

let folder: Folder
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

async function exceljs(path: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  return workbook
}

const yesNo = ['是', '否']
const content: TemplateContent = {
  title: '贫困户信息导入模板',
  columns: [
    { heading: '户主姓名', kind: 'text', required: true, note: '与身份证一致。', example: '张三' },
    { heading: '证件号码', kind: 'text', required: true, example: '622427198001010011', width: 22 },
    { heading: '致贫原因', kind: 'text', choices: ['因病', '因残', '因学', '因灾'], example: '因病' },
    { heading: '其他原因', kind: 'text', choices: ['因病', '因残', '因学', '因灾'], multiple: true },
    { heading: '低保', kind: 'text', choices: yesNo },
    { heading: '人均纯收入', kind: 'number', scale: 2, minimum: 0, maximum: 100_000, unit: '元', example: '2855.00' },
    { heading: '识别时间', kind: 'date', example: '2014-01-01' },
  ],
}

async function found(path: string): Promise<FoundHeadings> {
  const workbook = await openWorkbook(path)
  try {
    const [sheet] = workbook.sheets
    const headings = findHeadings((await sheet?.head(15)) ?? [], sheet?.merges ?? [], (text) =>
      content.columns.some(({ heading }) => heading === text) ? [text] : undefined,
    )
    if (headings === undefined) throw new Error('no headings')
    return headings
  } finally {
    await workbook.close()
  }
}

describe('writeTemplate', () => {
  it('has a sheet to fill in, one that explains, and a hidden one with the choices', async () => {
    const path = folder.at('template.xlsx')
    await writeTemplate(path, content)
    const workbook = await exceljs(path)
    expect(workbook.worksheets.map(({ name, state }) => [name, state])).toEqual([
      [TEMPLATE_SHEETS.entry, 'visible'],
      [TEMPLATE_SHEETS.notes, 'visible'],
      [TEMPLATE_SHEETS.choices, 'hidden'],
    ])
    const notes = workbook.getWorksheet(TEMPLATE_SHEETS.notes)
    expect(notes?.getRow(2).values).toEqual([undefined, '户主姓名', '必填', '文字', '与身份证一致。', ''])
    expect(notes?.rowCount).toBe(content.columns.length + 1)
  })

  it('offers choices by drop-downs on the rows to be filled in, the same list once', async () => {
    const path = folder.at('choices.xlsx')
    await writeTemplate(path, content)
    const workbook = await exceljs(path)
    const sheet = workbook.getWorksheet(TEMPLATE_SHEETS.entry)
    expect(sheet?.getCell('C5').dataValidation).toMatchObject({ type: 'list', formulae: ['选项!$A$2:$A$5'], showErrorMessage: true })
    expect(sheet?.getCell('D5').dataValidation.formulae).toEqual(['选项!$A$2:$A$5'])
    expect(sheet?.getCell('D5').dataValidation.showErrorMessage).not.toBe(true)
    expect(sheet?.getCell('E300').dataValidation.formulae).toEqual(['选项!$B$2:$B$3'])
    expect(sheet?.getCell('F5').dataValidation).toMatchObject({ type: 'decimal', operator: 'between', formulae: [0, 100_000] })
    expect(sheet?.getCell('C3').dataValidation).toBeUndefined()
    expect(workbook.getWorksheet(TEMPLATE_SHEETS.choices)?.getColumn(1).values.slice(1)).toEqual(['致贫原因', '因病', '因残', '因学', '因灾'])
  })

  it('keeps digits typed into text columns, marks required headings and notes every heading', async () => {
    const path = folder.at('columns.xlsx')
    await writeTemplate(path, content)
    const sheet = (await exceljs(path)).getWorksheet(TEMPLATE_SHEETS.entry)
    expect(sheet?.getColumn(2).numFmt).toBe('@')
    expect(sheet?.getColumn(6).numFmt).toBe('0.00')
    expect(sheet?.getCell('A3').font.color?.argb).toBe('FFC00000')
    expect(sheet?.getCell('C3').font.color).toBeUndefined()
    expect(JSON.stringify(sheet?.getCell('A3').note)).toContain('与身份证一致')
  })

  it('is read back with its headings, and its example is told from data', async () => {
    const path = folder.at('back.xlsx')
    await writeTemplate(path, content)
    const headings = await found(path)
    expect(headings).toMatchObject({ firstRow: 3, lastRow: 3, recognised: 7, duplicates: [] })
    const rows = await readRows(path)
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4])
    const example = rows[3]
    expect(example && rowKind(example, headings)).toBe('example')
    expect(example?.cells.map(({ text }) => text)).toEqual(['【示例】张三', '622427198001010011', '因病', '', '', '2855.00', '2014-01-01'])
  })

  it('is a workbook to SheetJS too', async () => {
    const path = folder.at('judge.xlsx')
    await writeTemplate(path, content)
    expect(XLSX.read(await readFile(path)).SheetNames).toEqual(Object.values(TEMPLATE_SHEETS))
  })
})

describe('problemWorkbook', () => {
  async function original(): Promise<string> {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('名册')
    sheet.addRows([
      ['花名册'],
      ['户主姓名', '证件号码', '人均纯收入', '识别时间'],
      ['张三', '6224271980', 2855, new Date(Date.UTC(2014, 0, 1))],
      [null, '=1+1', 'x', null],
      [],
      ['王五', '622427198001010011', 12.5, null],
    ])
    sheet.mergeCells('A1:D1')
    sheet.mergeCells('A3:A4')
    sheet.getColumn(2).width = 25
    workbook.addWorksheet('无关').addRow(['x'])
    await workbook.xlsx.writeFile(folder.at('original.xlsx'))
    return folder.at('original.xlsx')
  }
  const problems = [
    { sheet: '名册', row: 3, column: 'B', message: '证件号码应为 18 位。', severity: 'error' },
    { sheet: '名册', row: 3, column: 2, message: '证件号码重复。', severity: 'warning' },
    { sheet: '名册', row: 4, column: 3, message: '应是数字。', severity: 'error' },
    { sheet: '名册', row: 4, column: 4, message: '识别时间没有填写。', severity: 'warning' },
  ] as const

  it('is the same sheet with the problems at the end and the cells coloured', async () => {
    const path = await original()
    const out = folder.at('problems.xlsx')
    expect(await problemWorkbook(path, problems, out, { headings: new Map([['名册', await found(path)]]) })).toBe(5)
    const workbook = await exceljs(out)
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['名册'])
    const sheet = workbook.getWorksheet('名册')
    expect(sheet?.getCell('E2').value).toBe('问题说明')
    expect(sheet?.getCell('E3').value).toBe('证件号码应为 18 位。\n证件号码重复。')
    expect(sheet?.getCell('E6').value).toBeNull()
    expect([sheet?.getCell('C3').value, sheet?.getCell('D3').value, sheet?.getCell('B4').value]).toEqual([2855, new Date(Date.UTC(2014, 0, 1)), '=1+1'])
    // Values merged over several rows stand in each, so that rows can be moved and mended one by one.
    expect([sheet?.getCell('A3').value, sheet?.getCell('A4').value]).toEqual(['张三', '张三'])
    expect(sheet?.model.merges).toEqual(['A1:D1'])
    expect(sheet?.getColumn(2).width).toBe(25)
    const colour = (cell: string): unknown => (sheet?.getCell(cell).fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb
    expect([colour('B3'), colour('C4'), colour('D4'), colour('B6')]).toEqual(['FFFFD6D6', 'FFFFD6D6', 'FFFFF2CC', undefined])
  })

  it('can be imported again: the same headings, the problem column ignored, replaced when problems are written anew', async () => {
    const path = await original()
    const out = folder.at('again.xlsx')
    await problemWorkbook(path, problems, out, { headings: new Map([['名册', await found(path)]]) })
    const headings = await found(out)
    expect(headings).toMatchObject({ firstRow: 2, lastRow: 2, recognised: 4 })
    expect(headings.columns.filter(({ ignored }) => ignored).map(({ heading }) => heading)).toEqual(['问题说明'])
    const third = folder.at('third.xlsx')
    await problemWorkbook(out, [{ sheet: '名册', row: 6, message: '户编号不存在。', severity: 'error' }], third, { headings: new Map([['名册', headings]]) })
    const texts = await readTexts(third)
    expect(texts[1]).toEqual(['户主姓名', '证件号码', '人均纯收入', '识别时间', '问题说明'])
    expect(texts[2]).toHaveLength(4)
    expect(texts.at(-1)).toEqual(['王五', '622427198001010011', '12.5', '', '户编号不存在。'])
  })

  it('may leave out rows with nothing wrong', async () => {
    const path = await original()
    const out = folder.at('only.xlsx')
    await problemWorkbook(path, problems.slice(2), out, { headings: new Map([['名册', await found(path)]]), onlyProblems: true })
    expect((await readRows(out)).map((row) => [row.number, row.cells[0]?.text, row.cells[4]?.text])).toEqual([
      [1, '花名册', undefined],
      [2, '户主姓名', '问题说明'],
      [3, '张三', '应是数字。\n识别时间没有填写。'],
    ])
  })

  it('works for CSV files and sheets whose headings were not found', async () => {
    const path = await folder.write('list.csv', '姓名,证件号码\n张三,6.2E+17\n')
    const out = folder.at('from-csv.xlsx')
    await problemWorkbook(path, [{ sheet: 'list', row: 2, column: 'B', message: '科学计数法。', severity: 'error' }], out)
    expect(await readTexts(out)).toEqual([
      ['姓名', '证件号码'],
      ['张三', '6.2E+17', '科学计数法。'],
    ])
  })

  it('says when the original is gone or holds none of the sheets', async () => {
    await expect(problemWorkbook(folder.at('gone.xlsx'), problems, folder.at('out.xlsx'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    await expect(problemWorkbook(await original(), [{ sheet: '别的', row: 1, message: 'x', severity: 'error' }], folder.at('out.xlsx'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
