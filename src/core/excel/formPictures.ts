/**
 * Puts pictures into the workbooks that exceljs writes sheet by sheet, which it cannot do by itself: the drawing of a sheet, its pictures
 * and what says where they are go into the package as the sheet is finished, so that only the pictures of one sheet are held.
 */
import type ExcelJS from 'exceljs'
import type { Bitmap, FormSheet } from './formSheet.ts'
import { pictureBox, type Box } from './pictureBox.ts'

const EMU_PER_POINT = 12_700
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml'
const CONTENT_TYPES = '[Content_Types].xml'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** What exceljs has and does not declare. */
interface Package {
  append: (content: string | Uint8Array, entry: { readonly name: string }) => unknown
}
interface OpenSheet {
  readonly stream: { write: (text: string) => unknown }
  readonly _sheetRelsWriter: { addRelationship: (relation: { readonly Type: string; readonly Target: string }) => string }
  _writeLegacyData: () => void
}

interface Placed {
  readonly picture: Bitmap
  readonly box: Box
}

export class PictureWriter {
  readonly #zip: Package
  #drawings = 0
  #pictures = 0

  /** For a workbook that is being written. Throws when an exceljs to come keeps its package elsewhere. */
  constructor(workbook: ExcelJS.stream.xlsx.WorkbookWriter) {
    const { zip } = workbook as unknown as { zip?: Package }
    if (zip === undefined) throw new TypeError('exceljs keeps its package elsewhere')
    this.#zip = zip
    const append = zip.append.bind(zip)
    zip.append = (content, entry) => append(entry.name === CONTENT_TYPES ? this.#typed(String(content)) : content, entry)
  }

  /** Adds the pictures of a sheet that is not yet committed; gives the number of files they make in the package. */
  add(target: ExcelJS.Worksheet, sheet: FormSheet): number {
    const placed = placedPictures(sheet)
    if (placed.length === 0) return 0
    this.#drawings += 1
    const drawing = `drawing${this.#drawings}.xml`
    const names = placed.map(({ picture }) => this.#picture(picture))
    const open = target as unknown as OpenSheet
    const relation = open._sheetRelsWriter.addRelationship({ Type: `${RELATIONS}/drawing`, Target: `../drawings/${drawing}` })
    // The place in the worksheet where a drawing is named is the one of comments, which forms do not have.
    open._writeLegacyData = () => {
      open.stream.write(`<drawing r:id="${relation}"/>`)
    }
    this.#zip.append(drawingXml(sheet, placed), { name: `xl/drawings/${drawing}` })
    this.#zip.append(relationsXml(names), { name: `xl/drawings/_rels/${drawing}.rels` })
    return names.length + 3
  }

  #picture(picture: Bitmap): string {
    this.#pictures += 1
    const name = `picture${this.#pictures}.${picture.mediaType === 'image/png' ? 'png' : 'jpeg'}`
    this.#zip.append(Buffer.from(picture.bytes), { name: `xl/media/${name}` })
    return name
  }

  /** What kinds of files there are, with ours. */
  #typed(xml: string): string {
    if (this.#drawings === 0) return xml
    const kinds = ['png', 'jpeg'].map((kind) => `<Default Extension="${kind}" ContentType="image/${kind}"/>`)
    const drawings = Array.from(
      { length: this.#drawings },
      (_, index) => `<Override PartName="/xl/drawings/drawing${index + 1}.xml" ContentType="${DRAWING_TYPE}"/>`,
    )
    return xml.replace('</Types>', `${[...kinds, ...drawings].join('')}</Types>`)
  }
}

function placedPictures(sheet: FormSheet): Placed[] {
  const starts = new Map(sheet.merges.map((range) => [`${range.top}:${range.left}`, range]))
  return sheet.rows.flatMap((row, top) =>
    row.cells.flatMap((cell, left) => {
      if (cell?.picture === undefined) return []
      if (cell.picture.kind !== 'image') throw new TypeError('a figure is to be made a picture of pixels before it goes into a workbook')
      const range = starts.get(`${top}:${left}`) ?? { bottom: top, right: left }
      const heights = sheet.rows.map(({ height }) => height)
      const area = {
        x: sum(sheet.columns, 0, left),
        y: sum(heights, 0, top),
        width: sum(sheet.columns, left, range.right + 1),
        height: sum(heights, top, range.bottom + 1),
      }
      return [{ picture: cell.picture, box: pictureBox(cell.picture, area) }]
    }),
  )
}

function sum(lengths: readonly number[], from: number, to: number): number {
  return lengths.slice(from, to).reduce((all, length) => all + length, 0)
}

function drawingXml(sheet: FormSheet, placed: readonly Placed[]): string {
  const heights = sheet.rows.map(({ height }) => height)
  const anchors = placed.map(({ box }, index) => {
    const [column, row] = [cellAt(sheet.columns, box.x), cellAt(heights, box.y)]
    const size = `cx="${emu(box.width)}" cy="${emu(box.height)}"`
    return (
      `<xdr:oneCellAnchor><xdr:from><xdr:col>${column.index}</xdr:col><xdr:colOff>${emu(column.offset)}</xdr:colOff><xdr:row>${row.index}</xdr:row><xdr:rowOff>${emu(row.offset)}</xdr:rowOff></xdr:from>` +
      `<xdr:ext ${size}/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${index + 2}" name="图片 ${index + 1}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>` +
      `<xdr:blipFill><a:blip r:embed="rId${index + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>` +
      `<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`
    )
  })
  return `${HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${RELATIONS}">${anchors.join('')}</xdr:wsDr>`
}

function relationsXml(names: readonly string[]): string {
  const relations = names.map((name, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/image" Target="../media/${name}"/>`)
  return `${HEAD}<Relationships xmlns="${PACKAGE_RELATIONS}">${relations.join('')}</Relationships>`
}

/** The row or column in which a length ends, and how far in it. */
function cellAt(lengths: readonly number[], length: number): { index: number; offset: number } {
  let rest = length
  for (const [index, own] of lengths.entries()) {
    if (rest < own) return { index, offset: rest }
    rest -= own
  }
  return { index: lengths.length, offset: 0 }
}

function emu(points: number): number {
  return Math.round(points * EMU_PER_POINT)
}
