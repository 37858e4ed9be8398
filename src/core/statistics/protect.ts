/**
 * Small figures of what is sensitive, for those who may not read it: which cells are merged so that none can be worked out from the others.
 * A cell below {@link LEAST} is merged; where that leaves one unknown in a sum, or a remainder below it, the next smallest goes, too.
 */

/** The least figure that is shown. */
export const LEAST = 5

/** Cells that add up: parts, and their sum where that is shown somewhere. */
export interface Line {
  readonly parts: readonly string[]
  /** Name of a cell that is itself protected. */
  readonly total?: string | undefined
}

/** Names of the cells to merge. `hidden` are merged already for other reasons. */
export function mergeSmall(values: ReadonlyMap<string, number>, lines: readonly Line[], hidden: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const merged = new Set(hidden)
  for (const [name, value] of values) if (value < LEAST) merged.add(name)
  for (let changed = true; changed; ) {
    changed = false
    for (const line of lines) {
      const next = givesAway(values, line, merged)
      if (next !== null) {
        merged.add(next)
        changed = true
      }
    }
  }
  return merged
}

/** The cell to merge next so that a line gives nothing away; null where it does not. */
function givesAway(values: ReadonlyMap<string, number>, { parts, total }: Line, merged: ReadonlySet<string>): string | null {
  const hidden = parts.filter((part) => merged.has(part))
  const totalHidden = total !== undefined && merged.has(total)
  const unknowns = hidden.length + (totalHidden ? 1 : 0)
  if (unknowns === 0) return null
  const remainder = hidden.reduce((sum, part) => sum + (values.get(part) ?? 0), 0)
  if (unknowns > 1 && (totalHidden || remainder >= LEAST)) return null
  const shown = parts.filter((part) => !merged.has(part)).sort((one, other) => (values.get(one) ?? 0) - (values.get(other) ?? 0) || (one < other ? -1 : 1))
  return shown[0] ?? (total !== undefined && !totalHidden ? total : null)
}
