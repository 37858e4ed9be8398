import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode, Ref } from 'react'
import { isEscape } from '../keyboard/ime.ts'

export interface SearchInputProps {
  readonly label: string
  readonly placeholder?: string
  readonly value: string
  /** Called when typing pauses, never while an input method composes. */
  readonly onChange: (value: string) => void
  /** Pause in milliseconds before `onChange`; 180 unless told. */
  readonly delay?: number
  readonly width?: number | string
  readonly inputRef?: Ref<HTMLInputElement>
}

/** Search box: waits for a pause in typing and for the end of a composition; Esc empties it. */
export function SearchInput({ label, placeholder, value, onChange, delay = 180, width, inputRef }: SearchInputProps): ReactNode {
  const [text, setText] = useState(value)
  const composing = useRef(false)
  const told = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  // The value may be changed from outside (a saved view, 清除条件).
  useEffect(() => {
    if (value !== told.current) {
      told.current = value
      setText(value)
    }
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  const tell = (next: string, wait: number): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      if (next === told.current) return
      told.current = next
      onChange(next)
    }, wait)
  }
  const change = (next: string): void => {
    setText(next)
    if (!composing.current) tell(next, delay)
  }
  const clear = (): void => {
    setText('')
    tell('', 0)
  }

  return (
    <TextInput
      ref={inputRef}
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      value={text}
      w={width}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={text === '' ? null : <CloseButton size="sm" aria-label="清空查找" tabIndex={-1} onClick={clear} />}
      onChange={(event) => change(event.currentTarget.value)}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        tell(event.currentTarget.value, delay)
      }}
      onKeyDown={(event) => {
        if (isEscape(event) && text !== '') {
          event.preventDefault()
          event.stopPropagation()
          clear()
        }
      }}
      styles={{ input: { '&::WebkitSearchCancelButton': { display: 'none' } } }}
    />
  )
}
