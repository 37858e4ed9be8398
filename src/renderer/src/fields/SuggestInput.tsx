import { Loader, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { letEnterMove } from '../keyboard/enterToNext.ts'
import { isEnter, isEscape, isImeKey } from '../keyboard/ime.ts'
import { PlainInput } from './PlainInput.tsx'
import classes from './SuggestInput.module.css'

export interface SuggestInputProps<T> {
  readonly id?: string | undefined
  readonly ariaLabel?: string | undefined
  readonly describedBy?: string | undefined
  /** What stands in the input while nothing is being typed. */
  readonly text: string
  readonly placeholder?: string | undefined
  /** Options for the query, best first; `''` asks for all. */
  readonly options: readonly T[]
  readonly keyOf: (option: T) => string
  readonly renderOption: (option: T) => ReactNode
  readonly isChosen?: (option: T) => boolean
  /** Text typed so far; the caller finds the options for it. */
  readonly onQuery: (query: string) => void
  readonly onPick: (option: T | null) => void
  /** The field is left with text that chose nothing; `option` is what it plainly means, if anything. */
  readonly resolve: (query: string) => T | null
  readonly onUnresolved: (query: string) => void
  /** Esc took unresolved text back; the former value stands again. */
  readonly onRestore: () => void
  /** Unresolved text to begin with. */
  readonly draft?: string | undefined
  /** Keys the caller wants first while the list is open; true when it took the key. */
  readonly onListKey?: (event: KeyboardEvent, highlighted: T | undefined, query: string | null) => boolean
  /** Options that only lead deeper (divisions above the level wanted) take the click themselves. */
  readonly onOptionClick?: (option: T) => boolean
  readonly header?: ReactNode
  readonly emptyText: string
  readonly loading?: boolean
  readonly invalid?: boolean
  readonly disabled?: boolean
  readonly readOnly?: boolean
  readonly autoFocus?: boolean
  readonly inCell?: boolean
  /** Chosen values shown before the text (several codes). */
  readonly before?: ReactNode
  /** Stays open after a choice (several codes). */
  readonly keepOpen?: boolean
  readonly onBackspaceEmpty?: () => void
}

/**
 * An input with suggestions: type, ↑ ↓, Enter. Opens by typing, by ↓ (in grids Alt+↓) or by a click, not by mere focus.
 * Enter takes the marked option and lets the form go on to the next field.
 */
export function SuggestInput<T>(props: SuggestInputProps<T>): ReactNode {
  const { options, keyOf } = props
  const listId = useId()
  const [opened, setOpened] = useState(false)
  /** Text being typed; null: the input shows `props.text`. */
  const [query, setQuery] = useState<string | null>(null)
  /** Text that was left without choosing anything; stays in sight until it is mended or taken back with Esc. */
  const [stray, setStray] = useState<string | null>(props.draft ?? null)
  const [marked, setMarked] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  /** The typed text was answered in this very event; the blur that follows when Enter moves on still sees the old state. */
  const settled = useRef(false)
  const editable = props.disabled !== true && props.readOnly !== true
  const open = opened && editable
  const highlighted = open ? options[Math.min(marked, options.length - 1)] : undefined

  useEffect(() => {
    if (open) list.current?.querySelector('[data-marked]')?.scrollIntoView?.({ block: 'nearest' })
  }, [open, marked, options])

  const show = (): void => {
    if (!editable || opened) return
    props.onQuery(query ?? stray ?? '')
    const chosen = options.findIndex((option) => props.isChosen?.(option) === true)
    setMarked(Math.max(0, chosen))
    setOpened(true)
  }
  const close = (): void => {
    setOpened(false)
    setQuery(null)
    props.onQuery('')
  }
  const type = (text: string, composing: boolean): void => {
    settled.current = false
    setStray(null)
    setQuery(text)
    setMarked(0)
    setOpened(true)
    if (!composing) props.onQuery(text)
  }
  const pick = (option: T | null): void => {
    settled.current = true
    setStray(null)
    props.onPick(option)
    if (props.keepOpen === true && option !== null) {
      setQuery('')
      props.onQuery('')
    } else close()
  }
  const leave = (): void => {
    if (query === null || settled.current) {
      setOpened(false)
      return
    }
    if (query.trim() === '') {
      // Emptied by hand: the value goes. With several codes the text is only the search.
      if (props.keepOpen !== true) props.onPick(null)
    } else {
      const meant = props.resolve(query)
      if (meant !== null) props.onPick(meant)
      else {
        setStray(query)
        props.onUnresolved(query)
      }
    }
    close()
  }

  const restore = (): void => {
    if (stray !== null || query !== null) props.onRestore()
    setStray(null)
    close()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isImeKey(event) || !editable) return
    if (open && props.onListKey?.(event, highlighted, query) === true) {
      event.preventDefault()
      event.stopPropagation()
      setMarked(0)
      return
    }
    if (event.key === 'Backspace' && (query ?? '') === '' && props.text === '') {
      props.onBackspaceEmpty?.()
      return
    }
    if (isEnter(event)) {
      if (!open) return
      if (query !== null || highlighted !== undefined) takeMarked(event)
      return
    }
    if (event.key === 'Tab') {
      if (open && query !== null && query.trim() !== '' && highlighted !== undefined) pick(highlighted)
      return
    }
    if (isEscape(event) && (open || stray !== null)) {
      event.preventDefault()
      event.stopPropagation()
      restore()
      return
    }
    moveMark(event)
  }
  const takeMarked = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.shiftKey) return
    if (query !== null && query.trim() === '' && props.keepOpen !== true) {
      pick(null)
    } else if (highlighted !== undefined && !(props.keepOpen === true && query === '')) {
      pick(highlighted)
      if (props.keepOpen === true) {
        event.preventDefault()
        event.stopPropagation()
        return
      }
    } else if (query !== null && query.trim() !== '') {
      event.preventDefault()
      event.stopPropagation()
      return
    } else close()
    letEnterMove(event)
  }
  const moveMark = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    if (!open) {
      if (event.key === 'ArrowDown' && (props.inCell !== true || event.altKey)) {
        event.preventDefault()
        event.stopPropagation()
        show()
      }
      return
    }
    event.preventDefault()
    event.stopPropagation()
    if (options.length === 0) return
    setMarked((now) => (Math.min(now, options.length - 1) + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length)
  }

  return (
    <Popover
      opened={open}
      position="bottom-start"
      width="max-content"
      withinPortal
      trapFocus={false}
      returnFocus={false}
      offset={2}
      withRoles={false}
      transitionProps={{ duration: 0 }}
      middlewares={{ flip: true, shift: true, size: { apply: keepInSight } }}
    >
      <Popover.Target>
        <div
          className={classes['target']}
          data-cell={props.inCell || undefined}
          data-before={props.before !== undefined || undefined}
          data-invalid={props.invalid || undefined}
          data-disabled={props.disabled || undefined}
        >
          {props.before}
          <PlainInput
            id={props.id}
            bare={props.inCell === true || props.before !== undefined}
            invalid={props.invalid === true}
            role="combobox"
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-expanded={open}
            aria-controls={open ? listId : undefined}
            aria-activedescendant={highlighted === undefined ? undefined : `${listId}-${keyOf(highlighted)}`}
            aria-label={props.ariaLabel}
            aria-describedby={props.describedBy}
            disabled={props.disabled === true}
            readOnly={props.readOnly === true}
            placeholder={props.placeholder}
            data-autofocus={props.autoFocus || undefined}
            value={query ?? stray ?? props.text}
            onChange={(event) => type(event.currentTarget.value, isComposing(event.nativeEvent))}
            onCompositionEnd={(event) => props.onQuery(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onClick={show}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={leave}
            right={props.loading === true ? <Loader size={12} /> : editable && props.inCell !== true ? <IconChevronDown size={14} aria-hidden /> : null}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown
        role="region"
        aria-label={`${props.ariaLabel ?? ''}可选内容`}
        className={classes['dropdown']}
        onMouseDown={(event) => {
          event.preventDefault()
          // A choice made here is made inside whatever the input stands in: a popover around it does not take it for a click beside it.
          event.nativeEvent.stopPropagation()
        }}
      >
        {props.header}
        <div ref={list} id={listId} role="listbox" aria-label={props.ariaLabel ?? '选项'} className={classes['list']}>
          {options.map((option, index) => (
            // Keys are handled by the input, which keeps the focus.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={keyOf(option)}
              id={`${listId}-${keyOf(option)}`}
              role="option"
              tabIndex={-1}
              aria-selected={props.isChosen?.(option) ?? false}
              className={classes['option']}
              data-marked={option === highlighted || undefined}
              onMouseEnter={() => setMarked(index)}
              onClick={() => {
                if (props.onOptionClick?.(option) !== true) pick(option)
              }}
            >
              {props.renderOption(option)}
            </div>
          ))}
        </div>
        {options.length === 0 && <div className={classes['empty']}>{props.loading === true ? '正在查找…' : props.emptyText}</div>}
      </Popover.Dropdown>
    </Popover>
  )
}

function isComposing(event: Event): boolean {
  return 'isComposing' in event && event.isComposing === true
}

const NARROWEST = 168

/** The list is at least as wide as the input and never too narrow to read, and no higher than the window has room for. */
function keepInSight({
  rects,
  elements,
  availableHeight,
}: {
  rects: { reference: { width: number } }
  elements: { floating: HTMLElement }
  availableHeight: number
}): void {
  Object.assign(elements.floating.style, {
    minWidth: `${Math.max(rects.reference.width, NARROWEST)}px`,
    maxHeight: `${Math.max(160, Math.min(320, availableHeight - 8))}px`,
  })
}
