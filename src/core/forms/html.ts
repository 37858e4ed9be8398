/** Pages as one self-contained HTML document, for the preview on screen and for printing. */
import { embeddedFont } from './embeddedFont.ts'
import type { FaceName, FormFonts } from './fonts.ts'
import { writeOutput } from './outputFile.ts'
import type { Page, PageArea, PageLine, PagePicture, PageText } from './page.ts'

const POINTS_PER_MM = 72 / 25.4
const BOLD_OUTLINE = 0.035
/** Digits of the scale of a figure. */
const FINE_DIGITS = 5

/** Fonts of the PC that stand in while the embedded ones load, or where they are blocked. */
const FAMILIES: Readonly<Record<FaceName, string>> = {
  serif: '"Form Serif","宋体",SimSun,"Noto Serif CJK SC",serif',
  sans: '"Form Sans","黑体",SimHei,"Noto Sans CJK SC",sans-serif',
  symbols: '"Form Symbols","Segoe UI Symbol","Noto Sans Symbols 2",sans-serif',
}
const NAMES: Readonly<Record<FaceName, string>> = { serif: 'Form Serif', sans: 'Form Sans', symbols: 'Form Symbols' }
const CLASSES: Readonly<Record<FaceName, string>> = { serif: 's', sans: 'h', symbols: 'b' }
const FACES = ['serif', 'sans', 'symbols'] as const

const STYLE = [
  'html,body{margin:0;padding:0}body{background:#d8dadd}',
  '.page{background:#fff;margin:6mm auto;box-shadow:0 1px 4px rgba(0,0,0,.35);overflow:hidden}.page>svg{display:block;width:100%;height:100%}',
  'text{white-space:pre;font-kerning:none;font-variant-ligatures:none}',
  ...FACES.map((face) => `.${CLASSES[face]}{font-family:${FAMILIES[face]}}`),
  '@media print{body{background:none}.page{margin:0;box-shadow:none;break-after:page;break-inside:avoid}.page:last-child{break-after:auto}}',
].join('\n')

/** The document as one text; `firstNumber` numbers the pages for screen readers. */
export async function renderHtml(title: string, pages: Iterable<Page> | AsyncIterable<Page>, fonts: FormFonts, firstNumber = 1): Promise<string> {
  const parts: string[] = []
  for await (const part of htmlParts(title, pages, fonts, firstNumber)) parts.push(part)
  return parts.join('')
}

/** Writes the document to a file at `path`, atomically, page by page. */
export async function writeHtml(path: string, title: string, pages: Iterable<Page> | AsyncIterable<Page>, fonts: FormFonts): Promise<void> {
  await writeOutput(path, async (stream, ready) => {
    for await (const part of htmlParts(title, pages, fonts, 1)) {
      stream.write(part)
      await ready()
    }
    stream.end()
  })
}

/**
 * The document in parts. Text is text: it can be read aloud, searched, selected and copied.
 * The fonts stand behind the pages, because only then is it known which characters they need.
 */
async function* htmlParts(title: string, pages: Iterable<Page> | AsyncIterable<Page>, fonts: FormFonts, firstNumber: number): AsyncGenerator<string> {
  const characters: Record<FaceName, Set<string>> = { serif: new Set(), sans: new Set(), symbols: new Set() }
  const sizes = new Map<string, Page>()
  yield `<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${escape(title)}</title><style>\n${STYLE}\n</style></head><body><main>\n`
  let number = firstNumber
  for await (const page of pages) {
    sizes.set(sizeName(page), page)
    note(page, characters)
    yield `${pageElement(page, number)}\n`
    number += 1
  }
  const faces = FACES.map((face) => fontFace(face, characters[face], fonts))
  yield `</main><style>\n${[...faces, ...[...sizes.values()].map(sizeRule)].join('\n')}\n</style></body></html>\n`
}

function note({ texts, window }: Page, characters: Readonly<Record<FaceName, Set<string>>>): void {
  for (const text of texts) for (const character of text.text) characters[text.face].add(character)
  if (window !== undefined) note(window.content, characters)
}

