/** Photos, QR codes and charts: in the preview, the PDF and the workbook, as large as their cells let them be. */
import ExcelJS from 'exceljs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FormSheet } from '../excel/formSheet.ts'
import { loadPackage } from '../loadPackage.ts'
import { barChart, pieChart } from './chart.ts'
import { exactUnits } from './exact.ts'
import { fillForm } from './fill.ts'
import { renderHtml } from './html.ts'
import { layoutSheet } from './layout.ts'
import { writeForms } from './print.ts'
import { qrCode } from './qrCode.ts'
import { parseTemplate } from './template.ts'
import { fonts } from './testing/fonts.ts'
import { sheetOf } from './testing/sheet.ts'
import type { FormImage, FormScope } from './types.ts'

const TEXT = '621125000001 张福来 2016'
const DECODER = loadPackage('qr/decode.js') as { readonly default: (image: { width: number; height: number; data: Uint8Array }) => string }

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pictures-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

async function photo(): Promise<FormImage> {
  const bytes = await sharp({ create: { width: 40, height: 20, channels: 3, background: { r: 200, g: 30, b: 30 } } })
    .jpeg()
    .toBuffer()
  return { kind: 'image', mediaType: 'image/jpeg', bytes, width: 40, height: 20 }
}

/** Photo, code and chart beside each other in cells of 90 × 60 points, the photo merged over two. */
async function filled(): Promise<FormSheet> {
  const { template, problems } = parseTemplate(
    sheetOf(
      [
        ['{{photo}}', '', '{{code|qr}}'],
        ['{{villages|bar:name,households}}', '{{villages|where:households > 1|pie:name,households}}', '{{nothing}}{{photo}}'],
      ],
      { height: 60, merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] },
    ),
  )
  expect(problems).toEqual([])
  const villages = [
    { name: '铁沟村', households: 30 },
    { name: '阳坡村', households: 10 },
    { name: '空村', households: 1 },
  ]
  const scope: FormScope = { photo: await photo(), code: TEXT, villages }
  return fillForm(template, scope, fonts, '甲')
}

describe('on the page', () => {
  it('a photo fills its cell in its own shape, a code and a chart are drawn', async () => {
    const [page] = layoutSheet(await filled(), fonts)
    const [picture] = page?.pictures ?? []
    // The merged cell is 180 × 60 at 30, 20; 57 points high with the room at its edges.
    expect([picture?.x, picture?.y, picture?.width, picture?.height].map((length) => Math.round(length ?? 0))).toEqual([63, 22, 114, 57])
    expect(page?.areas.length).toBeGreaterThan(5)
    expect(page?.texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['铁沟村', '30', '阳坡村', '10']))
    expect(page?.texts.map(({ text }) => text).join('')).toContain('铁沟村 30（75.0%）')
  })

  it('stands in the document that is shown, which still needs nothing else', async () => {
    const html = await renderHtml('甲', layoutSheet(await filled(), fonts), fonts)
    expect(html.match(/<image [^>]*href="data:image\/jpeg;base64,/gu)).toHaveLength(1)
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/u)
  })

  it('is in the PDF', async () => {
    const path = join(directory, 'a.pdf')
    await writeForms('pdf', path, '甲', [await filled()], fonts)
    expect((await readFile(path)).toString('latin1').match(/\/Subtype \/Image/gu)).toHaveLength(1)
  })
})

describe('in the workbook', () => {
  it('pictures lie in their cells, and the code is read back', async () => {
    const path = join(directory, 'a.xlsx')
    await writeForms('xlsx', path, '甲', [await filled(), { ...(await filled()), name: '乙' }], fonts)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    expect(workbook.worksheets.map((sheet) => sheet.getImages().length)).toEqual([4, 4])
    const [first, second] = workbook.worksheets[0]?.getImages() ?? []
    expect([first?.range.tl.nativeRow, first?.range.tl.nativeCol, second?.range.tl.nativeRow, second?.range.tl.nativeCol]).toEqual([0, 0, 0, 2])
    const { buffer } = workbook.getImage(Number(second?.imageId))
    const { data, info } = await sharp(Buffer.from(buffer ?? new ArrayBuffer(0)))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(DECODER.default({ width: info.width, height: info.height, data })).toBe(TEXT)
  })
})

describe('figures', () => {
  it('of a code that no code can hold give the text, of nothing give nothing', () => {
    expect(qrCode('字'.repeat(2000))).toBeUndefined()
    expect(qrCode('1')?.width).toBe(29)
  })

  it('have a bar for each item and a part for each figure above zero, and say in words what they show', () => {
    const items = [3, 0, -2].map((value, index) => ({ label: `项${index}`, value: exactUnits(value, 0) }))
    expect(barChart(items).shapes.filter(({ kind }) => kind === 'area')).toHaveLength(3)
    // The part of the circle and its mark beside it.
    expect(pieChart(items).shapes.filter(({ kind }) => kind === 'area')).toHaveLength(2)
    expect(pieChart(items).label).toBe('项0 3，项1 0，项2 -2')
    expect(barChart([]).height).toBeGreaterThan(0)
  })
})
