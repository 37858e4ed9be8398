/**
 * A scanner of bar and QR codes types what it reads, much faster than hands do, and ends with Enter. Read off the keys of the window where no field has
 * the focus; in a field a scan is typed like anything else.
 */
import { useEffect, useRef } from 'react'
import { isImeKey } from './ime.ts'

/** Longest pause between two keys of a scanner, in milliseconds. */
const FASTEST_HANDS = 50
/** Shorter than any number that is printed as a code. */
const SHORTEST = 6

/** Puts keys together; `read` answers with the code when its Enter has come. */
export class ScanReader {
  #text = ''
  #at = 0

  /** Takes one key at a time in milliseconds. */
  read(key: string, at: number): string | null {
    const isQuick = at - this.#at <= FASTEST_HANDS
    this.#at = at
    if (!isQuick) this.#text = ''
    if ([...key].length === 1) {
      this.#text += key
      return null
    }
    if (key === 'Shift') return null
    const text = this.#text.trim()
    this.#text = ''
    return key === 'Enter' && text.length >= SHORTEST ? text : null
  }

  forget(): void {
    this.#text = ''
  }
}

function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role=textbox], [role=combobox]') !== null)
}

/** Tells of each code that is scanned while no field has the focus and no dialog is open. */
export function useScan(onScan: (text: string) => void): void {
  const latest = useRef(onScan)
  useEffect(() => {
    latest.current = onScan
  })
  useEffect(() => {
    const reader = new ScanReader()
    const onKey = (event: KeyboardEvent): void => {
      const isOurs = !isImeKey(event) && !event.ctrlKey && !event.altKey && !event.metaKey && !takesText(event.target)
      if (!isOurs || document.querySelector('[role=dialog][aria-modal=true], [data-locked]') !== null) return reader.forget()
      const text = reader.read(event.key, event.timeStamp)
      if (text === null) return
      // The Enter is the scanner's; the row that has the focus is not opened by it.
      event.preventDefault()
      event.stopPropagation()
      latest.current(text)
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
}
