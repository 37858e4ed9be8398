/** What the grid of lines can share out, and how: pure, so that it is tried without a screen. */
import { scaleOf } from '#core/catalogue/derive/check.ts'
import { sumsAlong } from '#core/catalogue/derive/sums.ts'
import type { Related } from '#core/catalogue/derive/related.ts'
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { apportion } from '#core/rules/apportion.ts'
import type { Row } from '#core/shapes.ts'
import { typedFields } from './lines.ts'

/** Columns of numbers that a whole can be shared out into. */
export function shareable(related: Related): readonly FieldDefinition[] {
  return typedFields(related).filter((field) => scaleOf(field) !== null && field.type !== 'year')
}

/** What the lines must come to by the laws of the catalogue: by the column that is added up alone. */
export function wholesOf(related: Related, parent: string, values: Row): Readonly<Record<string, number>> {
  const wholes: Record<string, number> = {}
  for (const { of, equals } of sumsAlong(registerOf(related.register), related.by)) {
    const [key, ...more] = of
    if (key === undefined || more.length > 0) continue
    const value = typeof equals === 'number' ? equals : typeof equals === 'string' ? values[fieldOf(parent, equals).key] : null
    if (typeof value === 'number') wholes[key] = value
  }
  return wholes
}

/** The parts of a whole by line, by the numbers of a column or (null) alike. A line without a number gets nothing. Null where there is nothing to share by. */
export function sharedOut(rows: readonly Row[], whole: number, by: string | null): readonly number[] | null {
  const weights = rows.map((row) => (by === null ? 1 : Math.max(0, Number(row[by] ?? 0))))
  return apportion(whole, weights)
}
