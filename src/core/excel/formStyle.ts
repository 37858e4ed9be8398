/** Between the styles of exceljs and ours. */
import type ExcelJS from 'exceljs'
import type { BorderLine, CellAlignment, CellBorders, CellFont, CellStyle, Colour, HorizontalAlignment, LineStyle, VerticalAlignment } from './formSheet.ts'

const HORIZONTAL: Readonly<Record<string, HorizontalAlignment>> = {
  left: 'left',
  fill: 'left',
  justify: 'left',
  center: 'center',
  centerContinuous: 'center',
  right: 'right',
  distributed: 'distributed',
}
const VERTICAL: Readonly<Record<string, VerticalAlignment>> = {
  top: 'top',
  middle: 'middle',
  center: 'middle',
  distributed: 'middle',
  justify: 'top',
  bottom: 'bottom',
}
const LINES: Readonly<Record<string, LineStyle>> = {
  hair: 'hair',
  thin: 'thin',
  medium: 'medium',
  thick: 'thick',
  double: 'double',
  dotted: 'dotted',
  dashed: 'dashed',
  dashDot: 'dashed',
  dashDotDot: 'dashed',
  slantDashDot: 'dashed',
  mediumDashed: 'dashed',
  mediumDashDot: 'dashed',
  mediumDashDotDot: 'dashed',
}
/** Font of cells for which a sheet names none. */
const UNNAMED_FONT = { name: '宋体', size: 11 } as const
const BLACK = '000000'
const WHITE = 'FFFFFF'
/** Text alignment 255 is how workbooks say “one character under the other”. */
const STACKED = 255

/** Colours by theme are taken as the theme's paper and ink: 0 is paper, all others ink. */
function readColour(colour: Partial<ExcelJS.Color> | undefined, otherwise: Colour): Colour {
  if (colour?.argb !== undefined) return colour.argb.slice(-6).toUpperCase()
  if (colour?.theme !== undefined) return colour.theme === 0 ? WHITE : BLACK
  return otherwise
}

function readFont(font: Partial<ExcelJS.Font> | undefined): CellFont {
  return {
    name: font?.name ?? UNNAMED_FONT.name,
    size: font?.size ?? UNNAMED_FONT.size,
    bold: font?.bold === true,
    underline: font?.underline !== undefined && font.underline !== false && font.underline !== 'none',
    colour: readColour(font?.color, BLACK),
  }
}

function readAlignment(alignment: Partial<ExcelJS.Alignment> | undefined): CellAlignment {
  const rotation: unknown = alignment?.textRotation
  return {
    horizontal: HORIZONTAL[alignment?.horizontal ?? ''] ?? 'general',
    vertical: VERTICAL[alignment?.vertical ?? ''] ?? 'bottom',
    wrap: alignment?.wrapText === true,
    shrink: alignment?.shrinkToFit === true,
    indent: alignment?.indent ?? 0,
    stacked: rotation === 'vertical' || rotation === STACKED,
  }
}

function readBorder(border: Partial<ExcelJS.Border> | undefined): BorderLine | undefined {
  const style = LINES[border?.style ?? '']
  return style === undefined ? undefined : { style, colour: readColour(border?.color, BLACK) }
}

function readBorders(borders: Partial<ExcelJS.Borders> | undefined): CellBorders {
  const result: { top?: BorderLine; right?: BorderLine; bottom?: BorderLine; left?: BorderLine } = {}
  for (const side of ['top', 'right', 'bottom', 'left'] as const) {
    const line = readBorder(borders?.[side])
    if (line !== undefined) result[side] = line
  }
  return result
}

/** Style of a cell as exceljs gives it. */
export function readStyle(style: Partial<ExcelJS.Style>): CellStyle {
  const fill = style.fill?.type === 'pattern' && style.fill.pattern === 'solid' ? readColour(style.fill.fgColor, WHITE) : undefined
  return {
    font: readFont(style.font),
    alignment: readAlignment(style.alignment),
    borders: readBorders(style.border),
    ...(fill === undefined || fill === WHITE ? {} : { fill }),
    numberFormat: style.numFmt ?? 'General',
  }
}

function writeBorders(borders: CellBorders): Partial<ExcelJS.Borders> {
  const result: Partial<ExcelJS.Borders> = {}
  for (const side of ['top', 'right', 'bottom', 'left'] as const) {
    const line = borders[side]
    if (line !== undefined) result[side] = { style: line.style, color: { argb: `FF${line.colour}` } }
  }
  return result
}

function writeFont(font: CellFont): Partial<ExcelJS.Font> {
  return {
    name: font.name,
    size: font.size,
    color: { argb: `FF${font.colour}` },
    ...(font.bold ? { bold: true } : {}),
    ...(font.underline ? { underline: true } : {}),
  }
}

/** Style of a cell as exceljs takes it. */
export function writeStyle(style: CellStyle): Partial<ExcelJS.Style> {
  const { alignment } = style
  return {
    font: writeFont(style.font),
    alignment: {
      ...(alignment.horizontal === 'general' ? {} : { horizontal: alignment.horizontal }),
      vertical: alignment.vertical,
      ...(alignment.wrap ? { wrapText: true } : {}),
      ...(alignment.shrink ? { shrinkToFit: true } : {}),
      ...(alignment.indent > 0 ? { indent: alignment.indent } : {}),
      ...(alignment.stacked ? { textRotation: 'vertical' as const } : {}),
    },
    border: writeBorders(style.borders),
    ...(style.fill === undefined ? {} : { fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: `FF${style.fill}` } } }),
    ...(style.numberFormat === 'General' ? {} : { numFmt: style.numberFormat }),
  }
}
