import type { ReactNode } from 'react'
import type { FilterCondition } from '../../components/FilterBar/conditions.ts'
import { useOpenList } from '../../components/FilterBar/useRegisterFilter.ts'
import { StatTile, StatTiles } from '../../components/StatTile.tsx'
import { useGo } from '../../router/navigation.ts'
import { POOR, whole } from './figures.ts'
import type { Summary } from './figures.ts'
import classes from './home.module.css'

const exited: readonly FilterCondition[] = [{ field: 'exit_status', operator: 'in', value: '1,4' }]

/** People who left are on file too; the number counts those in a household today. */
const living: readonly FilterCondition[] = [{ field: 'household_id', operator: 'filled', value: null }]

/** The great numbers; each leads to its rows. */
export function Counts({ summary }: { readonly summary: Summary }): ReactNode {
  const openList = useOpenList()
  const go = useGo()
  const rest = summary.households - summary.poorHouseholds - summary.exitedHouseholds
  return (
    <StatTiles label="在册情况">
      <StatTile
        label="在册户"
        value={whole.format(summary.households)}
        unit="户"
        detail={<Shares summary={summary} />}
        onOpen={() => openList('household', '/households', [])}
      />
      <StatTile
        label="在册人口"
        value={whole.format(summary.people)}
        unit="人"
        detail={`户均 ${average(summary.people, summary.households)} 人${summary.unnamedPeople > 0 ? `；其中 ${whole.format(summary.unnamedPeople)} 人按来表人数，成员未录入` : ''}`}
        onOpen={() => openList('person', '/people', living)}
      />
      <StatTile
        label="未脱贫"
        value={whole.format(summary.poorHouseholds)}
        unit="户"
        detail={`${whole.format(summary.poorPeople)} 人`}
        onOpen={() => openList('household', '/households', POOR)}
      />
      <StatTile
        label="已脱贫"
        value={whole.format(summary.exitedHouseholds)}
        unit="户"
        detail={`${whole.format(summary.exitedPeople)} 人${rest > 0 ? `；另有预脱贫 ${whole.format(rest)} 户` : ''}`}
        onOpen={() => openList('household', '/households', exited)}
      />
      <StatTile
        label="行政村"
        value={whole.format(summary.villages)}
        unit="个"
        detail={`其中贫困村 ${whole.format(summary.poorVillages)} 个`}
        onOpen={() => go('/villages')}
      />
    </StatTiles>
  )
}

/** One decimal, half-up; a dash without households. */
function average(people: number, households: number): string {
  return households === 0 ? '—' : (Math.round((people / households) * 10) / 10).toFixed(1)
}

/** Left poverty, still poor, the rest: as one thin bar. */
function Shares({ summary }: { readonly summary: Summary }): ReactNode {
  const part = (count: number): string => `${summary.households === 0 ? 0 : (count / summary.households) * 100}%`
  const percent = summary.households === 0 ? '—' : `${(Math.round((summary.exitedHouseholds / summary.households) * 1000) / 10).toFixed(1)}%`
  return (
    <span className={classes['shares']}>
      <span className={classes['sharesBar']} aria-hidden>
        <span data-part="exited" style={{ width: part(summary.exitedHouseholds) }} />
        <span data-part="poor" style={{ width: part(summary.poorHouseholds) }} />
      </span>
      已脱贫 {percent}
    </span>
  )
}
