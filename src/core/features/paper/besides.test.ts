/** What stands on paper beside the record: photos, number of the document, up to which day, other years, the seam. Through PDF and workbook, for every kind of source. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { referenceTo } from '../../catalogue/derive/subject.ts'
import { writeFormWorkbook } from '../../excel/formWriter.ts'
import { RESOURCES } from '../../forms/testing/fonts.ts'
import { sheetOf } from '../../forms/testing/sheet.ts'
import type { FormSource } from '../../forms/types.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { addAttachment } from '../attachments/service.ts'
import { PaperService, type PaperRequest } from './service.ts'

// In this thread: that templates of others are read aside is asked elsewhere, and costs seconds each.
vi.mock('../../excel/foreignTemplate.ts', async () => ({ readForeignTemplate: (await import('../../excel/formTemplate.ts')).readFormTemplate }))

const run = promisify(execFile)
/** Without it nobody reads the words of the PDF. */
const reader = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    process.stderr.write('SKIPPED: pdftotext is not installed, so nobody has read the words of our PDF.\n')
    return false
  }
})()
const administrator = userOf('administrator')
const NUMBER = '漳扶办〔2016〕7号'
let office: TestOffice
let directory: string
let service: PaperService
let household: string
let made = 0
let yearly: { id: string; year: number; before: string }

beforeAll(async () => {
  office = await testOffice({ households: 8 })
  directory = await mkdtemp(join(tmpdir(), 'besides-'))
  let number = 0
  service = new PaperService({
    office: () => office,
    resourcesDirectory: RESOURCES,
    dataDirectory: directory,
    now: () => new Date(2016, 2, 5, 9),
    files: { newPath: (extension) => join(directory, `made-${(number += 1)}.${extension}`) },
  })
  const found = office.store.read.get<{ id: string; household: string; before: string }>(
    `SELECT t.id, t.household_id AS household, b.id AS before FROM household_year t JOIN household_year b ON b.household_id = t.household_id AND b.year = t.year - 1
     WHERE t.year = 2015 AND t.net_income IS NOT NULL AND b.net_income IS NOT NULL ORDER BY t.id LIMIT 1`,
  )
  if (found === undefined) throw new Error('nobody has two years')
  household = found.household
  yearly = { id: found.id, year: 2015, before: found.before }
  const picture = join(directory, 'house.jpg')
  await sharp({ create: { width: 80, height: 60, channels: 3, background: { r: 200, g: 30, b: 30 } } })
    .jpeg()
    .toFile(picture)
  await addAttachment(office, administrator, { file: { path: picture, name: '房屋.jpg' }, register: 'household', record: household }, '2016-03-05')
  await addAttachment(
    office,
    administrator,
    { file: { path: picture, name: '当年.jpg' }, register: 'household_year', record: yearly.id, sharedReason: '同一张' },
    '2016-03-05',
  )
})
afterAll(async () => {
  await office.end()
  await rm(directory, { recursive: true, force: true })
})

const income = (id: string): number =>
  (office.store.read.get<{ units: number }>('SELECT net_income AS units FROM household_year WHERE id = ?', id)?.units ?? 0) / 100

/** Adds a form with a template of these rows and prints it; the first rows of the workbook's cells, and its pictures. */
async function printed(from: FormSource, rows: readonly (readonly string[])[], request: Partial<PaperRequest>, user = administrator) {
  const template = join(directory, '表样.xlsx')
  await writeFormWorkbook(template, [sheetOf(rows, { height: 40, columns: [150, 150, 150, 150] })])
  const code = await service.addForm({ title: `表${(made += 1)}`, source: '', from }, template)
  const asked = { code, for: [], year: 2015, documentNo: NUMBER, ...request }
  const book = join(directory, `${code}.xlsx`)
  await service.make({ ...asked, format: 'xlsx', out: book }, user)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(book)
  const [sheet] = workbook.worksheets
  if (sheet === undefined) throw new Error('no worksheet')
  const cells = Array.from({ length: sheet.rowCount }, (_, row) => [1, 2, 3, 4].map((column) => sheet.getCell(row + 1, column).value))
  return { asked, cells, pictures: sheet.getImages().length }
}

