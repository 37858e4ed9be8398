/** The standard forms. A new form is a definition here and a template workbook in `resources/forms/`. */
import { householdCard } from './householdCard.ts'
import { householdRoster } from './householdRoster.ts'
import type { FormDefinition, FormVariant } from './types.ts'

export const forms: readonly FormDefinition[] = [householdCard, householdRoster]

/** The form of that code, or undefined. */
export function formOf(code: string): FormDefinition | undefined {
  return forms.find((form) => form.code === code)
}

/** The template of a form in a year; the last one where the year is beyond all. */
export function variantOf(form: FormDefinition, year: number): FormVariant {
  const found = form.variants.find((variant) => (variant.since ?? year) <= year && year <= (variant.until ?? year)) ?? form.variants.at(-1)
  if (found === undefined) throw new RangeError(`form ${form.code} has no template`)
  return found
}
