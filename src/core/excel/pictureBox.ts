/** Where a picture lies in the area of its cell: as large as it fits, in the middle, its shape kept. */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Room between a picture and the edges of its cell, in points. */
const PADDING = 1.5

/** The box of a picture in the box of its cell; lengths in points, those of the picture in any unit. */
export function pictureBox(picture: { readonly width: number; readonly height: number }, cell: Box): Box {
  const room = { width: Math.max(1, cell.width - 2 * PADDING), height: Math.max(1, cell.height - 2 * PADDING) }
  const scale = Math.min(room.width / Math.max(1, picture.width), room.height / Math.max(1, picture.height))
  const [width, height] = [picture.width * scale, picture.height * scale]
  return { x: cell.x + (cell.width - width) / 2, y: cell.y + (cell.height - height) / 2, width, height }
}
