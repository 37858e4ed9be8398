import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { foundQuickly, recordPath } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { useApi } from '../bridge/client.tsx'
import { isEnter, isImeKey } from '../keyboard/ime.ts'
import { matchesText } from '../fields/pinyin.ts'
import { useGo } from '../router/navigation.ts'
import { useMayRead } from '../features/records/useMayWrite.ts'
import { iconOf, pages } from './menu.ts'
import { useIsShown } from './useIsShown.ts'
import classes from './QuickFind.module.css'

interface Hit {
  readonly key: string
  readonly group: string
  readonly title: string
  readonly detail: string
  readonly path: string
  readonly icon: ReactNode
}

const registers = foundQuickly().map(({ register }) => register)
const PER_GROUP = 6

/** Ctrl+K: anything by name, 拼音, initials or a fragment of a number; ↑ ↓ Enter. */
export function QuickFind({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={600} padding={0} yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label="快速查找">
        <FindBox onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  )
}

function useHits(text: string): { readonly hits: readonly Hit[]; readonly searching: boolean } {
  const api = useApi()
  const isShown = useIsShown()
  const mayRead = useMayRead()
  const wanted = text.trim()
  const results = useQueries({
    queries: registers.map((register) => ({
      ...api.records.choices.queryOptions({ input: { register, text: wanted, limit: PER_GROUP } }),
      enabled: wanted !== '' && mayRead(register),
      staleTime: 5000,
      retry: false,
    })),
  })
  const screensFound = pages
    .filter((entry) => isShown(entry) && matchesText(entry.label, wanted))
    .map(
      (entry): Hit => ({
        key: entry.path,
        group: '页面',
        title: entry.label,
        detail: '',
        path: entry.path,
        icon: <entry.icon size={16} stroke={1.6} aria-hidden />,
      }),
    )
  const found = registers.flatMap((register, index) => {
    const RegisterIcon = iconOf(register)
    return (wanted === '' ? [] : (results[index]?.data ?? [])).map(
      (choice): Hit => ({
        key: `${register} ${choice.id}`,
        group: registerOf(register).label,
        title: choice.title,
        detail: choice.detail,
        path: recordPath(register, choice.id),
        icon: <RegisterIcon size={16} stroke={1.6} aria-hidden />,
      }),
    )
  })
  return { hits: [...found, ...screensFound], searching: wanted !== '' && results.some((result) => result.isFetching) }
}

function FindBox({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState('')
  const [marked, setMarked] = useState(0)
  const composing = useRef(false)
  const [asked, setAsked] = useState('')
  const listId = useId()
  const go = useGo()
  const { hits, searching } = useHits(asked)
  const at = Math.min(marked, Math.max(0, hits.length - 1))
  const type = (next: string): void => {
    setText(next)
    if (!composing.current) {
      setAsked(next)
      setMarked(0)
    }
  }
  const open = (hit: Hit | undefined): void => {
    if (hit === undefined) return
    onClose()
    go(hit.path)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event)) return
    if (isEnter(event)) {
      event.preventDefault()
      open(hits[at])
      return
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    if (hits.length > 0) setMarked((at + (event.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length)
  }
  const groups = useMemo(() => [...new Set(hits.map((hit) => hit.group))], [hits])
  return (
    <div className={classes['box']}>
      <div className={classes['line']}>
        <IconSearch size={18} aria-hidden className={classes['glass']} />
        <input
          className={classes['input']}
          value={text}
          placeholder="姓名、拼音首字母、证号或户编号片段、村名"
          role="combobox"
          aria-label="快速查找"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={hits[at] === undefined ? undefined : `${listId}-${at}`}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onCompositionStart={() => {
            composing.current = true
          }}
          onCompositionEnd={(event) => {
            composing.current = false
            setAsked(event.currentTarget.value)
            setMarked(0)
          }}
        />
      </div>
      <div id={listId} role="listbox" aria-label="查找结果" className={classes['list']}>
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <div className={classes['group']} aria-hidden>
              {group}
            </div>
            {hits.map(
              (hit, index) =>
                hit.group === group && (
                  // Keys are handled by the input, which keeps the focus.
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                  <div
                    key={hit.key}
                    id={`${listId}-${index}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === at}
                    className={classes['hit']}
                    onMouseEnter={() => setMarked(index)}
                    onClick={() => open(hit)}
                  >
                    {hit.icon}
                    <span>{hit.title}</span>
                    <span className={classes['detail']}>{hit.detail}</span>
                  </div>
                ),
            )}
          </div>
        ))}
      </div>
      {hits.length === 0 && (
        <div className={classes['empty']} role="status">
          {searching ? '正在查找…' : asked.trim() === '' ? '' : `没有找到“${asked.trim()}”，可以换姓名首字母或证号后几位试试。`}
        </div>
      )}
    </div>
  )
}
