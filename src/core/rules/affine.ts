/**
 * Where points of a picture come to lie in another scan of it: three points of reference in both tell it (an affine map: moved, turned, stretched, sheared,
 * mirrored). Pure. Places are whole hundredths of a per cent of the width and height of the picture.
 */

/** 10000 is the right or lower edge. */
export const WHOLE = 10_000

export interface Point {
  readonly x: number
  readonly y: number
}

export type ThreePoints = readonly [Point, Point, Point]

/** Points of which the triangle takes less than this part of the picture lie as good as in one line: half a per cent. */
const LEAST_AREA = 0.005

/** Twice the area of the triangle, with a sign, in parts of the whole picture. */
function doubledArea([a, b, c]: ThreePoints): number {
  return ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / (WHOLE * WHOLE)
}

/** Why three points cannot tell where the others go, as a sentence; null where they can. */
export function threePointsProblem(points: ThreePoints): string | null {
  return Math.abs(doubledArea(points)) / 2 < LEAST_AREA ? '三个参照点差不多在一条直线上，定不出位置，请选离得远、不在一条线上的三个点。' : null
}

export type Transform = (point: Point) => Point

/** The map that brings three points to three others. Throws RangeError for points that lie in one line. */
export function transformOf(from: ThreePoints, to: ThreePoints): Transform {
  const problem = threePointsProblem(from) ?? threePointsProblem(to)
  if (problem !== null) throw new RangeError(problem)
  const [a, b, c] = from
  const [p, q, r] = to
  const whole = doubledArea(from) * WHOLE * WHOLE
  return ({ x, y }) => {
    // How far along the two sides of the triangle the point lies; the same in both pictures.
    const along = ((x - a.x) * (c.y - a.y) - (c.x - a.x) * (y - a.y)) / whole
    const aside = ((b.x - a.x) * (y - a.y) - (x - a.x) * (b.y - a.y)) / whole
    return {
      x: Math.round(p.x + along * (q.x - p.x) + aside * (r.x - p.x)),
      y: Math.round(p.y + along * (q.y - p.y) + aside * (r.y - p.y)),
    }
  }
}

/** Whether a point lies on the picture, its edges included. */
export function isOnPicture({ x, y }: Point): boolean {
  return x >= 0 && y >= 0 && x <= WHOLE && y <= WHOLE
}

/** The further points of a line as they are kept: `1200,350 1400,360`. Null for a text that is none. */
export function readLine(text: string | null | undefined): Point[] | null {
  const parts = (text ?? '')
    .trim()
    .split(/\s+/u)
    .filter((part) => part !== '')
  const points = parts.map((part) => /^(-?\d{1,5}),(-?\d{1,5})$/u.exec(part))
  return points.every((point) => point !== null) ? points.map((point) => ({ x: Number(point?.[1]), y: Number(point?.[2]) })) : null
}

/** The opposite of {@link readLine}; null for no points. */
export function writeLine(points: readonly Point[]): string | null {
  return points.length === 0 ? null : points.map(({ x, y }) => `${x},${y}`).join(' ')
}
