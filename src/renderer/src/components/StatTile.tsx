import type { ReactNode } from 'react'
import classes from './StatTile.module.css'

export interface StatTileProps {
  readonly label: string
  /** Already formatted; `—` where there is nothing to show. */
  readonly value: ReactNode
  readonly unit?: string
  /** Second line: 其中未脱贫 1,204 户. */
  readonly detail?: ReactNode
  /** Makes the tile a link to the rows behind the number. */
  readonly onOpen?: () => void
}

function Content({ label, value, unit, detail }: StatTileProps): ReactNode {
  return (
    <>
      <span className={classes['label']}>{label}</span>
      <span className={classes['value']}>
        {value}
        {unit !== undefined && <span className={classes['unit']}>{unit}</span>}
      </span>
      {detail !== undefined && <span className={classes['detail']}>{detail}</span>}
    </>
  )
}

/** One number of the home page. With `onOpen` it leads to the rows that make it up. */
export function StatTile(props: StatTileProps): ReactNode {
  if (props.onOpen === undefined)
    return (
      <div className={classes['tile']}>
        <Content {...props} />
      </div>
    )
  return (
    <button type="button" className={classes['tile']} data-opens onClick={props.onOpen}>
      <Content {...props} />
    </button>
  )
}

/** Tiles side by side in one band. */
export function StatTiles({ children, label }: { readonly children: ReactNode; readonly label: string }): ReactNode {
  return (
    <section className={classes['band']} aria-label={label}>
      {children}
    </section>
  )
}
