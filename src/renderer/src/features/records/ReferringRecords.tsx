import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { namedIn, type Related } from '#core/catalogue/derive/related.ts'
import type { Row } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { RelatedTab } from './RelatedTab.tsx'
import classes from './records.module.css'
import { useMayRead } from './useMayWrite.ts'

/** Many registers refer to the record: their names with counts at the left, the records of the chosen one at the right. */
export function ReferringRecords({ of, row, referring: all }: { readonly of: string; readonly row: Row; readonly referring: readonly Related[] }): ReactNode {
  const api = useApi()
  const mayRead = useMayRead()
  const referring = all.filter(({ register }) => mayRead(register))
  const id = String(row['id'])
  const [chosen, setChosen] = useState(0)
  const counts = useQueries({
    queries: referring.map(({ register, by }) =>
      api.records.query.queryOptions({ input: { register, where: { [by]: namedIn({ register, by }, of, id) }, limit: 0 } }),
    ),
  })
  const shown = referring[chosen]
  return (
    <div className={classes['referring']}>
      <ul aria-label="引用这条记录的台账" className={classes['registers']}>
        {referring.map((one, index) => (
          <li key={`${one.register} ${one.by}`}>
            <button type="button" aria-pressed={index === chosen} onClick={() => setChosen(index)}>
              <span>{one.label}</span>
              <span className={classes['count']}>{counts[index]?.data?.total.toLocaleString('zh-CN') ?? ''}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={classes['main']}>{shown !== undefined && <RelatedTab of={of} row={row} related={shown} />}</div>
    </div>
  )
}