/** The words and the number of pictures of the same copy in the PDF. */
async function inPdf(asked: PaperRequest): Promise<{ text: string | null; pictures: number }> {
  const out = join(directory, `${asked.code}.pdf`)
  await service.make({ ...asked, format: 'pdf', out }, administrator)
  const text = reader ? (await run('pdftotext', [out, '-'])).stdout.normalize('NFKC').replace(/\s/gu, '') : null
  return { text, pictures: (await readFile(out)).toString('latin1').match(/\/Subtype \/Image/gu)?.length ?? 0 }
}

/** A step of the year's exit, as it is kept. */
async function madeStep(): Promise<string> {
  const { result } = await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) =>
    transaction.insert('procedure_step', {
      subject: referenceTo({ type: 'subject' }, { register: 'household_year', id: yearly.id }),
      procedure: 'household_exit',
      step: 'verify',
      round: (made += 1),
      level: 'village',
      done_on: '2015-11-02',
      done_by: '李文书',
    }),
  )
  return result
}

describe('文号、数据截止日、骑缝页码、照片', () => {
  const every: [string, FormSource, () => Promise<string> | string, string | null][] = [
    ['一条记录', { kind: 'record', register: 'household' }, () => household, '房屋'],
    ['一个列表', { kind: 'list', register: 'helper' }, () => office.unit.code, null],
    ['一步', { kind: 'step', register: 'household_year' }, madeStep, '当年'],
    ['一张统计表', { kind: 'statistic', code: '1.0' }, () => office.unit.code, null],
  ]
  it.each(every)('%s的表上都有，PDF 和工作簿一样', async (_, from, key, photo) => {
    const besides = ['{{document_no}}', '{{data_day}}', '{{@seam}}']
    const rows = photo === null ? [besides] : [besides, ['{{photos|first:photo}}', '{{photos|first:name}}', '{{photos|count}}']]
    const { asked, cells, pictures } = await printed(from, rows, { for: [await key()] })
    expect(cells[0]?.slice(0, 3)).toEqual([NUMBER, '2015年12月31日', '1／完（共1页）'])
    if (photo !== null) expect(cells[1]?.slice(1, 3)).toEqual([photo, 1])
    const pdf = await inPdf(asked)
    if (pdf.text !== null) for (const text of [NUMBER, '2015年12月31日', '1/完(共1页)']) expect(pdf.text).toContain(text)
    expect([pictures, pdf.pictures]).toEqual(photo === null ? [0, 0] : [1, 1])
  })

  it('没有过完的年度截止到打印那天；骑缝页码接着下一页，最后一页写完', async () => {
    const { cells } = await printed({ kind: 'record', register: 'household' }, [['{{data_day}}'], ['{{#cover}}{{@seam}}{{/cover}}'], ['{{@seam}}']], {
      for: [household],
      year: 2016,
    })
    expect(cells.map(([first]) => first)).toEqual(['2016年3月5日', '1／2（共2页）', '2／完（共2页）'])
  })
})

describe('照片', () => {
  const rows = [['{{photos|first:photo}}', '{{photos|first:name}}', '{{photos|count}}']]

  it('列表里每条印自己的照片', async () => {
    const village = office.store.read.get<{ village: string }>('SELECT village FROM household WHERE id = ?', household)?.village ?? ''
    const list = [['{{#each rows}}{{photos|first:photo}}', '{{household.household_no}}{{/each}}']]
    expect((await printed({ kind: 'list', register: 'household' }, list, { for: [village] })).pictures).toBe(1)
  })

  it('只能看遮住的人，纸上没有照片；内容不在本机的写明', async () => {
    expect((await printed({ kind: 'record', register: 'household' }, rows, { for: [household] }, userOf('reader'))).pictures).toBe(0)
    const elsewhere = office.store.read.all<{ id: string }>('SELECT id FROM household WHERE id != ? ORDER BY id LIMIT 1', household)[0]?.id ?? ''
    const { village } = office.store.read.get<{ village: string }>('SELECT village FROM household WHERE id = ?', elsewhere) ?? { village: '' }
    await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) =>
      transaction.insert('attachment', {
        register: 'household',
        record: elsewhere,
        village,
        name: '没收到',
        sha256: 'a'.repeat(64),
        media_type: 'image/jpeg',
        size: 9,
      }),
    )
    expect((await printed({ kind: 'record', register: 'household' }, rows, { for: [elsewhere] })).cells[0]?.slice(0, 3)).toEqual([
      '（照片不在本机）',
      '没收到',
      1,
    ])
  })
})

