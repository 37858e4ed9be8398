/** The forms there are, as screens ask for them. */
import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { PaperForm } from '#core/features/paper/contract.ts'
import type { SheetShown } from '#core/features/procedures/contract.ts'
import { useApi } from '../../bridge/client.tsx'

export type { PaperForm }

/** All forms. Those of steps are made where the step is. */
export function usePaperForms(): UseQueryResult<PaperForm[]> {
  return useQuery(useApi().paper.forms.queryOptions())
}

/** The papers of a step of a register's procedure: those that the procedure names, and the office's own. */
export function useFormsOfStep(register: string, prints: readonly string[]): readonly PaperForm[] {
  return (usePaperForms().data ?? []).filter((form) => form.kind === 'step' && form.register === register && (form.own || prints.includes(form.code)))
}

/** The forms of records that a step is made with, of which there are any. */
export function useSheetsOf(sheets: readonly SheetShown[]): readonly { readonly form: PaperForm; readonly sheet: SheetShown }[] {
  const forms = usePaperForms().data ?? []
  return sheets.flatMap((sheet) => (sheet.ids.length === 0 ? [] : forms.filter(({ code }) => code === sheet.form).map((form) => ({ form, sheet }))))
}

/** The forms that a register offers: one copy a record, or a list of them. */
export function useFormsOf(register: string, kind: 'record' | 'list'): readonly PaperForm[] {
  return (usePaperForms().data ?? []).filter((form) => form.register === register && form.kind === kind)
}
