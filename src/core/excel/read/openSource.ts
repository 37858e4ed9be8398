/** Finds out by its content what a file is and opens it with the reader that fits. Runs in the reading thread. */
import { basename, extname } from 'node:path'
import { readFully } from '../../files/atomic.ts'
import { openInput, type InputFile } from '../../files/temporary.ts'
import type { ZipFile } from '../../files/zip.ts'
import { openCsv, decodeWhole } from './csv.ts'
import { damaged, emptyFile, fileTooLarge, notAWorkbook, passwordProtected, readError, tooLarge } from './failures.ts'
import { openLegacy, requireWorkbookInCompoundFile } from './legacy.ts'
import { MAXIMUM_FILE_BYTES, MAXIMUM_LEGACY_BYTES } from './limits.ts'
import type { FileKind, Source } from './source.ts'
import { openXlsx, readRelations } from './xlsx.ts'
import { openZip, unpackedBytes } from './zip.ts'

/** Longest list of parts that is looked through. */
const MAXIMUM_LIST_BYTES = 1024 * 1024

const TEXT_EXTENSIONS: ReadonlySet<string> = new Set(['.csv', '.txt', '.tsv'])
const SIGNATURES: readonly (readonly [bytes: string, what: string])[] = [
  ['25504446', '它是 PDF 文件'],
  ['ffd8ff', '它是图片'],
  ['89504e47', '它是图片'],
  ['47494638', '它是图片'],
  ['52617221', '它是压缩包，请先解压'],
  ['377abcaf', '它是压缩包，请先解压'],
  ['1f8b', '它是压缩包，请先解压'],
  ['4d5a', '它是程序文件'],
]

interface Opening {
  readonly file: InputFile
  readonly size: number
  /** Name for messages. */
  readonly name: string
  readonly extension: string
  readonly report: (share: number) => void
}

/**
 * Opens a file for reading rows. `report` is told the share of the opening done, 0 to 1.
 * Throws FILE_NOT_FOUND, FILE_LOCKED, FILE_FORMAT, FILE_EMPTY, FILE_PASSWORD, FILE_TOO_LARGE.
 */
export async function openSource(path: string, report: (share: number) => void): Promise<Source> {
  const name = basename(path)
  let file: InputFile | undefined
  try {
    file = await openInput(path)
    const status = await file.stat()
    if (!status.isFile()) throw notAWorkbook(name, '它不是文件')
    if (status.size === 0) throw emptyFile(name)
    if (status.size > MAXIMUM_FILE_BYTES) throw fileTooLarge(name, status.size)
    const source = await openByContent({ file, size: status.size, name, extension: extname(path).toLowerCase(), report })
    requireData(source, name)
    const opened = file
    return {
      ...source,
      close: async () => {
        await opened.close()
      },
    }
  } catch (error) {
    await file?.close()
    throw readError(error, path)
  }
}

async function openByContent(opening: Opening): Promise<Source> {
  const start = Buffer.alloc(Math.min(4096, opening.size))
  await readFully(opening.file, start, 0)
  const hex = start.subarray(0, 8).toString('hex')
  if (hex.startsWith('504b')) return openPackage(opening)
  if (hex === 'd0cf11e0a1b11ae1') {
    const content = await readWhole(opening)
    await requireWorkbookInCompoundFile(content, opening.name)
    return openLegacy(content, 'xls', opening.name)
  }
  const other = SIGNATURES.find(([bytes]) => hex.startsWith(bytes))
  if (other !== undefined) throw notAWorkbook(opening.name, other[1])
  return openText(opening, decodeWhole(start).trimStart().toLowerCase())
}

