/** Makes forms: one, many in one file, or a preview. Copies are taken one by one, so that a whole township fits in memory. */
import { setImmediate as breathe } from 'node:timers/promises'
import { AppError } from '../errors.ts'
import { worksheetsOf, type FormSheet } from '../excel/formSheet.ts'
import { writeFormWorkbook } from '../excel/formWriter.ts'
import { inSteps, stepping } from '../store/stepping.ts'
import { withBitmaps } from './figurePng.ts'
import { fillForm, fillFormInSteps } from './fill.ts'
import type { FormFonts } from './fonts.ts'
import { renderHtml, writeHtml } from './html.ts'
import { layPages } from './layout.ts'
import type { LoadedForm } from './loadForm.ts'
import type { Page } from './page.ts'
import { writePdf } from './pdf.ts'
import type { FormCopy, FormOccasion } from './types.ts'

export type FormFormat = 'xlsx' | 'pdf' | 'html'

export interface FillOptions {
  /** Stops between two copies with CANCELLED; files being written are removed. */
  readonly signal?: AbortSignal
  /** Called after each copy with their number so far. */
  readonly progress?: (done: number) => void
}

export interface MadeForms {
  readonly sheets: number
  readonly pages: number
  /** Characters that no shipped font has: printed as a box in PDF, by a font of the PC in HTML and workbooks. Empty for workbooks. */
  readonly missing: readonly string[]
}

/** The filled worksheet of one copy. */
export function fillCopy(form: LoadedForm, { scope, name }: FormCopy, occasion: FormOccasion, fonts: FormFonts): FormSheet {
  return fillForm(form.template, { ...occasion, ...scope }, fonts, name)
}

/** The same; other work gets its turn in between. */
export function fillCopyInSteps(form: LoadedForm, { scope, name }: FormCopy, occasion: FormOccasion, fonts: FormFonts): Promise<FormSheet> {
  return inSteps(fillFormInSteps(form.template, { ...occasion, ...scope }, fonts, name), stepping(undefined))
}

/** The filled worksheets of many copies, one after the other; other work gets its turn in between. */
export async function* fillCopies(
  form: LoadedForm,
  copies: Iterable<FormCopy> | AsyncIterable<FormCopy>,
  occasion: FormOccasion,
  fonts: FormFonts,
  options: FillOptions = {},
): AsyncGenerator<FormSheet> {
  let done = 0
  for await (const copy of copies) {
    stopIfCancelled(options.signal)
    yield await fillCopyInSteps(form, copy, occasion, fonts)
    done += 1
    options.progress?.(done)
    await breathe()
  }
  stopIfCancelled(options.signal)
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AppError('CANCELLED', '已取消，没有生成文件。', '需要时请重新打印。')
}

/** Writes worksheets to one file at `path`: a workbook of as many sheets, a PDF or an HTML document of all pages. */
export async function writeForms(
  format: FormFormat,
  path: string,
  title: string,
  sheets: Iterable<FormSheet> | AsyncIterable<FormSheet>,
  fonts: FormFonts,
): Promise<MadeForms> {
  const made = { sheets: 0, pages: 0 }
  const missing = new Set<string>()
  const counted = count(sheets, made)
  if (format === 'xlsx') await writeFormWorkbook(path, bitmapped(counted, fonts))
  else if (format === 'pdf') await writePdf(path, title, pagesOf(counted, fonts, missing), fonts)
  else await writeHtml(path, title, pagesOf(counted, fonts, missing), fonts)
  return { ...made, missing: [...missing] }
}

async function* count(sheets: Iterable<FormSheet> | AsyncIterable<FormSheet>, made: { sheets: number; pages: number }): AsyncGenerator<FormSheet> {
  for await (const sheet of eachWorksheet(sheets)) {
    made.sheets += 1
    made.pages += sheet.breaks.length + 1
    yield sheet
  }
}

/** The worksheets of papers, each by itself. */
async function* eachWorksheet(papers: Iterable<FormSheet> | AsyncIterable<FormSheet>): AsyncGenerator<FormSheet> {
  for await (const paper of papers) yield* worksheetsOf(paper)
}

async function* bitmapped(sheets: AsyncIterable<FormSheet>, fonts: FormFonts): AsyncGenerator<FormSheet> {
  for await (const sheet of sheets) yield await withBitmaps(sheet, fonts)
}

/** Pages, laid out when they are asked for; others get their turn between two, since a village fills forty. */
async function* pagesOf(sheets: AsyncIterable<FormSheet>, fonts: FormFonts, missing: Set<string>): AsyncGenerator<Page> {
  const step = stepping(undefined)
  for await (const sheet of sheets) {
    for (const page of layPages(sheet, fonts)) {
      await step()
      for (const character of fonts.missing) if (page.texts.some(({ text }) => text.includes(character))) missing.add(character)
      yield page
    }
  }
}

/**
 * An HTML document of some pages, counted from 1 over all sheets, and the number of pages in all.
 * Only the pages asked for are laid out.
 */
export async function previewForms(
  title: string,
  sheets: Iterable<FormSheet> | AsyncIterable<FormSheet>,
  fonts: FormFonts,
  range: { firstPage: number; pageCount: number },
): Promise<{ html: string; pages: number }> {
  const shown: Page[] = []
  const step = stepping(undefined)
  const end = range.firstPage + range.pageCount
  let pages = 0
  for await (const sheet of eachWorksheet(sheets)) {
    const first = pages + 1
    pages += sheet.breaks.length + 1
    if (first >= end || pages < range.firstPage) continue
    for (const page of layPages(sheet, fonts, (place) => first + place >= range.firstPage && first + place < end)) {
      shown.push(page)
      await step()
    }
  }
  return { html: await renderHtml(title, shown, fonts, range.firstPage), pages }
}
