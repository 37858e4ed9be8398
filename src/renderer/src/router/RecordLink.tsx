import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import classes from './RecordLink.module.css'

/** A record's name that leads to it. */
export function RecordLink({ register, id, children }: { readonly register: string; readonly id: string; readonly children: ReactNode }): ReactNode {
  return (
    <Link to={recordPath(register, id)} className={classes['link']}>
      {children}
    </Link>
  )
}
