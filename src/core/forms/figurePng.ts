/** Figures as pictures of pixels, for workbooks: drawn with the shipped fonts, so that every PC makes the same. */
import type { Bitmap, Figure, FigureShape, FormSheet } from '../excel/formSheet.ts'
import type { FormFonts } from './fonts.ts'
import { FIGURE_FONT, textStart } from './figureText.ts'
import { sharp } from './libraries.ts'

/** Pixels of the longer side; printed as large as a hand, that is over 200 to the inch. */
const PIXELS = 1200

/** The sheet with its figures as pictures. */
export async function withBitmaps(sheet: FormSheet, fonts: FormFonts): Promise<FormSheet> {
  if (!sheet.rows.some(({ cells }) => cells.some((cell) => cell?.picture?.kind === 'figure'))) return sheet
  const rows = await Promise.all(
    sheet.rows.map(async (row) => ({
      ...row,
      cells: await Promise.all(
        row.cells.map(async (cell) => (cell?.picture?.kind === 'figure' ? { ...cell, picture: await figurePng(cell.picture, fonts) } : cell)),
      ),
    })),
  )
  return { ...sheet, rows }
}

async function figurePng(figure: Figure, fonts: FormFonts): Promise<Bitmap> {
  const scale = PIXELS / Math.max(figure.width, figure.height)
  const [width, height] = [Math.round(figure.width * scale), Math.round(figure.height * scale)]
  const shapes = figure.shapes.map((shape) => shapeElement(shape, fonts)).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${figure.width} ${figure.height}"><rect width="100%" height="100%" fill="#fff"/>${shapes}</svg>`
  const bytes = await sharp()(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer()
  return { kind: 'image', mediaType: 'image/png', bytes, width, height }
}

function shapeElement(shape: FigureShape, fonts: FormFonts): string {
  if (shape.kind === 'area') return `<path fill="#${shape.colour}" d="${shape.path}"/>`
  const font = { ...FIGURE_FONT, size: shape.size }
  const start = textStart(shape, fonts)
  return fonts
    .outlines(shape.text, font)
    .map(({ path, x, scale }) => `<path transform="translate(${start + x} ${shape.y}) scale(${scale} ${-scale})" d="${path}"/>`)
    .join('')
}
