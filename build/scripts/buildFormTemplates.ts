/**
 * Draws the form templates of `resources/forms`. The workbooks are in the repository; run this after changing
 * `formTemplates/`, look at the result, and commit both:
 *
 *     node build/scripts/buildFormTemplates.ts
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeFormWorkbook } from '../../src/core/excel/formWriter.ts'
import { forms } from '../../src/core/forms/registry.ts'
import { vocabularyFor } from '../../src/core/features/paper/vocabularyFor.ts'
import { drawnTemplates } from './formTemplates/index.ts'
import { notesSheet } from '../../src/core/forms/drawing/notes.ts'

const DIRECTORY = fileURLToPath(new URL('../../resources/forms', import.meta.url))

for (const form of forms) {
  for (const { file } of form.variants) {
    const draw = drawnTemplates[file]
    if (draw === undefined) throw new RangeError(`nobody draws ${file}`)
    await writeFormWorkbook(join(DIRECTORY, file), [draw(), notesSheet(vocabularyFor(form.from))])
    console.log(file)
  }
}
