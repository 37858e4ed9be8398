import type { ReactNode } from 'react'
import { StatTile, StatTiles } from '../../components/StatTile.tsx'
import { Figure } from '../../components/figure.tsx'
import { figureOf, useOpenFigure } from './figures.ts'
import { whole } from '../../components/whole.ts'
import type { Summary } from './figures.ts'
import classes from './home.module.css'

type Shown = Pick<Summary, 'onFile' | 'villages'>

/** The great numbers; each leads to the records it counts. */
export function Counts({ summary: { onFile, villages } }: { readonly summary: Shown }): ReactNode {
  const open = useOpenFigure()
  const of = (key: string): ReactNode => <Figure table={onFile} of={key} />
  const others = figureOf(onFile, 'households_rest')
  return (
    <StatTiles label="在册情况">
      <StatTile label="在册户" value={of('households')} unit="户" detail={<Shares onFile={onFile} />} onOpen={() => open(onFile, 'households')} />
      <StatTile
        label="在册人口"
        value={of('people')}
        unit="人"
        detail={
          <>
            户均 {of('size')} 人{unnamedText(onFile)}
          </>
        }
        onOpen={() => open(onFile, 'people')}
      />
      <StatTile label="未脱贫" value={of('poor')} unit="户" detail={<>{of('poor_people')} 人</>} onOpen={() => open(onFile, 'poor')} />
      <StatTile
        label="已脱贫"
        value={of('exited')}
        unit="户"
        detail={
          <>
            {of('exited_people')} 人{others > 0 && <>；另有预脱贫或未填 {of('households_rest')} 户</>}
          </>
        }
        onOpen={() => open(onFile, 'exited')}
      />
      <StatTile
        label="行政村"
        value={<Figure table={villages} of="villages" />}
        unit="个"
        detail={
          <>
            其中贫困村 <Figure table={villages} of="poor" /> 个
          </>
        }
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

/** Left poverty, and all others: as one thin bar, whose dark part is what stands beside it. */
function Shares({ onFile }: Pick<Shown, 'onFile'>): ReactNode {
  const households = figureOf(onFile, 'households')
  const part = (key: string): string => `${households === 0 ? 0 : (figureOf(onFile, key) / households) * 100}%`
  return (
    <span className={classes['shares']}>
      <span className={classes['sharesBar']} aria-hidden>
        <span data-part="exited" style={{ width: part('exited') }} />
      </span>
      已脱贫 {households === 0 ? '—' : <Figure table={onFile} of="exited.share" />}
      {households === 0 ? '' : '%'}
    </span>
  )
}
