/**
 * How the router's hooks read its stores; the build puts it in the place of `@tanstack/react-store`, which only the router uses.
 * There a change of a store is always drawn in one piece: a new screen was one task, in which nobody was answered. Here what is read is state of React, so that a
 * screen that the router shows in a transition is drawn in slices while the one before stays, whole and with its own address and parameters.
 */
import { startTransition, useLayoutEffect, useRef, useState } from 'react'

export { batch, createAtom } from '@tanstack/store'

interface Source<Value> {
  readonly get: () => Value
  readonly subscribe: (listener: (value: Value) => void) => { readonly unsubscribe: () => void }
}

/** What was read of a store, and what was made of it. A change that says the same is noted here and draws nothing. */
class Read<Value, Selected> {
  readonly source: Source<Value>
  value: Value
  selected: Selected

  constructor(source: Source<Value>, value: Value, selected: Selected) {
    this.source = source
    this.value = value
    this.selected = selected
  }

  note(value: Value, selected: Selected): void {
    this.value = value
    this.selected = selected
  }
}

/** What was handed to React last, which may not stand yet, and how it is read. */
interface Latest<Value, Selected> {
  readonly read: Read<Value, Selected>
  readonly select: (value: Value) => Selected
  readonly same: (one: Selected, other: Selected) => boolean
}

/**
 * A part of a store.
 * @param select may be another function at each drawing
 * @param options.compare whether two parts say the same
 */
export function useSelector<Value, Selected>(
  source: Source<Value>,
  select: (value: Value) => Selected = (value) => value as unknown as Selected,
  options?: { readonly compare?: (one: Selected, other: Selected) => boolean },
): Selected {
  const same = options?.compare ?? Object.is
  const [read, setRead] = useState(() => readOf(source, select))
  const shown = read.source === source ? read : readOf(source, select)
  const fresh = select(shown.value)
  const selected = same(shown.selected, fresh) ? shown.selected : fresh

  const latest = useRef<Latest<Value, Selected>>({ read: shown, select, same })
  useLayoutEffect(() => {
    shown.note(shown.value, selected)
    const before = latest.current.read
    latest.current = { read: before.source === source ? before : shown, select, same }
  })
  // With the drawing, not after it: what changes in between would be missed, and caught up with apart from all that changed with it.
  useLayoutEffect(() => {
    const look = (): void => {
      const next = changed(latest.current, source)
      if (next === null) return
      latest.current = { ...latest.current, read: next }
      setRead(next)
    }
    const { unsubscribe } = source.subscribe(look)
    // It may have changed since it was drawn: then whoever was listening is on the way to the next screen, and this goes along.
    startTransition(look)
    return unsubscribe
  }, [source])
  return selected
}

function readOf<Value, Selected>(source: Source<Value>, select: (value: Value) => Selected): Read<Value, Selected> {
  const value = source.get()
  return new Read(source, value, select(value))
}

/** What is to be drawn now; null where it says what was handed over last. */
function changed<Value, Selected>({ read, select, same }: Latest<Value, Selected>, source: Source<Value>): Read<Value, Selected> | null {
  const value = source.get()
  if (Object.is(value, read.value)) return null
  let selected: Selected
  try {
    selected = select(value)
  } catch {
    // The route has gone, and whoever asks about it goes with the next drawing; if not, the drawing says what is wrong.
    return new Read(source, value, read.selected)
  }
  if (!same(read.selected, selected)) return new Read(source, value, selected)
  read.note(value, read.selected)
  return null
}