function sizeRule(page: Page): string {
  const name = sizeName(page)
  const [width, height] = [millimetres(page.width), millimetres(page.height)]
  return `@page ${name}{size:${width} ${height};margin:0}.${name}{page:${name};width:${width};height:${height}}`
}

/**
 * The characters of one face that the pages use, as an embedded font; nothing where the face is not used. Not packed: packing it as woff2 takes
 * thirty times as long as all the rest of it, and saves half of some hundred kilobytes that go no further than the screen.
 */
function fontFace(face: FaceName, characters: ReadonlySet<string>, fonts: FormFonts): string {
  if (characters.size === 0) return ''
  const font = embeddedFont(fonts.parts(face), fonts.glyphsOf(face, characters))
  return `@font-face{font-family:"${NAMES[face]}";src:url(data:font/ttf;base64,${font.toString('base64')}) format("truetype")}`
}

function pageElement(page: Page, number: number): string {
  return (
    `<section class="page ${sizeName(page)}" aria-label="第${number}页"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(page.width)} ${round(page.height)}">` +
    `${pageElements(page)}</svg></section>`
  )
}

/** What of a larger sheet lies in the area of the window, cut off by an image of its own. */
function windowElement({ x, y, width, height, content, dx, dy }: NonNullable<Page['window']>): string {
  const box = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" viewBox="${round(x - dx)} ${round(y - dy)} ${round(width)} ${round(height)}"`
  return `<svg ${box} overflow="hidden">${pageElements(content)}</svg>`
}

/** All that a page draws, as elements of an SVG image. */
function pageElements(page: Page): string {
  const fills = page.fills.map(
    (fill) => `<rect x="${round(fill.x)}" y="${round(fill.y)}" width="${round(fill.width)}" height="${round(fill.height)}" fill="#${fill.colour}"/>`,
  )
  return `${page.window === undefined ? '' : windowElement(page.window)}${fills.join('')}${lineElements(page.lines)}${page.pictures.map(pictureElement).join('')}${page.areas.map(areaElement).join('')}${page.texts.map(textElement).join('')}`
}

/** Lines that look alike become one path. */
function lineElements(lines: readonly PageLine[]): string {
  const paths = new Map<string, string[]>()
  for (const line of lines) {
    const look = `stroke="#${line.colour}" stroke-width="${line.width}"${line.dash === undefined ? ' stroke-linecap="square"' : ` stroke-dasharray="${line.dash.join(' ')}"`}`
    const path = paths.get(look) ?? []
    path.push(`M${round(line.x1)} ${round(line.y1)}L${round(line.x2)} ${round(line.y2)}`)
    paths.set(look, path)
  }
  return [...paths].map(([look, path]) => `<path fill="none" ${look} d="${path.join('')}"/>`).join('')
}

function pictureElement(picture: PagePicture): string {
  const data = `data:${picture.mediaType};base64,${Buffer.from(picture.bytes).toString('base64')}`
  return `<image x="${round(picture.x)}" y="${round(picture.y)}" width="${round(picture.width)}" height="${round(picture.height)}" role="img" aria-label="${escape(picture.label)}" href="${data}"/>`
}

function areaElement(area: PageArea): string {
  return `<path fill="#${area.colour}" transform="translate(${round(area.x)} ${round(area.y)}) scale(${area.scale.toFixed(FINE_DIGITS)})" d="${area.path}"/>`
}

function textElement(text: PageText): string {
  const colour = text.colour === '000000' ? '' : ` fill="#${text.colour}"`
  const bold = text.bold ? ` stroke="#${text.colour}" stroke-width="${round(text.size * BOLD_OUTLINE)}"` : ''
  const underline = text.underline ? ' text-decoration="underline"' : ''
  const spacing = text.spacing === 0 ? '' : ` letter-spacing="${round(text.spacing)}"`
  return `<text class="${CLASSES[text.face]}" x="${round(text.x)}" y="${round(text.y)}" font-size="${round(text.size)}"${colour}${bold}${underline}${spacing}>${escape(text.text)}</text>`
}

function sizeName(page: Page): string {
  return `p${Math.round(page.width)}x${Math.round(page.height)}`
}

function millimetres(points: number): string {
  return `${Math.round(points / POINTS_PER_MM)}mm`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
