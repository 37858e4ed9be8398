import { Badge } from '@mantine/core'
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { ReactNode } from 'react'
import { findField, isRegisterName } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { contract } from '#core/contract.ts'
import { ChangeList } from '../../components/ChangeList.tsx'
import { displayValue } from '../../fields/display.ts'
import { outcomeLabels } from './steps.ts'
import table from '../../components/PlainTable.module.css'
import classes from './imports.module.css'

type PreviewRow = InferContractRouterOutputs<typeof contract>['imports']['preview']['rows'][number]

const colors: Readonly<Record<PreviewRow['outcome'], string>> = { new: 'green', changed: 'ink', same: 'gray', rejected: 'red' }

function valueText(register: string, key: string, value: FieldValue): string {
  if (value === null || value === '') return '（空）'
  const field = isRegisterName(register) ? findField(register, key) : undefined
  return field === undefined ? String(value) : displayValue(field, value)
}

/** Rows of the sheet with what becomes of each: changed cells before and after, problems by column with value and reason. */
export function PreviewRows({
  rows,
  headingOf,
}: {
  readonly rows: readonly PreviewRow[]
  readonly headingOf: (sheet: string, column: string) => string
}): ReactNode {
  if (rows.length === 0) return null
  return (
    <table className={table['table']} aria-label="逐行结果">
      <thead>
        <tr>
          <th scope="col" style={{ width: '4rem' }}>
            行
          </th>
          <th scope="col" style={{ width: '5rem' }}>
            结果
          </th>
          <th scope="col" style={{ width: '12rem' }}>
            名称
          </th>
          <th scope="col">内容</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.row} ${row.title} ${row.outcome}`}>
            <td className={table['nowrap']}>{row.row}</td>
            <td>
              <Badge color={colors[row.outcome]}>{outcomeLabels[row.outcome]}</Badge>
            </td>
            <td>{row.title}</td>
            <td>
              <Problems row={row} headingOf={headingOf} />
              <Changes row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Problems({ row, headingOf }: { readonly row: PreviewRow; readonly headingOf: (sheet: string, column: string) => string }): ReactNode {
  return row.problems.map((problem) => (
    <div
      key={`${problem.sheet} ${problem.column} ${problem.code} ${problem.message}`}
      className={classes['rowProblem']}
      data-severity={problem.severity}
      title={problem.sheet}
    >
      {problem.column !== '' && <b>{headingOf(problem.sheet, problem.column)}</b>}
      {problem.value !== '' && <q>{problem.value}</q>}
      <span>{problem.message}</span>
    </div>
  ))
}

function Changes({ row }: { readonly row: PreviewRow }): ReactNode {
  if (row.outcome === 'rejected') return null
  return (
    <ChangeList
      changes={row.changes.map((change) => ({
        key: `${change.register} ${change.field}`,
        label: change.label,
        before: row.outcome === 'changed' ? valueText(change.register, change.field, change.before) : null,
        after: valueText(change.register, change.field, change.after),
      }))}
    />
  )
}
