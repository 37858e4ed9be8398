/** Splits text of separated values into records as it comes in pieces. Source: RFC 4180, with the liberties office programs take. */

const QUOTE = '"'
const QUOTE_CODE = 34
const LINE_FEED = 10
const RETURN = 13

/** A quotation mark was opened in this record (from 1) and never closed. */
export class OpenQuoteError extends Error {
  readonly record: number

  constructor(record: number) {
    super(`unclosed quote in record ${record}`)
    this.name = 'OpenQuoteError'
    this.record = record
  }
}

export class CsvParser {
  readonly #separator: string
  #field = ''
  #record: string[] = []
  #inQuotes = false
  /** The last character was a quotation mark inside quotes: the end of the field, or the first half of a doubled one. */
  #afterQuote = false
  #afterReturn = false
  #records = 0

  /** `separator` is one character. */
  constructor(separator: string) {
    this.#separator = separator
  }

  /** Characters of the field that is not complete yet. */
  get pending(): number {
    return this.#field.length
  }

  /** Complete fields of the record that is not complete yet. */
  get pendingColumns(): number {
    return this.#record.length
  }

  /** Takes the next piece; returns the records that are now complete, blank ones as `['']`. */
  push(text: string): string[][] {
    const records: string[][] = []
    let at = 0
    while (at < text.length) {
      if (this.#inQuotes && !this.#afterQuote) {
        const close = text.indexOf(QUOTE, at)
        this.#field += text.slice(at, close < 0 ? text.length : close)
        this.#afterQuote = close >= 0
        at = close < 0 ? text.length : close + 1
        continue
      }
      if (this.#afterQuote) {
        this.#afterQuote = false
        if (text[at] === QUOTE) {
          this.#field += QUOTE
          at += 1
          continue
        }
        this.#inQuotes = false
      }
      const end = this.#plainUntil(text, at)
      if (end > at) {
        this.#field += text.slice(at, end)
        this.#afterReturn = false
      }
      if (end === text.length) break
      at = end + 1
      this.#special(text.charAt(end), records)
    }
    return records
  }

  /** Where the next character with a meaning is, from `at` on; the end of the text where there is none. */
  #plainUntil(text: string, at: number): number {
    const separator = this.#separator.charCodeAt(0)
    for (let end = at; end < text.length; end += 1) {
      const code = text.charCodeAt(end)
      if (code === separator || code === RETURN || code === LINE_FEED || code === QUOTE_CODE) return end
    }
    return text.length
  }

  /** Call after the last piece: the last record, if it has no line end. Throws {@link OpenQuoteError}. */
  finish(): string[][] {
    if (this.#inQuotes && !this.#afterQuote) throw new OpenQuoteError(this.#records + 1)
    if (this.#field === '' && this.#record.length === 0) return []
    return [this.#endRecord()]
  }

  #special(character: string, records: string[][]): void {
    const lineFeedOfPair = character === '\n' && this.#afterReturn
    this.#afterReturn = character === '\r'
    if (lineFeedOfPair) return
    if (character === QUOTE) {
      // Only a field that begins with a quotation mark is quoted; elsewhere the mark is part of the text.
      if (this.#field === '') this.#inQuotes = true
      else this.#field += QUOTE
    } else if (character === this.#separator) {
      this.#record.push(this.#field)
      this.#field = ''
    } else {
      records.push(this.#endRecord())
    }
  }

  #endRecord(): string[] {
    this.#record.push(this.#field)
    const record = this.#record
    this.#record = []
    this.#field = ''
    this.#records += 1
    return record
  }
}

/** The separator that the beginning of a file (or the `whole` of a short one) speaks for: the one that splits its lines most evenly. */
export function guessSeparator(sample: string, whole: boolean): string {
  const declared = /^sep=(.)\r?\n/.exec(sample)?.[1]
  if (declared !== undefined) return declared
  let best = ','
  let bestScore = 0
  for (const separator of [',', '\t', ';', '|']) {
    const score = evenness(new CsvParser(separator).push(whole ? `${sample}\n` : sample).slice(0, 50))
    if (score > bestScore) {
      best = separator
      bestScore = score
    }
  }
  return best
}

/** Number of columns that most records have, weighted by how many have them; 0 for a single column. */
function evenness(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const record of records) {
    if (record.length > 1) counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
  }
  let best = 0
  for (const [columns, times] of counts) best = Math.max(best, columns * times)
  return best
}
