import ExcelJS from 'exceljs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { registers } from '../catalogue/index.ts'
import { householdCopy } from './household.ts'
import { layoutSheet, layPages } from './layout.ts'
import { loadForm } from './loadForm.ts'
import { fillCopies, fillCopy, previewForms, writeForms } from './print.ts'
import { fonts, RESOURCES } from './testing/fonts.ts'
import { declared, rosterCopy, sampleHousehold } from './testing/sample.ts'
import type { FormCopy, FormOccasion } from './types.ts'
import { paperRecord } from './values.ts'

const occasion: FormOccasion = {
  year: 2016,
  office: '漳县殪虎桥镇人民政府',
  printed_on: '2016年11月30日',
  data_day: '2016年11月30日',
  document_no: '漳扶办〔2016〕7号',
}
const card = await loadForm(declared('household_card'), 2016, { resourcesDirectory: RESOURCES })
const roster = await loadForm(declared('household_roster'), 2016, { resourcesDirectory: RESOURCES })

const households = (count: number): FormCopy[] =>
  Array.from({ length: count }, (_, index) => householdCopy(sampleHousehold({ number: index + 1, members: 1 + (index % 6) })))
const village = (count: number, members: number): FormCopy =>
  rosterCopy(Array.from({ length: count }, (_, index) => sampleHousehold({ number: index + 1, members })))

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'print-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

describe('贫困户信息采集表', () => {
  it.each([
    ['a household of five', 5, 1, 2016],
    ['of eight', 8, 2, 2016],
    ['an empty one', 0, 0, 2016],
    ['of five in 2018', 5, 1, 2018],
  ])('%s fits on one A4 page', async (_, members, helpers, year) => {
    const form = await loadForm(declared('household_card'), year, { resourcesDirectory: RESOURCES })
    const sheet = fillCopy(form, householdCopy(sampleHousehold({ members, helpers, year })), { ...occasion, year }, fonts)
    expect(layoutSheet(sheet, fonts)).toHaveLength(1)
    expect(sheet.page.scale).toBe(1)
  })

  it('of twelve goes on to a second page, which names the household again and does not begin in the middle of a block', () => {
    const sheet = fillCopy(card, householdCopy(sampleHousehold({ members: 12, helpers: 3, head: '欧阳震华' })), occasion, fonts)
    const pages = layoutSheet(sheet, fonts)
    expect(pages).toHaveLength(2)
    const texts = pages[1]?.texts.map(({ text }) => text) ?? []
    expect(texts.slice(0, 3)).toEqual(['贫困户信息采集表', '填报单位：漳县殪虎桥镇人民政府', '户主：欧阳震华'])
    expect(texts[5]).toMatch(/^[六七]、/u)
  })

  it('shows what the year’s record says, not what the household is today', () => {
    const data = sampleHousehold()
    const today = { ...data, household: { ...data.household, population: 9 } }
    const sheet = fillCopy(card, householdCopy(today), occasion, fonts)
    const row = sheet.rows.map(({ cells }) => cells.map((cell) => cell?.value ?? null)).find((values) => values.includes('家庭人口数'))
    expect(row?.slice(row.indexOf('家庭人口数') + 1).find((value) => value !== null)).toBe(5)
  })

  it('looks as the golden picture of its workbook', async () => {
    const sheet = fillCopy(card, householdCopy(sampleHousehold({ members: 3 })), occasion, fonts)
    const picture = {
      columns: sheet.columns.join(' '),
      page: sheet.page,
      titleRows: sheet.titleRows,
      breaks: sheet.breaks,
      pages: layoutSheet(sheet, fonts).length,
      rows: sheet.rows.map((row) => `${row.height}: ${row.cells.map((cell) => cell?.value ?? '').join(' | ')}`),
      merges: sheet.merges.map((range) => `${range.top}:${range.left}-${range.bottom}:${range.right}`),
    }
    await expect(`${JSON.stringify(picture, null, 1)}\n`).toMatchFileSnapshot('golden/household_card.json')
  })
})

describe('花名册', () => {
  it('of a thousand people counts every page and the whole', () => {
    const sheet = fillCopy(roster, village(250, 4), occasion, fonts)
    const texts = sheet.rows.map((row) => String(row.cells[0]?.value ?? ''))
    const feet = texts.filter((text) => text.startsWith('本页小计'))
    expect(feet).toHaveLength(sheet.breaks.length + 1)
    const sum = (pattern: RegExp): number => feet.reduce((all, text) => all + Number(pattern.exec(text)?.[1]), 0)
    expect([sum(/户数 (\d+) 户/u), sum(/人数 (\d+) 人/u)]).toEqual([250, 1000])
    expect(texts).toContain('合　　计：　户数 250 户　　人数 1000 人')
  })

  it('of a thousand people is filled, laid out and printed in steps, in which others have their turn', async () => {
    const pages = fillCopy(roster, village(250, 4), occasion, fonts).breaks.length + 1
    expect(pages).toBeGreaterThan(30)
    // Each look at the clock finds that it is time.
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000))
    const turns = vi.spyOn(globalThis, 'setImmediate')
    try {
      const sheets = fillCopies(roster, [village(250, 4)], occasion, fonts)
      await writeForms('pdf', join(directory, 'a.pdf'), '花名册', sheets, fonts)
      // One a page, and one for each hundred rows of a thousand.
      expect(turns.mock.calls.length).toBeGreaterThan(pages + 10)
    } finally {
      vi.restoreAllMocks()
    }
  })

  it('lays out the pages that are shown, and no others', () => {
    const sheet = fillCopy(roster, village(250, 4), occasion, fonts)
    const measured = vi.spyOn(fonts, 'runs')
    try {
      const all = layoutSheet(sheet, fonts)
      const asked = measured.mock.calls.length
      measured.mockClear()
      expect([...layPages(sheet, fonts, (place) => place === 5)]).toEqual([all[5]])
      expect(measured.mock.calls.length).toBeLessThan((2 * asked) / all.length)
    } finally {
      vi.restoreAllMocks()
    }
  })

  it('keeps a household without members as a row, and an empty village as a sheet', () => {
    const empty = fillCopy(roster, village(1, 0), occasion, fonts)
    expect(empty.rows[3]?.cells[4]?.value).toBe('621125000001')
    expect(empty.rows.map((row) => row.cells[0]?.value)).toContain('合　　计：　户数 1 户　　人数 0 人')
    expect(fillCopy(roster, village(0, 0), occasion, fonts).rows.length).toBeGreaterThan(3)
  })
})

