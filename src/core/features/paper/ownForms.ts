/**
 * The office's own forms: a declaration each in `forms/own.json` of the data folder, their workbooks and its changed copies of the program's
 * templates beside it. Nothing personal stands in any of them.
 */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { codeOf, makePrivateDirectory, writeFileAtomic } from '../../files/atomic.ts'
import { FORMS_FOLDER } from '../../forms/folder.ts'
import type { FormDefinition, FormSource } from '../../forms/types.ts'
import { basisShape, sourceShape, titleShape } from './sourceShapes.ts'

const MOST_FORMS = 200
const CODE = /^own_\d{1,4}$/u
const keptShape = z.array(z.strictObject({ code: z.string().regex(CODE), title: titleShape, source: basisShape, from: sourceShape })).max(MOST_FORMS)
type Kept = z.infer<typeof keptShape>[number]

/** The folder of the office's own templates. */
export function formsFolder(dataDirectory: string): string {
  return join(dataDirectory, FORMS_FOLDER)
}

/** The forms of the office. Throws FILE_FORMAT where the list of them was changed by hand and makes no sense any more. */
export async function readOwnForms(dataDirectory: string): Promise<FormDefinition[]> {
  return (await readKept(dataDirectory)).map(definitionOf)
}

/** Keeps a new form with its workbook; resolves to its definition. Throws VALIDATION for a title that another one has. */
export async function addOwnForm(
  dataDirectory: string,
  taken: readonly FormDefinition[],
  form: { readonly title: string; readonly source: string; readonly from: FormSource },
  workbook: Uint8Array,
): Promise<FormDefinition> {
  const kept = await readKept(dataDirectory)
  requireFreeTitle([...taken, ...kept], form.title)
  const number = Math.max(0, ...kept.map(({ code }) => Number(code.slice('own_'.length)))) + 1
  const [made] = keptShape.parse([{ ...form, code: `own_${number}` }])
  if (made === undefined) throw new RangeError('nothing was kept')
  const definition = definitionOf(made)
  await putTemplate(dataDirectory, ownFile(made.code), workbook)
  await writeKept(dataDirectory, [...kept, made])
  return definition
}

/** Changes a form of the office, with another workbook where one is given. Throws VALIDATION for a title that another one has. */
export async function changeOwnForm(
  dataDirectory: string,
  taken: readonly FormDefinition[],
  code: string,
  form: { readonly title: string; readonly source: string; readonly from: FormSource },
  workbook: Uint8Array | null,
): Promise<void> {
  const kept = await readKept(dataDirectory)
  requireFreeTitle([...taken, ...kept.filter((one) => one.code !== code)], form.title)
  const changed = keptShape.parse(kept.map((one) => (one.code === code ? { ...form, code } : one)))
  if (workbook !== null) await putTemplate(dataDirectory, ownFile(code), workbook)
  await writeKept(dataDirectory, changed)
}

function requireFreeTitle(others: readonly { readonly title: string }[], title: string): void {
  if (others.some((one) => one.title === title)) throw new AppError('VALIDATION', `已经有一张叫“${title}”的表。`, '请换一个表名，例如在后面写上用途。')
}

/** Takes a form of the office away, with its workbook. */
export async function removeOwnForm(dataDirectory: string, code: string): Promise<void> {
  const kept = await readKept(dataDirectory)
  await writeKept(
    dataDirectory,
    kept.filter((form) => form.code !== code),
  )
  await dropTemplate(dataDirectory, ownFile(code))
}

/** Puts a template in force, replacing the one there was. */
export async function putTemplate(dataDirectory: string, file: string, workbook: Uint8Array): Promise<void> {
  await makePrivateDirectory(formsFolder(dataDirectory))
  await writeFileAtomic(join(formsFolder(dataDirectory), file), workbook)
}

/** Takes the office's template away, so that the program's own holds again. */
export async function dropTemplate(dataDirectory: string, file: string): Promise<void> {
  await rm(join(formsFolder(dataDirectory), file), { force: true })
}

/** The workbook of a form of the office. */
export function ownFile(code: string): string {
  return `${code}.xlsx`
}

function definitionOf({ code, title, source, from }: Kept): FormDefinition {
  return { code, title, source: source === '' ? '本单位自定' : source, paper: '按表样', from, variants: [{ file: ownFile(code) }] }
}

function listPath(dataDirectory: string): string {
  return join(formsFolder(dataDirectory), 'own.json')
}

async function readKept(dataDirectory: string): Promise<Kept[]> {
  let text: string
  try {
    text = await readFile(listPath(dataDirectory), 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
  try {
    return keptShape.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError(
      'FILE_FORMAT',
      '本单位自定表单的清单（数据文件夹 forms 里的 own.json）读不懂，可能被改过或是更新版本的程序写的。',
      '请升级程序；或把这个文件移走，再把自定的表重新添加。',
      { cause },
    )
  }
}

async function writeKept(dataDirectory: string, kept: readonly Kept[]): Promise<void> {
  await makePrivateDirectory(formsFolder(dataDirectory))
  await writeFileAtomic(listPath(dataDirectory), `${JSON.stringify(kept, null, 1)}\n`)
}
