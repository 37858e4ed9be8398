import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'
import type { RowProblem } from '#core/features/questionnaires/contract.ts'

/** What is wrong with a workbook, row by row. */
export function RowProblems({ problems, title }: { readonly problems: readonly RowProblem[]; readonly title: string }): ReactNode {
  if (problems.length === 0) return null
  return (
    <Alert color="amber" role="alert" title={`${title}（${problems.length} 处）`}>
      <ul aria-label={title} style={{ margin: 0, paddingLeft: '1.125rem', maxHeight: '14rem', overflow: 'auto' }}>
        {problems.map(({ sheet, row, column, message }) => (
          <li key={`${sheet} ${row} ${column} ${message}`}>
            {sheet}
            {row === 0 ? '' : `第 ${row} 行`}
            {column === '' ? '' : `“${column}”`}：{message}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
