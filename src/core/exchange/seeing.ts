/** What the author of an operation had seen of other records, as far as its own word goes. */
import { referencesOf } from '../store/entryName.ts'
import type { Operation } from '../store/operations.ts'

/**
 * Whether the author of an operation says to have seen one on another record: contexts speak of one record alone, but whoever has an entry of
 * somebody has all that came before it from there.
 */
export function hadHeardOf(one: Operation, other: Operation): boolean {
  if (one.author === other.author) return one.number > other.number
  const named = one.context()[other.author]
  return named !== undefined && referencesOf(named).some(({ number }) => number >= other.number)
}

/** Whether it was made without having seen anything of its record. */
export function sawNothing(one: Operation): boolean {
  return Object.keys(one.context()).length === 0
}
