/** A procedure over all places: how many records are in which state, place by place; a figure opens its records. */
import { Loader, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { yearKeyOf } from '#core/catalogue/derive/procedure.ts'
import { listPath } from '#core/catalogue/derive/screen.ts'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { ProcedureDefinition } from '#core/catalogue/procedure.ts'
import type { RegisterDefinition } from '#core/catalogue/types.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { conditionsOf } from '../../components/FilterBar/clauses.ts'
import { useOpenList } from '../../components/FilterBar/useRegisterFilter.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useGo, useRouteParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../imports/imports.module.css'
import { BackButton } from '../records/BackButton.tsx'
import { ProcedureDiagram } from './ProcedureDiagram.tsx'
import classes from './procedures.module.css'

export function BoardScreen(): ReactNode {
  const name = useRouteParameter('register')
  const register = isRegisterName(name) ? registerOf(name) : undefined
  if (register?.procedure === undefined) return <EmptyState title="这个台账没有办理流程" hint="请从菜单重新打开。" />
  return <Board register={register} procedure={register.procedure} />
}

const LEVELS = [
  { value: 'township', label: '按乡镇' },
  { value: 'village', label: '按村' },
] as const
type By = (typeof LEVELS)[number]['value']

function Board({ register, procedure }: { readonly register: RegisterDefinition; readonly procedure: ProcedureDefinition }): ReactNode {
  const [by, setBy] = useState<By>('village')
  const { year } = useSession()
  const ofYear = yearKeyOf(register) === undefined ? {} : { year }
  const query = useQuery(useApi().procedures.board.queryOptions({ input: { register: register.name, by, ...ofYear } }))
  return (
    <Page
      header={
        <PageHeader
          title={`${procedure.label}进度`}
          detail={ofYear.year !== undefined && <span>{year} 年</span>}
          {...(procedure.page === undefined ? { back: <BackButton register={register.name} /> } : {})}
          actions={
            <SegmentedControl
              aria-label="按哪一级"
              data={[...LEVELS]}
              value={by}
              onChange={(value) => setBy(LEVELS.find((one) => one.value === value)?.value ?? by)}
            />
          }
        />
      }
    >
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
      {query.data?.length === 0 && <EmptyState title="还没有记录" hint="录入或导入以后，这里按地方看办到哪一步。" />}
      <div className={classes['parts']}>
        {query.data !== undefined && query.data.length > 0 && (
          <Panel title="各地进度" detail="点数字看是哪些记录" flush>
            <Matrix register={register} procedure={procedure} places={query.data} ofYear={ofYear} />
          </Panel>
        )}
        <Panel title="流程图">
          <ProcedureDiagram procedure={procedure} />
        </Panel>
      </div>
    </Page>
  )
}

interface Place {
  readonly code: string
  readonly name: string
  readonly counts: Readonly<Record<string, number>>
  readonly late: number
}

function Matrix({
  register,
  procedure,
  places,
  ofYear,
}: {
  readonly register: RegisterDefinition
  readonly procedure: ProcedureDefinition
  readonly places: readonly Place[]
  /** The year that the figures are of, where the records are yearly. */
  readonly ofYear: { readonly year?: number }
}): ReactNode {
  const openList = useOpenList()
  const go = useGo()
  const { owner } = register
  const yearKey = yearKeyOf(register)
  // What the program keeps has no list of its own; its records stand on the screen where its steps are made.
  const open = (place: Place, state: string): void =>
    procedure.page !== undefined
      ? go(procedure.page, { state })
      : openList(
          register.name,
          listPath(register.name),
          conditionsOf(register, {
            ...(yearKey === undefined || ofYear.year === undefined ? {} : { [yearKey]: ofYear.year }),
            ...(owner === undefined || place.code === '' ? {} : { [owner]: place.code }),
            [procedure.state]: state,
          }) ?? [],
        )
  return (
    <div className={classes['board']}>
      <table className={table['table']} aria-label={`${procedure.label}进度`}>
        <thead>
          <tr>
            <th scope="col">地方</th>
            {procedure.states.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">逾期</th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.code}>
              <th scope="row">{place.name}</th>
              {procedure.states.map(({ key, label }) => (
                <td key={key}>
                  {(place.counts[key] ?? 0) === 0 ? (
                    '—'
                  ) : (
                    <button
                      type="button"
                      className={classes['cell']}
                      aria-label={`${place.name}${label} ${place.counts[key]}`}
                      onClick={() => open(place, key)}
                    >
                      {place.counts[key]}
                    </button>
                  )}
                </td>
              ))}
              <td className={place.late > 0 ? classes['late'] : undefined}>{place.late === 0 ? '—' : place.late}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
