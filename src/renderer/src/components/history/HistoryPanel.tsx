import { Text } from '@mantine/core'
import { IconArrowNarrowRight } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
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
  readonly titleOf?: (register: string, field: string, value: FieldValue) => string | undefined
  /** What a record is called; with it, changes of several records are told apart by a line that names each. */
  readonly recordTitleOf?: (register: string, record: string) => string | undefined
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

/** Who changed what, when and why: one block a change set, one line a field. */
export function HistoryPanel({ entries, actionsOf, titleOf, recordTitleOf }: HistoryPanelProps): ReactNode {
  if (entries.length === 0) return <EmptyState title="还没有变更记录" hint="新增和修改保存之后，这里会列出每一次改了什么。" />
  return (
    <ol className={classes['history']}>
      {groupByChangeSet(entries).map((group) => {
        const first = group.entries[0]
        if (first === undefined) return null
        return (
          <li key={group.changeSet} className={classes['change']}>
            <div className={classes['head']}>
              <time className={classes['time']} dateTime={first.at}>
                {dateTimeText(first.at)}
              </time>
              <span className={classes['by']}>{first.by}</span>
              {first.reason !== null && <span className={classes['reason']}>原因：{first.reason}</span>}
              <span className={classes['actions']}>{actionsOf?.(group.changeSet)}</span>
            </div>
            <table className={classes['fields']}>
              <thead className={classes['hidden']}>
                <tr>
                  <th scope="col">项目</th>
                  <th scope="col">变更</th>
                </tr>
              </thead>
              <tbody>
                {group.entries.map((entry, index) => (
                  <Fragment key={`${entry.record} ${entry.field ?? ''} ${entry.action}`}>
                    {recordTitleOf !== undefined && entry.record !== group.entries[index - 1]?.record && (
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
          </li>
        )
      })}
    </ol>
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
