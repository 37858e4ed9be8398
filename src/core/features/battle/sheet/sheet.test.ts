/** The printed sheet: where everything lies on every paper and in the PDF, tiles, sizes of text. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fonts } from '../../../forms/testing/fonts.ts'
import { sharp } from '../../../forms/libraries.ts'
import { writePdf } from '../../../forms/pdf.ts'
import { renderHtml } from '../../../forms/html.ts'
import { tilesOf, TILE } from '../../../forms/tiles.ts'
import { DESIGN_WIDTH, PAPERS, type PaperName } from './canvas.ts'
import { battleSheet, MAP_AREA, pictureBox } from './sheet.ts'
import type { SheetData } from './types.ts'

const POINTS_PER_MM = 72 / 25.4
const papers = Object.keys(PAPERS) as PaperName[]
/** Letters that nothing else on the sheet has. */
const LETTERS = ['囍', '驫', '龘', '靐'] as const
const PLACES = [
  { x: 0, y: 0 },
  { x: 10_000, y: 10_000 },
  { x: 1_234, y: 8_765 },
  { x: 7_777, y: 333 },
] as const

let directory: string
let picture: NonNullable<SheetData['picture']>
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'battle-'))
  const bytes = await sharp()({ create: { width: 1_600, height: 1_000, channels: 3, background: '#dde6d5' } })
    .jpeg()
    .toBuffer()
  picture = { bytes, width: 1_600, height: 1_000 }
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const table = (title: string, rows: number): SheetData['people'] => ({
  title,
  headings: ['户', '责任人', '单位'],
  widths: [2, 2, 4],
  rows: Array.from({ length: rows }, (_, index) => [`第${index + 1}户`, '李文书', '县水务局工作队派出单位名称很长很长很长很长很长很长很长很长很长很长']),
  counter: '户',
})

function data(more: Partial<SheetData> = {}): SheetData {
  return {
    title: '柳林村2015年村作战图',
    subtitle: '漳县武阳镇柳林村　2015 年',
    version: '内部资料',
    foot: '漳县　打印日期 2015-11-20',
    picture,
    markers: PLACES.map((place, index) => ({ ...place, line: [], shape: 'circle', letter: LETTERS[index] ?? '', colour: 'red', label: null })),
    legend: [{ shape: 'circle', letter: '贫', colour: 'red', label: '户：在册', count: 4 }],
    people: table('贫困人口', 6),
    causes: {
      title: '致贫原因',
      items: [
        { label: '缺劳力', value: 30 },
        { label: '缺技术', value: 12 },
        { label: '缺水', value: 0 },
      ],
    },
    tables: [table('帮扶措施', 5), table('干部结对', 46)],
    tasks: table('时序表', 9),
    ...more,
  }
}

/** Words of a PDF with their boxes in points, page by page. */
function wordsOf(path: string): { page: number; text: string; x: number; y: number }[] {
  const html = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' })
  let page = -1
  return html.split('\n').flatMap((line) => {
    if (line.includes('<page ')) page += 1
    const [, left, top, right, bottom, text] = /xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<\/word>/u.exec(line) ?? []
    return text === undefined ? [] : [{ page, text, x: (Number(left) + Number(right)) / 2, y: (Number(top) + Number(bottom)) / 2 }]
  })
}

const reader = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    process.stderr.write('SKIPPED: pdftotext is not installed, so nobody has looked where markers lie in our PDF.\n')
    return false
  }
})()

/** Where a marker is on a paper, in points, as the picture has it. */
function expected(paper: PaperName, { x, y }: { readonly x: number; readonly y: number }): { x: number; y: number; width: number; height: number } {
  const [width, height] = PAPERS[paper]
  const scale = Math.min(width / DESIGN_WIDTH, height / PAPERS.A0[1])
  const box = pictureBox(picture)
  const point = (at: number, from: number, length: number, edge: number): number => (edge + (from + (at / 10_000) * length) * scale) * POINTS_PER_MM
  return {
    x: point(x, box.x, box.width, (width - DESIGN_WIDTH * scale) / 2),
    y: point(y, box.y, box.height, (height - PAPERS.A0[1] * scale) / 2),
    width: box.width * scale * POINTS_PER_MM,
    height: box.height * scale * POINTS_PER_MM,
  }
}

