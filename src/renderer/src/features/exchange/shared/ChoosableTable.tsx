import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import table from '../../../components/PlainTable.module.css'

/** Rows that were ticked, by their key. */
export interface Chosen<Key> {
  readonly has: (key: Key) => boolean
  readonly choose: (keys: readonly Key[], on: boolean) => void
  readonly clear: () => void
}

/** Nothing is ticked at first. */
export function useChosen<Key>(): Chosen<Key> {
  const [keys, setKeys] = useState<ReadonlySet<Key>>(new Set())
  return {
    has: (key) => keys.has(key),
    choose: (some, on) => setKeys(new Set(on ? [...keys, ...some] : [...keys].filter((key) => !some.includes(key)))),
    clear: () => setKeys(new Set()),
  }
}

/**
 * A table whose rows may be ticked, all of them by the box in its head.
 * @param chosen null where the user may only look
 * @param cells the cells of a row, as many as there are `columns`
 */
export function ChoosableTable<Row, Key extends string | number>({
  label,
  columns,
  rows,
  keyOf,
  titleOf,
  chosen,
  cells,
}: {
  readonly label: string
  readonly columns: readonly { readonly title: string; readonly width?: string }[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => Key
  readonly titleOf: (row: Row) => string
  readonly chosen: Chosen<Key> | null
  readonly cells: (row: Row) => ReactNode
}): ReactNode {
  const picked = chosen === null ? 0 : rows.filter((row) => chosen.has(keyOf(row))).length
  return (
    <table className={table['table']} aria-label={label}>
      <thead>
        <tr>
          {chosen !== null && (
            <th scope="col" style={{ width: '2rem' }}>
              <Checkbox
                size="xs"
                aria-label="全选"
                checked={picked === rows.length}
                indeterminate={picked > 0 && picked < rows.length}
                onChange={(event) => chosen.choose(rows.map(keyOf), event.currentTarget.checked)}
              />
            </th>
          )}
          {columns.map(({ title, width }) => (
            <th key={title} scope="col" style={{ width }}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {chosen !== null && (
              <td>
                <Checkbox
                  size="xs"
                  aria-label={`选择 ${titleOf(row)}`}
                  checked={chosen.has(keyOf(row))}
                  onChange={(event) => chosen.choose([keyOf(row)], event.currentTarget.checked)}
                />
              </td>
            )}
            {cells(row)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
