import { Loader } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Conflict } from '#core/features/exchange/contract.ts'
import { useApi } from '../../../bridge/client.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../../components/PageHeader.tsx'
import { isImeKey } from '../../../keyboard/ime.ts'
import { whole } from '../../../components/whole.ts'
import { useMayDecide } from '../shared/standing.ts'
import { ExchangeTabs } from '../shared/ExchangeTabs.tsx'
import { ConflictCard } from './ConflictCard.tsx'
import type { ConflictCardHandle } from './ConflictCard.tsx'
import { ConflictList } from './ConflictList.tsx'
import classes from './conflicts.module.css'
import { groupKey, keyOf } from './groups.ts'
import { RuleMenu } from './RuleMenu.tsx'

/** Conflicts of one group fetched at once; the rest follows when these are decided. */
const PAGE = 200

/** 冲突台: groups by village and kind at the left, one conflict after the other at the right. */
export function ConflictsScreen(): ReactNode {
  const api = useApi().exchange
  const mayDecide = useMayDecide()
  const overview = useQuery(api.conflicts.queryOptions({ input: { limit: 1 } }))
  const groups = overview.data?.groups ?? []
  const [chosenGroup, setChosenGroup] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const group = groups.find((candidate) => groupKey(candidate) === chosenGroup) ?? groups[0]
  const query = useQuery({
    ...api.conflicts.queryOptions({
      input: { limit: PAGE, ...(group === undefined ? {} : { register: group.register, ...(group.place === null ? {} : { place: group.place }) }) },
    }),
    enabled: group !== undefined,
  })
  const rows = query.data?.rows ?? []
  const at = Math.max(
    0,
    rows.findIndex((row) => keyOf(row) === chosen),
  )
  const current: Conflict | undefined = rows[at]
  const card = useRef<ConflictCardHandle>(null)
  const area = useRef<HTMLDivElement>(null)
  const step = (by: number): void => {
    const to = rows[at + by]
    if (to !== undefined) {
      setChosen(keyOf(to))
      return
    }
    const next = group === undefined ? undefined : groups[groups.indexOf(group) + by]
    if (next !== undefined) {
      setChosenGroup(groupKey(next))
      setChosen(null)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const typing = event.target instanceof HTMLElement && event.target.closest('input:not([type=radio]), textarea, select, [role=dialog], [role=menu]') !== null
    if (isImeKey(event) || typing || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      step(event.key === 'ArrowDown' ? 1 : -1)
    }
    if (/^[1-9]$/.test(event.key)) {
      event.preventDefault()
      card.current?.take(Number(event.key) - 1)
    }
  }
  // Keys work at once, without a click into the page.
  const there = current !== undefined
  useEffect(() => {
    if (there) area.current?.focus({ preventScroll: true })
  }, [there])
  const decided = (): void => {
    const next = rows[at + 1] ?? rows[at - 1]
    setChosen(next === undefined ? null : keyOf(next))
    area.current?.focus({ preventScroll: true })
  }
  const total = overview.data?.total ?? 0
  return (
    <Page
      fixed
      header={
        <PageHeader
          title="冲突台"
          detail={overview.data !== undefined && <span>共 {whole.format(total)} 处</span>}
          actions={<>{mayDecide && group !== undefined && <RuleMenu group={group} total={total} />}</>}
        >
          <ExchangeTabs />
        </PageHeader>
      }
    >
      {overview.error !== null && (
        <ErrorPanel
          error={overview.error}
          onRetry={() => {
            void overview.refetch()
          }}
        />
      )}
      {overview.isPending && <Loader size="sm" m="md" role="status" aria-label="正在读取" />}
      {overview.data !== undefined && groups.length === 0 && (
        <EmptyState
          icon={<IconCircleCheck size={36} stroke={1.2} />}
          title="没有冲突"
          hint="两个单位把同一项改成不同的值时，会列在这里，由人决定用哪个；两边的值都不会丢。"
        />
      )}
      {groups.length > 0 && (
        <div ref={area} className={classes['split']} tabIndex={-1} onKeyDown={onKeyDown}>
          <ConflictList
            groups={groups}
            group={group}
            rows={rows}
            loading={query.isPending}
            current={current}
            onGroup={(key) => {
              setChosenGroup(key)
              setChosen(null)
            }}
            onChoose={setChosen}
          />
          <section className={classes['desk']} aria-label="这一处冲突" tabIndex={-1}>
            {query.error !== null && (
              <ErrorPanel
                error={query.error}
                onRetry={() => {
                  void query.refetch()
                }}
              />
            )}
            {current !== undefined && (
              <ConflictCard
                key={keyOf(current)}
                handle={card}
                conflict={current}
                position={`${at + 1} / ${whole.format(query.data?.total ?? rows.length)}`}
                mayDecide={mayDecide && current.mayDecide}
                onDecided={decided}
                onStep={step}
              />
            )}
          </section>
        </div>
      )}
    </Page>
  )
}
