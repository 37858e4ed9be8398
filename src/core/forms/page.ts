/** A page as it is shown, printed and put into a PDF: texts, lines and fills at their places, in points from the top left corner. */
import type { Colour } from '../excel/formSheet.ts'
import type { FaceName } from './fonts.ts'

export interface PageText {
  readonly text: string
  readonly x: number
  /** Of the baseline. */
  readonly y: number
  readonly size: number
  readonly width: number
  readonly face: FaceName
  readonly bold: boolean
  readonly underline: boolean
  readonly colour: Colour
  /** Extra room between characters. */
  readonly spacing: number
}

export interface PageLine {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly width: number
  readonly colour: Colour
  /** Lengths of dash and gap; absent for a drawn-through line. */
  readonly dash?: readonly number[]
}

export interface PageFill {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly colour: Colour
}

/** A picture of pixels, and what it shows in words. */
export interface PagePicture {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly bytes: Uint8Array
  readonly label: string
}

/** An area of a figure, in the notation of SVG paths, to be made `scale` times as large and moved to its place. */
export interface PageArea {
  readonly path: string
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly colour: Colour
}

/** A part of a larger sheet on a page: what of `content`, moved by `dx` and `dy`, lies in the area; the rest is cut off. */
interface PageWindow {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly content: Page
  readonly dx: number
  readonly dy: number
}

export interface Page {
  readonly width: number
  readonly height: number
  readonly texts: readonly PageText[]
  readonly lines: readonly PageLine[]
  readonly fills: readonly PageFill[]
  readonly pictures: readonly PagePicture[]
  readonly areas: readonly PageArea[]
  /** Under all that the page holds itself. */
  readonly window?: PageWindow
}
