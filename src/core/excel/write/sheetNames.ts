/** Names that spreadsheet programs accept for sheets. */

const LONGEST = 31

/** A name for a sheet as near as possible to the one wished for, and not among those taken; adds it to them. */
export function sheetName(wanted: string, taken: Set<string>): string {
  const plain = wanted
    .replace(/[\\/?*[\]:]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
  const base = plain === '' || plain.toLowerCase() === 'history' ? `${plain}表` : plain
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `(${number})`
    const name =
      [...base]
        .slice(0, LONGEST - suffix.length)
        .join('')
        .slice(0, LONGEST - suffix.length) + suffix
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}
