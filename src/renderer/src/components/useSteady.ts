/** What is handed down and stays the same object, so that what it is handed to is not drawn again for it. */
import { useLayoutEffect, useRef, useState } from 'react'

/**
 * The functions under the same names, each the same object for as long as the component stands; called, it does what the latest drawing says.
 * For what answers to events: it must not be called while drawing.
 * @param latest always of the same names
 */
export function useSteady<Steady extends { readonly [Name in keyof Steady]: (...parameters: never[]) => unknown }>(latest: Steady): Steady {
  const held = useRef(latest)
  useLayoutEffect(() => {
    held.current = latest
  })
  const [steady] = useState(() => {
    const names = Object.keys(latest) as (keyof Steady)[]
    return Object.fromEntries(names.map((name) => [name, (...parameters: never[]) => held.current[name](...parameters)])) as Steady
  })
  return steady
}
