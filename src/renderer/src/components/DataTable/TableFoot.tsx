import { Button, Menu } from '@mantine/core'
import { IconBaselineDensityMedium, IconCheck } from '@tabler/icons-react'
import { memo } from 'react'
import type { ReactNode } from 'react'
import { ColumnChooser } from './ColumnChooser.tsx'
import type { FigureAttributes } from '../figure.tsx'
import classes from './DataTable.module.css'
import type { DataColumn } from './types.ts'
import type { Density, TableLayout } from './useTableLayout.ts'
import { whole } from '../whole.ts'

const densities: ReadonlyArray<readonly [Density, string]> = [
  ['compact', '紧凑'],
  ['standard', '标准'],
  ['loose', '宽松'],
]
/** Foot of the table: how many rows, how many chosen; columns and density. */
export const TableFoot = memo(function TableFoot({
  total,
  more,
  figure,
  unit,
  selected,
  layout,
  columns,
  actions,
  onClearSelection,
}: {
  readonly total: number | null
  /** There are more rows than `total`; how many is being counted. */
  readonly more: boolean
  readonly figure: FigureAttributes | undefined
  readonly unit: string
  readonly selected: number
  readonly layout: TableLayout
  readonly columns: readonly DataColumn[]
  readonly actions: ReactNode
  readonly onClearSelection: () => void
}): ReactNode {
  return (
    <div className={classes['foot']}>
      <span {...(total === null || more ? {} : figure)}>{countText(total, more, unit)}</span>
      {selected > 0 && (
        <>
          <span className={classes['selected']}>
            已选 {whole.format(selected)} {unit}
          </span>
          <button type="button" className={classes['clear']} onClick={onClearSelection}>
            取消选择
          </button>
        </>
      )}
      <div className={classes['footActions']}>{actions}</div>
      <ColumnChooser columns={columns} layout={layout} />
      <Menu position="top-end">
        <Menu.Target>
          <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconBaselineDensityMedium size={14} aria-hidden />}>
            行高
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {densities.map(([density, label]) => (
            <Menu.Item
              key={density}
              onClick={() => layout.setDensity(density)}
              rightSection={layout.density === density ? <IconCheck size={14} aria-label="当前" /> : null}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
})

/** How many rows there are, as far as that is known. */
function countText(total: number | null, more: boolean, unit: string): string {
  if (total === null) return '正在读取…'
  return more ? `${whole.format(total)} ${unit}以上，正在数共有多少…` : `共 ${whole.format(total)} ${unit}`
}
