import type { ReactNode } from 'react'
import table from './PlainTable.module.css'

/** The columns of a sheet, and what each of them is taken for. */
export function ColumnsTable({
  label,
  choice,
  width,
  children,
}: {
  readonly label: string
  /** Heading over what is chosen. */
  readonly choice: string
  /** Width of what is chosen. */
  readonly width: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <table className={table['table']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">列</th>
          <th scope="col">表头</th>
          <th scope="col">前几行的内容</th>
          <th scope="col" style={{ width }}>
            {choice}
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

/** One column: its letter, its heading, what stands below it, and the choice. */
export function ColumnRow({
  column,
  heading,
  sample,
  leftOut,
  children,
}: {
  readonly column: string
  readonly heading: string
  readonly sample: readonly string[]
  /** Nothing of it is taken. */
  readonly leftOut: boolean
  readonly children: ReactNode
}): ReactNode {
  const shown = sample.join('、')
  return (
    <tr data-left-out={leftOut || undefined}>
      <td className={table['nowrap']}>{column}</td>
      <td>{heading}</td>
      <td className={table['sample']} title={shown}>
        {shown}
      </td>
      <td>{children}</td>
    </tr>
  )
}
