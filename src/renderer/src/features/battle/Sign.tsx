import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { signElement } from '../../components/pictureMap/signs.ts'
import classes from './battle.module.css'

/** A sign as the map shows it; what it means stands beside it. */
export function Sign({ shape, letter, colour }: { readonly shape: string; readonly letter: string; readonly colour: string }): ReactNode {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => place.current?.replaceChildren(signElement({ shape, letter, colour })), [shape, letter, colour])
  return <span ref={place} className={classes['sign']} />
}
