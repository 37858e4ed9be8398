import type { ReactNode } from 'react'
import { namedIn, type Related } from '#core/catalogue/derive/related.ts'
import { findField, registerOf } from '#core/catalogue/index.ts'
import type { Row } from '#core/shapes.ts'
import { displayField } from '../../fields/display.ts'
import { useSession } from '../../session/useSession.tsx'
import { RelatedRecords } from './RelatedRecords.tsx'

/** The records of one register that belong to or refer to this one; a new one begins with the reference, a yearly one with the year. */
export function RelatedTab({ of, row, related }: { readonly of: string; readonly row: Row; readonly related: Related }): ReactNode {
  const { year } = useSession()
  const { register, by } = related
  const named = namedIn(related, of, String(row['id']))
  const isSubject = findField(register, by)?.type === 'subject'
  const yearField = registerOf(register).yearly?.year
  const titleField = findField(of, registerOf(of).title)
  return (
    <RelatedRecords
      key={`${register} ${by}`}
      register={register}
      where={{ [by]: named }}
      without={[by]}
      initial={{
        [by]: named,
        [`${by}_title`]: titleField === undefined ? '' : `${isSubject ? `${registerOf(of).label}：` : ''}${displayField(titleField, row)}`,
        ...(related.kind === 'yearly' && yearField !== undefined ? { [yearField]: String(year) } : {}),
      }}
    />
  )
}
