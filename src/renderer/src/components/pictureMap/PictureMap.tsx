/**
 * A picture (a scan, a photo) to be moved and enlarged, with markers on it that are dragged, moved by the arrow keys and opened by Enter. Library: leaflet with
 * plain coordinates; nothing is loaded from a network.
 */
import L from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { WHOLE, type Point } from '#core/rules/affine.ts'
import { mapColour } from '#core/rules/mapShapes.ts'
import classes from './PictureMap.module.css'
import { markerLayer } from './markerLayer.ts'
import { makeRoomForNames } from './names.ts'
import { DRAGGED, type Picture, type PictureMarker } from './types.ts'

/** What is drawn on where there is no picture yet. */
const NO_POINTS: readonly Point[] = []
const BLANK = { width: 1_600, height: 1_000 } as const
const LINE_PIXELS = 5
const POINT_SIZE = 26
const CLOSEST = 4
const OUTERMOST = -5

export interface PictureMapProps {
  readonly label: string
  readonly picture: Picture | null
  readonly markers: readonly PictureMarker[]
  readonly selected?: string | null
  readonly onSelect?: (id: string) => void
  readonly onOpen?: (id: string) => void
  /** Markers may be moved; told once when one has come to rest. */
  readonly onMove?: (id: string, to: Point) => void
  /** The next click on the picture is a point that is asked for. */
  readonly onPoint?: ((point: Point) => void) | null
  /** What was dragged here from elsewhere, by its key. */
  readonly onDrop?: (key: string, point: Point) => void
  /** Numbered points, such as those of reference. */
  readonly points?: readonly Point[]
}

const within = (value: number): number => Math.min(WHOLE, Math.max(0, Math.round(value)))

export function PictureMap({ label, picture, markers, selected = null, points = NO_POINTS, onPoint = null, ...on }: PictureMapProps): ReactNode {
  const frame = useRef<HTMLDivElement>(null)
  const map = useRef<L.Map | null>(null)
  const drawn = useRef<L.LayerGroup | null>(null)
  const handlers = useRef({ ...on, onPoint })
  useLayoutEffect(() => {
    handlers.current = { ...on, onPoint }
  })
  const { width, height } = picture ?? BLANK
  const image = picture?.image ?? null

  useEffect(() => {
    if (frame.current === null) return undefined
    const made = L.map(frame.current, {
      crs: L.CRS.Simple,
      attributionControl: false,
      zoomControl: false,
      minZoom: OUTERMOST,
      maxZoom: CLOSEST,
      zoomSnap: 0.25,
      zoomAnimation: false,
      fadeAnimation: false,
      markerZoomAnimation: false,
      inertia: false,
    })
    L.control.zoom({ zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(made)
    const bounds = L.latLngBounds([-height, 0], [0, width])
    if (image === null) L.rectangle(bounds, { color: '#6b7280', weight: 1, fillColor: '#ffffff', fillOpacity: 1, interactive: false }).addTo(made)
    else L.imageOverlay(image, bounds, { alt: '底图' }).addTo(made)
    made.fitBounds(bounds)
    made.on('click', ({ latlng }: L.LeafletMouseEvent) => handlers.current.onPoint?.(placeOf(latlng, { width, height })))
    drawn.current = L.layerGroup().addTo(made)
    map.current = made
    made.on('zoomend', () => makeRoomForNames(made.getContainer()))
    const observer = new ResizeObserver(() => made.invalidateSize({ animate: false }))
    observer.observe(frame.current)
    return () => {
      observer.disconnect()
      made.remove()
      map.current = null
    }
  }, [image, width, height])

  useEffect(() => {
    const [group, current] = [drawn.current, map.current]
    if (group === null || current === null) return
    const focused = current.getContainer().querySelector<HTMLElement>(':focus')?.dataset['marker'] ?? null
    group.clearLayers()
    const at = ({ x, y }: Point): L.LatLngExpression => [(-y / WHOLE) * height, (x / WHOLE) * width]
    for (const marker of markers) {
      if (marker.line.length > 0)
        L.polyline([marker, ...marker.line].map(at), { color: `#${mapColour(marker.colour).fill}`, weight: LINE_PIXELS, interactive: false }).addTo(group)
    }
    for (const marker of markers) {
      markerLayer(marker, {
        at,
        placeOf: (latlng) => placeOf(latlng, { width, height }),
        movable: handlers.current.onMove !== undefined,
        handlers: () => handlers.current,
      }).addTo(group)
    }
    points.forEach((point, index) => {
      const icon = L.divIcon({ className: classes['point'] ?? '', html: String(index + 1), iconSize: [POINT_SIZE, POINT_SIZE] })
      L.marker(at(point), { icon, keyboard: false, interactive: false }).addTo(group)
    })
    makeRoomForNames(current.getContainer())
    if (focused !== null)
      current
        .getContainer()
        .querySelector<HTMLElement>(`[data-marker="${CSS.escape(focused)}"]`)
        ?.focus()
  }, [markers, points, width, height, image])

  // Beside the drawing of the markers: one that is just being dragged is the one that was chosen by it.
  useEffect(() => {
    for (const element of map.current?.getContainer().querySelectorAll<HTMLElement>('[data-marker]') ?? [])
      element.dataset['selected'] = String(element.dataset['marker'] === selected)
  }, [selected, markers, image, width, height])

  return (
    <section className={classes['frame']} aria-label={label}>
      <div
        ref={frame}
        className={onPoint === null ? classes['map'] : `${classes['map'] ?? ''} ${classes['pointing'] ?? ''}`}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault()
        }}
        onDrop={(event) => {
          const key = event.dataTransfer.getData(DRAGGED)
          if (key === '' || map.current === null) return
          event.preventDefault()
          on.onDrop?.(key, placeOf(map.current.mouseEventToLatLng(event.nativeEvent), { width, height }))
        }}
      />
    </section>
  )
}

/** Of a point of the map, brought onto the picture where it lies beside. */
function placeOf({ lat, lng }: L.LatLng, { width, height }: Pick<Picture, 'width' | 'height'>): Point {
  return { x: within((lng / width) * WHOLE), y: within((-lat / height) * WHOLE) }
}
