import type { ReactNode } from 'react'
import type { DrawShown } from '#core/features/draws/contract.ts'
import table from '../../components/PlainTable.module.css'

/** Headings of columns of numbers. */
const NUMBERS = new Set(['名单条数', '抽', '备选'])

/** The parts of a frame: how many there are, how many are drawn. */
export function StrataTable({ strata }: { readonly strata: DrawShown['strata'] }): ReactNode {
  return (
    <table className={table['table']} aria-label="分层">
      <thead>
        <tr>
          {['分层', '名单条数', '抽', '备选'].map((label) => (
            <th key={label} scope="col" data-number={NUMBERS.has(label) || undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {strata.map(({ stratum, label, size, count, reserves }) => (
          <tr key={stratum}>
            <th scope="row">{label}</th>
            <td data-number>{size}</td>
            <td data-number>{count}</td>
            <td data-number>{reserves}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
