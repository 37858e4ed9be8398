import type { ReactNode } from 'react'
import type { TableRow } from '#core/statistics/table.ts'
import { BarList } from '../../components/BarList.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { cellFigure, Figure } from '../../components/figure.tsx'
import { figureOf, useOpenFigure } from './figures.ts'
import { whole } from '../../components/whole.ts'
import type { Summary } from './figures.ts'
import classes from './home.module.css'
import { Panel } from './Panel.tsx'

const MOST_CAUSES = 10
const MOST_VILLAGES = 14
/** The column that the bars are as long as. */
const COUNTED = 'households'

type Table = Summary['onFile']

/** Households by township, or by village where there is only one township. */
export function Places({ onFile }: { readonly onFile: Table }): ReactNode {
  return onFile.by === 'township' ? <Columns onFile={onFile} /> : <Villages onFile={onFile} />
}

/** Rows with somebody in them, the greatest first. */
function byFigure(table: Table): TableRow[] {
  const figure = (row: TableRow): number => figureOf(table, COUNTED, row)
  return table.rows.filter((row) => figure(row) > 0).toSorted((one, other) => figure(other) - figure(one))
}

function Villages({ onFile }: { readonly onFile: Table }): ReactNode {
  const villages = byFigure(onFile)
  return (
    <Panel title="各村户数" detail={villages.length > MOST_VILLAGES ? `户数最多的 ${MOST_VILLAGES} 个村，共 ${villages.length} 个` : undefined}>
      {villages.length === 0 ? (
        <EmptyState title="还没有按村的数" hint="户写明所在村之后，这里按村统计。" />
      ) : (
        <Bars label="各村户数" table={onFile} rows={villages.slice(0, MOST_VILLAGES)} />
      )}
    </Panel>
  )
}

function Bars({
  label,
  table,
  rows,
  whole: all,
}: {
  readonly label: string
  readonly table: Table
  readonly rows: readonly TableRow[]
  readonly whole?: number
}): ReactNode {
  const open = useOpenFigure()
  return (
    <BarList
      label={label}
      unit=" 户"
      {...(all === undefined ? {} : { whole: all })}
      items={rows.map((row) => ({
        key: row.key ?? '',
        label: row.label,
        value: figureOf(table, COUNTED, row),
        figure: cellFigure(table, COUNTED, row),
        onOpen: () => open(table, COUNTED, row),
      }))}
    />
  )
}

/** One column a place: the dark foot are the households still poor, the light part above all others. */
function Columns({ onFile }: { readonly onFile: Table }): ReactNode {
  const greatest = Math.max(1, ...onFile.rows.map((row) => figureOf(onFile, COUNTED, row)))
  return (
    <Panel
      title="各乡镇户数"
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
        {onFile.rows.map((row) => (
          <Column key={row.key} onFile={onFile} row={row} greatest={greatest} />
        ))}
      </ul>
    </Panel>
  )
}

function Column({ onFile, row, greatest }: { readonly onFile: Table; readonly row: TableRow; readonly greatest: number }): ReactNode {
  const open = useOpenFigure()
  const [households, people, poor] = [COUNTED, 'people', 'poor'].map((key) => figureOf(onFile, key, row)) as [number, number, number]
  return (
    <li className={classes['column']}>
      <button
        type="button"
        className={classes['columnButton']}
        title={`${row.label}：${whole.format(households)} 户 ${whole.format(people)} 人，未脱贫 ${whole.format(poor)} 户`}
        aria-label={`${row.label}：${whole.format(households)} 户，其中未脱贫 ${whole.format(poor)} 户`}
        onClick={() => open(onFile, COUNTED, row)}
      >
        <span className={classes['columnTotal']}>
          <Figure table={onFile} of={COUNTED} row={row} />
        </span>
        <span className={classes['columnBar']} style={{ height: `calc((100% - 3rem) * ${households / greatest})` }}>
          <span className={classes['columnPoor']} style={{ height: `${households === 0 ? 0 : (poor / households) * 100}%` }} />
        </span>
        <span className={classes['columnName']}>{shortName(row.label)}</span>
      </button>
    </li>
  )
}

/** 三岔镇 → 三岔, 石川乡 → 石川: the column is narrow and the heading says what they are. */
function shortName(name: string): string {
  return name.length > 2 ? name.replace(/(?:民族乡|街道|乡|镇)$/, '') : name
}

/** Main causes of the households still poor. */
export function Causes({ causes }: { readonly causes: Table }): ReactNode {
  const rows = byFigure(causes)
  const all = figureOf(causes, COUNTED)
  const detail = (
    <>
      未脱贫 <Figure table={causes} of={COUNTED} /> 户{rows.length > MOST_CAUSES ? `，前 ${MOST_CAUSES} 项` : ''}
    </>
  )
  return (
    <Panel title="主要致贫原因" detail={detail}>
      {rows.length === 0 ? (
        <EmptyState title="没有未脱贫户" hint="当年的年度记录里没有脱贫标志为未脱贫或返贫的户。" />
      ) : (
        <Bars label="主要致贫原因" table={causes} rows={rows.slice(0, MOST_CAUSES)} whole={all} />
      )}
    </Panel>
  )
}
