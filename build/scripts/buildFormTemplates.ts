/**
 * Draws the form templates of `resources/forms`. The workbooks are in the repository; run this after changing
 * `formTemplates/`, look at the result, and commit both:
 *
 *     node build/scripts/buildFormTemplates.ts
 *
 * A workbook that says the same as before is left as it is: it would differ by the time of writing alone. Beside each lies what is read of it, as text.
 */
import { unzipSync } from 'fflate'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readFormTemplate } from '../../src/core/excel/formTemplate.ts'
import { writeFormWorkbook } from '../../src/core/excel/formWriter.ts'
import { textOfSheets } from '../../src/core/excel/sheetText.ts'
import { readBeforehand } from '../../src/core/forms/loadForm.ts'
import { forms } from '../../src/core/forms/registry.ts'
import { vocabularyFor } from '../../src/core/features/paper/vocabularyFor.ts'
import { drawnTemplates } from './formTemplates/index.ts'
import { notesSheet } from '../../src/core/forms/drawing/notes.ts'

const DIRECTORY = fileURLToPath(new URL('../../resources/forms', import.meta.url))

/** When and by whom it was written, and nothing else. */
const WRITTEN = 'docProps/core.xml'

function saysTheSame(one: string, other: string): boolean {
  if (!existsSync(one)) return false
  const [before, after] = [one, other].map((path) => unzipSync(readFileSync(path)))
  const names = Object.keys(after ?? {}).filter((name) => name !== WRITTEN)
  const known = Object.keys(before ?? {}).filter((name) => name !== WRITTEN)
  return names.length === known.length && names.every((name) => Buffer.compare(before?.[name] ?? new Uint8Array(), after?.[name] ?? new Uint8Array()) === 0)
}

const drawn = mkdtempSync(join(tmpdir(), 'form-templates-'))
for (const form of forms) {
  for (const { file } of form.variants) {
    const draw = drawnTemplates[file]
    if (draw === undefined) throw new RangeError(`nobody draws ${file}`)
    await writeFormWorkbook(join(drawn, file), [draw(), notesSheet(vocabularyFor(form.from))])
    if (!saysTheSame(join(DIRECTORY, file), join(drawn, file))) {
      copyFileSync(join(drawn, file), join(DIRECTORY, file))
      console.log(file)
    }
    writeFileSync(join(DIRECTORY, readBeforehand(file)), textOfSheets(await readFormTemplate(join(DIRECTORY, file))))
  }
}
rmSync(drawn, { recursive: true })
