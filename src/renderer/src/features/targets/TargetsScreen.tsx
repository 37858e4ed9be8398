import { Button, Loader, Select } from '@mantine/core'
import { IconListDetails, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { listPath } from '#core/catalogue/derive/screen.ts'
import type { TargetTable } from '#core/features/targets/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { useMayWrite } from '../records/useMayWrite.ts'
import { NewMeasure } from './NewMeasure.tsx'
import { TargetTree } from './TargetTree.tsx'

/** While another day is asked for, the table of the day before stays. */
function keepSameMeasure(measure: string | undefined): (before: TargetTable | undefined) => TargetTable | undefined {
  return (before) => (before?.measure.id === measure ? before : undefined)
}

/** Targets of a year: one measure, from the county to its villages, beside what was reached. */
export function TargetsScreen(): ReactNode {
  const api = useApi()
  const go = useGo()
  const { year } = useSession()
  const [kept, keep] = useKeptState<{ measure: string | null }>('targets', { measure: null })
  const [adding, setAdding] = useState(false)
  const measures = useQuery(api.targets.measures.queryOptions())
  const measure = measures.data?.find(({ id }) => id === kept.measure) ?? measures.data?.[0]
  const [asOf, setAsOf] = useState('')
  const input = { measure: measure?.id ?? '', year, ...(asOf === '' ? {} : { asOf }) }
  const query = useQuery({ ...api.targets.table.queryOptions({ input }), enabled: measure !== undefined, placeholderData: keepSameMeasure(measure?.id) })
  const mayAdd = useMayWrite('target_measure', 'insert')
  const error = measures.error ?? query.error
  return (
    <Page
      fixed
      header={
        <PageHeader
          title="目标任务"
          detail={`${year} 年`}
          actions={
            <>
              <Select
                aria-label="指标"
                placeholder="还没有指标"
                searchable
                w="16rem"
                comboboxProps={{ withinPortal: false }}
                value={measure?.id ?? null}
                data={(measures.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(value) => {
                  keep({ measure: value })
                  setAsOf('')
                }}
              />
              {mayAdd && (
                <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
                  新增指标
                </Button>
              )}
              <Button variant="default" leftSection={<IconListDetails size={16} aria-hidden />} onClick={() => go(listPath('target_task'))}>
                台账
              </Button>
            </>
          }
        />
      }
    >
      {adding && (
        <NewMeasure
          onClose={() => setAdding(false)}
          onAdded={(id) => {
            keep({ measure: id })
            setAdding(false)
          }}
        />
      )}
      {error !== null && (
        <ErrorPanel
          error={error}
          onRetry={() => {
            void (measures.error === null ? query.refetch() : measures.refetch())
          }}
        />
      )}
      {error === null && measures.data?.length === 0 && (
        <EmptyState title="还没有目标指标" hint="先由县里新增一项指标，说明它的完成数是哪张统计表的哪一列，或者由各地填报；然后逐级下达。" />
      )}
      {error === null && measure !== undefined && query.data === undefined && <Loader m="md" size="sm" role="status" aria-label="正在统计" />}
      {error === null && query.data !== undefined && <TargetTree key={`${query.data.measure.id} ${query.data.year}`} table={query.data} onAsOf={setAsOf} />}
    </Page>
  )
}
