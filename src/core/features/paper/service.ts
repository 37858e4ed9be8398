/** Standard forms of what is on file: the list of forms, previews, and files of one or thousands. */
import { localDay } from '../../rules/dates.ts'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { askerOf, seesInFull } from '../../access/asker.ts'
import { may, mayRead, maySeeSensitive } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import { writeFileAtomic } from '../../files/atomic.ts'
import { makeScratch, readInput } from '../../files/temporary.ts'
import { FormFonts } from '../../forms/fonts.ts'
import { hasOwnCopy, loadForm, type FormPlaces, type LoadedForm } from '../../forms/loadForm.ts'
import { writeOutput } from '../../forms/outputFile.ts'
import { fillCopies, fillCopyInSteps, previewForms, writeForms, type FillOptions, type FormFormat, type MadeForms } from '../../forms/print.ts'
import { formOf, forms, listedForm, type ListedForm } from '../../forms/registry.ts'
import type { FormDefinition, FormOccasion, FormSource } from '../../forms/types.ts'
import { wantedNames } from '../../forms/wantedNames.ts'
import type { Core } from '../../runtime.ts'
import { stepping } from '../../store/stepping.ts'
import type { SessionUser } from '../session/contract.ts'
import { copiesOf } from './copies.ts'
import { Photos } from './photos.ts'
import type { Reading } from './reading.ts'
import { sourceShape, type OwnSource } from './sourceShapes.ts'
import { subjectsOf, type Chosen, type Subject } from './subjects.ts'
import { allForms, changeForm, dropForm, keepForm, replaceTemplate, templateOf, tryTemplate, writeStarting, type Trial } from './templates.ts'
import { vocabularyFor } from './vocabularyFor.ts'
import { writeZip, type ZipEntry } from './zip.ts'

export interface PaperRequest {
  /** Code of the form. */
  readonly code: string
  /** Our ids or numbers (户编号, 本地户号) of records, or division codes. */
  readonly for: readonly string[]
  /** Instead: a list as it is filtered and sorted on screen. */
  readonly chosen?: Chosen | undefined
  /** A copy to be filled in by hand, of the division in `for` if there is one; for records in `for` theirs, with the yearly records of the year left empty. */
  readonly blank?: boolean | undefined
  readonly year: number
  /** 文号 to be printed. */
  readonly documentNo?: string | undefined
  /** Print ID numbers, phones, accounts and illness in full. */
  readonly unmasked?: boolean | undefined
}

export interface MakeRequest extends PaperRequest {
  readonly format: FormFormat
  /** `together`: one file of all; `apart`: a ZIP of one file each. */
  readonly files?: 'together' | 'apart' | undefined
}

/** A form that an office adds. */
export interface NewForm {
  readonly title: string
  readonly source: string
  readonly from: FormSource
}

/** A form that there is, or the source of one that is to be added. */
export type TemplateWanted =
  | { readonly code: string; readonly year: number; readonly shipped: boolean }
  | { readonly title: string; readonly from: FormSource; readonly year: number }

/** A request that has been checked: what is to be made, and for whom. */
export interface PreparedForms {
  readonly form: LoadedForm
  readonly subjects: readonly Subject[]
  readonly occasion: FormOccasion
  readonly reading: Reading
}

/** Copies laid out for a preview at most, since their pages are counted; beyond, people look at the file. */
const MOST_PREVIEWED: Readonly<Record<FormSource['kind'], number>> = { record: 200, step: 200, questionnaire: 200, list: 20, statistic: 20 }
const FIRST_YEAR = 2000
const LAST_YEAR = 2100

type PaperCore = Pick<Core, 'office' | 'resourcesDirectory' | 'dataDirectory' | 'now'> & { readonly files: Pick<Core['files'], 'newPath'> }

export class PaperService {
  readonly #core: PaperCore
  readonly #places: FormPlaces
  readonly #fonts: FormFonts
  /** Whether a page was set since the program was started, or is being set. */
  #setOnce = false

