/** Lays a list within a list flat: one item a person instead of one a household. */
import type { FlatList, FormScope } from './types.ts'

/** The items of the records' lists; each knows its record, and a record without any keeps one item. */
export function flatten(records: readonly FormScope[], { of, number, first, each }: FlatList): FormScope[] {
  return records.flatMap((record, index) => {
    const { [of]: list, ...shared } = record
    const items: readonly FormScope[] = Array.isArray(list) ? (list as readonly FormScope[]) : []
    const shown = items.length === 0 ? [{}] : items
    return shown.map(
      (item, position): FormScope => ({ ...shared, ...item, [number]: index + 1, [first]: position === 0 ? 1 : 0, [each]: items.length === 0 ? 0 : 1 }),
    )
  })
}
