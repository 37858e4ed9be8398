/** How each template workbook is drawn, by its file name. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate } from './card.ts'
import { rosterTemplate } from './roster.ts'

export const drawnTemplates: Readonly<Record<string, () => FormSheet>> = {
  'household_card.xlsx': () => cardTemplate(false),
  'household_card_2018.xlsx': () => cardTemplate(true),
  'household_roster.xlsx': rosterTemplate,
}
