/** One line on standard error that says how far long work is, rewritten in place. */
import { displayWidth } from './table.ts'

export class Progress {
  readonly #write: ((text: string) => Promise<void>) | null
  #shown = 0
  #last = ''

  /** Null: nobody watches, nothing is written. */
  constructor(write: ((text: string) => Promise<void>) | null) {
    this.#write = write
  }

  /** `fraction` from 0 to 1, or null where it is not known. */
  show(title: string, fraction: number | null): void {
    if (this.#write === null) return
    const text = fraction === null ? title : `${title} ${Math.floor(fraction * 100)} %`
    if (text === this.#last) return
    this.#last = text
    const width = displayWidth(text)
    void this.#write(`\r${text}${' '.repeat(Math.max(0, this.#shown - width))}`)
    this.#shown = width
  }

  /** Takes the line away. */
  async clear(): Promise<void> {
    if (this.#write === null || this.#shown === 0) return
    await this.#write(`\r${' '.repeat(this.#shown)}\r`)
    this.#shown = 0
  }
}
