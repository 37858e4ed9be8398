import type { ReactNode } from 'react'
import { StatTile, StatTiles } from '../../components/StatTile.tsx'
import { figureOf, textOf, useOpenFigure, whole } from './figures.ts'
import type { Summary } from './figures.ts'
import classes from './home.module.css'

type Shown = Pick<Summary, 'onFile' | 'villages'>

/** The great numbers; each leads to the records it counts. */
export function Counts({ summary: { onFile, villages } }: { readonly summary: Shown }): ReactNode {
  const open = useOpenFigure()
  const of = (key: string): string => whole.format(figureOf(onFile, key))
  const others = figureOf(onFile, 'households_rest')
  return (
    <StatTiles label="在册情况">
      <StatTile label="在册户" value={of('households')} unit="户" detail={<Shares onFile={onFile} />} onOpen={() => open(onFile, 'households')} />
      <StatTile
        label="在册人口"
        value={of('people')}
        unit="人"
        detail={`户均 ${textOf(onFile, 'size')} 人${unnamedText(onFile)}`}
        onOpen={() => open(onFile, 'people')}
      />
      <StatTile label="未脱贫" value={of('poor')} unit="户" detail={`${of('poor_people')} 人`} onOpen={() => open(onFile, 'poor')} />
      <StatTile
        label="已脱贫"
        value={of('exited')}
        unit="户"
        detail={`${of('exited_people')} 人${others > 0 ? `；另有预脱贫或未填 ${whole.format(others)} 户` : ''}`}
        onOpen={() => open(onFile, 'exited')}
      />
      <StatTile
        label="行政村"
        value={whole.format(figureOf(villages, 'villages'))}
        unit="个"
        detail={`其中贫困村 ${whole.format(figureOf(villages, 'poor'))} 个`}
        onOpen={() => open(villages, 'villages')}
      />
    </StatTiles>
  )
}

/** People of whom a sheet gave the number and nobody entered the names: on no list, so that they are told beside the figure. */
function unnamedText(onFile: Summary['onFile']): string {
  const unnamed = figureOf(onFile, 'stated') - figureOf(onFile, 'stated_members')
  return unnamed > 0 ? `；另有 ${whole.format(unnamed)} 人只有来表人数，成员未录入` : ''
}

/** Left poverty, still poor, the rest: as one thin bar. */
function Shares({ onFile }: Pick<Shown, 'onFile'>): ReactNode {
  const households = figureOf(onFile, 'households')
  const part = (key: string): string => `${households === 0 ? 0 : (figureOf(onFile, key) / households) * 100}%`
  return (
    <span className={classes['shares']}>
      <span className={classes['sharesBar']} aria-hidden>
        <span data-part="exited" style={{ width: part('exited') }} />
        <span data-part="poor" style={{ width: part('poor') }} />
      </span>
      已脱贫 {households === 0 ? '—' : `${textOf(onFile, 'exited.share')}%`}
    </span>
  )
}
