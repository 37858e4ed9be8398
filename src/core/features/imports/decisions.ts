/** What was answered where several records on file fit a row. */
import type { ImportDecision } from './contract.ts'
import type { DataRow } from './model.ts'

/** What was answered, by sheet, row and question; by text for all rows that say the same. */
export class Decisions {
  readonly #answers: ReadonlyMap<string, string | null>

  constructor(decisions: readonly ImportDecision[]) {
    this.#answers = new Map(decisions.map(({ sheet, row, of, text, record }) => [keyOf(sheet, row, of, text), record]))
  }

  /** The id of the record meant, null for none of those on file, undefined where nobody has said. */
  of(row: DataRow, of: string, text: string): string | null | undefined {
    if (this.#answers.size === 0) return undefined
    for (const sheet of [row.layout.sheet, undefined]) {
      for (const key of [keyOf(sheet, row.number, of, undefined), keyOf(sheet, undefined, of, text)]) {
        const answer = this.#answers.get(key)
        if (answer !== undefined) return answer
      }
    }
    return undefined
  }
}

function keyOf(sheet: string | undefined, row: number | undefined, of: string, text: string | undefined): string {
  return JSON.stringify([sheet ?? null, row ?? null, of, row === undefined ? (text ?? '') : null])
}

/** What is said anew replaces what was said of the same question. */
export function withDecisions(known: readonly ImportDecision[], more: readonly ImportDecision[]): ImportDecision[] {
  const decisions = new Map([...known, ...more].map((one) => [keyOf(one.sheet, one.row, one.of, one.text), one]))
  return [...decisions.values()]
}
