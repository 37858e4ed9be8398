/** Pages as PDF, with the characters used embedded. */
import type PDFDocument from 'pdfkit'
import type { FaceName, FormFonts } from './fonts.ts'
import { loadPdfkit } from './libraries.ts'
import { writeOutput } from './outputFile.ts'
import type { Page, PagePicture, PageText } from './page.ts'

/** Bold is drawn by outlining the characters, in parts of the font size. */
const BOLD_OUTLINE = 0.035
const FACES: readonly FaceName[] = ['serif', 'sans', 'symbols']
const UNDERLINE_DEPTH = 0.14
const UNDERLINE_WIDTH = 0.05

/**
 * Writes pages to a PDF at `path`, atomically; resolves to their number. Pages are taken one by one and not kept.
 * When the iterable throws (cancelled, say), nothing is left behind.
 */
export async function writePdf(path: string, title: string, pages: Iterable<Page> | AsyncIterable<Page>, fonts: FormFonts): Promise<number> {
  const Document = await loadPdfkit()
  return writeOutput(path, async (stream, ready) => {
    const document = new Document({
      autoFirstPage: false,
      margin: 0,
      pdfVersion: '1.7',
      lang: 'zh-CN',
      displayTitle: true,
      info: { Title: title, Creator: '精准帮扶工作台' },
      // Names and numbers hardly repeat; remembering their shapes would only take memory.
      fontLayoutCache: false,
    })
    document.pipe(stream)
    const handOver = gathering(document)
    for (const face of FACES) document.registerFont(face, fonts.file(face))
    let count = 0
    const pictures: Pictures = new Map()
    for await (const page of pages) {
      handOver()
      document.addPage({ size: [page.width, page.height], margin: 0 })
      if (page.window !== undefined) drawWindow(document, page.window, pictures)
      drawPage(document, page, null)
      count += 1
      await ready()
    }
    if (count === 0) document.addPage({ size: 'A4', margin: 0 })
    handOver()
    document.end()
    return count
  })
}

type Document = InstanceType<typeof PDFDocument>

/**
 * Gathers what is drawn on a page; the function returned hands it over in one piece, before the next page and at the end. The library makes a buffer of each stroke
 * and letter, some thousands a page: a third of the processor time of pages of lines.
 */
export function gathering(document: Pick<Document, 'addContent' | 'page'>): () => void {
  let strokes: string[] = []
  document.addContent = (stroke: string) => {
    strokes.push(stroke)
    return document as Document
  }
  return () => {
    if (strokes.length > 0) document.page.write(strokes.join('\n'))
    strokes = []
  }
}

/** Pictures of sheets shown in parts, as texts by which the document knows them again: the tiles of a sheet share one. */
type Pictures = Map<Uint8Array, string>

function sourceOf({ bytes, mediaType }: PagePicture, pictures: Pictures | null): Buffer | string {
  if (pictures === null) return Buffer.from(bytes)
  const known = pictures.get(bytes) ?? `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`
  pictures.set(bytes, known)
  return known
}

function drawWindow(document: Document, { x, y, width, height, content, dx, dy }: NonNullable<Page['window']>, pictures: Pictures): void {
  document.save().rect(x, y, width, height).clip().translate(dx, dy)
  drawPage(document, content, pictures)
  document.restore()
}

function drawPage(document: Document, page: Page, pictures: Pictures | null): void {
  for (const fill of page.fills) document.rect(fill.x, fill.y, fill.width, fill.height).fill(`#${fill.colour}`)
  for (const line of page.lines) {
    document.lineWidth(line.width)
    if (line.dash === undefined) document.undash()
    else document.dash(line.dash[0] ?? 1, { space: line.dash[1] ?? 1 })
    // Square ends let lines that meet close their corner.
    document
      .lineCap(line.dash === undefined ? 'square' : 'butt')
      .moveTo(line.x1, line.y1)
      .lineTo(line.x2, line.y2)
      .stroke(`#${line.colour}`)
  }
  document.undash()
  for (const picture of page.pictures) document.image(sourceOf(picture, pictures), picture.x, picture.y, { width: picture.width, height: picture.height })
  for (const area of page.areas) document.save().translate(area.x, area.y).scale(area.scale).path(area.path).fill(`#${area.colour}`).restore()
  for (const text of page.texts) drawText(document, text)
}

function drawText(document: Document, text: PageText): void {
  document.font(text.face).fontSize(text.size).fillColor(`#${text.colour}`)
  if (text.bold) document.lineWidth(text.size * BOLD_OUTLINE).strokeColor(`#${text.colour}`)
  document.text(text.text, text.x, text.y, {
    lineBreak: false,
    baseline: 'alphabetic',
    characterSpacing: text.spacing,
    fill: true,
    stroke: text.bold,
  })
  if (text.underline) {
    const y = text.y + UNDERLINE_DEPTH * text.size
    document
      .lineWidth(UNDERLINE_WIDTH * text.size)
      .moveTo(text.x, y)
      .lineTo(text.x + text.width, y)
      .stroke(`#${text.colour}`)
  }
}
