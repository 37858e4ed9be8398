/** What texts come to, run by run: for comparing what two sites hold without sending it. */
import { createHash } from 'node:crypto'

/** A run of rows that are of the same. */
export interface Fingerprint {
  readonly of: string
  readonly rows: number
  /** SHA-256 of their texts, each with a line end behind it, hexadecimal. */
  readonly sha256: string
}

/** Takes rows in the order in which what they are of comes. */
export class Fingerprints {
  readonly #found: Fingerprint[] = []
  #of = ''
  #rows = 0
  #hash = createHash('sha256')

  add(of: string, text: string): void {
    if (of !== this.#of) this.#end(of)
    this.#hash.update(text).update('\n')
    this.#rows += 1
  }

  /** All of them, once the last row was taken. */
  found(): readonly Fingerprint[] {
    this.#end('')
    return this.#found
  }

  #end(next: string): void {
    if (this.#rows > 0) this.#found.push({ of: this.#of, rows: this.#rows, sha256: this.#hash.digest('hex') })
    this.#of = next
    this.#rows = 0
    this.#hash = createHash('sha256')
  }
}
