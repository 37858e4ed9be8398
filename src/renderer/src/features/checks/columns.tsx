/** Columns of the list of findings. */
import { Badge } from '@mantine/core'
import type { FindingItem } from '#core/features/checks/contract.ts'
import type { DataColumn, Row } from '../../components/DataTable/types.ts'
import { LEVELS, STATES } from './words.ts'

const textOf = (row: Row, key: string): string => (row[key] === null || row[key] === undefined ? '' : String(row[key]))
const levelOf = (row: Row) => LEVELS[textOf(row, 'level') as FindingItem['level']]
const stateOf = (row: Row) => STATES[textOf(row, 'state') as FindingItem['state']]
const chargeOf = (row: Row): string => textOf(row, 'assignee') || textOf(row, 'inCharge')

function column(key: string, label: string, width: number, more: Partial<DataColumn> = {}): DataColumn {
  return { key, label, width, listed: true, text: (row) => textOf(row, key), ...more }
}

export const findingColumns: readonly DataColumn[] = [
  column('aboutTitle', '对象', 84),
  column('level', '级别', 74, {
    text: (row) => levelOf(row).label,
    render: (row) => (
      <Badge size="sm" color={levelOf(row).color}>
        {levelOf(row).label}
      </Badge>
    ),
  }),
  column('message', '问题', 380),
  column('divisionName', '村', 120),
  column('year', '年度', 54),
  column('charge', '责任人', 84, { text: chargeOf }),
  column('state', '状态', 74, {
    text: (row) => stateOf(row).label,
    render: (row) => (
      <Badge size="sm" color={stateOf(row).color} variant="light">
        {stateOf(row).label}
      </Badge>
    ),
  }),
  column('dueOn', '期限', 92),
  column('reason', '说明', 160),
  column('statedBy', '说明人', 80),
  column('rule', '规则号', 80, { listed: false }),
  column('title', '规则', 220, { listed: false }),
  column('fieldLabel', '所在字段', 120, { listed: false }),
  column('since', '发现', 92, { text: (row) => textOf(row, 'since').slice(0, 10), listed: false }),
]
