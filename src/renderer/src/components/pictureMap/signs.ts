/** Signs as elements, drawn with the outlines that are printed, too. */
import { mapColour, shapePath } from '#core/rules/mapShapes.ts'
import type { PictureMarker } from './types.ts'

const SVG = 'http://www.w3.org/2000/svg'
/** Pixels of a sign; large enough to be hit. */
export const SIGN_SIZE = 30
const RADIUS = 11

function element(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

/** The sign alone, hidden from screen readers: what holds it says what it is. */
export function signElement({ shape, letter, colour }: Pick<PictureMarker, 'shape' | 'letter' | 'colour'>): SVGElement {
  const look = mapColour(colour)
  const half = SIGN_SIZE / 2
  const svg = element('svg', {
    viewBox: `${-half} ${-half} ${SIGN_SIZE} ${SIGN_SIZE}`,
    width: String(SIGN_SIZE),
    height: String(SIGN_SIZE),
    'aria-hidden': 'true',
  })
  svg.append(element('path', { d: shapePath(shape, RADIUS + 1.5), fill: '#fff' }), element('path', { d: shapePath(shape, RADIUS), fill: `#${look.fill}` }))
  const text = element('text', { 'text-anchor': 'middle', y: '4.5', 'font-size': '13', 'font-weight': '600', fill: `#${look.letter}` })
  text.textContent = letter
  svg.append(text)
  return svg
}
