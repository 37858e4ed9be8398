/** Draws in millimetres of A0; the page holds points of the paper chosen. */
import type { FormFonts } from '../../../forms/fonts.ts'
import type { Page, PageArea, PageFill, PageLine, PagePicture, PageText } from '../../../forms/page.ts'

const POINTS_PER_MM = 72 / 25.4

/** Paper lying, in millimetres. */
export const PAPERS = { A0: [1189, 841], A1: [841, 594], A2: [594, 420], A3: [420, 297] } as const
export type PaperName = keyof typeof PAPERS
/** What the sheet is laid out on. */
export const [DESIGN_WIDTH, DESIGN_HEIGHT] = PAPERS.A0

export interface TextLook {
  /** Points at A0. */
  readonly size: number
  readonly bold?: boolean
  readonly colour?: string
  readonly align?: 'left' | 'center' | 'right'
  readonly sans?: boolean
}

const DOTS = '…'

export class Canvas {
  readonly #fonts: FormFonts
  readonly #scale: number
  readonly #left: number
  readonly #top: number
  readonly #page: { width: number; height: number; texts: PageText[]; lines: PageLine[]; fills: PageFill[]; pictures: PagePicture[]; areas: PageArea[] }

  constructor(paper: PaperName, fonts: FormFonts) {
    const [width, height] = PAPERS[paper]
    this.#fonts = fonts
    // Papers of the series differ from one another by parts of a millimetre: what is left over lies on both sides.
    this.#scale = Math.min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT)
    this.#left = (width - DESIGN_WIDTH * this.#scale) / 2
    this.#top = (height - DESIGN_HEIGHT * this.#scale) / 2
    this.#page = { width: width * POINTS_PER_MM, height: height * POINTS_PER_MM, texts: [], lines: [], fills: [], pictures: [], areas: [] }
  }

  get page(): Page {
    return this.#page
  }

  #x(x: number): number {
    return (this.#left + x * this.#scale) * POINTS_PER_MM
  }

  #y(y: number): number {
    return (this.#top + y * this.#scale) * POINTS_PER_MM
  }

  #length(length: number): number {
    return length * this.#scale * POINTS_PER_MM
  }

  /** Width of a text in millimetres of A0. */
  measure(text: string, look: TextLook): number {
    return this.#fonts.measure(text, cellFont(look)) / POINTS_PER_MM
  }

  /** The text as far as it has room, with dots where it is cut. */
  fitted(text: string, look: TextLook, room: number): string {
    const flat = text.replaceAll(/\s+/gu, ' ')
    if (this.measure(flat, look) <= room) return flat
    const characters = [...flat]
    while (characters.length > 0 && this.measure(`${characters.join('')}${DOTS}`, look) > room) characters.pop()
    return characters.length === 0 ? '' : `${characters.join('')}${DOTS}`
  }

  /** One line; `y` is that of the baseline. */
  text(text: string, x: number, y: number, look: TextLook): void {
    const { size, bold = false, colour = '000000', align = 'left' } = look
    const width = align === 'left' ? 0 : this.measure(text, look)
    let at = this.#x(align === 'left' ? x : align === 'right' ? x - width : x - width / 2)
    for (const run of this.#fonts.runs(text, cellFont(look))) {
      const shown = { ...run, width: run.width * this.#scale }
      this.#page.texts.push({ ...shown, x: at, y: this.#y(y), size: size * this.#scale, bold, underline: false, colour, spacing: 0 })
      at += shown.width
    }
  }

  line(from: readonly [number, number], to: readonly [number, number], width = 0.3, colour = '000000', dash?: readonly number[]): void {
    this.#page.lines.push({
      x1: this.#x(from[0]),
      y1: this.#y(from[1]),
      x2: this.#x(to[0]),
      y2: this.#y(to[1]),
      width: this.#length(width),
      colour,
      ...(dash === undefined ? {} : { dash: dash.map((one) => this.#length(one)) }),
    })
  }

  /** A line that lies on top of pictures, which plain lines do not: as an area. */
  stroke(from: readonly [number, number], to: readonly [number, number], width: number, colour: string): void {
    const [along, down] = [to[0] - from[0], to[1] - from[1]]
    const length = Math.hypot(along, down)
    if (length === 0) return
    const [across, aside] = [((-down / length) * width) / 2, ((along / length) * width) / 2]
    const corner = (x: number, y: number): string => `${x.toFixed(3)} ${y.toFixed(3)}`
    const path = [corner(across, aside), corner(along + across, down + aside), corner(along - across, down - aside), corner(-across, -aside)].join('L')
    this.area(`M${path}z`, from[0], from[1], colour)
  }

  box(x: number, y: number, width: number, height: number, lineWidth = 0.3): void {
    this.line([x, y], [x + width, y], lineWidth)
    this.line([x, y + height], [x + width, y + height], lineWidth)
    this.line([x, y], [x, y + height], lineWidth)
    this.line([x + width, y], [x + width, y + height], lineWidth)
  }

  fill(x: number, y: number, width: number, height: number, colour: string): void {
    this.#page.fills.push({ x: this.#x(x), y: this.#y(y), width: this.#length(width), height: this.#length(height), colour })
  }

  /** A path in millimetres around the point. */
  area(path: string, x: number, y: number, colour: string): void {
    this.#page.areas.push({ path, x: this.#x(x), y: this.#y(y), scale: this.#length(1), colour })
  }

  picture(bytes: Uint8Array, x: number, y: number, width: number, height: number, label: string): void {
    this.#page.pictures.push({ x: this.#x(x), y: this.#y(y), width: this.#length(width), height: this.#length(height), mediaType: 'image/jpeg', bytes, label })
  }
}

function cellFont({ size, bold = false, colour = '000000', sans = false }: TextLook) {
  return { name: sans ? '黑体' : '宋体', size, bold, underline: false, colour }
}
