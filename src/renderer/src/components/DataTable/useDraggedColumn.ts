/** Headings dragged to another place: the column goes before the heading on which it is let go. */
import { useRef, useState } from 'react'
import type { PointerEvent } from 'react'

/** A heading is not dragged by the trembling of a hand. */
const FIRM_PX = 6

export interface DraggedColumn {
  /** Key of the column being dragged. */
  readonly key: string | null
  /** Column before which it would go. */
  readonly over: number | null
  readonly handlers: (key: string) => {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerCancel: () => void
  }
  /** Whether the click that ends a drag is just now: it sorts nothing. */
  readonly wasDragged: () => boolean
}

/** Position of the heading under the pointer; behind the last when it is beyond the middle of that. */
function headingAt(x: number, y: number): number | null {
  const heading = document.elementFromPoint(x, y)?.closest<HTMLElement>('[role=columnheader][data-column]')
  if (heading === null || heading === undefined) return null
  const box = heading.getBoundingClientRect()
  return Number(heading.dataset['column']) + (x > box.left + box.width / 2 ? 1 : 0)
}

export function useDraggedColumn(onDrop: (key: string, before: number) => void): DraggedColumn {
  const start = useRef<{ key: string; x: number; y: number } | null>(null)
  const ended = useRef(false)
  const [dragged, setDragged] = useState<{ key: string; over: number | null } | null>(null)
  const stop = (): void => {
    start.current = null
    setDragged(null)
  }
  return {
    key: dragged?.key ?? null,
    over: dragged?.over ?? null,
    handlers: (key) => ({
      onPointerDown: (event) => {
        ended.current = false
        if (event.button !== 0) return
        start.current = { key, x: event.clientX, y: event.clientY }
        // From here on, wherever the pointer goes: a quick hand is out of the heading with its first move.
        if (typeof event.currentTarget.setPointerCapture === 'function') event.currentTarget.setPointerCapture(event.pointerId)
      },
      onPointerMove: (event) => {
        const from = start.current
        if (from?.key !== key) return
        if (dragged === null && Math.hypot(event.clientX - from.x, event.clientY - from.y) < FIRM_PX) return
        setDragged({ key, over: headingAt(event.clientX, event.clientY) })
      },
      onPointerUp: (event) => {
        if (dragged !== null) {
          ended.current = true
          const before = headingAt(event.clientX, event.clientY)
          if (before !== null) onDrop(key, before)
        }
        stop()
      },
      onPointerCancel: stop,
    }),
    wasDragged: () => {
      const was = ended.current
      ended.current = false
      return was
    },
  }
}

/** The columns with one of them before the given place. */
export function withMoved(keys: readonly string[], key: string, before: number): readonly string[] {
  const from = keys.indexOf(key)
  if (from < 0) return keys
  const rest = keys.toSpliced(from, 1)
  return rest.toSpliced(before > from ? before - 1 : before, 0, key)
}
