import { Badge, Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { plainSource } from '#core/rules/sources.ts'
import { isYearlyParameter, parameterDeclarations, parameterIntervals } from '#core/rules/parameters.ts'
import { lastDayOf, parameterOn } from '#core/rules/parameterTerms.ts'
import type { Row } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import { ParameterDialog } from './ParameterDialog.tsx'
import type { ParameterSubject } from './ParameterDialog.tsx'
import { ParameterIntervals } from './ParameterIntervals.tsx'
import { parameterOf } from './parameterRows.ts'

const MOST = 2000
const textOf = (row: Row, key: string): string => String(row[key] ?? '')

/** Tells the value in force in general at the end of a year, as the rules ask for a year. */
export function inForceIn(rows: readonly Row[]): (key: string, year: number) => Row | undefined {
  const intervals = parameterIntervals(rows.map(parameterOf))
  return (key, year) => parameterOn(intervals, key, lastDayOf(year), null)?.row.row
}

/** Since when a row holds, as people say it. */
function sinceText(row: Row, isYearly: boolean): string {
  if (typeof row['year'] !== 'number') return `${textOf(row, 'valid_from')} 起`
  return isYearly ? `${row['year']} 年` : `${row['year']} 年起`
}

export function Parameters(): ReactNode {
  const { year, setYear, mayAdminister } = useSession()
  const query = useQuery(useApi().records.query.queryOptions({ input: { register: 'parameter', limit: MOST } }))
  const [editing, setEditing] = useState<ParameterSubject | null>(null)
  const [listed, setListed] = useState<ParameterSubject['declared'] | null>(null)
  // A hundred rows with buttons: drawn in slices.
  const page = useDeferredValue(query.data)
  const rows = useMemo(() => page?.rows ?? [], [page])
  const inForce = useMemo(() => inForceIn(rows), [rows])
  if (query.error !== null)
    return (
      <ErrorPanel
        error={query.error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  const newest = Math.max(year + 1, ...rows.flatMap((row) => (typeof row['year'] === 'number' ? [row['year']] : [])))
  const declared = Object.entries(parameterDeclarations).map(([key, { label, unit }]) => ({ key, label, unit }))
  const more = [
    ...new Map(
      rows
        .filter((row) => !Object.hasOwn(parameterDeclarations, textOf(row, 'key')))
        .map((row) => [textOf(row, 'key'), { key: textOf(row, 'key'), label: textOf(row, 'label'), unit: textOf(row, 'unit') }]),
    ).values(),
  ]
  const lines = declared.filter((one) => isYearlyParameter(one.key))
  const rest = [...declared.filter((one) => !isYearlyParameter(one.key)), ...more]
  const list = (subjects: readonly ParameterSubject['declared'][]): ReactNode => (
    <table className={table['table']}>
      <thead>
        <tr>
          <th scope="col" style={{ width: '15rem' }}>
            参数
          </th>
          <th scope="col" data-number style={{ width: '5.5rem' }}>
            值
          </th>
          <th scope="col" style={{ width: '3.5rem' }}>
            单位
          </th>
          <th scope="col" style={{ width: '6.5rem' }}>
            从哪年起
          </th>
          <th scope="col" style={{ width: '4.5rem' }}>
            状态
          </th>
          <th scope="col" style={{ minWidth: '13rem' }}>
            依据
          </th>
          <th scope="col" style={{ width: '9rem' }}>
            操作
          </th>
        </tr>
      </thead>
      <tbody>
        {subjects.map((subject) => {
          const row = inForce(subject.key, year)
          return (
            <tr key={subject.key}>
              <td>{subject.label}</td>
              <td data-number>
                <b>{row === undefined ? '—' : textOf(row, 'value')}</b>
              </td>
              <td>{subject.unit}</td>
              <td>{row === undefined ? '这一年没有' : sinceText(row, isYearlyParameter(subject.key))}</td>
              <td>{row?.['unverified'] === true ? <Badge color="amber">待核</Badge> : row !== undefined && <Badge color="green">已核</Badge>}</td>
              <td>{row === undefined ? '' : plainSource(textOf(row, 'basis'))}</td>
              <td>
                <Group gap="xs" wrap="nowrap">
                  {mayAdminister && (row === undefined || typeof row['year'] === 'number') && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${row === undefined ? '填写' : '修改'}${subject.label}`}
                      onClick={() => setEditing({ declared: subject, year, row: row ?? null })}
                    >
                      {row === undefined ? '填写' : '修改'}
                    </Button>
                  )}
                  <Button size="compact-sm" variant="subtle" aria-label={`${subject.label}的各时段`} onClick={() => setListed(subject)}>
                    各时段
                  </Button>
                </Group>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
  return (
    <>
      <Group gap="sm">
        <Text size="sm" c="gray.7" flex={1}>
          列的是 {year}{' '}
          年（在右上角换）年底全部区划用的值，年中改的、只在一个乡镇或村用的见“各时段”。判断和核查按所查年度的参数进行；改了今年的，不影响往年。标“待核”的还没有正式文件依据，请对照本地文件核实。
        </Text>
        {mayAdminister && (
          <Button ml="auto" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setYear(newest + 1)}>
            增加 {newest + 1} 年
          </Button>
        )}
      </Group>
      {page === undefined ? (
        <EmptyState title="正在读取" />
      ) : (
        <>
          <Panel title={`${year} 年扶贫线`} detail="省定线填了以省定线为准，没有填用国家线" flush>
            {list(lines)}
          </Panel>
          <Panel title="核查阈值" detail="一直用到下一次修改的年度" flush>
            {list(rest)}
          </Panel>
        </>
      )}
      {listed !== null && <ParameterIntervals declared={listed} records={rows.map(parameterOf)} mayChange={mayAdminister} onClose={() => setListed(null)} />}
      {editing !== null && <ParameterDialog subject={editing} onClose={() => setEditing(null)} />}
    </>
  )
}
