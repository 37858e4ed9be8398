/** How much is read at most, and what reading may cost. Beyond it the file is refused with a sentence. */

/** Greatest number of rows of a sheet, headings included: more than one county's people surveyed (190,000). */
export const MAXIMUM_ROWS = 200_000

/** Greatest number of columns of a sheet that hold anything; the widest layout in use has about 200. */
export const MAXIMUM_COLUMNS = 400

/** Greatest size of the file itself, in bytes. */
export const MAXIMUM_FILE_BYTES = 200 * 1024 * 1024

/** Greatest unpacked size of the XML of one sheet, which is read as a stream. */
export const MAXIMUM_SHEET_BYTES = 2 * 1024 * 1024 * 1024

/** Greatest unpacked size of the other parts (texts, styles, list of sheets), whose content is held in memory. */
export const MAXIMUM_PART_BYTES = 160 * 1024 * 1024

/** Greatest size of files of the older formats, which have to be held in memory as a whole. */
export const MAXIMUM_LEGACY_BYTES = 80 * 1024 * 1024

/** Greatest number of sheets. */
export const MAXIMUM_SHEETS = 200

/** Greatest number of entries in the package. */
export const MAXIMUM_ENTRIES = 10_000

/**
 * How many times its packed size a package may have unpacked. Rosters have 5 to 30; sheets formatted down to the last row, which hold the same
 * thing a million times, come near 100. Deflate can do 1,000.
 */
export const MAXIMUM_RATIO = 200

/** Packages that unpack to no more than this are read whatever their ratio: they cost nothing. */
export const HARMLESS_BYTES = 32 * 1024 * 1024

/** Rows of all sheets that are kept packed from the opening on, so that they need not be taken apart twice: a county's roster of 20,000 rows. */
export const MAXIMUM_HELD_BYTES = 48 * 1024 * 1024

/** What opening a file may cost. */
export interface ReadingBudget {
  /** Time until it is open. */
  readonly milliseconds: number
  /** Memory of the reading thread. */
  readonly megabytes: number
}

const MEGABYTE = 1024 * 1024

/**
 * The budget of a file of this size. Slow machines open a county's roster of 20 MB in about ten seconds and need 100 MB for it;
 * older formats, which are held whole, need some twenty times their size.
 */
export function budgetFor(bytes: number): ReadingBudget {
  const megabytes = bytes / MEGABYTE
  return { milliseconds: 20_000 + Math.ceil(megabytes * 4000), megabytes: Math.min(1024, 384 + Math.ceil(megabytes * 24)) }
}
