/** Puts together the text of a shared or inline string: all `<t>`, plain or in runs `<r>`; those of phonetic hints (`<rPh>`) are left out. */
import { unescapeText } from './xml.ts'

export class TextCollector {
  #text = ''
  #collecting = false
  #phonetic = false

  /** Begins a new string. */
  start(): void {
    this.#text = ''
    this.#collecting = false
    this.#phonetic = false
  }

  /** A tag inside the string, at any depth. */
  open(name: string): void {
    if (name === 'rPh') this.#phonetic = true
    this.#collecting = name === 't' && !this.#phonetic
  }

  text(text: string): void {
    if (this.#collecting) this.#text += text
  }

  close(name: string): void {
    if (name === 'rPh') this.#phonetic = false
    this.#collecting = false
  }

  /** The text put together since {@link start}. */
  get result(): string {
    return unescapeText(this.#text)
  }
}
