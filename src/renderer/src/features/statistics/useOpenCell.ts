/** From a figure to the records that it counts. */
import { cellText, listOf } from '#core/statistics/table.ts'
import type { StatisticTable, TableRow } from '#core/statistics/table.ts'
import { notifyInfo } from '../../bridge/notify.tsx'
import { useOpenList } from '../../components/FilterBar/useRegisterFilter.ts'
import { listPath } from '#core/catalogue/derive/screen.ts'

/** Opens the list of a cell under the name of its table, row and column; no row is the total. */
export function useOpenCell(): (table: StatisticTable, row: TableRow | null, column: number) => void {
  const openList = useOpenList()
  return (table, row, column) => {
    const list = listOf(table, row, column)
    const heading = table.columns[column]
    if (heading === undefined) return
    if (list === null) {
      notifyInfo('这个数不能列出记录', '它按您看不到的内容统计；请有权限的人查看。')
      return
    }
    const name = [`${table.title}：${row?.label ?? '合计'}`, heading.group, heading.label].filter((part) => part !== null).join(' ')
    openList(list.register, listPath(list.register), [], {
      label: `${name} ${cellText(heading, (row === null ? table.total : row.cells)[column])}`,
      where: list.where,
    })
  }
}
