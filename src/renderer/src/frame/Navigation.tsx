import { Tooltip } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconChevronRight, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { memo, useEffect, useMemo, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { shortcutKeys } from '../keyboard/shortcuts.ts'
import { useShortcut } from '../keyboard/useShortcut.ts'
import { remInPixels } from '../preferences/rem.ts'
import { isBoolean, isTextList, usePreference } from '../preferences/usePreference.ts'
import classes from './Navigation.module.css'
import { menu } from './menu.ts'
import type { MenuEntry, MenuGroup } from './menu.ts'
import { openPlaces, toggled } from './openPlaces.ts'
import { useIsShown } from './useIsShown.ts'

/** Whether a menu entry stands for the screen at a path (its own, or one below it). */
export function isCurrent(entryPath: string, path: string): boolean {
  return entryPath === '/' ? path === '/' : path === entryPath || path.startsWith(`${entryPath}/`)
}

/** The entry a path belongs to: of several that fit, the nearest one. */
export function currentEntry(entryPaths: readonly string[], path: string): string | undefined {
  return entryPaths.filter((entryPath) => isCurrent(entryPath, path)).sort((one, other) => other.length - one.length)[0]
}

/** A place that is one page of the same name. */
function isSingle({ place, entries }: MenuGroup): boolean {
  return entries.length === 1 && entries[0]?.label === place
}

/** The menu: work places that open and close, the present line marked. Folded it is a strip of symbols, so that a table gets the room. */
export function Navigation(): ReactNode {
  const { pathname } = useLocation()
  const [folded, setFolded] = usePreference('menu.folded', false, isBoolean)
  useShortcut('menu', () => setFolded(!folded))
  const isShown = useIsShown()
  const groups = useMemo(
    () => menu.map(({ place, entries }) => ({ place, entries: entries.filter(isShown) })).filter(({ entries }) => entries.length > 0),
    [isShown],
  )
  const current = currentEntry(
    groups.flatMap(({ entries }) => entries.map(({ path }) => path)),
    pathname,
  )
  const here = groups.find(({ entries }) => entries.some(({ path }) => path === current))?.place
  const { ref, open, toggle } = useOpenPlaces(groups, here)
  return (
    // The keys belong to the links and headings within; they are caught here for all of them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <nav className={classes['nav']} data-folded={folded || undefined} aria-label="主菜单" onKeyDown={(event) => moveByKey(event, open, toggle)}>
      <div ref={ref} className={classes['places']}>
        {groups.map((group) =>
          folded || isSingle(group) ? (
            <ul key={group.place} className={classes['group']} aria-label={group.place}>
              {group.entries.map((entry) => (
                <Line key={entry.path} entry={entry} current={entry.path === current} folded={folded} />
              ))}
            </ul>
          ) : (
            <Place
              key={group.place}
              group={group}
              open={open.includes(group.place)}
              here={group.place === here}
              current={current}
              onToggle={() => toggle(group.place)}
            />
          ),
        )}
      </div>
      <FoldButton folded={folded} onFold={setFolded} />
    </nav>
  )
}

function FoldButton({ folded, onFold }: { readonly folded: boolean; readonly onFold: (folded: boolean) => void }): ReactNode {
  const label = folded ? '展开菜单' : '收起菜单'
  const Symbol = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <button
      type="button"
      className={classes['fold']}
      aria-label={label}
      aria-expanded={!folded}
      aria-keyshortcuts="Control+B"
      title={`${label}（${shortcutKeys('menu')}）`}
      onClick={() => onFold(!folded)}
    >
      <Symbol size={17} stroke={1.6} aria-hidden />
      {!folded && label}
    </button>
  )
}

interface OpenPlaces {
  readonly ref: (element: HTMLElement | null) => void
  readonly open: readonly string[]
  readonly toggle: (place: string) => void
}

/** The open places, remembered for this user of the PC; going to a page opens its place, coming back to a page leaves them as they were left. */
function useOpenPlaces(groups: readonly MenuGroup[], here: string | undefined): OpenPlaces {
  const { ref, height } = useElementSize<HTMLElement>()
  const all = useMemo(() => groups.map(({ place }) => place), [groups])
  const [recent, setRecent] = usePreference<readonly string[]>('menu.open', all, isTextList)
  const sizes = groups.map((group) => ({ place: group.place, lines: isSingle(group) ? 0 : group.entries.length }))
  const open = openPlaces(sizes, recent, height === 0 ? 0 : height / remInPixels())
  const isMeasured = height > 0
  /** The place whose page was last gone to. After a start it is the page's own: the user had it open or closed, whichever they wished. */
  const gone = useRef(recent === all ? undefined : here)
  useEffect(() => {
    if (!isMeasured || here === gone.current) return
    gone.current = here
    if (here !== undefined && !open.includes(here)) setRecent([here, ...open])
    // Whoever closes the place they are in has it closed until they go elsewhere.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [here, isMeasured])
  return { ref, open, toggle: (place) => setRecent(toggled(open, place)) }
}

function Place(props: {
  readonly group: MenuGroup
  readonly open: boolean
  readonly here: boolean
  readonly current: string | undefined
  readonly onToggle: () => void
}): ReactNode {
  const { group, open } = props
  const id = `menu-${group.place}`
  return (
    <div className={classes['group']}>
      <button
        type="button"
        id={id}
        className={classes['place']}
        aria-expanded={open}
        aria-controls={`${id}-lines`}
        data-place={group.place}
        data-here={(props.here && !open) || undefined}
        onClick={props.onToggle}
      >
        <IconChevronRight size={13} stroke={2} aria-hidden className={classes['twist']} />
        {group.place}
      </button>
      <ul id={`${id}-lines`} className={classes['list']} aria-labelledby={id} hidden={!open}>
        {group.entries.map((entry) => (
          <Line key={entry.path} entry={entry} current={entry.path === props.current} />
        ))}
      </ul>
    </div>
  )
}

/** Not drawn again for a screen that leaves it as it is. */
const Line = memo(function Line({
  entry,
  current,
  folded = false,
}: {
  readonly entry: MenuEntry
  readonly current: boolean
  readonly folded?: boolean
}): ReactNode {
  const link = (
    <Link to={entry.path} activeOptions={{ exact: true }} className={classes['link']} aria-label={entry.label} aria-current={current ? 'page' : undefined}>
      <entry.icon size={17} stroke={1.6} aria-hidden />
      {!folded && entry.label}
    </Link>
  )
  // A hint costs as much as all else of the menu together, even one that never shows.
  return (
    <li>
      {folded ? (
        <Tooltip label={entry.label} position="right" openDelay={150}>
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  )
})

/** ↑ ↓ Home End go through what is in sight, → opens a place, ← closes it or leads from a line to its place. */
function moveByKey(event: KeyboardEvent<HTMLElement>, open: readonly string[], toggle: (place: string) => void): void {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('a, button')].filter((stop) => stop.closest('[hidden]') === null)
  const at = stops.indexOf(event.target)
  const place = event.target.dataset['place']
  const step = stepOf(event.key, at, stops.length)
  if (step !== null) stops[step]?.focus()
  else if (event.key === 'ArrowRight' && place !== undefined) {
    if (!open.includes(place)) toggle(place)
  } else if (event.key === 'ArrowLeft' && place !== undefined) {
    if (open.includes(place)) toggle(place)
  } else if (event.key === 'ArrowLeft')
    stops
      .slice(0, at)
      .findLast((stop) => stop.dataset['place'] !== undefined)
      ?.focus()
  else return
  event.preventDefault()
}

function stepOf(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown') return Math.min(count - 1, at + 1)
  if (key === 'ArrowUp') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
