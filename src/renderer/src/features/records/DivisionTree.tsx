import { ActionIcon, TextInput } from '@mantine/core'
import { IconChevronRight, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { placeFigure } from '../../components/figure.tsx'
import { matchesText } from '../../fields/pinyin.ts'
import { isEnter, isImeKey } from '../../keyboard/ime.ts'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { isBoolean, usePreference } from '../../preferences/usePreference.ts'
import { useSession } from '../../session/useSession.tsx'
import classes from './records.module.css'

/** A division of the office. */
export interface TreeDivision {
  readonly code: string
  readonly name: string
  readonly level: string
  readonly parent: string | null
  readonly poor: boolean
}

export interface TreeLine extends TreeDivision {
  readonly depth: number
  readonly hasChildren: boolean
  readonly open: boolean
}

/** The lines to show: opened branches, or with a search every division that answers it together with those above. */
export function treeLines(divisions: readonly TreeDivision[], opened: ReadonlySet<string>, text: string): readonly TreeLine[] {
  const byCode = new Map(divisions.map((division) => [division.code, division]))
  const children = new Map<string | null, TreeDivision[]>()
  for (const division of divisions) {
    const parent = division.parent !== null && byCode.has(division.parent) ? division.parent : null
    children.set(parent, [...(children.get(parent) ?? []), division])
  }
  const wanted = text.trim() === '' ? null : new Set<string>()
  if (wanted !== null) {
    for (const division of divisions) {
      if (!matchesText(division.name, text)) continue
      for (let at: TreeDivision | undefined = division; at !== undefined; at = at.parent === null ? undefined : byCode.get(at.parent)) wanted.add(at.code)
    }
  }
  const lines: TreeLine[] = []
  const walk = (parent: string | null, depth: number): void => {
    for (const division of children.get(parent) ?? []) {
      if (wanted !== null && !wanted.has(division.code)) continue
      const hasChildren = children.has(division.code)
      const open = hasChildren && (wanted !== null || opened.has(division.code))
      lines.push({ ...division, depth, hasChildren, open })
      if (open) walk(division.code, depth + 1)
    }
  }
  walk(null, 0)
  return lines
}

/** The chosen division of the trees, shared by the list of households and that of villages. */
export function useChosenDivision(): readonly [string | null, (code: string | null) => void] {
  return useKeptState<string | null>('division', null)
}

/** Divisions of the office with the number of records in each; a choice narrows the list beside it. Folds away to the left. */
export function DivisionTree({
  value,
  onChange,
  register,
}: {
  readonly value: string | null
  readonly onChange: (code: string | null) => void
  /** Whose records the figures behind the names count. */
  readonly register: string
}): ReactNode {
  const [closed, setClosed] = usePreference('tree.closed', false, isBoolean)
  if (closed) {
    return (
      <nav className={classes['tree']} data-closed aria-label="区划">
        <ActionIcon aria-label="展开区划" onClick={() => setClosed(false)}>
          <IconLayoutSidebarLeftExpand size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </nav>
    )
  }
  return <OpenTree value={value} onChange={onChange} register={register} onClose={() => setClosed(true)} />
}

function OpenTree({
  value,
  onChange,
  register,
  onClose,
}: {
  readonly value: string | null
  readonly onChange: (code: string | null) => void
  readonly register: string
  readonly onClose: () => void
}): ReactNode {
  const { year } = useSession()
  const api = useApi()
  const divisions = useQuery(api.divisions.tree.queryOptions({ input: { year } })).data
  const places = useQuery(api.records.places.queryOptions({ input: { register } })).data
  const counts = useMemo(() => places && new Map(places.map(({ code, count }) => [code, count])), [places])
  const [opened, setOpened] = useKeptState<ReadonlySet<string> | null>('tree.opened', null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const shownOpened = useMemo(() => opened ?? firstOpened(divisions ?? []), [opened, divisions])
  const lines = useMemo(() => treeLines(divisions ?? [], shownOpened, text), [divisions, shownOpened, text])
  const at = Math.min(active, Math.max(0, lines.length - 1))
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView?.({ block: 'nearest' })
  }, [at])

  const toggle = (line: TreeLine, open: boolean): void => {
    const next = new Set(shownOpened)
    if (open) next.add(line.code)
    else next.delete(line.code)
    setOpened(next)
  }
  const choose = (line: TreeLine | undefined): void => {
    if (line !== undefined) onChange(line.depth === 0 || line.code === value ? null : line.code)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event) || event.ctrlKey || event.altKey) return
    const line = lines[at]
    if (isEnter(event) || event.key === ' ') choose(line)
    else if (event.key === 'ArrowDown') setActive(Math.min(lines.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1))
    else if (event.key === 'Home') setActive(0)
    else if (event.key === 'End') setActive(lines.length - 1)
    else if (event.key === 'ArrowRight' && line?.hasChildren === true) {
      if (line.open) setActive(at + 1)
      else toggle(line, true)
    } else if (event.key === 'ArrowLeft' && line !== undefined) {
      if (line.open) toggle(line, false)
      else
        setActive(
          Math.max(
            0,
            lines.findIndex((other) => other.code === line.parent),
          ),
        )
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const chosenCode = value ?? lines[0]?.code ?? null
  return (
    <nav className={classes['tree']} aria-label="区划">
      <div className={classes['treeHead']}>
        <TextInput
          aria-label="查找区划"
          placeholder="乡镇、村（可用首字母）"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setActive(0)
          }}
          flex={1}
        />
        <ActionIcon aria-label="收起区划" onClick={onClose}>
          <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </div>
      <div
        ref={list}
        role="tree"
        aria-label="区划，选定后只看该区划"
        tabIndex={0}
        className={classes['treeList']}
        aria-activedescendant={lines[at] === undefined ? undefined : `${id}-${at}`}
        onKeyDown={onKeyDown}
      >
        {lines.map((line, index) => (
          // Keys are handled by the tree, which has the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={line.code}
            id={`${id}-${index}`}
            role="treeitem"
            aria-level={line.depth + 1}
            aria-selected={line.code === chosenCode}
            aria-expanded={line.hasChildren ? line.open : undefined}
            className={classes['node']}
            data-chosen={line.code === chosenCode || undefined}
            data-active={index === at || undefined}
            style={{ paddingLeft: `${0.375 + line.depth * 0.875}rem` }}
            onClick={() => {
              setActive(index)
              choose(line)
            }}
          >
            <span
              className={classes['twist']}
              data-open={line.open || undefined}
              aria-hidden
              onClick={(event) => {
                event.stopPropagation()
                if (line.hasChildren) toggle(line, !line.open)
              }}
            >
              {line.hasChildren && <IconChevronRight size={14} />}
            </span>
            <span className={classes['name']} title={line.name}>
              {line.name}
            </span>
            {line.poor && (
              <span className={classes['poor']} title="贫困村">
                贫
              </span>
            )}
            <span className={classes['count']} {...placeFigure(register, line.code)}>
              {counts && (counts.get(line.code) ?? 0).toLocaleString('zh-CN')}
            </span>
          </div>
        ))}
      </div>
    </nav>
  )
}

/** At first the top is open, and the only township of a township office as well. */
function firstOpened(divisions: readonly TreeDivision[]): ReadonlySet<string> {
  const codes = new Set(divisions.map((division) => division.code))
  const tops = divisions.filter((division) => division.parent === null || !codes.has(division.parent))
  return new Set(tops.map((division) => division.code))
}
