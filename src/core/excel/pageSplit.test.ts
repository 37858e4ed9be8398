/** Lists on paper: as many columns a page as can be read, whose row it is on every page. */
import ExcelJS from 'exceljs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pageSplit } from './write/styles.ts'
import { writeSheet } from './writeSheet.ts'

it('what fits a page stays on one; what does not is split, with the leading columns repeated', () => {
  expect(pageSplit(Array.from({ length: 14 }, () => 15))).toEqual({ pages: 1, keys: 0, first: 14 })
  expect(pageSplit(Array.from({ length: 45 }, () => 14))).toEqual({ pages: 4, keys: 5, first: 15 })
})

it('a wide list is printed on several pages beside each other, rows first', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bangfu-paper-'))
  const path = join(folder, 'wide.xlsx')
  const columns = Array.from({ length: 45 }, (_, index) => ({ heading: `第 ${index + 1} 列`, kind: 'text' as const, width: 14 }))
  await writeSheet(path, { name: '宽', titles: ['宽表'], columns, rows: [columns.map(() => '内容')] })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const [sheet] = workbook.worksheets
  expect(sheet?.pageSetup).toMatchObject({
    orientation: 'landscape',
    fitToWidth: 4,
    fitToHeight: 0,
    pageOrder: 'overThenDown',
    printTitlesRow: '1:2',
    printTitlesColumn: 'A:E',
  })
  await rm(folder, { recursive: true })
})

it('numbers that an office program would spoil have a tab in front in CSV', async () => {
  const { writeCsv } = await import('./writeCsv.ts')
  const { openWorkbook } = await import('./readWorkbook.ts')
  const { readFile } = await import('node:fs/promises')
  const folder = await mkdtemp(join(tmpdir(), 'bangfu-paper-'))
  const path = join(folder, 'numbers.csv')
  const values = ['621125197001010130', '62112519700202063X', '00123', '2014-06', '13900001111']
  await writeCsv(path, { headings: ['甲', '乙', '丙', '丁', '戊'], rows: [values] })
  expect((await readFile(path, 'utf8')).split('\r\n')[1]).toBe('"\t621125197001010130",62112519700202063X,"\t00123","\t2014-06",13900001111')
  const opened = await openWorkbook(path, { inline: true })
  const rows = await opened.sheets[0]?.head(2)
  expect(rows?.[1]?.cells.map(({ text }) => text)).toEqual(values)
  await opened.close()
  await rm(folder, { recursive: true })
})
