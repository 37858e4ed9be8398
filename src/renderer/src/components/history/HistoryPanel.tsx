import { Text } from '@mantine/core'
import { IconArrowNarrowRight } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { counterOf } from '#core/catalogue/derive/screen.ts'
import { findField, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { HistoryEntry } from '#core/features/records/contract.ts'
import { displayValue } from '../../fields/display.ts'
import { EmptyState } from '../EmptyState.tsx'
import { dateTimeText } from '../time.ts'
import classes from './HistoryPanel.module.css'

export interface HistoryPanelProps {
  /** Newest first, as the core sends them. */
  readonly entries: readonly HistoryEntry[]
  /** Buttons of one change set, e.g. 撤销. */
  readonly actionsOf?: (changeSet: string) => ReactNode
  /** Name behind a reference or division, where the page knows it. */
  readonly titleOf?: ((register: string, field: string, value: FieldValue) => string | undefined) | undefined
  /** What a record is called; with it, changes of several records are told apart by a line that names each. */
  readonly recordTitleOf?: ((register: string, record: string) => string | undefined) | undefined
}

interface ChangeGroup {
  readonly changeSet: string
  readonly entries: readonly HistoryEntry[]
}

const actions: Readonly<Record<HistoryEntry['action'], string>> = { insert: '新增', update: '修改', remove: '删除', restore: '恢复' }

/** Entries of one change set together, in the order given. */
export function groupByChangeSet(entries: readonly HistoryEntry[]): readonly ChangeGroup[] {
  const groups = new Map<string, HistoryEntry[]>()
  for (const entry of entries) {
    const group = groups.get(entry.changeSet)
    if (group === undefined) groups.set(entry.changeSet, [entry])
    else group.push(entry)
  }
  return [...groups].map(([changeSet, grouped]) => ({ changeSet, entries: grouped }))
}

/** Lines of a change set that stand in sight at once; of more, what was newly entered is folded and the sentence above says how much it is. */
const FEW = 6

/** What a change set did, counted as people count it: 新增 1 户、5 人；修改户年度记录 1 条. */
export function summaryOf(entries: readonly HistoryEntry[]): string {
  const counted = new Map<string, Map<string, Set<string>>>()
  for (const { action, register, record } of entries) {
    const registers = counted.get(action) ?? new Map<string, Set<string>>()
    counted.set(action, registers)
    registers.set(register, (registers.get(register) ?? new Set()).add(record))
  }
  return [...counted]
    .map(([action, registers]) => {
      const parts = [...registers].map(([register, records]) => countText(register, records.size)).join('、')
      return `${actions[action as HistoryEntry['action']]}${/^\d/.test(parts) ? ' ' : ''}${parts}`
    })
    .join('；')
}

function countText(register: string, count: number): string {
  const counter = isRegisterName(register) ? counterOf(register) : '条'
  const label = registerLabel(register)
  return label === counter ? `${count} ${counter}` : `${label} ${count} ${counter}`
}

/** Who changed what, when and why: one block a change set, one line a field; long ones fold. */
export function HistoryPanel({ entries, actionsOf, titleOf, recordTitleOf }: HistoryPanelProps): ReactNode {
  if (entries.length === 0) return <EmptyState title="还没有历史" hint="新增和修改保存之后，这里会列出每一次改了什么。" />
  return (
    <ol className={classes['history']}>
      {groupByChangeSet(entries).map(({ changeSet, entries: lines }) => {
        const [first] = lines
        if (first === undefined) return null
        const few = lines.length <= FEW
        const inSight = few ? lines : lines.filter(({ action }) => action !== 'insert').slice(0, FEW)
        const folded = lines.filter((line) => !inSight.includes(line))
        return (
          <li key={changeSet} className={classes['change']}>
            <div className={classes['head']}>
              <time className={classes['time']} dateTime={first.at}>
                {dateTimeText(first.at)}
              </time>
              <span>{first.by}</span>
              {first.reason !== null && <span className={classes['reason']}>原因：{first.reason}</span>}
              <span className={classes['actions']}>{actionsOf?.(changeSet)}</span>
            </div>
            {!few && <p className={classes['summary']}>{summaryOf(lines)}</p>}
            <Lines entries={inSight} titleOf={titleOf} recordTitleOf={recordTitleOf} />
            {folded.length > 0 && (
              <details>
                <summary className={classes['more']}>
                  {inSight.length === 0 ? '逐项内容' : '其余'} {folded.length} 项
                </summary>
                <Lines entries={folded} titleOf={titleOf} recordTitleOf={recordTitleOf} />
              </details>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Lines({ entries, titleOf, recordTitleOf }: Pick<HistoryPanelProps, 'entries' | 'titleOf' | 'recordTitleOf'>): ReactNode {
  if (entries.length === 0) return null
  return (
    <table className={classes['fields']}>
      <thead className={classes['hidden']}>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">变更</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          <Fragment key={`${entry.record} ${entry.field ?? ''} ${entry.action}`}>
            {recordTitleOf !== undefined && entry.record !== entries[index - 1]?.record && (
              <tr>
                <th colSpan={2} scope="rowgroup" className={classes['record']}>
                  {actions[entry.action]}
                  {registerLabel(entry.register)}
                  {quoted(recordTitleOf(entry.register, entry.record))}
                </th>
              </tr>
            )}
            <EntryLine entry={entry} titleOf={titleOf} />
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function registerLabel(name: string): string {
  return isRegisterName(name) ? registerOf(name).label : name
}

function quoted(title: string | undefined): string {
  return title === undefined || title === '' ? '' : `“${title}”`
}

function EntryLine({ entry, titleOf }: { readonly entry: HistoryEntry; readonly titleOf: HistoryPanelProps['titleOf'] }): ReactNode {
  const register = isRegisterName(entry.register) ? registerOf(entry.register) : null
  if (entry.field === null) {
    return (
      <tr>
        <th scope="row" className={classes['label']}>
          {register?.label ?? entry.register}
        </th>
        <td>{actions[entry.action]}</td>
      </tr>
    )
  }
  const field = register === null ? undefined : findField(register, entry.field)
  const show = (value: FieldValue): string => {
    if (value === null) return '（空）'
    const text = titleOf?.(entry.register, entry.field ?? '', value) ?? (field === undefined ? String(value) : displayValue(field, value))
    return field?.unit === undefined ? text : `${text}${field.unit}`
  }
  return (
    <tr>
      <th scope="row" className={classes['label']}>
        {field?.label ?? entry.field}
      </th>
      <td className={classes['values']}>
        {entry.action !== 'insert' && (
          <>
            <Text component="del" size="sm" c="gray.7" td={entry.before === null ? 'none' : 'line-through'}>
              {show(entry.before)}
            </Text>
            <IconArrowNarrowRight size={14} aria-label="改为" />
          </>
        )}
        <ins className={classes['after']}>{show(entry.after)}</ins>
      </td>
    </tr>
  )
}
