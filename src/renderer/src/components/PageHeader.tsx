import type { ReactNode } from 'react'
import classes from './PageHeader.module.css'

export interface PageHeaderProps {
  readonly title: ReactNode
  /** Behind the title: a count, a status, a year. */
  readonly detail?: ReactNode
  /** Before the title: a link back to the list. */
  readonly back?: ReactNode
  readonly actions?: ReactNode
  /** Under the line: tabs or a filter bar. */
  readonly children?: ReactNode
}

/** Head of a screen: title at the left, actions at the right, 44 px high. */
export function PageHeader({ title, detail, back, actions, children }: PageHeaderProps): ReactNode {
  return (
    <header className={classes['header']}>
      <div className={classes['line']}>
        {back}
        <h1 className={classes['title']}>{title}</h1>
        {detail !== undefined && <div className={classes['detail']}>{detail}</div>}
        <div className={classes['actions']}>{actions}</div>
      </div>
      {children}
    </header>
  )
}

/** A screen that fills the frame: header on top, body that scrolls (or a table that scrolls by itself with `fixed`). */
export function Page({ header, children, fixed = false }: { readonly header: ReactNode; readonly children: ReactNode; readonly fixed?: boolean }): ReactNode {
  return (
    <div className={classes['page']}>
      {header}
      {/* A scrolling region must be reachable by keyboard even when nothing in it takes the focus. */}
      {fixed ? (
        <div className={classes['fixed']}>{children}</div>
      ) : (
        <section className={classes['body']} tabIndex={-1} aria-label="页面内容">
          {children}
        </section>
      )}
    </div>
  )
}
