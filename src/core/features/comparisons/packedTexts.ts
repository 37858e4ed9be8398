/**
 * Texts that are looked at one by one, if ever, kept as bytes outside the heap: what a list of 100,000 rows says of its people would as strings take
 * twice the room, and be gone through whenever garbage is looked for.
 */
const CHUNK = 1024 * 1024
/** Bytes before each text that say how long it is. */
const LENGTH = 2
const MOST_BYTES = 0xffff
/** Bytes that a character takes at most. */
const WIDEST = 3

export class PackedTexts {
  readonly #chunks: Buffer[] = []
  #used = CHUNK

  /** Keeps a text; by what is answered {@link at} finds it. Throws RangeError for one of more than 64 KB. */
  add(text: string): number {
    const most = text.length * WIDEST
    if (most > MOST_BYTES) throw new RangeError(`a text of ${text.length} characters cannot be packed`)
    if (this.#used + LENGTH + most > CHUNK) {
      this.#chunks.push(Buffer.allocUnsafeSlow(CHUNK))
      this.#used = 0
    }
    const chunk = this.#chunks.at(-1)
    const start = this.#used
    const bytes = chunk?.write(text, start + LENGTH) ?? 0
    chunk?.writeUInt16LE(bytes, start)
    this.#used = start + LENGTH + bytes
    return (this.#chunks.length - 1) * CHUNK + start
  }

  /** The text that was added as this. */
  at(place: number): string {
    const chunk = this.#chunks[Math.floor(place / CHUNK)]
    const start = place % CHUNK
    return chunk?.toString('utf8', start + LENGTH, start + LENGTH + chunk.readUInt16LE(start)) ?? ''
  }
}
