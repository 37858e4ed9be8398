/** How texts of figures are set. */
import type { CellFont, FigureShape } from '../excel/formSheet.ts'
import type { FormFonts } from './fonts.ts'

export const FIGURE_FONT: CellFont = { name: '宋体', size: 9, bold: false, underline: false, colour: '000000' }

/** Where a text of a figure begins. */
export function textStart(shape: Extract<FigureShape, { readonly kind: 'text' }>, fonts: FormFonts): number {
  if (shape.align === 'left') return shape.x
  const width = fonts.measure(shape.text, { ...FIGURE_FONT, size: shape.size })
  return shape.align === 'right' ? shape.x - width : shape.x - width / 2
}
