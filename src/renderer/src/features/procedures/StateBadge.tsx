/** The state of a record in its procedure, called and marked as the declaration says. */
import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ProcedureDefinition, StateSign } from '#core/catalogue/procedure.ts'

const COLORS: Readonly<Record<StateSign, string>> = { done: 'green', waiting: 'amber', failed: 'red', off: 'gray' }

export function StateBadge({ procedure, state }: { readonly procedure: Pick<ProcedureDefinition, 'states'>; readonly state: string }): ReactNode {
  const declared = procedure.states.find(({ key }) => key === state)
  const sign = declared?.sign ?? (declared?.final === true ? 'done' : undefined)
  return <Badge {...(sign === undefined ? {} : { color: COLORS[sign] })}>{declared?.label ?? state}</Badge>
}
