/** Parts of a long list of ids or rows, as many as are handed to SQLite (as JSON, bound) in one statement. */
export function* portions<T>(list: readonly T[], size = 1000): Generator<readonly T[], void, void> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size)
}
