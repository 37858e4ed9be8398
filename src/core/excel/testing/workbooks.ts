/** Makes files for tests of reading: ordinary ones with the libraries, odd ones byte by byte. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { openWorkbook, type SheetRow } from '../readWorkbook.ts'

/** A folder for the files of one test. */
export interface Folder {
  readonly path: string
  /** Writes a file and returns its path. */
  write(name: string, content: string | Uint8Array): Promise<string>
  /** Path of a file that may not exist. */
  at(name: string): string
  remove(): Promise<void>
}

/** Makes a folder of its own below the system's place for temporary files. */
export async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'bangfu-excel-'))
  return {
    path,
    async write(name, content) {
      await writeFile(join(path, name), content)
      return join(path, name)
    },
    at: (name) => join(path, name),
    remove: () => rm(path, { recursive: true, force: true }),
  }
}

/** A zip package of these parts. `claim` puts another unpacked size into the list of contents than is true. */
export function makeZip(parts: Readonly<Record<string, string | Uint8Array>>, options: { claim?: number; flags?: number } = {}): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const data = Buffer.from(content)
    const packed = deflateRawSync(data)
    const nameBytes = Buffer.from(name)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt16LE(options.flags ?? 0, 6)
    header.writeUInt16LE(8, 8)
    header.writeUInt32LE(crc32(data), 14)
    header.writeUInt32LE(packed.length, 18)
    header.writeUInt32LE(options.claim ?? data.length, 22)
    header.writeUInt16LE(nameBytes.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    header.copy(entry, 6, 4, 30)
    entry.writeUInt32LE(offset, 42)
    local.push(header, nameBytes, packed)
    central.push(entry, nameBytes)
    offset += 30 + nameBytes.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

export interface WorkbookParts {
  /** XML of the first sheet, from `<worksheet` on, or only what stands in `<sheetData>`. */
  readonly sheet: string
  readonly texts?: readonly string[]
  /** Content of `<styleSheet>`. */
  readonly styles?: string
  readonly date1904?: boolean
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of the smallest workbook with this sheet, so that tests can say XML no library would write. */
export function workbookParts({ sheet, texts, styles, date1904 }: WorkbookParts): Record<string, string> {
  return {
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${TYPES}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${TYPES}">${date1904 === true ? '<workbookPr date1904="1"/>' : ''}<sheets><sheet name="表1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${TYPES}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="r2" Type="${TYPES}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="r3" Type="${TYPES}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet.includes('worksheet') ? sheet : `<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`,
    ...(texts === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${texts.map((text) => `<si>${text}</si>`).join('')}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
  }
}

/** The smallest workbook with this sheet, as bytes. */
export function rawWorkbook(parts: WorkbookParts): Buffer {
  return makeZip(workbookParts(parts))
}

/** All rows of a sheet of a file (the first unless said otherwise), read without a thread to save its start. */
export async function readRows(path: string, sheet = 0): Promise<SheetRow[]> {
  const workbook = await openWorkbook(path, { inline: true })
  try {
    const rows: SheetRow[] = []
    for await (const row of workbook.sheets[sheet]?.rows() ?? []) rows.push(row)
    return rows
  } finally {
    await workbook.close()
  }
}

/** The texts of all rows of a sheet of a file, '' for empty cells. */
export async function readTexts(path: string, sheet = 0): Promise<string[][]> {
  return (await readRows(path, sheet)).map((row) => row.cells.map((cell) => cell.text))
}
