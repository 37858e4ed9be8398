import { useId } from 'react'
import type { ReactNode } from 'react'
import classes from './Panel.module.css'

/** A framed part of a page under its own heading. `flush` lets a table touch the frame. */
export function Panel({
  title,
  detail,
  actions,
  flush = false,
  children,
}: {
  readonly title: string
  readonly detail?: ReactNode
  readonly actions?: ReactNode
  readonly flush?: boolean
  readonly children: ReactNode
}): ReactNode {
  const id = useId()
  return (
    <section className={classes['panel']} aria-labelledby={id}>
      <header className={classes['head']}>
        <h2 id={id} className={classes['title']}>
          {title}
        </h2>
        {detail !== undefined && <span className={classes['detail']}>{detail}</span>}
        {actions !== undefined && <span className={classes['actions']}>{actions}</span>}
      </header>
      <div className={classes['body']} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  )
}