describe.each(papers)('作战图 %s', (paper) => {
  it('纸张准到毫米，图里的字都不小于 6 磅，没有一样出纸边', () => {
    const page = battleSheet(data(), paper, fonts)
    const [width, height] = PAPERS[paper]
    expect([page.width / POINTS_PER_MM, page.height / POINTS_PER_MM].map((length) => Math.round(length * 1_000) / 1_000)).toEqual([width, height])
    expect(Math.min(...page.texts.map(({ size }) => size))).toBeGreaterThanOrEqual(6)
    for (const { x, y, width: length, text } of page.texts)
      expect([text, x >= 0 && x + length <= page.width && y >= 0 && y <= page.height]).toEqual([text, true])
    for (const { x1, x2, y1, y2 } of page.lines)
      expect(Math.min(x1, x2, y1, y2) >= 0 && Math.max(x1, x2) <= page.width && Math.max(y1, y2) <= page.height).toBe(true)
  })

  it.skipIf(!reader)('PDF 里标记的位置和底图差不到千分之一', async () => {
    const path = join(directory, `${paper}.pdf`)
    await writePdf(path, '作战图', [battleSheet(data(), paper, fonts)], fonts)
    const words = wordsOf(path)
    PLACES.forEach((place, index) => {
      const word = words.find(({ text }) => text === LETTERS[index])
      const wanted = expected(paper, place)
      expect(Math.abs((word?.x ?? Number.NaN) - wanted.x) / wanted.width).toBeLessThan(0.001)
      // Where the ink of a character lies between its ascender and descender differs from font to font: to half of it.
      expect(Math.abs((word?.y ?? Number.NaN) - wanted.y) / wanted.height).toBeLessThan(0.01)
    })
  })
})

describe('标记', () => {
  it('的形状就画在那一点上，屏幕上的图和 PDF 用的是同一页', async () => {
    const page = battleSheet(data(), 'A0', fonts)
    PLACES.forEach((place) => {
      const wanted = expected('A0', place)
      const shapes = page.areas.filter(({ x, y }) => Math.abs(x - wanted.x) / wanted.width < 0.001 && Math.abs(y - wanted.y) / wanted.height < 0.001)
      expect(shapes.map(({ colour }) => colour)).toEqual(['FFFFFF', 'B3261E'])
    })
    const html = await renderHtml('作战图', [page], fonts)
    for (const letter of LETTERS) expect(html).toContain(`>${letter}</text>`)
    expect(html).toContain('@page p3370x2384{size:1189mm 841mm')
  })

  it('线从一点画到下一点，画在底图上面；没有底图的也画得出来', () => {
    const line = [
      { x: 5_000, y: 5_000 },
      { x: 10_000, y: 0 },
    ]
    const road = { x: 0, y: 5_000, line, shape: 'line', letter: '路', colour: 'brown', label: '村道' }
    const page = battleSheet(data({ markers: [road], picture: null }), 'A0', fonts)
    const { x, y, width, height } = MAP_AREA
    // Each segment is an area (pictures lie over plain lines), begun where it begins, and as long as it is.
    const drawn = page.areas
      .filter(({ colour }) => colour === '7A4B1E')
      .map((area) => [Math.round(area.x / POINTS_PER_MM), Math.round(area.y / POINTS_PER_MM), area.path])
    expect(drawn.slice(0, 2).map(([left, top]) => [left, top])).toEqual(
      [
        [x, y + height / 2],
        [x + width / 2, y + height / 2],
      ].map((point) => point.map((length) => Math.round(length))),
    )
    expect(drawn[0]?.[2]).toBe(`M0.000 1.000L${(width / 2).toFixed(3)} 1.000L${(width / 2).toFixed(3)} -1.000L0.000 -1.000z`)
    expect(page.texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['还没有底图', '村道']))
  })
})

