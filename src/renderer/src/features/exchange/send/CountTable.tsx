import type { ReactNode } from 'react'
import { whole } from '../../../components/whole.ts'
import table from '../../../components/PlainTable.module.css'
import classes from '../shared/exchange.module.css'

/** Names with their number of records; scrolls by itself when there are many. */
export function CountTable({
  label,
  head,
  rows,
}: {
  readonly label: string
  readonly head: string
  readonly rows: readonly { readonly key: string; readonly name: string; readonly records: number }[]
}): ReactNode {
  return (
    <section className={classes['tall']} tabIndex={0} aria-label={`${label}清点`}>
      <table className={table['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" data-number>
              记录
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>{row.name}</td>
              <td data-number>{whole.format(row.records)}</td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={2}>没有</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  )
}