  constructor(core: PaperCore) {
    this.#core = core
    this.#places = { resourcesDirectory: core.resourcesDirectory, dataDirectory: core.dataDirectory }
    this.#fonts = new FormFonts(core.resourcesDirectory)
  }

  /** The forms there are; `edited` where the office has its own copy of the template, `own` those that it added itself. */
  async forms(): Promise<(ListedForm & { readonly from: OwnSource | null })[]> {
    return (await allForms(this.#core.dataDirectory)).map((form) => ({
      ...listedForm(form),
      own: formOf(form.code) === undefined,
      from: formOf(form.code) === undefined ? sourceShape.parse(form.from) : null,
      edited: hasOwnCopy(form, this.#places),
    }))
  }

  /**
   * Has one page set that nobody sees, while somebody still chooses what to print: to set and embed letters takes several times as long the first time.
   * Only where none was asked for before. What fails is told by the page that meets it.
   */
  async makeReady(user: SessionUser): Promise<void> {
    if (!this.#setOnce) await this.anyPage(user).catch(() => undefined)
  }

  /** The first page of a blank copy of some form of the program, which whoever may print may see. */
  anyPage(user: SessionUser): Promise<{ html: string; pages: number }> {
    const [form] = forms.filter(({ from }) => from.kind === 'record')
    return this.preview(user, { code: form?.code ?? '', for: [], blank: true, year: this.#core.now().getFullYear(), firstPage: 1, pageCount: 1 })
  }

  /** The form of that code. Throws NOT_FOUND with those there are. */
  async #form(code: string): Promise<FormDefinition> {
    const all = await allForms(this.#core.dataDirectory)
    const form = all.find((known) => known.code === code)
    if (form !== undefined) return form
    throw new AppError('NOT_FOUND', `没有代号为“${code}”的表。`, `可用的有：${all.map((known) => `${known.code}（${known.title}）`).join('、')}。`)
  }

  /** The workbook of a form as a file, to be changed in an office program; or the one that a new form begins with. Resolves to its name. */
  async fetchTemplate(path: string, wanted: TemplateWanted): Promise<string> {
    if ('from' in wanted) {
      await writeStarting(path, wanted.title, wanted.from)
      return `${wanted.title}（表样）.xlsx`
    }
    const form = await this.#form(wanted.code)
    await writeFileAtomic(path, await templateOf(form, wanted.year, this.#core, wanted.shipped))
    return `${form.title}（表样）.xlsx`
  }

  /** What is wrong with a workbook that is to be a form's, or how it prints. */
  async tryTemplate(user: SessionUser, path: string, wanted: TemplateWanted): Promise<Trial> {
    const form = 'from' in wanted ? { code: '', title: wanted.title, source: '', paper: '', from: wanted.from, variants: [] } : await this.#form(wanted.code)
    return tryTemplate(path, form, this.#reading(user, wanted.year, false), this.#occasion(wanted.year), this.#fonts)
  }

  /** Puts a workbook in force; without one the program's own holds again. */
  async putTemplate(code: string, year: number, path: string | null): Promise<void> {
    await replaceTemplate(await this.#form(code), year, path, this.#core)
  }

  /** Adds a form of the office, with the workbook at `path` or the one that the program draws for it. Resolves to its code. */
  async addForm(form: NewForm, path: string | null): Promise<string> {
    if (path !== null) return (await keepForm(form, path, this.#core)).code
    return this.#withStarting(form, async (starting) => (await keepForm(form, starting, this.#core)).code)
  }

  /**
   * Changes a form of the office: its title, the document behind it, what it is filled from; its workbook stays, is another one, or is drawn anew.
   * Throws FILE_FORMAT where the workbook names what the source does not have, VALIDATION for a title that another one has or a form of the program.
   */
  async changeForm(code: string, form: NewForm, workbook: 'kept' | 'drawn' | { readonly path: string }): Promise<void> {
    const known = await this.#form(code)
    if (workbook === 'kept') await changeForm(known, form, null, this.#core)
    else if (workbook === 'drawn') await this.#withStarting(form, (starting) => changeForm(known, form, starting, this.#core))
    else await changeForm(known, form, workbook.path, this.#core)
  }

  /** Works with the workbook that the program draws for a form. */
  async #withStarting<T>({ title, from }: NewForm, work: (path: string) => Promise<T>): Promise<T> {
    const starting = this.#core.files.newPath('xlsx')
    try {
      await writeStarting(starting, title, from)
      return await work(starting)
    } finally {
      await rm(starting, { force: true })
    }
  }

  /** Takes a form of the office away. */
  async removeForm(code: string): Promise<void> {
    await dropForm(await this.#form(code), this.#core)
  }

  #occasion(year: number, documentNo = ''): FormOccasion {
    const now = this.#core.now()
    const today = `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`
    return {
      year,
      office: this.#core.office().unit.name,
      printed_on: today,
      data_day: year < now.getFullYear() ? `${year}年12月31日` : today,
      document_no: documentNo.trim(),
    }
  }

  /** Who reads what of which year; nothing is wanted yet. */
  #reading(user: SessionUser, year: number, unmasked: boolean): Reading {
    const office = this.#core.office()
    const asker = askerOf(user, office.unit.code)
    return {
      office,
      user,
      year,
      masked: !unmasked,
      tells: new Set(),
      today: localDay(this.#core.now()),
      hides: (register, field, division) => !seesInFull(asker, register, field, division),
      reads: (division) => mayRead(user, division),
      yearBlank: false,
      wanted: new Set(),
      photos: new Photos(),
      step: stepping(undefined),
    }
  }

  /**
   * Loads the form and finds its subjects. Throws NOT_FOUND (form, household or division), FORBIDDEN (numbers in full for a role that may
   * not see them), VALIDATION (year), CONFLICT (a number that several households have), FILE_FORMAT (the office's template is broken).
   */
  async prepare(user: SessionUser, request: PaperRequest): Promise<PreparedForms> {
    const definition = await this.#form(request.code)
    checkRights(user, request)
    if (!Number.isInteger(request.year) || request.year < FIRST_YEAR || request.year > LAST_YEAR) {
      throw new AppError('VALIDATION', `年度“${String(request.year)}”不对。`, `请填 ${FIRST_YEAR} 到 ${LAST_YEAR} 之间的四位年份。`)
    }
    this.#setOnce = true
    const form = await loadForm(definition, request.year, this.#places, { vocabulary: vocabularyFor(definition.from) })
    const reading = {
      ...this.#reading(user, request.year, request.unmasked === true),
      tells: new Set(definition.tells),
      wanted: wantedNames(form.template.sheet),
    }
    const subjects = subjectsOf(reading, definition, { keys: request.for, chosen: request.chosen, blank: request.blank })
    return {
      form,
      subjects,
      occasion: this.#occasion(request.year, request.documentNo),
      reading: { ...reading, yearBlank: request.blank === true && subjects.some(({ kind }) => kind === 'record') },
    }
  }

  /** An HTML document of some pages, counted from 1, and the number of pages; of more than {@link MOST_PREVIEWED} subjects the first ones. */
  async preview(
    user: SessionUser,
    request: PaperRequest & { readonly firstPage: number; readonly pageCount: number },
    signal?: AbortSignal,
  ): Promise<{ html: string; pages: number; subjects: number; shown: number }> {
    const prepared = await this.prepare(user, request)
    const shown = prepared.subjects.slice(0, MOST_PREVIEWED[prepared.form.definition.from.kind])
    const copies = copiesOf(prepared.reading, prepared.form.definition, shown)
    const sheets = fillCopies(prepared.form, copies, prepared.occasion, this.#fonts, signal === undefined ? {} : { signal })
    const { html, pages } = await previewForms(prepared.form.definition.title, sheets, this.#fonts, request)
    return { html, pages, subjects: prepared.subjects.length, shown: shown.length }
  }

  /** Writes the file, replacing what is there. Throws what the writers throw (FILE_LOCKED, DISK_FULL, CANCELLED) with no file left behind. */
  async write(prepared: PreparedForms, path: string, format: FormFormat, files: 'together' | 'apart', options: FillOptions = {}): Promise<MadeForms> {
    if (files === 'apart') return this.#writeApart(prepared, path, format, options)
    const { form, subjects, occasion, reading } = prepared
    const sheets = fillCopies(form, copiesOf(reading, form.definition, subjects), occasion, this.#fonts, options)
    return writeForms(format, path, form.definition.title, sheets, this.#fonts)
  }

  /** Checks and writes in one call, for the command line. Throws as {@link prepare} and {@link write}. */
  async make(request: MakeRequest & { readonly out: string }, user: SessionUser, options: FillOptions = {}): Promise<MadeForms & { subjects: number }> {
    const prepared = await this.prepare(user, request)
    const made = await this.write(prepared, request.out, request.format, request.files ?? 'together', options)
    return { ...made, subjects: prepared.subjects.length }
  }

  async #writeApart(prepared: PreparedForms, path: string, format: FormFormat, options: FillOptions): Promise<MadeForms> {
    const directory = await makeScratch(dirname(this.#core.files.newPath(format)), '.forms-')
    const made: Made = { sheets: 0, pages: 0, missing: new Set<string>() }
    try {
      await writeOutput(path, (stream, ready) => writeZip(stream, ready, this.#entries(prepared, join(directory, `one.${format}`), format, made, options)))
      return { ...made, missing: [...made.missing] }
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  }

  async *#entries(prepared: PreparedForms, scratch: string, format: FormFormat, made: Made, options: FillOptions): AsyncGenerator<ZipEntry> {
    const { form, subjects, occasion, reading } = prepared
    const names = new FileNames(subjects.length, format)
    for await (const copy of copiesOf(reading, form.definition, subjects)) {
      if (options.signal?.aborted === true) throw new AppError('CANCELLED', '已取消，没有生成文件。', '需要时请重新打印。')
      const one = await writeForms(format, scratch, form.definition.title, [await fillCopyInSteps(form, copy, occasion, this.#fonts)], this.#fonts)
      made.sheets += one.sheets
      made.pages += one.pages
      for (const character of one.missing) made.missing.add(character)
      options.progress?.(made.sheets)
      yield { name: names.next(copy.number), content: await readInput(scratch), compress: format === 'html' }
    }
  }
}

interface Made {
  sheets: number
  pages: number
  readonly missing: Set<string>
}

function checkRights(user: SessionUser, request: PaperRequest): void {
  if (!may(user, 'print')) throw new AppError('FORBIDDEN', '您的角色不能打印表格。', '请联系管理员。')
  if (request.unmasked === true && !maySeeSensitive(user, null)) {
    throw new AppError('FORBIDDEN', '您的角色不能打印完整的证件号码、电话和账号。', '请改打遮盖的表，或请有权限的人打印。')
  }
}

/** File names without personal data: the 户编号 or village code where there is one, else the place in the order. */
class FileNames {
  readonly #taken = new Set<string>()
  readonly #digits: number
  readonly #extension: string
  #count = 0

  constructor(total: number, extension: string) {
    this.#digits = String(total).length
    this.#extension = extension
  }

  next(number: string): string {
    this.#count += 1
    const wish = number.replaceAll(/[^\p{L}\p{N}_-]/gu, '')
    const name = wish === '' || this.#taken.has(wish) ? `序号${String(this.#count).padStart(this.#digits, '0')}` : wish
    this.#taken.add(name)
    return `${name}.${this.#extension}`
  }
}
