import type { ReactNode } from 'react'
import type { OutcomeCounts } from '#core/features/exchange/contract.ts'
import { whole } from '../../../components/whole.ts'
import table from '../../../components/PlainTable.module.css'
import classes from '../shared/exchange.module.css'
import { outcomeLabels, outcomes } from '../shared/words.ts'

export interface OutcomeRow extends OutcomeCounts {
  readonly key: string
  readonly title: string
}

/** The sum once more by kind or by village; a name shows its rows below. */
export function OutcomeTable({
  label,
  head,
  rows,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly head: string
  readonly rows: readonly OutcomeRow[]
  readonly chosen: string | undefined
  readonly onChoose: (key: string) => void
}): ReactNode {
  return (
    <section className={classes['scroll']} tabIndex={0} aria-label={`${label}清点`}>
      <table className={table['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" data-number>
              记录
            </th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col" data-number>
                {outcomeLabels[outcome]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={classes['pickable']} data-chosen={chosen === row.key || undefined}>
              <td>
                <button type="button" className={classes['rowButton']} aria-pressed={chosen === row.key} onClick={() => onChoose(row.key)}>
                  {row.title}
                </button>
              </td>
              <td data-number>{whole.format(row.records)}</td>
              {outcomes.map((outcome) => (
                <td key={outcome} data-number data-zero={row[outcome] === 0 || undefined} data-bad={(outcome === 'rejected' && row[outcome] > 0) || undefined}>
                  {whole.format(row[outcome])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
