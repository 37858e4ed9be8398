/** A procedure over all places: how many records are in which state, place by place; a figure opens its records. */
import { Loader, NativeSelect, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { yearKeyOf } from '#core/catalogue/derive/procedure.ts'
import { listPath } from '#core/catalogue/derive/screen.ts'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { ProcedureDefinition } from '#core/catalogue/procedure.ts'
import type { RegisterDefinition } from '#core/catalogue/types.ts'
import type { Where } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { conditionsOf } from '../../components/FilterBar/clauses.ts'
import { useOpenList } from '../../components/FilterBar/useRegisterFilter.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useGo, useRouteParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
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
  const [round, setRound] = useState<string | null>(null)
  const rounds = useQuery({
    ...useApi().procedures.rounds.queryOptions({ input: { register: register.name, ...ofYear } }),
    enabled: procedure.rounds !== undefined,
  })
  // Of a round of another year nothing is shown once the year is changed.
  const chosen = rounds.data?.find(({ id }) => id === round)
  const query = useQuery(
    useApi().procedures.board.queryOptions({ input: { register: register.name, by, ...ofYear, ...(chosen === undefined ? {} : { round: chosen.id }) } }),
  )
  return (
    <Page
      header={
        <PageHeader
          title={`${procedure.label}进度`}
          detail={
            ofYear.year !== undefined && (
              <span>
                {year} 年{chosen?.days !== undefined && chosen.days !== null && `，${leftText(chosen.days)}`}
              </span>
            )
          }
          {...(procedure.page === undefined ? { back: <BackButton register={register.name} /> } : {})}
          actions={
            <>
              {rounds.data !== undefined && rounds.data.length > 0 && (
                <NativeSelect
                  aria-label="哪一批"
                  value={chosen?.id ?? ''}
                  data={[{ value: '', label: '全部批次' }, ...rounds.data.map(({ id, name }) => ({ value: id, label: name }))]}
                  onChange={(event) => setRound(event.currentTarget.value === '' ? null : event.currentTarget.value)}
                />
              )}
              <SegmentedControl
                aria-label="按哪一级"
                data={[...LEVELS]}
                value={by}
                onChange={(value) => setBy(LEVELS.find((one) => one.value === value)?.value ?? by)}
              />
            </>
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
            <Matrix
              register={register}
              procedure={procedure}
              places={query.data}
              asked={{
                ...yearAsked(register, ofYear.year),
                ...(procedure.rounds === undefined || chosen === undefined ? {} : { [procedure.rounds.by]: chosen.id }),
              }}
            />
          </Panel>
        )}
        <Panel title="流程图">
          <ProcedureDiagram procedure={procedure} />
        </Panel>
      </div>
    </Page>
  )
}

const leftText = (days: number): string => (days < 0 ? `这一批 ${-days} 天前结束` : `这一批还剩 ${days} 天`)

/** The year that the figures are of, as a condition, where the records are yearly. */
function yearAsked(register: RegisterDefinition, year: number | undefined): Where {
  const key = yearKeyOf(register)
  return key === undefined || year === undefined ? {} : { [key]: year }
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
  asked,
}: {
  readonly register: RegisterDefinition
  readonly procedure: ProcedureDefinition
  readonly places: readonly Place[]
  /** What the figures are of beside the place and the state: a year, a round of work. */
  readonly asked: Where
}): ReactNode {
  const openList = useOpenList()
  const go = useGo()
  const { owner } = register
  // What the program keeps has no list of its own; its records stand on the screen where its steps are made.
  const open = (place: Place, state: string): void =>
    procedure.page !== undefined
      ? go(procedure.page, { state })
      : openList(
          register.name,
          listPath(register.name),
          conditionsOf(register, {
            ...asked,
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
              {procedure.states.map(({ key, label, sign }) => (
                <td key={key} {...((place.counts[key] ?? 0) === 0 || sign === undefined ? {} : { 'data-sign': sign })}>
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
