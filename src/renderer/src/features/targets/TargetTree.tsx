import { ActionIcon, Button } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { listPath, recordPath } from '#core/catalogue/derive/screen.ts'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { TargetRow, TargetTable } from '#core/features/targets/contract.ts'
import { plainText } from '#core/rules/money.ts'
import { useOpenList } from '../../components/FilterBar/useRegisterFilter.ts'
import { DayField } from '../../fields/DayField.tsx'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { isEnter } from '../../keyboard/ime.ts'
import { useGo } from '../../router/navigation.ts'
import { AssignBar } from './AssignBar.tsx'
import { rowEdits, type Edits } from './edits.ts'
import classes from './targets.module.css'

/** Digits after the point of an amount. */
const SCALE = 2
const AMOUNT = plainField('amount')
const REASON = plainField('difference_reason')

/** Emptied, it is taken back. */
function plainField(key: string): FieldDefinition {
  return { ...fieldOf('target_task', key), required: false }
}

const numberText = (value: number | null): string => (value === null ? '' : plainText(value, SCALE))

/** The tree as a table: townships open to their villages; a figure leads to the list of what it counts. */
export function TargetTree({ table, onAsOf }: { readonly table: TargetTable; readonly onAsOf: (day: string) => void }): ReactNode {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [edits, setEdits] = useState<Edits | null>(null)
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set())
  const openList = useOpenList()
  const go = useGo()
  const { rows, measure } = table
  const shown = visibleRows(rows, open)
  const change = (place: string, key: 'amount' | 'reason', value: FieldValue): void =>
    setEdits((now) => ({ ...now, [place]: { ...now?.[place], [key]: value } }))
  const tell = (cell: string, problem: string | null): void =>
    setUnread((now) => (problem === null ? new Set([...now].filter((one) => one !== cell)) : new Set([...now, cell])))
  const list = (row: TargetRow): void => {
    if (row.list === null) return
    openList(row.list.register, listPath(row.list.register), [], {
      label: `${table.source ?? measure.name}：${row.name} ${row.reachedText}`,
      where: row.list.where,
    })
  }
  const editable = (row: TargetRow): boolean => edits !== null && table.hands.includes(row.level)
  return (
    <div className={classes['screen']}>
      <div className={classes['bar']}>
        <span>
          {table.source === null ? '完成数由各地填报，点“填报”写明数、截止日期和依据' : `完成数取自“${table.source}”`}
          {measure.unit === null ? '' : `，单位：${measure.unit}`}
        </span>
        {table.knowsDays && edits === null && <DayField label="统计到" initial={table.asOf ?? ''} onChange={onAsOf} />}
        {edits === null ? (
          table.hands.length > 0 && (
            <Button size="xs" onClick={() => setEdits({})}>
              下达…
            </Button>
          )
        ) : (
          <AssignBar
            measure={measure.id}
            year={table.year}
            rows={rowEdits(rows, edits)}
            unread={unread.size}
            onDone={() => {
              setEdits(null)
              setUnread(new Set())
            }}
          />
        )}
      </div>
      <div className={classes['scroll']} onKeyDown={toNextRow}>
        <table className={classes['table']} aria-label={`${measure.name} ${table.year} 年目标任务`}>
          <thead>
            <tr>
              {['区划', '下达', '完成', '完成率', '差额', '下级合计', '与下级相差', '文号', '期限', '相差的原因'].map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.place} data-level={row.level}>
                <th scope="row" style={{ paddingLeft: `${0.5 + row.depth * 1.25}rem` }}>
                  {hasBelow(rows, row) && row.level === 'township' && (
                    <ActionIcon
                      size="xs"
                      variant="subtle"
                      aria-label={`${open.has(row.place) ? '收起' : '展开'}${row.name}`}
                      aria-expanded={open.has(row.place)}
                      onClick={() =>
                        setOpen((now) => (now.has(row.place) ? new Set([...now].filter((one) => one !== row.place)) : new Set([...now, row.place])))
                      }
                    >
                      {open.has(row.place) ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
                    </ActionIcon>
                  )}
                  {row.name}
                </th>
                <td className={classes['number']}>
                  {editable(row) ? (
                    <FieldInput
                      field={AMOUNT}
                      value={edits?.[row.place]?.amount === undefined ? (row.target?.amount ?? null) : edits[row.place]?.amount}
                      ariaLabel={`${row.name} 下达`}
                      onChange={(value) => change(row.place, 'amount', value)}
                      onProblem={(problem) => tell(`${row.place} amount`, problem)}
                    />
                  ) : (
                    numberText(row.target?.amount ?? null)
                  )}
                </td>
                <td className={classes['number']}>
                  {table.source === null && row.target !== null ? (
                    <button
                      type="button"
                      className={classes['figure']}
                      title={reportedHint(row.target)}
                      onClick={() => go(recordPath('target_task', row.target?.id ?? ''))}
                    >
                      {row.reached === null ? '填报' : row.reachedText}
                    </button>
                  ) : row.list === null || row.reached === 0 ? (
                    row.reachedText
                  ) : (
                    <button type="button" className={classes['figure']} title="列出所数的记录" onClick={() => list(row)}>
                      {row.reachedText}
                    </button>
                  )}
                </td>
                <td className={classes['number']} data-open={row.target === null || undefined}>
                  {row.share}
                </td>
                <td className={classes['number']}>{missingText(row.missing)}</td>
                <td className={classes['number']}>{numberText(row.handedDown)}</td>
                <td className={classes['number']} data-differs={(row.difference ?? 0) !== 0 || undefined}>
                  {numberText(row.difference)}
                </td>
                <td>{row.target?.documentNo}</td>
                <td>{row.target?.dueOn}</td>
                <td>
                  {editable(row) ? (
                    <FieldInput
                      field={REASON}
                      value={edits?.[row.place]?.reason === undefined ? (row.target?.reason ?? null) : edits[row.place]?.reason}
                      ariaLabel={`${row.name} 相差的原因`}
                      onChange={(value) => change(row.place, 'reason', value)}
                    />
                  ) : (
                    row.target?.reason
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** Enter goes on to the next place that is written in, in the same column, Shift+Enter back. */
function toNextRow(event: KeyboardEvent<HTMLElement>): void {
  if (!isEnter(event) || !(event.target instanceof HTMLInputElement)) return
  const cell = event.target.closest('td')
  const inputs = [...event.currentTarget.querySelectorAll('tr')].flatMap((row) => row.cells[cell?.cellIndex ?? -1]?.querySelector('input') ?? [])
  const next = inputs[inputs.indexOf(event.target) + (event.shiftKey ? -1 : 1)]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
  next.select()
}

function reportedHint({ reportedOn, reportedFrom }: NonNullable<TargetRow['target']>): string {
  return reportedOn === null
    ? '打开任务，填写完成数、截止日期和依据'
    : `截止 ${reportedOn}${reportedFrom === null ? '，没有写依据' : `，依据：${reportedFrom}`}`
}

function missingText(missing: number | null): string {
  if (missing === null) return ''
  return missing < 0 ? `超 ${numberText(-missing)}` : numberText(missing)
}

function hasBelow(rows: readonly TargetRow[], row: TargetRow): boolean {
  const next = rows[rows.indexOf(row) + 1]
  return next !== undefined && next.depth > row.depth
}

/** Villages of closed townships are left out; those that stand at the top (of a village's own office) are always seen. */
function visibleRows(rows: readonly TargetRow[], open: ReadonlySet<string>): readonly TargetRow[] {
  let township: string | null = null
  return rows.filter((row) => {
    if (row.level !== 'village') township = row.level === 'township' ? row.place : null
    return row.level !== 'village' || township === null || open.has(township)
  })
}
