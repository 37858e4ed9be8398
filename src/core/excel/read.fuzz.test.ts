/** Workbooks, their XML, and separated values that are almost sound. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { FuzzFolder, fuzz } from '../testing/fuzz/fuzz.ts'
import { LINES, MARKUP, mutateBytes, mutateText, XML } from '../testing/fuzz/mutate.ts'
import type { Random } from '../testing/fuzz/random.ts'
import { lawRuns } from '../testing/lawRuns.ts'
import { readForeignTemplate } from './foreignTemplate.ts'
import { openWorkbook } from './readWorkbook.ts'
import { openSource } from './read/openSource.ts'
import { SheetParser } from './read/sheetParser.ts'
import { DefaultFont, RelationList, StyleList, TextList, WorkbookList } from './read/workbookParts.ts'
import { XmlReader, type XmlHandler } from './read/xml.ts'
import { makeZip, rawWorkbook, workbookParts } from './testing/workbooks.ts'

const SHEET =
  '<worksheet xmlns="m"><cols><col min="1" max="3" width="9.5" hidden="1"/></cols><sheetData>' +
  '<row r="1" hidden="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1"><v>42430</v></c><c t="inlineStr"><is><r><t>张</t></r><rPh><t>z</t></rPh></is></c></row>' +
  '<row r="3"><c r="A3" t="str"><f>B1&amp;"a"</f><v>a_x000D_</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#REF!</v></c><c r="E3" t="d"><v>2016-03-01T08:30</v></c></row>' +
  '</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A3:A9"/></mergeCells></worksheet>'
const STYLES =
  '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts><fonts><font><sz val="11"/><name val="宋体"/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs>'
const PARTS = workbookParts({ sheet: SHEET, texts: ['<t>户主</t>', '<r><t>李</t></r><r><t>四</t></r>'], styles: STYLES })
const PATHS = Object.keys(PARTS)
const CSV = '姓名,"证件号码",备注\r\n张三,622427198001010011,"住址, ""老屋""\n二组"\r\n李四,6.2E+17,=1+1\r\n'
const RULES = {
  damaged: (cause?: unknown) => new AppError('FILE_FORMAT', '已损坏。', '请重新复制。', { cause }),
  tooLarge: (what: string) => new AppError('FILE_TOO_LARGE', `太大：${what}。`, '请拆分。'),
}

let folder: FuzzFolder
beforeAll(async () => {
  folder = await FuzzFolder.make()
})
afterAll(() => folder.remove())

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder.input, name)
  await writeFile(path, content)
  return path
}

/** Opens a file in this thread and reads all of it; errors come as the reader throws them. */
async function readAll(path: string): Promise<void> {
  const source = await openSource(path, () => {
    /* Nobody looks on. */
  })
  try {
    for (const [index, sheet] of source.sheets.entries()) {
      if (sheet.refused !== undefined) continue
      let last = 0
      for await (const rows of source.rows(index)) {
        for (const row of rows) {
          if (row.number <= last || row.cells.length > sheet.columnCount) throw new Error('rows are not as the survey has them')
          last = row.number
        }
      }
      if (last !== sheet.rowCount) throw new Error(`the last row is ${last}, not ${sheet.rowCount}`)
    }
  } finally {
    await source.close()
    await folder.requireNothingWritten()
  }
}

/** What a handler hears of a text that comes in pieces. */
function heard(text: string, cuts: readonly number[]): string {
  const said: string[] = []
  let open = ''
  const flush = (): void => {
    if (open !== '') said.push(open)
    open = ''
  }
  const handler: XmlHandler = {
    open: (name, attributes, depth) => {
      flush()
      said.push(`<${depth} ${name} ${JSON.stringify(attributes)}`)
    },
    text: (piece) => {
      open += piece
    },
    close: (name, depth) => {
      flush()
      said.push(`>${depth} ${name}`)
    },
  }
  try {
    const reader = new XmlReader(handler, RULES)
    let at = 0
    for (const cut of [...cuts, text.length]) {
      reader.push(text.slice(at, cut))
      at = cut
    }
    reader.finish()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return `refused: ${error.message}`
  }
  return said.join('\n')
}

function cutsOf(random: Random, text: string): number[] {
  return Array.from({ length: random.below(6) }, () => random.below(text.length)).toSorted((a, b) => a - b)
}

