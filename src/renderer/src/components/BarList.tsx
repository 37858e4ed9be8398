import type { ReactNode } from 'react'
import classes from './BarList.module.css'

export interface BarListItem {
  readonly key: string
  readonly label: string
  readonly value: number
  /** Shown instead of the plain number. */
  readonly text?: string
  readonly onOpen?: () => void
}

export interface BarListProps {
  readonly label: string
  readonly items: readonly BarListItem[]
  readonly unit?: string
}

const whole = new Intl.NumberFormat('zh-CN')

/** Share of the longest bar in percent; nothing to compare gives no bar. */
function lengthOf(value: number, greatest: number): number {
  return greatest > 0 ? Math.max(0, (value / greatest) * 100) : 0
}

/** Named quantities as horizontal bars, in the order given. A table to screen readers. */
export function BarList({ label, items, unit = '' }: BarListProps): ReactNode {
  const greatest = Math.max(0, ...items.map((item) => item.value))
  return (
    <table className={classes['list']} aria-label={label}>
      <tbody>
        {items.map((item) => (
          <tr key={item.key}>
            <th scope="row" className={classes['label']} title={item.label}>
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
              {item.text ?? whole.format(item.value)}
              {unit}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
