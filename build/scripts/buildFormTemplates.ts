/**
 * Draws the form templates of `resources/forms`. The workbooks are in the repository; run this after changing
 * `formTemplates/`, look at the result, and commit both:
 *
 *     node build/scripts/buildFormTemplates.ts
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { registers } from '../../src/core/catalogue/index.ts'
import type { FormSheet } from '../../src/core/excel/formSheet.ts'
import { writeFormWorkbook } from '../../src/core/excel/formWriter.ts'
import { householdCard } from '../../src/core/forms/householdCard.ts'
import { householdRoster } from '../../src/core/forms/householdRoster.ts'
import { cardTemplate } from './formTemplates/card.ts'
import { notesSheet } from './formTemplates/notes.ts'
import { rosterTemplate } from './formTemplates/roster.ts'

const DIRECTORY = fileURLToPath(new URL('../../resources/forms', import.meta.url))

const templates: readonly (readonly [file: string, sheets: readonly FormSheet[]])[] = [
  ['household_card.xlsx', [cardTemplate(false), notesSheet(householdCard.vocabulary(registers))]],
  ['household_card_2018.xlsx', [cardTemplate(true), notesSheet(householdCard.vocabulary(registers))]],
  ['household_roster.xlsx', [rosterTemplate(), notesSheet(householdRoster.vocabulary(registers))]],
]

for (const [file, sheets] of templates) {
  await writeFormWorkbook(join(DIRECTORY, file), sheets)
  console.log(file)
}
