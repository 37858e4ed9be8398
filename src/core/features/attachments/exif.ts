/** Reads the day a photo was taken out of its EXIF block, and nothing else of it. Every offset is checked: the block comes from anywhere. */

const EXIF_POINTER = 0x8769
const DATE_TIME_ORIGINAL = 0x9003
const DATE_TIME_DIGITIZED = 0x9004
const ASCII = 2
const LONG = 4
const ENTRY_BYTES = 12
/** Real directories have some dozens of entries. */
const MOST_ENTRIES = 512

/** `YYYY-MM-DD`, or null where the block does not say, or says what cannot be: a day that does not exist, before 1990 or after `today`. */
export function takenOn(exif: Buffer | undefined, today: string): string | null {
  if (exif === undefined) return null
  const tiff = exif.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? exif.subarray(6) : exif
  const order = tiff.subarray(0, 2).toString('latin1')
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return null
  const little = order === 'II'
  const pointer = entryOf(tiff, little, long(tiff, little, 4), EXIF_POINTER, LONG)
  if (pointer === null) return null
  const directory = long(tiff, little, pointer + 8)
  for (const tag of [DATE_TIME_ORIGINAL, DATE_TIME_DIGITIZED]) {
    const entry = entryOf(tiff, little, directory, tag, ASCII)
    const day = entry === null ? null : dayOf(tiff, long(tiff, little, entry + 8))
    if (day !== null && day >= '1990-01-01' && day <= today) return day
  }
  return null
}

/** Where the entry of a tag begins in a directory; null where there is none of that type. */
function entryOf(tiff: Buffer, little: boolean, directory: number, tag: number, type: number): number | null {
  if (directory + 2 > tiff.length) return null
  const count = Math.min(short(tiff, little, directory), MOST_ENTRIES)
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * ENTRY_BYTES
    if (entry + ENTRY_BYTES > tiff.length) return null
    if (short(tiff, little, entry) === tag && short(tiff, little, entry + 2) === type) return entry
  }
  return null
}

/** `2015:11:20 09:30:00` → `2015-11-20`. */
function dayOf(tiff: Buffer, offset: number): string | null {
  const found = /^(\d{4})[:-](\d{2})[:-](\d{2})/.exec(tiff.subarray(offset, offset + 10).toString('latin1'))
  if (found === null) return null
  const day = `${found[1]}-${found[2]}-${found[3]}`
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : null
}

function short(tiff: Buffer, little: boolean, at: number): number {
  return little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
}

function long(tiff: Buffer, little: boolean, at: number): number {
  return little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)
}
