import type { ReactNode } from 'react'
import classes from './Detailed.module.css'

/** What a clerk need not see and a technician may ask for: numbers of rules, marks of sources, check sums. Closed until somebody opens it. */
export function Detailed({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <details className={classes['detailed']}>
      <summary>详细</summary>
      <div>{children}</div>
    </details>
  )
}