describe('花名册 since 2018', () => {
  it('answers whether water is safe from the question that took its place', () => {
    const data = sampleHousehold({ year: 2019, members: 1 })
    const later = { ...data, household_year: paperRecord(registers.household_year, { year: 2019, water_resolved: true }, { year: 2019 }) }
    const sheet = fillCopy(roster, rosterCopy([later]), { ...occasion, year: 2019 }, fonts)
    expect([sheet.rows[2]?.cells[23]?.value, sheet.rows[3]?.cells[23]?.value]).toEqual(['饮水安全', '是'])
  })
})

describe('many forms', () => {
  it('are sheets of one workbook with names of their own, pages broken where the pages of the PDF end', async () => {
    const path = join(directory, 'a.xlsx')
    await expect(writeForms('xlsx', path, '采集表', fillCopies(card, households(3), occasion, fonts), fonts)).resolves.toEqual({
      sheets: 3,
      pages: 3,
      missing: [],
    })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['张福来', '张福来(2)', '张福来(3)'])
    expect(workbook.worksheets[0]?.getCell('A1').value).toBe('贫困户信息采集表')
    expect(workbook.worksheets[0]?.pageSetup).toMatchObject({ paperSize: 9, orientation: 'portrait', scale: 100, printTitlesRow: '1:2' })
    expect(await readdir(directory)).toEqual(['a.xlsx'])
  })

  it('are pages of one PDF', async () => {
    const path = join(directory, 'a.pdf')
    await expect(writeForms('pdf', path, '采集表', fillCopies(card, households(3), occasion, fonts), fonts)).resolves.toEqual({
      sheets: 3,
      pages: 3,
      missing: [],
    })
    const pdf = (await readFile(path)).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/gu)).toHaveLength(3)
    expect(pdf).toContain('NotoSerifSC')
  })

  it('are one HTML document that needs nothing else', async () => {
    const path = join(directory, 'a.html')
    await writeForms('html', path, '采集表 <1>', fillCopies(card, households(2), occasion, fonts), fonts)
    const html = await readFile(path, 'utf8')
    expect(html.match(/<section class="page/gu)).toHaveLength(2)
    expect(html).toContain('<title>采集表 &lt;1&gt;</title>')
    expect(html).toContain('@page p595x842{size:210mm 297mm;margin:0}')
    expect(html).toContain('url(data:font/ttf;base64,')
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)|<script|<link|@import/u)
  })

  it('tell how far they are, and leave nothing behind when cancelled', async () => {
    for (const format of ['xlsx', 'pdf', 'html'] as const) {
      const stop = new AbortController()
      const done: number[] = []
      const sheets = fillCopies(card, households(5), occasion, fonts, {
        signal: stop.signal,
        progress: (count) => {
          done.push(count)
          if (count === 2) stop.abort()
        },
      })
      await expect(writeForms(format, join(directory, `a.${format}`), 'x', sheets, fonts)).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(done).toEqual([1, 2])
      expect(await readdir(directory)).toEqual([])
    }
  })

  it('tell the characters that no shipped font has', async () => {
    const data = sampleHousehold({ head: '张\u{2A6D6}' })
    const made = await writeForms('pdf', join(directory, 'a.pdf'), 'x', fillCopies(card, [householdCopy(data)], occasion, fonts), fonts)
    expect(made.missing).toEqual(['\u{2A6D6}'])
    const others = await writeForms('pdf', join(directory, 'b.pdf'), 'x', fillCopies(card, households(1), occasion, fonts), fonts)
    expect(others.missing).toEqual([])
  })

  it('say in words that the folder is gone', async () => {
    for (const format of ['xlsx', 'pdf', 'html'] as const) {
      await expect(
        writeForms(format, join(directory, 'gone', `a.${format}`), 'x', fillCopies(card, households(1), occasion, fonts), fonts),
      ).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    }
  })
})

describe('preview', () => {
  it('shows the pages asked for and says how many there are', async () => {
    const preview = await previewForms('x', fillCopies(card, households(5), occasion, fonts), fonts, { firstPage: 2, pageCount: 2 })
    expect(preview.pages).toBe(5)
    expect(preview.html.match(/aria-label="[^"]*"/gu)).toEqual(['aria-label="第2页"', 'aria-label="第3页"'])
    expect(preview.html).toContain('户编号：621125000002')
    expect(preview.html).not.toContain('户编号：621125000001')
  })

  it('does not let what was typed become markup', async () => {
    const data = sampleHousehold({ head: '<img src=x onerror=alert(1)>&"' })
    const { html } = await previewForms('x', fillCopies(card, [householdCopy(data)], occasion, fonts), fonts, { firstPage: 1, pageCount: 1 })
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img')
  })
})
