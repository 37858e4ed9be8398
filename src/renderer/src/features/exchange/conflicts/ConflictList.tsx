import { Loader } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import type { Conflict } from '#core/features/exchange/contract.ts'
import { whole } from '../../../components/whole.ts'
import { fieldLabel, registerLabel } from '../shared/words.ts'
import classes from './conflicts.module.css'
import { groupKey, keyOf, placeOf } from './groups.ts'
import type { ConflictGroup } from './groups.ts'

/** Groups with their number; the one being worked on shows its conflicts. */
export function ConflictList({
  groups,
  group,
  rows,
  loading,
  current,
  onGroup,
  onChoose,
}: {
  readonly groups: readonly ConflictGroup[]
  readonly group: ConflictGroup | undefined
  readonly rows: readonly Conflict[]
  readonly loading: boolean
  readonly current: Conflict | undefined
  readonly onGroup: (key: string) => void
  readonly onChoose: (key: string) => void
}): ReactNode {
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <nav ref={list} className={classes['list']} aria-label="冲突列表">
      {groups.map((one) => {
        const opened = one === group
        return (
          <div key={groupKey(one)}>
            <button type="button" className={classes['group']} aria-expanded={opened} onClick={() => onGroup(groupKey(one))}>
              {opened ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
              <span>
                {placeOf(one)}　{registerLabel(one.register)}
              </span>
              <b>{whole.format(one.count)}</b>
            </button>
            {opened && loading && <Loader size="xs" m="xs" role="status" aria-label="正在读取" />}
            {opened && (
              <ul className={classes['conflicts']}>
                {rows.map((row) => (
                  <li key={keyOf(row)}>
                    <button type="button" className={classes['conflict']} aria-current={row === current} onClick={() => onChoose(keyOf(row))}>
                      <span className={classes['title']}>{row.title}</span>
                      <span className={classes['field']}>{fieldLabel(row.register, row.field)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </div>
        )
      })}
    </nav>
  )
}