describe('别的年度', () => {
  it('户、人和年度记录都有上一年和各年', async () => {
    const [now, before] = [income(yearly.id), income(yearly.before)]
    const both = [
      [
        '{{household_year.net_income}}',
        '{{household_year_before.net_income}}',
        '{{household_year_all|where:household_year.year = 2014|first:household_year.net_income}}',
      ],
    ]
    expect((await printed({ kind: 'record', register: 'household' }, both, { for: [household] })).cells[0]?.slice(0, 3)).toEqual([now, before, before])
    expect((await printed({ kind: 'record', register: 'household_year' }, both, { for: [yearly.id] })).cells[0]?.slice(0, 3)).toEqual([now, before, before])
    const members = [['{{#each members}}{{person.name}}', '{{person_year.year}}', '{{person_year_before.year}}{{/each}}']]
    const { cells } = await printed({ kind: 'record', register: 'household' }, members, { for: [household] })
    expect(cells[0]?.slice(1, 3)).toEqual([2015, 2014])
  })

  it('一户的空白表：当年各项空着，旁边是上一年', async () => {
    const rows = [['{{household.household_no}}', '{{household_year.net_income}}', '{{household_year_before.net_income}}']]
    const { cells } = await printed({ kind: 'record', register: 'household' }, rows, { for: [household], blank: true })
    const number = office.store.read.get<{ household_no: string }>('SELECT household_no FROM household WHERE id = ?', household)?.household_no
    expect(cells[0]?.slice(0, 3)).toEqual([number, null, income(yearly.before)])
    const other = await printed({ kind: 'record', register: 'village' }, [['{{village_year.year}}', '{{village_year_before.year}}', '{{division.village}}']], {
      for: [office.store.read.get<{ id: string }>('SELECT village_id AS id FROM village_year WHERE year = 2014 LIMIT 1')?.id ?? ''],
      blank: true,
    })
    expect(other.cells[0]?.slice(0, 2)).toEqual([null, 2014])
  })
})

describe('照片页', () => {
  it('打印每一张照片，一类一组、两张一行，写明类别、日期和说明；没有照片的留空框', async () => {
    const { result: house } = await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '危改' }, (transaction) => {
      const { village } = transaction.get<{ village: string }>('SELECT village FROM household WHERE id = ?', household) ?? { village: '' }
      return transaction.insert('house_retrofit', { household: `household:${household}`, village, year: 2015, grade: '4', way: '2' })
    })
    for (const [index, kind] of ['before', 'before', 'before', 'during'].entries()) {
      const path = join(directory, `stage${index}.jpg`)
      await sharp({ create: { width: 80, height: 60, channels: 3, background: { r: 10, g: 60 * index, b: 90 } } })
        .jpeg()
        .toFile(path)
      const file = { path, name: `照片${index}.jpg` }
      const about = { register: 'house_retrofit', record: house, kind, takenOn: `2015-03-0${index + 1}`, remark: `第${index}张` } as const
      await addAttachment(office, administrator, { file, ...about }, '2016-03-05')
    }
    const out = join(directory, '三照页.xlsx')
    await service.make({ code: 'house_photos', for: [house], year: 2015, format: 'xlsx', out }, administrator)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(out)
    const [sheet] = workbook.worksheets
    expect(sheet?.getImages()).toHaveLength(4)
    const texts: string[] = []
    sheet?.eachRow((row) => row.eachCell((cell) => texts.push(typeof cell.value === 'string' ? cell.value : '')))
    expect([...new Set(texts.filter((text) => /第.张/.test(text)))]).toEqual([
      '建前照片　2015-03-01　第0张',
      '建前照片　2015-03-02　第1张',
      '建前照片　2015-03-03　第2张',
      '建中照片　2015-03-04　第3张',
    ])
  })
})
