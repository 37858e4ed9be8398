import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { isEnter, isImeKey } from '../keyboard/ime.ts'
import { useGo } from '../router/navigation.ts'
import { useQuickHits, useSettledText, type Hit } from './useQuickHits.ts'
import classes from './QuickFind.module.css'

/** Ctrl+K: anything by name, 拼音, initials or a fragment of a number; ↑ ↓ Enter. `scanned` is looked for at once, and what it names is opened. */
export function QuickFind({ opened, scanned, onClose }: { readonly opened: boolean; readonly scanned: string; readonly onClose: () => void }): ReactNode {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={600} padding={0} yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label="快速查找">
        <FindBox key={scanned} scanned={scanned} onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  )
}

function FindBox({ scanned, onClose }: { readonly scanned: string; readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState(scanned)
  const [marked, setMarked] = useState(0)
  /** Text as it stands without what an input method is still putting together. */
  const [wanted, setWanted] = useState(scanned.trim())
  /** The text on which Enter was pressed before its hits were there, as a scanner does: the first is opened when they come. */
  const [awaited, setAwaited] = useState(scanned === '' ? null : scanned.trim())
  const followed = useRef<string | null>(null)
  const composing = useRef(false)
  const listId = useId()
  const go = useGo()
  const { settled: asked, now } = useSettledText(wanted)
  const { hits, searching: fetching } = useQuickHits(asked)
  const searching = fetching || asked !== wanted
  const at = Math.min(marked, Math.max(0, hits.length - 1))
  const type = (next: string): void => {
    setText(next)
    if (!composing.current) want(next)
  }
  const want = (next: string): void => {
    setWanted(next.trim())
    setAwaited(null)
    setMarked(0)
  }
  const open = (hit: Hit | undefined): void => {
    if (hit === undefined) return
    onClose()
    go(hit.path)
  }
  const first = hits[0]
  useEffect(() => {
    if (awaited === null || awaited !== asked || searching || first === undefined) return
    // Once: it is drawn again while it closes.
    if (followed.current === awaited) return
    followed.current = awaited
    onClose()
    go(first.path)
  }, [awaited, asked, searching, first, onClose, go])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event)) return
    if (isEnter(event)) {
      event.preventDefault()
      if (searching) {
        setAwaited(wanted)
        now()
      } else open(hits[at])
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
          placeholder="姓名、拼音首字母、证号或户编号片段、村名；可以扫码"
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
            want(event.currentTarget.value)
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
                    <hit.icon size={16} stroke={1.6} aria-hidden />
                    <span>{hit.title}</span>
                    {hit.reason !== null && (
                      <span className={classes['reason']}>
                        {hit.reason.label} {hit.reason.value}
                      </span>
                    )}
                    <span className={classes['detail']}>{hit.detail}</span>
                  </div>
                ),
            )}
          </div>
        ))}
      </div>
      {hits.length === 0 && (
        <div className={classes['empty']} role="status">
          {searching ? '正在查找…' : asked === '' ? '' : `没有找到“${asked}”，可以换姓名首字母或证号后几位试试。`}
        </div>
      )}
    </div>
  )
}
