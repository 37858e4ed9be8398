/** Templates that an office fetches, changes in its own office program and brings back; and forms of its own. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { readForeignTemplate } from '../../excel/foreignTemplate.ts'
import { writeFormWorkbook } from '../../excel/formWriter.ts'
import { readInput } from '../../files/temporary.ts'
import { existsSync } from 'node:fs'
import { startingTemplate } from '../../forms/drawing/starting.ts'
import { readTemplate } from '../../forms/loadForm.ts'
import { fillCopies, previewForms } from '../../forms/print.ts'
import type { FormFonts } from '../../forms/fonts.ts'
import { formOf, forms, variantOf } from '../../forms/registry.ts'
import type { FormDefinition, FormOccasion, FormSource, QuestionnaireSource } from '../../forms/types.ts'
import type { TemplateProblem } from '../../forms/blocks.ts'
import { wantedNames } from '../../forms/wantedNames.ts'
import { copiesOf } from './copies.ts'
import { addOwnForm, changeOwnForm, dropTemplate, formsFolder, ownFile, putTemplate, readOwnForms, removeOwnForm } from './ownForms.ts'
import type { Reading } from './reading.ts'
import { listIds, registerNamed, type Subject } from './subjects.ts'
import { readerOf } from './readers.ts'
import { listPublished } from '../../questionnaires/keep.ts'
import { allOf } from '../../registers/where.ts'
import { vocabularyFor } from './vocabularyFor.ts'

/** Where templates lie. */
export interface TemplatePlaces {
  readonly resourcesDirectory: string
  readonly dataDirectory: string
}

/** Pages of a trial print that are shown. */
const SHOWN_PAGES = 3
/** Records that a trial print takes at most. */
const TRIED = 40

export interface Trial {
  readonly problems: readonly TemplateProblem[]
  /** The first pages with what is on file; null where something is wrong. */
  readonly html: string | null
  readonly pages: number
}

/** All forms, those of the office last. */
export async function allForms(dataDirectory: string): Promise<FormDefinition[]> {
  return [...forms, ...(await readOwnForms(dataDirectory))]
}

/** The workbook of a form of a year: the one in force, or the one that came with the program. */
export async function templateOf(form: FormDefinition, year: number, places: TemplatePlaces, shipped: boolean): Promise<Uint8Array> {
  const { file } = variantOf(form, year)
  const own = join(formsFolder(places.dataDirectory), file)
  if (!shipped && existsSync(own)) return readFile(own)
  if (formOf(form.code) === undefined) throw new AppError('NOT_FOUND', `“${form.title}”的表样文件不见了。`, '请把它的工作簿重新换上，或删除这张表。')
  return readFile(join(places.resourcesDirectory, 'forms', file))
}

/** Writes the workbook that a new form begins with. */
export async function writeStarting(path: string, title: string, from: FormSource): Promise<void> {
  await writeFormWorkbook(path, startingTemplate(title, from, vocabularyFor(from)))
}

/** What is wrong with a workbook that was brought back; where nothing is, its first pages filled with what is on file. */
export async function tryTemplate(path: string, form: FormDefinition, reading: Reading, occasion: FormOccasion, fonts: FormFonts): Promise<Trial> {
  const { template, problems } = readTemplate(await readForeignTemplate(path), vocabularyFor(form.from))
  if (problems.length > 0) return { problems, html: null, pages: 0 }
  const asked: Reading = { ...reading, wanted: wantedNames(template.sheet) }
  const sheets = fillCopies({ definition: form, template, edited: true }, copiesOf(asked, form, [triedSubject(asked, form)]), occasion, fonts)
  const { html, pages } = await previewForms(form.title, sheets, fonts, { firstPage: 1, pageCount: SHOWN_PAGES })
  return { problems, html, pages }
}

/** The first record or records on file; a blank one where there are none. */
function triedSubject(reading: Reading, { from }: FormDefinition): Subject {
  if (from.kind === 'statistic') return { kind: 'place', code: reading.office.unit.code }
  if (from.kind === 'list') return { kind: 'rows', ids: listIds(reading, from, null).slice(0, TRIED) }
  if (from.kind === 'step') return { kind: 'blank', code: null }
  if (from.kind === 'questionnaire') return triedQuestionnaire(reading, from)
  const [id] = readerOf(registerNamed(from.register)).within(reading, null, allOf([]))
  return id === undefined ? { kind: 'blank', code: null } : { kind: 'record', id }
}

/** The newest version on file; nothing where none was published. */
function triedQuestionnaire({ office, user }: Reading, { code }: QuestionnaireSource): Subject {
  const found = listPublished(office, user).find((one) => code === undefined || one.code === code)
  return found === undefined ? { kind: 'blank', code: null } : { kind: 'questionnaire', copy: { questionnaire: found.id, sheet: null } }
}

/** Throws FILE_FORMAT with the first problems where a workbook is not to be put in force. */
async function requireSound(path: string, from: FormSource): Promise<void> {
  const { problems } = readTemplate(await readForeignTemplate(path), vocabularyFor(from))
  const [first] = problems
  if (first === undefined) return
  throw new AppError('FILE_FORMAT', `这个表样有 ${problems.length} 处错误，没有启用：${first.cell} ${first.message}。`, '请在 Excel 或 WPS 里改正后再选一次。')
}

/** Puts the workbook at `path` in force for a form of a year; without one the program's own holds again. */
export async function replaceTemplate(form: FormDefinition, year: number, path: string | null, { dataDirectory }: TemplatePlaces): Promise<void> {
  const { file } = variantOf(form, year)
  if (path === null) {
    if (formOf(form.code) === undefined) throw new AppError('VALIDATION', `“${form.title}”是本单位自定的表，没有程序自带的表样。`, '不要这张表时请删除它。')
    await dropTemplate(dataDirectory, file)
    return
  }
  await requireSound(path, form.from)
  await putTemplate(dataDirectory, file, await readInput(path))
}

/** Keeps a form of the office, with the workbook at `path`. */
export async function keepForm(
  form: { readonly title: string; readonly source: string; readonly from: FormSource },
  path: string,
  { dataDirectory }: TemplatePlaces,
): Promise<FormDefinition> {
  await requireSound(path, form.from)
  return addOwnForm(dataDirectory, forms, form, await readInput(path))
}

/** Changes a form of the office; `path` is a workbook that takes the place of its own. The workbook that then holds names only what the source has. */
export async function changeForm(
  known: FormDefinition,
  form: { readonly title: string; readonly source: string; readonly from: FormSource },
  path: string | null,
  { dataDirectory }: TemplatePlaces,
): Promise<void> {
  if (formOf(known.code) !== undefined) throw new AppError('VALIDATION', `“${known.title}”是程序自带的表，只能换表样。`, '要别的表名或内容，请“新增一张表”。')
  await requireSound(path ?? join(formsFolder(dataDirectory), ownFile(known.code)), form.from)
  await changeOwnForm(dataDirectory, forms, known.code, form, path === null ? null : await readInput(path))
}

/** Takes a form of the office away. Throws VALIDATION for one of the program. */
export async function dropForm(form: FormDefinition, { dataDirectory }: TemplatePlaces): Promise<void> {
  if (formOf(form.code) !== undefined) throw new AppError('VALIDATION', `“${form.title}”是程序自带的表，不能删除。`, '要恢复自带的表样，请点“恢复自带的”。')
  await removeOwnForm(dataDirectory, form.code)
}
