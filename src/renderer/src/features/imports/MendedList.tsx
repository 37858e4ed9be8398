import type { ReactNode } from 'react'
import type { Mended } from '#core/features/imports/contract.ts'
import classes from './mend.module.css'

/** Cells that were mended while importing, folded; nothing where there were none. */
export function MendedList({ mended }: { readonly mended: readonly Mended[] }): ReactNode {
  if (mended.length === 0) return null
  return (
    <details className={classes['companions']}>
      <summary>导入时改正了 {mended.length} 格</summary>
      {mended.map(({ sheet, row, column, heading, before, after }) => (
        <p key={`${sheet} ${row} ${column}`} className={classes['mend']}>
          第 {row} 行 <b>{heading}</b>
          <del>{before === '' ? '（空）' : before}</del> 改为 <ins>{after === '' ? '（空）' : after}</ins>
        </p>
      ))}
    </details>
  )
}
