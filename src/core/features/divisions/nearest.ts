/** The names most like one that is not known, for “您是不是要找”. Pure. */

/** Edit distance of two short texts (insert, delete, replace, swap of neighbours). */
function editDistance(one: string, other: string): number {
  const a = [...one]
  const b = [...other]
  let beforeLast: number[] = []
  let last = b.map((_, index) => index).concat(b.length)
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      let least = Math.min((last[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1))
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1)
      }
      line.push(least)
    }
    beforeLast = last
    last = line
  }
  return last[b.length] ?? 0
}

/**
 * Up to `count` items whose name is near `wanted`, nearest first; names that share nothing with it are left out.
 * @param nameOf the name to compare (a stem, so that kind words do not count)
 */
export function nearest<T>(wanted: string, items: Iterable<T>, nameOf: (item: T) => string, count: number): T[] {
  const reach = Math.max(1, Math.floor([...wanted].length / 2))
  const found: { item: T; distance: number }[] = []
  for (const item of items) {
    const name = nameOf(item)
    const contained = wanted.length > 1 && name.length > 1 && (name.includes(wanted) || wanted.includes(name))
    const distance = contained ? 0.5 : editDistance(wanted, name)
    const shares = [...wanted].some((character) => name.includes(character))
    if (shares && distance <= reach) found.push({ item, distance })
  }
  return found
    .sort((one, other) => one.distance - other.distance)
    .slice(0, count)
    .map(({ item }) => item)
}
