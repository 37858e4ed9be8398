import { Loader, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Counted, FindingFilter } from '#core/features/checks/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { findingsFigure } from '../../components/figure.tsx'
import classes from './checks.module.css'
import { COUNTED, type CountedBy } from './words.ts'

interface CountsProps {
  readonly by: CountedBy
  readonly onBy: (by: CountedBy) => void
  /** Without what is chosen here. */
  readonly filter: FindingFilter
  readonly chosen: string | null
  readonly onChoose: (row: Counted | null) => void
}

/** How many of what, by rule, village or person in charge; a line chosen narrows the list. */
export function Counts({ by, onBy, filter, chosen, onChoose }: CountsProps): ReactNode {
  const query = useQuery(useApi().checks.summary.queryOptions({ input: { by, filter } }))
  const rows = query.data?.rows ?? []
  const all = rows.reduce((sum, row) => sum + row.total, 0)
  return (
    <nav className={classes['counts']} aria-label="问题计数">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="计数的依据"
        value={by}
        data={[...COUNTED]}
        onChange={(value) => onBy(COUNTED.find((one) => one.value === value)?.value ?? 'rule')}
      />
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.isPending && <Loader size="sm" m="md" role="status" aria-label="正在读取" />}
      {query.data !== undefined && (
        <button type="button" className={classes['line']} aria-current={chosen === null} onClick={() => onChoose(null)}>
          <span className={classes['name']}>全部</span>
          <span className={classes['number']} {...findingsFigure(filter)}>
            {all.toLocaleString('zh-CN')}
          </span>
        </button>
      )}
      {rows.map((row) => (
        <button
          key={row.key}
          type="button"
          className={classes['line']}
          aria-current={chosen === row.key}
          data-block={row.block > 0 || undefined}
          onClick={() => onChoose(row)}
        >
          <span className={classes['name']}>{row.label}</span>
          <span className={classes['number']} {...findingsFigure(filter, { by, key: row.key })}>
            {row.total.toLocaleString('zh-CN')}
          </span>
        </button>
      ))}
    </nav>
  )
}
