/**
 * The same answer, the same object, to the same object: rows that are made of others stay what they are, so that the table does not draw them again.
 * @param make must answer the same to the same
 */
export function madeOnce<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const made = new WeakMap<From, To>()
  return (from) => {
    const known = made.get(from)
    if (known !== undefined) return known
    const fresh = make(from)
    made.set(from, fresh)
    return fresh
  }
}
