/** Lays pictures and figures out in the areas of their cells. */
import type { Bitmap, Figure } from '../excel/formSheet.ts'
import { pictureBox, type Box } from '../excel/pictureBox.ts'
import { FIGURE_FONT, textStart } from './figureText.ts'
import type { FormFonts } from './fonts.ts'
import type { PageArea, PagePicture, PageText } from './page.ts'

/** How the lengths of the sheet become places on paper. */
export interface Move {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface LaidPicture {
  readonly pictures: readonly PagePicture[]
  readonly areas: readonly PageArea[]
  readonly texts: readonly PageText[]
}

/** What a picture puts on the page; `cell` is the area of its cell in lengths of the sheet. */
export function layPicture(picture: Bitmap | Figure, cell: Box, move: Move, fonts: FormFonts): LaidPicture {
  const own = pictureBox(picture, cell)
  const box = { x: own.x * move.scale + move.x, y: own.y * move.scale + move.y, width: own.width * move.scale, height: own.height * move.scale }
  if (picture.kind === 'image') return { pictures: [{ ...box, mediaType: picture.mediaType, bytes: picture.bytes, label: '照片' }], areas: [], texts: [] }
  const scale = box.width / picture.width
  const areas = picture.shapes.flatMap((shape) => (shape.kind === 'area' ? [{ path: shape.path, x: box.x, y: box.y, scale, colour: shape.colour }] : []))
  const texts = picture.shapes.flatMap((shape) => {
    if (shape.kind === 'area') return []
    let x = box.x + textStart(shape, fonts) * scale
    const size = shape.size * scale
    return fonts.runs(shape.text, { ...FIGURE_FONT, size }).map((run): PageText => {
      const text = { ...run, x, y: box.y + shape.y * scale, size, bold: false, underline: false, colour: FIGURE_FONT.colour, spacing: 0 }
      x += run.width
      return text
    })
  })
  return { pictures: [], areas, texts }
}