describe('表', () => {
  it('放不下的行数说出来，不悄悄去掉', () => {
    const page = battleSheet(data({ tables: [table('干部结对', 300)] }), 'A0', fonts)
    const texts = page.texts.map(({ text }) => text)
    const shown = texts.filter((text) => /^第\d+户$/u.test(text)).length - 6 - 9
    expect(shown).toBeGreaterThan(46)
    expect(texts).toContain(`其余 ${300 - shown} 户见花名册`)
    expect(battleSheet(data(), 'A0', fonts).texts.some(({ text }) => text.startsWith('其余'))).toBe(false)
  })
})

describe('A4 拼接', () => {
  const contentOf = (tile: ReturnType<typeof tilesOf>[number]) => {
    const { window } = tile
    if (window === undefined) throw new Error('no window')
    return { left: window.x - window.dx, top: window.y - window.dy, right: window.x - window.dx + window.width, bottom: window.y - window.dy + window.height }
  }

  it.each(papers)('%s 的每一处都在某一张上，相邻两张重叠正好 5 毫米，都在 A4 里', (paper) => {
    const sheet = battleSheet(data(), paper, fonts)
    const tiles = tilesOf(sheet, fonts)
    for (const { width, height, window } of tiles) {
      expect([Math.round(width / POINTS_PER_MM), Math.round(height / POINTS_PER_MM)].toSorted((one, other) => one - other)).toEqual([210, 297])
      expect((window?.x ?? 0) + (window?.width ?? 0)).toBeLessThanOrEqual(width - TILE.margin * POINTS_PER_MM + 0.001)
    }
    const lefts = [...new Set(tiles.map((tile) => contentOf(tile).left.toFixed(3)))].map(Number)
    const tops = [...new Set(tiles.map((tile) => contentOf(tile).top.toFixed(3)))].map(Number)
    expect(tiles).toHaveLength(lefts.length * tops.length)
    for (const tile of tiles) {
      const own = contentOf(tile)
      const right = tiles.map(contentOf).find((one) => one.top === own.top && one.left > own.left && one.left < own.right)
      if (right !== undefined) expect((own.right - right.left) / POINTS_PER_MM).toBeCloseTo(5, 3)
      const below = tiles.map(contentOf).find((one) => one.left === own.left && one.top > own.top && one.top < own.bottom)
      if (below !== undefined) expect((own.bottom - below.top) / POINTS_PER_MM).toBeCloseTo(5, 3)
    }
    const last = tiles.map(contentOf)
    expect(Math.max(...last.map(({ right }) => right))).toBeCloseTo(sheet.width, 3)
    expect(Math.max(...last.map(({ bottom }) => bottom))).toBeCloseTo(sheet.height, 3)
  })

  it('一张 A4 放得下的只有一张', () => {
    const small = { ...battleSheet(data(), 'A3', fonts), width: 190 * POINTS_PER_MM, height: 277 * POINTS_PER_MM }
    expect(tilesOf(small, fonts)).toHaveLength(1)
  })

  it.skipIf(!reader)('PDF 里一个标记在它那一张上的位置合得起来；底图只存一份', async () => {
    const sheet = battleSheet(data(), 'A1', fonts)
    const tiles = tilesOf(sheet, fonts)
    const path = join(directory, 'tiles.pdf')
    expect(await writePdf(path, '拼接', tiles, fonts)).toBe(tiles.length)
    const wanted = expected('A1', PLACES[2])
    const found = wordsOf(path).filter(({ text }) => text === LETTERS[2])
    const inside = found.filter(({ page, x, y }) => {
      const window = tiles[page]?.window
      return window !== undefined && x >= window.x && x <= window.x + window.width && y >= window.y && y <= window.y + window.height
    })
    expect(inside.length).toBeGreaterThan(0)
    for (const { page, x } of inside) expect(Math.abs(x - (tiles[page]?.window?.dx ?? 0) - wanted.x) / wanted.width).toBeLessThan(0.001)
    expect(
      readFileSync(path)
        .toString('latin1')
        .match(/\/Subtype \/Image/gu),
    ).toHaveLength(1)
  })
})