it('fuzz xml: what is heard does not depend on how the text is cut, and ends or is refused in words', async () => {
  const handlers = [
    () => new WorkbookList(RULES.tooLarge),
    () => new RelationList('xl/'),
    () => new StyleList(),
    () => new TextList(),
    () => new DefaultFont(),
  ] as const
  expect(
    await fuzz(lawRuns(300), async (random) => {
      // Bytes are decoded before they come here: halves of characters are none any more.
      const text = mutateText(random, PARTS[random.pick(PATHS) ?? ''] ?? SHEET, XML).toWellFormed()
      expect(heard(text, cutsOf(random, text))).toBe(heard(text, []))
      const parser = new SheetParser({ file: 'a.xlsx', texts: ['甲'], shapes: [], date1904: false })
      const handler = (random.pick(handlers) ?? handlers[0])()
      const reader = new XmlReader(handler, RULES)
      if (random.oneIn(2)) {
        parser.push(text)
        parser.finish()
      } else {
        reader.push(text)
        reader.finish()
        if (handler instanceof StyleList) handler.shapes()
      }
    }),
  ).toBeGreaterThan(0)
})

it('fuzz sheet: a workbook of almost sound parts gives the rows it announced, or is refused in words', async () => {
  expect(
    await fuzz(lawRuns(250), async (random) => {
      const parts: Record<string, string> = { ...PARTS }
      for (let times = random.below(2); times >= 0; times -= 1) {
        const path = random.pick(PATHS) ?? ''
        parts[path] = mutateText(random, parts[path] ?? '', XML)
      }
      const zip = makeZip(parts)
      await readAll(await file('a.xlsx', random.oneIn(4) ? mutateBytes(random, zip) : zip))
    }),
  ).toBeGreaterThan(0)
})

it('fuzz csv: separated values in any encoding give the rows announced, or are refused in words', async () => {
  expect(
    await fuzz(lawRuns(250), async (random) => {
      const text = mutateText(random, CSV, LINES)
      const encoding = random.pick(['utf8', 'gb18030', 'utf16le', 'utf16be'] as const)
      const bytes = iconv.encode(encoding.startsWith('utf16') ? `\ufeff${text}` : text, encoding)
      await readAll(await file('a.csv', random.oneIn(3) ? mutateBytes(random, bytes) : bytes))
    }),
  ).toBeGreaterThan(0)
})

function oldWorkbook(type: XLSX.BookType): Uint8Array {
  const workbook = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(
    workbook,
    XLSX.utils.aoa_to_sheet([
      ['name', 'id'],
      ['Zhang', 622427],
      [true, 12.5],
    ]),
    'a',
  )
  return new Uint8Array(XLSX.write(workbook, { type: 'buffer', bookType: type }) as Uint8Array)
}

/** A file of an older format: bytes of `.xls` and `.xlsb`, markup of the others. */
function oldFile(random: Random): Uint8Array {
  const type = random.pick(['biff8', 'biff5', 'xlsb', 'xlml', 'html', 'ods'] as const)
  const bytes = oldWorkbook(type)
  if (type === 'xlml' || type === 'html') return Buffer.from(mutateText(random, Buffer.from(bytes).toString('utf8'), MARKUP))
  if (type !== 'ods') return mutateBytes(random, bytes)
  const inside: unknown = XLSX.CFB.read(bytes, { type: 'buffer' })
  const content: { content: Uint8Array } = XLSX.CFB.find(inside, '/content.xml')
  const text = mutateText(random, Buffer.from(content.content).toString('utf8'), MARKUP)
  return makeZip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': text, 'META-INF/manifest.xml': '<manifest:manifest/>' })
}

it('fuzz legacy: what third-party readers make of older formats ends within its budget, in rows or in words', async () => {
  expect(
    await fuzz(lawRuns(12), async (random) => {
      const workbook = await openWorkbook(await file('a.xls', oldFile(random)), { budget: { milliseconds: 4000, megabytes: 128 } })
      try {
        for (const sheet of workbook.sheets) if (sheet.refused === undefined) for await (const rows of sheet.portions()) expect(rows.length).toBeGreaterThan(0)
      } finally {
        await workbook.close()
        await folder.requireNothingWritten()
      }
    }),
  ).toBeGreaterThan(0)
})

it('fuzz template: a form template that is almost sound is read or refused in words, within its budget', async () => {
  expect(
    await fuzz(lawRuns(6), async (random) => {
      const parts: Record<string, string> = { ...PARTS }
      const path = random.pick(PATHS) ?? ''
      parts[path] = mutateText(random, parts[path] ?? '', XML)
      await readForeignTemplate(await file('own.xlsx', random.oneIn(8) ? mutateBytes(random, rawWorkbook({ sheet: SHEET })) : makeZip(parts)), {
        milliseconds: 8000,
        megabytes: 192,
      })
    }),
  ).toBeGreaterThan(0)
  await folder.requireNothingWritten()
})
