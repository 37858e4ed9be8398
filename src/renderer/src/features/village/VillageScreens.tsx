/** 区划与村、社: the division tree with counts, the villages with the figures of the year. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { entityFields, registerOf } from '#core/catalogue/index.ts'
import type { Row } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { registerColumns } from '../../components/DataTable/registerColumns.tsx'
import type { DataColumn, RowSource } from '../../components/DataTable/types.ts'
import { useRouteParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { AttachmentsTab } from '../attachments/AttachmentsTab.tsx'
import { DivisionTree, useChosenDivision } from '../records/DivisionTree.tsx'
import { useInitialFromPath } from '../records/RecordRoutes.tsx'
import { RecordScreen } from '../records/RecordScreen.tsx'
import { RegisterList } from '../records/RegisterList.tsx'
import { registerScreen } from '../records/registerScreens.ts'
import { RelatedRecords } from '../records/RelatedRecords.tsx'

const village = registerScreen('village')
const group = registerScreen('village_group')

/** Most villages of an office whose yearly figures are shown beside them. */
const MOST_VILLAGES = 5000
const YEARLY = ['households', 'population', 'poor_households', 'poor_population', 'income_per_person', 'collective_income', 'exited']
const NOT_BESIDE = ['village_id', 'village', 'year', 'remark']

/** The yearly figures of a village as further columns of its row; key `year.<field>`. */
export function yearlyColumns(): readonly DataColumn[] {
  const register = registerOf('village_year')
  return registerColumns(register, { first: YEARLY, listed: YEARLY, without: NOT_BESIDE }).map(
    (column): DataColumn => ({
      ...column,
      key: `year.${column.key}`,
      section: `年度：${column.section ?? ''}`,
      sortable: false,
      text: (row) => column.text(yearlyPart(row)),
    }),
  )
}

function yearlyPart(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => key.startsWith('year.'))
      .map(([key, value]) => [key.slice(5), value]),
  )
}

const columns = yearlyColumns()
const yearlyKeys = entityFields('village_year')
  .map((field) => field.key)
  .filter((key) => !NOT_BESIDE.includes(key))

/** A village's row with the figures of its yearly record. */
export function withYear(row: Row, yearly: Row | undefined): Row {
  if (yearly === undefined) return row
  return { ...row, ...Object.fromEntries(yearlyKeys.map((key) => [`year.${key}`, yearly[key] ?? null])) }
}

function useYearlyFigures(year: number): (source: RowSource) => RowSource {
  const query = useQuery(useApi().records.query.queryOptions({ input: { register: 'village_year', where: { year }, limit: MOST_VILLAGES } }))
  const byVillage = useMemo(() => new Map((query.data?.rows ?? []).map((row) => [row['village_id'], row])), [query.data])
  return useCallback(
    (source: RowSource): RowSource => ({
      ...source,
      rowAt: (index) => {
        const row = source.rowAt(index)
        return row === undefined ? undefined : withYear(row, byVillage.get(row['id'] ?? null))
      },
      fetchAll: async (limit) => (await source.fetchAll(limit)).map((row) => withYear(row, byVillage.get(row['id'] ?? null))),
    }),
    [byVillage],
  )
}

/** The tree with counts at the left, the villages with the figures of the chosen year at the right. */
export function VillageList(): ReactNode {
  const [division, setDivision] = useChosenDivision()
  const { year } = useSession()
  const decorate = useYearlyFigures(year)
  if (village === null) return null
  return (
    <RegisterList
      screen={village}
      detail={<span>年度数字为 {year} 年</span>}
      side={<DivisionTree value={division} onChange={setDivision} count="households" />}
      where={division === null ? undefined : { village: { within: division } }}
      moreColumns={columns}
      decorate={decorate}
    />
  )
}

/** One village: the lasting facts, its years, its groups. */
export function VillageScreen(): ReactNode {
  const id = useRouteParameter('id')
  const { year } = useSession()
  if (village === null) return null
  return (
    <RecordScreen
      key={id}
      screen={village}
      id={id}
      tabs={[
        {
          key: 'years',
          label: '年度信息',
          content: (row) => (
            <RelatedRecords
              register="village_year"
              where={{ village_id: id }}
              without={['village_id', 'village']}
              initial={{ village_id: id, village_id_title: String(row['village$title'] ?? ''), year: String(year) }}
            />
          ),
        },
        {
          key: 'groups',
          label: '社',
          content: (row) => (
            <RelatedRecords
              register="village_group"
              where={{ village: row['village'] ?? null }}
              without={['village']}
              initial={{ village: String(row['village'] ?? ''), village_title: String(row['village$title'] ?? '') }}
            />
          ),
        },
        { key: 'attachments', label: '照片与附件', content: () => <AttachmentsTab register="village" record={id} /> },
      ]}
    />
  )
}

export function GroupList(): ReactNode {
  const [division, setDivision] = useChosenDivision()
  if (group === null) return null
  return (
    <RegisterList
      screen={group}
      side={<DivisionTree value={division} onChange={setDivision} count="households" />}
      where={division === null ? undefined : { village: { within: division } }}
    />
  )
}

export function GroupScreen(): ReactNode {
  const id = useRouteParameter('id')
  const initial = useInitialFromPath('village_group')
  return group === null ? null : <RecordScreen key={id} screen={group} id={id} initial={initial} />
}
