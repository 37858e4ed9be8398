import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { BarList } from '../../components/BarList.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useOpenList } from '../../components/FilterBar/useRegisterFilter.ts'
import { useSession } from '../../session/useSession.tsx'
import { POOR, whole } from './figures.ts'
import type { Summary, Township } from './figures.ts'
import classes from './home.module.css'
import { Panel } from './Panel.tsx'

const MOST_CAUSES = 10
const MOST_VILLAGES = 14

/** Households by township, or by village where the office has only one township. */
export function Places({ townships }: { readonly townships: readonly Township[] }): ReactNode {
  if (townships.length > 1) return <Columns title="各乡镇户数" places={townships} />
  return <Villages />
}

function Villages(): ReactNode {
  const { year } = useSession()
  const openList = useOpenList()
  const divisions = useQuery(useApi().divisions.tree.queryOptions({ input: { year } })).data ?? []
  const villages = divisions
    .filter((division) => division.level === 'village' && division.households > 0)
    .sort((one, other) => other.households - one.households)
  return (
    <Panel title="各村户数" detail={villages.length > MOST_VILLAGES ? `户数最多的 ${MOST_VILLAGES} 个村，共 ${villages.length} 个` : undefined}>
      {villages.length === 0 ? (
        <EmptyState title="还没有按村的数" hint="户写明所在村之后，这里按村统计。" />
      ) : (
        <BarList
          label="各村户数"
          unit=" 户"
          items={villages.slice(0, MOST_VILLAGES).map((village) => ({
            key: village.code,
            label: village.name,
            value: village.households,
            onOpen: () => openList('household', '/households', [{ field: 'village', operator: 'within', value: village.code, title: village.name }]),
          }))}
        />
      )}
    </Panel>
  )
}

/** One column a place: the dark foot are the households still poor, the light part above all others. */
function Columns({ title, places }: { readonly title: string; readonly places: readonly Township[] }): ReactNode {
  const openList = useOpenList()
  const greatest = Math.max(1, ...places.map((place) => place.households))
  return (
    <Panel
      title={title}
      actions={
        <span className={classes['legend']}>
          <span data-part="poor" />
          未脱贫
          <span data-part="rest" />
          其他在册户
        </span>
      }
    >
      <ul className={classes['columns']}>
        {places.map((place) => (
          <li key={place.code} className={classes['column']}>
            <button
              type="button"
              className={classes['columnButton']}
              title={`${place.name}：${whole.format(place.households)} 户 ${whole.format(place.people)} 人，未脱贫 ${whole.format(place.poorHouseholds)} 户`}
              aria-label={`${place.name}：${whole.format(place.households)} 户，其中未脱贫 ${whole.format(place.poorHouseholds)} 户`}
              onClick={() => openList('household', '/households', [{ field: 'village', operator: 'within', value: place.code, title: place.name }])}
            >
              <span className={classes['columnTotal']}>{whole.format(place.households)}</span>
              <span className={classes['columnBar']} style={{ height: `calc((100% - 3rem) * ${place.households / greatest})` }}>
                <span
                  className={classes['columnPoor']}
                  style={{ height: `${place.households === 0 ? 0 : (place.poorHouseholds / place.households) * 100}%` }}
                />
              </span>
              <span className={classes['columnName']}>{shortName(place.name)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** 三岔镇 → 三岔, 石川乡 → 石川: the column is narrow and the heading says what they are. */
function shortName(name: string): string {
  return name.length > 2 ? name.replace(/(?:民族乡|街道|乡|镇)$/, '') : name
}

/** Main causes of the households still poor. */
export function Causes({ causes, poorHouseholds }: { readonly causes: Summary['causes']; readonly poorHouseholds: number }): ReactNode {
  const openList = useOpenList()
  return (
    <Panel title="主要致贫原因" detail={`未脱贫 ${whole.format(poorHouseholds)} 户`}>
      {causes.length === 0 ? (
        <EmptyState title="没有未脱贫户" hint="或者未脱贫户还没有填写主要致贫原因。" />
      ) : (
        <BarList
          label="主要致贫原因"
          unit=" 户"
          items={causes.slice(0, MOST_CAUSES).map((cause) => ({
            key: cause.code,
            label: cause.label,
            value: cause.households,
            onOpen: () => openList('household', '/households', [{ field: 'main_cause', operator: 'in', value: cause.code }, ...POOR]),
          }))}
        />
      )}
    </Panel>
  )
}
