/** Small files that once held a core for hours or took its memory, made by their kind. Whoever reads them must end soon and in words. */
import { gzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { makeZip, rawWorkbook, workbookParts } from './workbooks.ts'

export interface Attack {
  readonly name: string
  /** Name of the file with the extension that leads to the reader meant. */
  readonly file: string
  make(): string | Uint8Array
}

const VALUE = '<row r="1"><c r="A1"><v>1</v></c></row>'
const LAST_CELL = 'XFD1048576'
const MANY = 250_000

function workbook(name: string, parts: () => Parameters<typeof rawWorkbook>[0]): Attack {
  return { name, file: `${name}.xlsx`, make: () => rawWorkbook(parts()) }
}

/** A workbook with one part replaced by other XML. */
function part(name: string, path: string, xml: () => string): Attack {
  return { name, file: `${name}.xlsx`, make: () => makeZip({ ...workbookParts({ sheet: VALUE, texts: ['<t>a</t>'], styles: '' }), [path]: xml() }) }
}

function spreadsheet2003(name: string, inside: () => string): Attack {
  return {
    name,
    file: `${name}.xls`,
    make: () =>
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${inside()}</Workbook>`,
  }
}

const SHEET = 'xl/worksheets/sheet1.xml'
const TEXTS = 'xl/sharedStrings.xml'
const STYLES = 'xl/styles.xml'
const WORKBOOK = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'

/** Workbooks of at most some hundred kilobytes, nearly all of `.xlsx`, which our own reader must bring to an end by itself. */
export const OWN_ATTACKS: readonly Attack[] = [
  part('texts never closed', TEXTS, () => `<sst>${'<si>'.repeat(MANY)}`),
  part('t tags cut off', TEXTS, () => `<sst><si>${'<t '.repeat(MANY)}</si></sst>`),
  part('t tags never closed', TEXTS, () => `<sst><si>${'<t>a'.repeat(MANY)}</si></sst>`),
  part('phonetic hints never closed', TEXTS, () => `<sst><si>${'<rPh>'.repeat(MANY)}</si></sst>`),
  part('phonetic hints cut off', TEXTS, () => `<sst><si>${'<rPh'.repeat(MANY)}</si></sst>`),
  part('CDATA in a row', TEXTS, () => `<sst><si><t>${'<![CDATA[a]]>'.repeat(MANY)}</t></si></sst>`),
  part('CDATA in CDATA', TEXTS, () => `<sst><si><t>${'<![CDATA['.repeat(MANY)}</t></si></sst>`),
  part('comments never closed', TEXTS, () => `<sst>${'<!--'.repeat(MANY)}</sst>`),
  part(
    'entities that grow',
    TEXTS,
    () => `<!DOCTYPE sst [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><sst><si><t>${'&b;'.repeat(1000)}</t></si></sst>`,
  ),
  part('ampersands', TEXTS, () => `<sst><si><t>${'&#'.repeat(MANY)}</t></si></sst>`),
  part('a million empty texts', TEXTS, () => `<sst>${'<si/>'.repeat(MANY * 4)}</sst>`),
  part('sheets in sheets', WORKBOOK, () => `<workbook>${'<sheets>'.repeat(MANY)}</workbook>`),
  part('sections of sheets', WORKBOOK, () => `<workbook>${'<sheets></sheets>'.repeat(MANY)}</workbook>`),
  part('many sheets', WORKBOOK, () => `<workbook><sheets>${'<sheet name="a" r:id="r1"/>'.repeat(MANY)}</sheets></workbook>`),
  part('one part under many names', WORKBOOK, () => `<workbook><sheets>${'<sheet name="a" r:id="r1"/>'.repeat(200)}</sheets></workbook>`),
  part(
    'many relations',
    RELATIONS,
    () =>
      `<Relationships>${Array.from({ length: MANY }, (_, index) => `<Relationship Id="r${index}" Type="x/worksheet" Target="../../a"/>`).join('')}</Relationships>`,
  ),
  part('a long way up', RELATIONS, () => `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="${'../'.repeat(MANY)}"/></Relationships>`),
  part(
    'brackets in a number format',
    STYLES,
    () =>
      `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="${'[a'.repeat(MANY)}"/></numFmts><cellXfs>${'<xf numFmtId="176"/>'.repeat(1000)}</cellXfs></styleSheet>`,
  ),
  part(
    'quotes in number formats',
    STYLES,
    () => `<styleSheet><numFmts>${`<numFmt numFmtId="176" formatCode="${'&quot;'.repeat(200)}"/>`.repeat(5000)}</numFmts></styleSheet>`,
  ),
  part('attributes', STYLES, () => `<styleSheet ${Array.from({ length: MANY }, (_, index) => `a${index}=""`).join(' ')}/>`),
  part('a value never closed', SHEET, () => `<worksheet><sheetData><row><c><v>${'1'.repeat(4_000_000)}`),
  part('rows never closed', SHEET, () => `<worksheet><sheetData>${'<row>'.repeat(MANY)}`),
  part('cells cut off', SHEET, () => `<worksheet><sheetData><row r="1">${'<c r="A1" '.repeat(MANY)}</row></sheetData></worksheet>`),
  part('the last column in every row', SHEET, () => `<worksheet><sheetData>${'<row><c r="XFD1"><v>1</v></c></row>'.repeat(MANY)}</sheetData></worksheet>`),
  part(
    'the last column read in every row',
    SHEET,
    () => `<worksheet><sheetData>${'<row><c r="OJ1"><v>1</v></c></row>'.repeat(20_000)}</sheetData></worksheet>`,
  ),
  part(
    'columns set again and again',
    SHEET,
    () => `<worksheet><cols>${'<col min="1" max="16384" width="9" hidden="1"/>'.repeat(MANY)}</cols><sheetData>${VALUE}</sheetData></worksheet>`,
  ),
  part(
    'merged ranges over each other',
    SHEET,
    () =>
      `<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(5000)}</sheetData><mergeCells>${`<mergeCell ref="A1:${LAST_CELL}"/>`.repeat(MANY)}</mergeCells></worksheet>`,
  ),
  part(
    'more merged ranges than are read',
    SHEET,
    () => `<worksheet><sheetData>${VALUE}</sheetData><mergeCells>${'<mergeCell ref="A1:B1"/>'.repeat(MANY * 3)}</mergeCells></worksheet>`,
  ),
  part('letters of a column', SHEET, () => `<worksheet><sheetData><row r="1"><c r="${'A'.repeat(1_000_000)}1"><v>1</v></c></row></sheetData></worksheet>`),
  workbook('formulas and texts mixed', () => ({
    sheet: `<row r="1">${'<c t="s"><f><v>0</v></f><is><r><t>a</t><rPh>'.repeat(50_000)}</row>`,
    texts: ['<t>a</t>'],
  })),
  spreadsheet2003(
    'a cell far away',
    () => '<Worksheet ss:Name="a"><Table><Row ss:Index="100000000"><Cell ss:Index="100000000"><Data ss:Type="Number">3</Data></Cell></Row></Table></Worksheet>',
  ),
  { name: 'a bomb', file: 'bomb.xlsx', make: () => rawWorkbook({ sheet: `<row r="1"><c r="A1" t="str"><v>${' '.repeat(64 * 1024 * 1024)}</v></c></row>` }) },
  { name: 'gzip under the name of a workbook', file: 'gzip.xlsx', make: () => gzipSync(Buffer.alloc(1024 * 1024)) },
]

/** Files that lead a third-party reader into hours or gigabytes: only the budget of the thread ends them. */
export const LEGACY_ATTACKS: readonly Attack[] = [
  spreadsheet2003(
    'columns that reach on',
    () => '<Worksheet ss:Name="a"><Table><Column ss:Span="1000000000"/><Row><Cell><Data ss:Type="Number">3</Data></Cell></Row></Table></Worksheet>',
  ),
]

/** Templates that lead exceljs the same way. */
export const TEMPLATE_ATTACKS: readonly Attack[] = [
  part(
    'a template merged as a whole',
    SHEET,
    () => `<worksheet><sheetData>${VALUE}</sheetData><mergeCells count="1"><mergeCell ref="A1:${LAST_CELL}"/></mergeCells></worksheet>`,
  ),
  part(
    'a template validated as a whole',
    SHEET,
    () =>
      `<worksheet><sheetData>${VALUE}</sheetData><dataValidations count="1"><dataValidation type="list" sqref="A1:${LAST_CELL}"><formula1>"a"</formula1></dataValidation></dataValidations></worksheet>`,
  ),
  part('a template whose tags never close', SHEET, () => `<worksheet><sheetData>${'<row r="1"><c>'.repeat(MANY)}`),
]

/** A sound template, to see that such ones are still read. */
export async function soundTemplate(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('表样').getCell('A1').value = '标题 {{year}}'
  return new Uint8Array(await book.xlsx.writeBuffer())
}
