/** How signs of maps look, on screen and on paper alike: outlines as SVG paths around the origin, colours with that of the letter on them. Pure. */

export interface MapColour {
  /** RRGGBB. */
  readonly fill: string
  readonly letter: string
}

/** By the items of the list `map_colour`; letter and fill differ by 4.5 : 1 at least. */
const MAP_COLOURS: Readonly<Record<string, MapColour>> = {
  red: { fill: 'B3261E', letter: 'FFFFFF' },
  yellow: { fill: 'F2C230', letter: '000000' },
  green: { fill: '2E7D32', letter: 'FFFFFF' },
  blue: { fill: '1F5FA8', letter: 'FFFFFF' },
  purple: { fill: '6A3D9A', letter: 'FFFFFF' },
  grey: { fill: '6B7280', letter: 'FFFFFF' },
  brown: { fill: '7A4B1E', letter: 'FFFFFF' },
  black: { fill: '222222', letter: 'FFFFFF' },
}

const UNKNOWN: MapColour = { fill: '6B7280', letter: 'FFFFFF' }

export function mapColour(key: string): MapColour {
  return MAP_COLOURS[key] ?? UNKNOWN
}

/** Points of a figure with so many corners, the first one above; every second one at `inner` of the radius for a star. */
function corners(count: number, radius: number, inner = 1): string {
  const points = Array.from({ length: count }, (_, index) => {
    const turn = (2 * Math.PI * index) / count
    const length = index % 2 === 0 ? radius : radius * inner
    return `${rounded(length * Math.sin(turn))} ${rounded(-length * Math.cos(turn))}`
  })
  return `M${points.join('L')}z`
}

/** The outline of a shape (items of the list `map_shape`; a line is marked by a circle) that fits into a circle of the radius. */
export function shapePath(shape: string, radius: number): string {
  const r = rounded(radius)
  switch (shape) {
    case 'square': {
      const side = rounded(radius * 0.85)
      return `M${-side} ${-side}h${2 * side}v${2 * side}h${-2 * side}z`
    }
    case 'diamond':
      return corners(4, radius * 1.35)
    case 'triangle':
      return corners(3, radius * 1.6)
    case 'hexagon':
      return corners(6, radius)
    case 'star':
      return corners(10, radius * 1.25, 0.62)
    default:
      return `M${-r} 0A${r} ${r} 0 0 1 ${r} 0A${r} ${r} 0 0 1 ${-r} 0z`
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
