/** How much is read at most. Beyond it the file is refused with a sentence before anything is unpacked. */

/** Greatest number of rows of a sheet, headings included: more than one county's people surveyed (190,000). */
export const MAXIMUM_ROWS = 200_000

/** Greatest number of columns of a sheet that hold anything; the widest layout in use has about 200. */
export const MAXIMUM_COLUMNS = 400

/** Greatest size of the file itself, in bytes. */
export const MAXIMUM_FILE_BYTES = 200 * 1024 * 1024

/** Greatest unpacked size of the XML of one sheet, which is read as a stream. */
export const MAXIMUM_SHEET_BYTES = 2 * 1024 * 1024 * 1024

/** Greatest unpacked size of the parts that have to be held in memory (texts, styles, list of sheets). */
export const MAXIMUM_PART_BYTES = 160 * 1024 * 1024

/** Greatest size of files of the older formats, which have to be held in memory as a whole. */
export const MAXIMUM_LEGACY_BYTES = 80 * 1024 * 1024

/** Greatest length of one row's XML. */
export const MAXIMUM_ROW_CHARACTERS = 32 * 1024 * 1024

/** Greatest number of sheets. */
export const MAXIMUM_SHEETS = 200

/** Greatest number of entries in the package. */
export const MAXIMUM_ENTRIES = 10_000
