/** The forms that come with the program. A new one is a declaration in `declared/` and a template workbook in `resources/forms/`. */
import { comparisonForms } from './declared/comparisons.ts'
import { actForms } from './declared/acts.ts'
import { correctionForms } from './declared/corrections.ts'
import { fundForms } from './declared/funds.ts'
import { exitForms } from './declared/exits.ts'
import { battleForms } from './declared/battle.ts'
import { balanceForms } from './declared/balance.ts'
import { householdForms } from './declared/households.ts'
import { identificationForms } from './declared/identification.ts'
import { planForms } from './declared/plans.ts'
import { projectForms } from './declared/projects.ts'
import { monitoringForms } from './declared/monitoring.ts'
import { procedureForms } from './declared/procedures.ts'
import { questionnaireForms } from './declared/questionnaires.ts'
import { surveyForms } from './declared/surveys.ts'
import { villageForms } from './declared/villages.ts'
import { worksForms } from './declared/works.ts'
import type { FormDefinition, FormSource, FormVariant } from './types.ts'

export const forms: readonly FormDefinition[] = [
  ...householdForms,
  ...identificationForms,
  ...comparisonForms,
  ...planForms,
  ...projectForms,
  ...monitoringForms,
  ...balanceForms,
  ...procedureForms,
  ...exitForms,
  ...correctionForms,
  ...fundForms,
  ...worksForms,
  ...actForms,
  ...villageForms,
  ...surveyForms,
  ...battleForms,
  ...questionnaireForms,
]

/** The form of that code, or undefined. */
export function formOf(code: string): FormDefinition | undefined {
  return forms.find((form) => form.code === code)
}

/** A form as lists of forms show it. */
export interface ListedForm {
  readonly code: string
  readonly title: string
  readonly source: string
  readonly paper: string
  readonly kind: FormSource['kind']
  /** What it is about: null for a statistic and a questionnaire. */
  readonly register: string | null
  readonly statistic: string | null
  /** A list with a copy for each of the places that have any. */
  readonly perPlace: boolean
  /** Added by the office itself. */
  readonly own: boolean
  /** The office has its own copy of the template. */
  readonly edited: boolean
}

/** The entry of a form in a list of forms. */
export function listedForm({ code, title, source, paper, from }: FormDefinition): Omit<ListedForm, 'edited' | 'own'> {
  return {
    code,
    title,
    source,
    paper,
    kind: from.kind,
    register: 'register' in from ? from.register : null,
    statistic: from.kind === 'statistic' ? from.code : null,
    perPlace: from.kind === 'list' && from.per === 'village',
  }
}

/** The template of a form in a year; the last one where the year is beyond all. */
export function variantOf(form: FormDefinition, year: number): FormVariant {
  const found = form.variants.find((variant) => (variant.since ?? year) <= year && year <= (variant.until ?? year)) ?? form.variants.at(-1)
  if (found === undefined) throw new RangeError(`form ${form.code} has no template`)
  return found
}
