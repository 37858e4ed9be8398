import { Badge, CloseButton, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Outcome, PreviewChange, ReceivePreview } from '#core/features/exchange/contract.ts'
import { useApi } from '../../../bridge/client.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { dateTimeText } from '../../../components/time.ts'
import { whole } from '../../../components/whole.ts'
import { NextPage } from '../../../components/NextPage.tsx'
import table from '../../../components/PlainTable.module.css'
import { FieldChanges } from '../shared/FieldChanges.tsx'
import layout from '../../../components/layout.module.css'
import classes from '../shared/exchange.module.css'
import { nextOffset } from '../shared/pages.ts'
import { useValueText } from '../shared/useValueText.ts'
import { outcomeColors, outcomeLabels, outcomes, registerLabel } from '../shared/words.ts'

/** The kind or the village whose rows are shown; all when neither is chosen. */
export interface RowChoice {
  readonly register?: string
  readonly place?: string
}

const PAGE = 100

/** Where to look first: what needs a decision, then what is new. */
function firstOutcome(preview: ReceivePreview): Outcome | 'all' {
  return (['conflicts', 'rejected', 'proposals', 'changed', 'new'] as const).find((outcome) => preview.counts[outcome] > 0) ?? 'all'
}

/** Single records of the package with what becomes of each. */
export function PreviewRows({
  preview,
  choice,
  onClear,
}: {
  readonly preview: ReceivePreview
  readonly choice: RowChoice
  readonly onClear: () => void
}): ReactNode {
  const [outcome, setOutcome] = useState<Outcome | 'all'>(() => firstOutcome(preview))
  const query = useInfiniteQuery(
    useApi().exchange.previewRows.infiniteOptions({
      input: (offset: number) => ({ package: preview.package, limit: PAGE, offset, ...choice, ...(outcome === 'all' ? {} : { outcome }) }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
    }),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const total = query.data?.pages[0]?.total ?? 0
  const counts =
    (choice.register !== undefined
      ? preview.registers.find((row) => row.register === choice.register)
      : choice.place !== undefined
        ? preview.places.find((row) => row.place === choice.place)
        : undefined) ?? preview.counts
  const chosenName = choice.register !== undefined ? registerLabel(choice.register) : preview.places.find((row) => row.place === choice.place)?.name
  return (
    <>
      <div className={classes['bar']}>
        <SegmentedControl
          size="xs"
          aria-label="看哪些记录"
          value={outcome}
          onChange={(value) => setOutcome(outcomes.find((known) => known === value) ?? 'all')}
          data={[
            { value: 'all', label: `全部 ${whole.format(counts.records)}` },
            ...outcomes.map((known) => ({ value: known, label: `${outcomeLabels[known]} ${whole.format(counts[known])}` })),
          ]}
        />
        {chosenName !== undefined && (
          <Badge size="lg" color="ink" rightSection={<CloseButton size="xs" aria-label={`不再只看${chosenName}`} onClick={onClear} />}>
            只看{chosenName}
          </Badge>
        )}
      </div>
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.data !== undefined && rows.length === 0 && <EmptyState title="没有这样的记录" />}
      {rows.length > 0 && <RowTable rows={rows} />}
      <NextPage query={query} size={PAGE} unit="条" total={total} mt="xs" variant="default" />
    </>
  )
}

function RowTable({ rows }: { readonly rows: readonly PreviewChange[] }): ReactNode {
  const shown = useMemo(
    () =>
      rows.flatMap((row) =>
        row.changes.map((change) => ({ register: row.register, record: row.record, field: change.field, values: [change.before, change.after] })),
      ),
    [rows],
  )
  const textOf = useValueText(shown)
  return (
    <table className={table['table']} aria-label="逐条结果">
      <thead>
        <tr>
          <th scope="col" style={{ width: '4.5rem' }}>
            结果
          </th>
          <th scope="col" style={{ width: '14rem' }}>
            名称
          </th>
          <th scope="col">内容</th>
          <th scope="col" style={{ width: '11rem' }}>
            对方修改人和时间
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.register} ${row.record}`}>
            <td>
              <Badge color={outcomeColors[row.outcome]}>{outcomeLabels[row.outcome]}</Badge>
            </td>
            <td>
              {row.title}
              <div className={layout['note']}>
                {registerLabel(row.register)}　{row.placeName}
              </div>
            </td>
            <td>
              {row.reason !== null && <div className={classes['reason']}>{row.reason}</div>}
              <FieldChanges register={row.register} changes={row.changes} isNew={row.outcome === 'new'} textOf={textOf} />
            </td>
            <td className={table['nowrap']}>
              {row.by}
              {row.at !== null && <div className={layout['note']}>{dateTimeText(row.at)}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
