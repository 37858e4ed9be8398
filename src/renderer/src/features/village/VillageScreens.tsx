/** 区划与村: the division tree with counts, the villages with the figures of the year. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { entityFields, registerOf } from '#core/catalogue/index.ts'
import type { Row } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { madeOnce } from '../../components/DataTable/madeOnce.ts'
import { registerColumns } from '../../components/DataTable/registerColumns.tsx'
import type { DataColumn, RowSource } from '../../components/DataTable/types.ts'
import { useRouteParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { PlacedList } from '../records/PlacedList.tsx'
import { RecordScreen } from '../records/RecordScreen.tsx'
import { RelatedRecords } from '../records/RelatedRecords.tsx'

const village = screenOf('village')

/** Most villages of an office whose yearly figures are shown beside them. */
const MOST_VILLAGES = 5000
const YEARLY = ['households', 'population', 'poor_households', 'poor_population', 'income_per_person', 'collective_income', 'exited']
const NOT_BESIDE = ['village_id', 'village', 'year', 'remark']

/** The yearly figures of a village as further columns of its row; key `year.<field>`. */
function yearlyColumns(): readonly DataColumn[] {
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

const yearlyPart = madeOnce(
  (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([key]) => key.startsWith('year.'))
        .map(([key, value]) => [key.slice(5), value]),
    ),
)

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
  return useMemo(() => {
    const whole = madeOnce((row: Row) => withYear(row, byVillage.get(row['id'] ?? null)))
    return (source: RowSource): RowSource => ({
      ...source,
      rowAt: (index) => {
        const row = source.rowAt(index)
        return row === undefined ? undefined : whole(row)
      },
      fetchAll: async (limit) => (await source.fetchAll(limit)).map(whole),
    })
  }, [byVillage])
}

/** The tree with counts at the left, the villages with the figures of the chosen year at the right. */
export function VillageList(): ReactNode {
  const { year } = useSession()
  const decorate = useYearlyFigures(year)
  return village === null ? null : <PlacedList screen={village} detail={<span>年度数字为 {year} 年</span>} moreColumns={columns} decorate={decorate} />
}

/** One village: what every record has, and its groups. */
export function VillageScreen(): ReactNode {
  const id = useRouteParameter('id')
  if (village === null) return null
  return <RecordScreen key={id} screen={village} id={id} tabs={[{ key: 'groups', label: groupsTitle, content: (row) => <Groups row={row} /> }]} />
}

const groupsTitle = screenOf('village_group')?.title ?? ''

/** Groups belong to the division, not to the record of the village. */
function Groups({ row }: { readonly row: Row }): ReactNode {
  return (
    <RelatedRecords
      register="village_group"
      where={{ village: row['village'] ?? null }}
      without={['village']}
      initial={{ village: String(row['village'] ?? ''), village_title: String(row['village$title'] ?? '') }}
    />
  )
}
