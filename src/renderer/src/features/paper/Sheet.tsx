/** Paper on screen: pages in a frame in which nothing runs, as large as the user likes to see them. */
import { ActionIcon, NativeSelect } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { isNumber, usePreference } from '../../preferences/usePreference.ts'
import classes from './paper.module.css'

/** As wide as the room, the whole page at once, or percent of the paper's own size. */
export type Zoom = 'width' | 'page' | number

const ZOOMS: readonly number[] = [50, 75, 100, 125, 150, 200]
const isZoom = (value: unknown): value is Zoom => value === 'width' || value === 'page' || (isNumber(value) && ZOOMS.includes(value))

/** How large this user likes to see paper, and the setter. */
export function useZoom(): readonly [Zoom, (zoom: Zoom) => void] {
  return usePreference<Zoom>('paper.zoom', 'width', isZoom)
}

/** Smaller, larger, to fit. */
export function ZoomChoice({ zoom, onZoom }: { readonly zoom: Zoom; readonly onZoom: (zoom: Zoom) => void }): ReactNode {
  const at = typeof zoom === 'number' ? zoom : 100
  const smaller = ZOOMS.findLast((step) => step < at)
  const larger = ZOOMS.find((step) => step > at)
  return (
    <span className={classes['zoom']}>
      <ActionIcon aria-label="缩小" disabled={smaller === undefined} onClick={() => onZoom(smaller ?? at)}>
        <IconZoomOut size={18} aria-hidden />
      </ActionIcon>
      <NativeSelect
        aria-label="显示大小"
        w="6.5rem"
        value={String(zoom)}
        onChange={({ currentTarget: { value } }) => onZoom(value === 'width' || value === 'page' ? value : Number(value))}
        data={[{ value: 'width', label: '合适宽度' }, { value: 'page', label: '整页' }, ...ZOOMS.map((step) => ({ value: String(step), label: `${step}%` }))]}
      />
      <ActionIcon aria-label="放大" disabled={larger === undefined} onClick={() => onZoom(larger ?? at)}>
        <IconZoomIn size={18} aria-hidden />
      </ActionIcon>
    </span>
  )
}

interface Room {
  readonly width: number
  readonly height: number
}

interface Paper extends Room {
  /** Height of its first page alone. */
  readonly page: number
}

/** The grey border that the page of the preview has around its sheet, in CSS pixels. */
const BORDER = { width: 32, height: 52 }
/** Room left for a scroll bar. */
const SCROLL_BAR = 16
const MOST_TO_FIT = 1.25

function scaleOf(zoom: Zoom, paper: Paper, room: Room): number {
  if (typeof zoom === 'number') return zoom / 100
  const wide = (room.width - SCROLL_BAR) / paper.width
  return Math.min(MOST_TO_FIT, zoom === 'width' ? wide : Math.min(wide, (room.height - SCROLL_BAR) / paper.page))
}

/** Pages at their size on screen; the frame is measured from outside, since nothing may run within. */
export function Sheet({ html, title, zoom }: { readonly html: string; readonly title: string; readonly zoom: Zoom }): ReactNode {
  const { ref, width, height } = useElementSize<HTMLElement>()
  const [paper, setPaper] = useState<Paper | null>(null)
  const measure = (frame: HTMLIFrameElement): void => {
    const pages = [...(frame.contentDocument?.querySelectorAll<HTMLElement>('.page') ?? [])]
    const [first] = pages
    const last = pages.at(-1)
    if (first === undefined || last === undefined || first.offsetWidth === 0) return
    setPaper({
      width: Math.max(...pages.map((page) => page.offsetWidth)) + BORDER.width,
      height: last.offsetTop + last.offsetHeight - first.offsetTop + BORDER.height,
      page: first.offsetHeight + BORDER.height,
    })
  }
  const scale = paper === null || width === 0 ? null : scaleOf(zoom, paper, { width, height })
  return (
    // What is larger than its room is scrolled by the arrow keys, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={ref} className={classes['sheet']} tabIndex={0} aria-label="纸面">
      <div
        style={
          paper === null || scale === null
            ? { width: '100%', height: '100%' }
            : { width: paper.width * scale, height: paper.height * scale, margin: '0 auto', overflow: 'hidden' }
        }
      >
        <iframe
          className={classes['frame']}
          title={title}
          sandbox="allow-same-origin"
          srcDoc={html}
          onLoad={(event) => measure(event.currentTarget)}
          style={
            paper === null || scale === null
              ? { width: 1200, height: 1200 }
              : { width: paper.width, height: paper.height, transform: `scale(${scale})`, transformOrigin: '0 0' }
          }
        />
      </div>
    </section>
  )
}
