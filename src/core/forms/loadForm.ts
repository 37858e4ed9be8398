/** Finds the template of a form: the office's own copy where there is one, else the one that came with the program. */
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { AppError } from '../errors.ts'
import { readForeignTemplate } from '../excel/foreignTemplate.ts'
import type { FormSheet } from '../excel/formSheet.ts'
import { sheetsOfText } from '../excel/sheetText.ts'
import type { FormTemplate, TemplateProblem } from './blocks.ts'
import { checkTemplate } from './checkTemplate.ts'
import { FORMS_FOLDER } from './folder.ts'
import { variantOf } from './registry.ts'
import { parseTemplate } from './template.ts'
import type { FormDefinition, Vocabulary } from './types.ts'
import { vocabularyOf } from './vocabulary.ts'

/**
 * Name of the file that holds what the build read of a workbook of the program: to read the workbook itself takes the first page of a form most of its time.
 */
export function readBeforehand(workbook: string): string {
  return `${workbook.slice(0, -extname(workbook).length)}.json`
}

/** Where templates are. */
export interface FormPlaces {
  /** Folder of the program's resources; templates lie in its `forms`, fonts in its `fonts`. */
  readonly resourcesDirectory: string
  /** Folder of the office's data; its own copies lie in its `forms`, under the same names. */
  readonly dataDirectory?: string
}

/** A form ready to be filled. */
export interface LoadedForm {
  readonly definition: FormDefinition
  readonly template: FormTemplate
  /** The office's own copy is used. */
  readonly edited: boolean
}

const MOST_PROBLEMS_TOLD = 5

/**
 * Loads the template of a form for a year. `shipped` passes the office's own copy over; `vocabulary` is what placeholders may name, where
 * the catalogue does not say it (statistics).
 * Throws FILE_FORMAT naming the cells and placeholders that are wrong, so that the office can mend its copy
 * or decide to print from the shipped one; it never falls back by itself.
 */
export async function loadForm(
  definition: FormDefinition,
  year: number,
  places: FormPlaces,
  options: { readonly shipped?: boolean; readonly vocabulary?: Vocabulary | undefined } = {},
): Promise<LoadedForm> {
  const { file } = variantOf(definition, year)
  const own = ownCopy(file, places)
  const edited = own !== undefined && options.shipped !== true
  const path = edited ? own : join(places.resourcesDirectory, FORMS_FOLDER, readBeforehand(file))
  const template = await readOnce(path, definition, async () => {
    const sheet = edited ? await readForeignTemplate(path) : sheetsOfText(await readFile(path, 'utf8'))
    const { template: read, problems } = readTemplate(sheet, options.vocabulary ?? vocabularyOf(definition.from))
    if (problems.length > 0) throw brokenTemplate(file, edited, problems)
    return read
  })
  return { definition, template, edited }
}

/** Templates that were read, the one used last at the end. Filling changes nothing in them. */
const kept = new Map<string, FormTemplate>()
/** A clerk prints a few forms, again and again. */
const MOST_KEPT = 12

/** A template by its file as it is now and what it is filled from; read again when the office has changed either. */
async function readOnce(path: string, { from }: FormDefinition, read: () => Promise<FormTemplate>): Promise<FormTemplate> {
  const found = await stat(path).catch(() => null)
  const key = JSON.stringify([path, found?.mtimeMs, found?.size, found?.ino, from])
  const template = (found === null ? undefined : kept.get(key)) ?? (await read())
  kept.delete(key)
  kept.set(key, template)
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return template
}

/** The template of a worksheet, and all that is wrong with its marks and placeholders; then it is not to be filled. */
export function readTemplate(sheet: FormSheet, vocabulary: Vocabulary): { template: FormTemplate; problems: TemplateProblem[] } {
  const { template, problems } = parseTemplate(sheet)
  return { template, problems: problems.length > 0 ? problems : checkTemplate(template, vocabulary) }
}

/** Whether the office has its own copy of any template of a form. */
export function hasOwnCopy(definition: FormDefinition, places: FormPlaces): boolean {
  return definition.variants.some(({ file }) => ownCopy(file, places) !== undefined)
}

function ownCopy(file: string, places: FormPlaces): string | undefined {
  if (places.dataDirectory === undefined) return undefined
  const path = join(places.dataDirectory, FORMS_FOLDER, file)
  return existsSync(path) ? path : undefined
}

function brokenTemplate(file: string, edited: boolean, problems: readonly TemplateProblem[]): AppError {
  const told = problems
    .slice(0, MOST_PROBLEMS_TOLD)
    .map(({ sheet, cell, message }) => `工作表“${sheet}”的 ${cell}${/^[A-Z]/u.test(cell) ? ' 单元格' : ''}${message}`)
    .join('；')
  const more = problems.length > MOST_PROBLEMS_TOLD ? `；另有 ${problems.length - MOST_PROBLEMS_TOLD} 处` : ''
  return new AppError(
    'FILE_FORMAT',
    `${edited ? '本单位修改过的' : '程序自带的'}表样“${file}”有 ${problems.length} 处错误：${told}${more}。`,
    edited ? '请在 Excel 或 WPS 里改正这些单元格后重试，或改用程序自带的表样打印。' : '请重新安装程序，恢复自带的表样。',
  )
}
