import type { ReactNode } from 'react'
import { whole } from './whole.ts'
import classes from './Equation.module.css'

/** One summand: what it counts, and what is known of it, which gives its colour. */
export interface Term {
  readonly label: string
  readonly count: number
  readonly outcome?: string
  /** What stands behind the number, where it is more than the label: `条记录`. */
  readonly shown?: string
}

/** A sum that adds up before the eyes: `12 数据行 = 8 新增 + 4 拒绝`. */
export function Equation({ of, terms }: { readonly of: Term; readonly terms: readonly Term[] }): ReactNode {
  return (
    <p className={classes['equation']} aria-label={`${of.label} ${of.count} 等于${terms.map(({ label, count }) => `${label} ${count}`).join('，加')}`}>
      <Summand {...of} />
      <i>=</i>
      {terms.map((term, index) => (
        <span key={term.label} className={classes['term']} data-outcome={term.outcome}>
          {index > 0 && <i>+</i>}
          <Summand {...term} />
        </span>
      ))}
    </p>
  )
}

function Summand({ label, count, shown = label }: Term): ReactNode {
  return (
    <span>
      <b>{whole.format(count)}</b>
      {shown}
    </span>
  )
}

/** Equations with what else there is to say of them. */
export function Account({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={classes['account']}>{children}</div>
}
