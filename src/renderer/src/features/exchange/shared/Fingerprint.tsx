import type { ReactNode } from 'react'
import classes from './exchange.module.css'

/** 核对码 in groups of four, so that it can be read out on the telephone; separators the core set are kept. */
export function Fingerprint({ value }: { readonly value: string }): ReactNode {
  const groups = /[\s-]/.test(value) ? value : value.replace(/(.{4})(?=.)/g, '$1 ')
  return <span className={classes['fingerprint']}>{groups}</span>
}
