import type { ReactNode } from 'react'
import type { FigureAttributes } from './figure.tsx'
import classes from './BarList.module.css'
import { whole } from './whole.ts'

interface BarListItem {
  readonly key: string
  readonly label: string
  readonly value: number
  /** Shown instead of the plain number. */
  readonly text?: string
  readonly onOpen?: () => void
  /** What the number counts. */
  readonly figure?: FigureAttributes
}

export interface BarListProps {
  readonly label: string
  readonly items: readonly BarListItem[]
  readonly unit?: string
  /** What all of them are parts of; with it each says its share. */
  readonly whole?: number
}

/** 28%, 4.5%, <0.1%: as fine as a glance needs. Empty where there is no whole. */
function shareText(value: number, all: number | undefined): string {
  if (all === undefined || all <= 0) return ''
  const share = (value / all) * 100
  if (value > 0 && share < 0.1) return '<0.1%'
  return `${share >= 10 ? Math.round(share) : Math.round(share * 10) / 10}%`
}

/** Share of the longest bar in percent; nothing to compare gives no bar. */
function lengthOf(value: number, greatest: number): number {
  return greatest > 0 ? Math.max(0, (value / greatest) * 100) : 0
}

/** Named quantities as horizontal bars, in the order given. A table to screen readers. */
export function BarList({ label, items, unit = '', whole: all }: BarListProps): ReactNode {
  const greatest = Math.max(0, ...items.map((item) => item.value))
  return (
    <table className={classes['list']} aria-label={label}>
      <tbody>
        {items.map((item) => (
          <tr key={item.key} title={`${item.label}：${item.text ?? whole.format(item.value)}${unit} ${shareText(item.value, all)}`.trimEnd()}>
            <th scope="row" className={classes['label']}>
              {item.onOpen === undefined ? (
                item.label
              ) : (
                <button type="button" className={classes['open']} onClick={item.onOpen}>
                  {item.label}
                </button>
              )}
            </th>
            <td className={classes['track']}>
              <div className={classes['bar']} style={{ width: `${lengthOf(item.value, greatest)}%` }} />
            </td>
            <td className={classes['value']}>
              <span {...item.figure}>{item.text ?? whole.format(item.value)}</span>
              {unit}
              {all !== undefined && <span className={classes['share']}>{shareText(item.value, all)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
