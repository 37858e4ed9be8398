/** One marker as a layer of the map: dragged, moved by the arrow keys (a tenth of a per cent, with Shift a whole), opened by Enter. */
import L from 'leaflet'
import { WHOLE, type Point } from '#core/rules/affine.ts'
import { isEnter } from '../../keyboard/ime.ts'
import classes from './PictureMap.module.css'
import { SIGN_SIZE, signElement } from './signs.ts'
import type { PictureMarker } from './types.ts'

const STEP = 10
const LONG_STEP = 100
/** So long after the last key a move counts as done. */
const REST_MILLISECONDS = 500
const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

interface Handlers {
  readonly onSelect?: (id: string) => void
  readonly onOpen?: (id: string) => void
  readonly onMove?: (id: string, to: Point) => void
}

interface Placing {
  readonly at: (point: Point) => L.LatLngExpression
  readonly placeOf: (latlng: L.LatLng) => Point
  readonly movable: boolean
  readonly handlers: () => Handlers
}

const within = (value: number): number => Math.min(WHOLE, Math.max(0, value))

export function markerLayer(marker: PictureMarker, { at, placeOf, movable, handlers }: Placing): L.Marker {
  const { id, title, label } = marker
  const inside = document.createElement('div')
  inside.append(signElement(marker))
  if (label !== null) {
    const name = document.createElement('span')
    name.className = classes['label'] ?? ''
    name.dataset['name'] = ''
    name.textContent = label
    inside.append(name)
  }
  const icon = L.divIcon({ className: classes['sign'] ?? '', html: inside, iconSize: [SIGN_SIZE, SIGN_SIZE] })
  const layer = L.marker(at(marker), { icon, draggable: movable, autoPan: true, keyboard: true })
  let now: Point = { x: marker.x, y: marker.y }
  let resting: number | undefined
  const rest = (): void => {
    window.clearTimeout(resting)
    resting = undefined
    if (now.x !== marker.x || now.y !== marker.y) handlers().onMove?.(id, now)
  }
  const onKey = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS[event.key]
    if (isEnter(event)) {
      event.preventDefault()
      event.stopPropagation()
      handlers().onOpen?.(id)
    } else if (direction !== undefined && movable) {
      event.preventDefault()
      event.stopPropagation()
      const step = event.shiftKey ? LONG_STEP : STEP
      now = { x: within(now.x + direction.x * step), y: within(now.y + direction.y * step) }
      layer.setLatLng(at(now))
      window.clearTimeout(resting)
      resting = window.setTimeout(rest, REST_MILLISECONDS)
    }
  }
  layer.on('add', () => {
    const element = layer.getElement()
    if (element === undefined) return
    element.dataset['marker'] = id
    element.setAttribute('role', 'button')
    element.setAttribute('aria-label', title)
    element.addEventListener('keydown', onKey)
    element.addEventListener('focus', () => handlers().onSelect?.(id))
    element.addEventListener('blur', rest)
  })
  layer.on('click', () => handlers().onSelect?.(id))
  layer.on('dblclick', () => handlers().onOpen?.(id))
  layer.on('dragend', () => {
    now = placeOf(layer.getLatLng())
    rest()
  })
  return layer
}
