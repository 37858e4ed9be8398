/** The field that the path of a record's page asks for: `at` is `register.field`, `of` the record it stands on. */
import { useEffect } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { focusFieldAt } from '../../fields/fieldId.ts'
import { useGo, useSearchParameter } from '../../router/navigation.ts'

/** Puts the focus into it; where the field is one of another register the page of its record opens instead. */
export function useFieldAsked(register: string): void {
  const go = useGo()
  const [at, of] = [useSearchParameter('at'), useSearchParameter('of')]
  useEffect(() => {
    const [asked, field = ''] = at?.split('.') ?? []
    if (asked === undefined) return
    if (asked !== register && of !== undefined) go(recordPath(asked, of), { at: `${asked}.${field}` }, true)
    else focusFieldAt('record', field)
  }, [at, of, register, go])
}
