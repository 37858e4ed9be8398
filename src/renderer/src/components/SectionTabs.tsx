import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { focusFirstField } from '../keyboard/enterToNext.ts'
import { isImeKey } from '../keyboard/ime.ts'
import { useSectionShortcuts } from '../keyboard/useShortcut.ts'
import classes from './SectionTabs.module.css'

export interface SectionTab {
  readonly key: string
  readonly label: string
  /** A count behind the label. */
  readonly detail?: string
  /** Something in this section must be mended. */
  readonly error?: boolean
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Sections of a record under the page header; Alt+1 … Alt+9 from anywhere, arrows when focused. The panel is `TabPanel`. */
export function SectionTabs({
  label,
  tabs,
  value,
  onChange,
}: {
  readonly label: string
  readonly tabs: readonly SectionTab[]
  readonly value: string
  readonly onChange: (key: string) => void
}): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  /** The section asked for by Alt+digit: once it is there, which may be some renders on, its first field takes the focus, so that typing goes on at once. */
  const entering = useRef<string | null>(null)
  useEffect(() => {
    if (entering.current !== value) return
    entering.current = null
    const panel = document.getElementById(`panel-${value}`)
    if (panel === null || !focusFirstField(panel)) list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus()
  })
  const choose = (index: number, focus: boolean): void => {
    const tab = tabs[index]
    if (tab === undefined) return
    entering.current = null
    onChange(tab.key)
    if (focus) list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus()
  }
  const [, enterAgain] = useState(0)
  useSectionShortcuts(tabs.length, (index) => {
    choose(index, false)
    entering.current = tabs[index]?.key ?? null
    enterAgain((count) => count + 1)
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (isImeKey(event) || event.altKey || step === undefined) return
    event.preventDefault()
    choose(
      step(
        tabs.findIndex((tab) => tab.key === value),
        tabs.length,
      ),
      true,
    )
  }
  return (
    <div ref={list} role="tablist" aria-label={label} className={classes['tabs']}>
      {tabs.map((tab, index) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          id={`tab-${tab.key}`}
          aria-selected={tab.key === value}
          aria-controls={tab.key === value ? `panel-${tab.key}` : undefined}
          tabIndex={tab.key === value ? 0 : -1}
          className={classes['tab']}
          title={index < 9 ? `Alt+${index + 1}` : undefined}
          onClick={() => choose(index, false)}
          onKeyDown={onKeyDown}
        >
          {tab.label}
          {tab.detail !== undefined && <span className={classes['detail']}>{tab.detail}</span>}
          {tab.error === true && (
            <span className={classes['error']} role="img" aria-label="有须改正的内容">
              !
            </span>
          )}
        </button>
      ))}
    </div>
  )
}

/** What the chosen tab shows. */
export function TabPanel({ of, children }: { readonly of: string; readonly children: ReactNode }): ReactNode {
  return (
    <div role="tabpanel" id={`panel-${of}`} aria-labelledby={`tab-${of}`} className={classes['panel']}>
      {children}
    </div>
  )
}
