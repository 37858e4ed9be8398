/** Rows of a comparison as they are looked at before it is saved. */
import { codeLabel } from '../../catalogue/derive/codes.ts'
import { codeListOf } from '../../catalogue/index.ts'
import type { Judged } from './account.ts'
import type { ComparedRow, ShownRows } from './contract.ts'
import { earlierText } from './earlier.ts'

const RESULTS: ReadonlySet<ShownRows> = new Set(['hit', 'known', 'pending', 'harmless'])

/** A page of the rows with that outcome, or with that result. */
export function pageOf(
  judged: readonly Judged[],
  shown: ShownRows,
  offset: number,
  limit: number,
  nameOf: (village: string) => string,
): { total: number; rows: ComparedRow[] } {
  const found = judged.filter(({ outcome, result }) => (RESULTS.has(shown) ? result === shown : outcome === shown))
  return { total: found.length, rows: found.slice(offset, offset + limit).map((one) => rowOf(one, nameOf)) }
}

const label = (list: string, code: string | null): string | null => (code === null ? null : codeLabel(codeListOf(list), code))

function rowOf({ entry, candidate, by, note, earlier, village }: Judged, nameOf: (village: string) => string): ComparedRow {
  return {
    row: entry.row,
    name: entry.name,
    item: entry.item,
    evidence: entry.evidence,
    person: candidate?.name ?? null,
    village: village === null ? null : nameOf(village),
    by: label('comparison_match', by),
    scope: label('identification_scope', candidate?.scope ?? null),
    note,
    earlier: earlier === null ? null : earlierText(earlier),
  }
}