async function openText(opening: Opening, start: string): Promise<Source> {
  if (start.startsWith('<')) {
    const kind = markupKind(start)
    if (kind === undefined) throw notAWorkbook(opening.name)
    return openLegacy(decodeWhole(await readWhole(opening)), kind, opening.name)
  }
  // Some programs save tab-separated text under the name .xls.
  const isText = TEXT_EXTENSIONS.has(opening.extension) || (opening.extension === '.xls' && start.includes('\t'))
  if (!isText) throw notAWorkbook(opening.name, `扩展名是 ${opening.extension === '' ? '空的' : opening.extension}，内容却不是表格`)
  const sheet = opening.name.slice(0, opening.name.length - opening.extension.length)
  return openCsv(opening.file, opening.size, opening.name, sheet, opening.report)
}

function markupKind(start: string): FileKind | undefined {
  if (start.startsWith('<?xml') && /schemas-microsoft-com:office:spreadsheet|<(?:\w+:)?workbook/.test(start)) return 'xml'
  return /<html|<table|<!doctype html|<meta|<head/.test(start) ? 'html' : undefined
}

async function openPackage(opening: Opening): Promise<Source> {
  const { file, size, name } = opening
  const zip = await openZip(file, size, name)
  const main = (await readRelations(zip, '', name)).byType('officeDocument') ?? ''
  if (main.endsWith('.xml') && zip.entry(main) !== undefined && /(^|\/)workbook\d*\.xml$/i.test(main)) return openXlsx(zip, main, name, opening.report)
  if (zip.entry('xl/workbook.xml') !== undefined) return openXlsx(zip, 'xl/workbook.xml', name, opening.report)
  const kind: FileKind | undefined = zip.entry('xl/workbook.bin') !== undefined ? 'xlsb' : (await isOpenDocument(zip)) ? 'ods' : undefined
  if (kind === 'ods' && (await isEncrypted(zip))) throw passwordProtected(name)
  if (kind === undefined) throw notAWorkbook(name, otherPackage(zip))
  const unpacked = unpackedBytes(zip)
  if (unpacked > MAXIMUM_LEGACY_BYTES * 4) throw tooLarge(name, `展开后有 ${Math.ceil(unpacked / 1024 / 1024)} MB`)
  return openLegacy(await readWhole(opening), kind, name)
}

async function isOpenDocument(zip: ZipFile): Promise<boolean> {
  const entry = zip.entry('mimetype')
  if (entry === undefined || entry.size > 200) return false
  return (await zip.read(entry, 200)).toString('latin1').includes('opendocument.spreadsheet')
}

/** The list of parts says which of them are encrypted; newer programs put the whole document into one encrypted part. */
async function isEncrypted(zip: ZipFile): Promise<boolean> {
  if (zip.entry('encrypted-package') !== undefined) return true
  const entry = zip.entry('META-INF/manifest.xml')
  return entry !== undefined && entry.size <= MAXIMUM_LIST_BYTES && (await zip.read(entry, MAXIMUM_LIST_BYTES)).toString('utf8').includes('encryption-data')
}

function otherPackage(zip: ZipFile): string {
  if (zip.entry('word/document.xml') !== undefined) return '它是 Word 文档'
  if (zip.entry('ppt/presentation.xml') !== undefined) return '它是演示文稿'
  return '它是压缩包或其他文件，里面没有工作簿'
}

async function readWhole({ file, size, name }: Opening): Promise<Buffer> {
  if (size > MAXIMUM_LEGACY_BYTES) throw tooLarge(name, `这种格式的文件最多能读 ${MAXIMUM_LEGACY_BYTES / 1024 / 1024} MB，请另存为 .xlsx`)
  const content = Buffer.alloc(size)
  if ((await readFully(file, content, 0)) < size) throw damaged(name)
  return content
}

/** Throws when nothing can be read: no sheet holds anything, or those that do are too large. */
function requireData(source: Source, name: string): void {
  if (source.sheets.some((sheet) => sheet.refused === undefined && sheet.filledRows > 0)) return
  const refused = source.sheets.find((sheet) => sheet.refused !== undefined)?.refused
  throw refused === undefined ? emptyFile(name) : tooLarge(name, refused)
}
