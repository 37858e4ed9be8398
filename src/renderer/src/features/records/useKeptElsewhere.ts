import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { fieldsKeptApart, keptElsewhere } from '#core/catalogue/derive/keepers.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'
import { levelOfUnit } from '#core/rules/levels.ts'
import type { Row } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { useSession } from '../../session/useSession.tsx'

/** Tells of a field why it is not changed at this office: others keep it. An office that nobody is above keeps all it has. */
export function useKeptElsewhere(register: RegisterDefinition, values: Row): (field: FieldDefinition) => string | null {
  const { unit } = useSession()
  const apart = fieldsKeptApart(register)
  const overview = useQuery({ ...useApi().exchange.overview.queryOptions(), enabled: apart.length > 0 }).data
  const alone = overview !== undefined && overview.superior === null
  return useCallback(
    (field) => (alone || !apart.includes(field) ? null : keptElsewhere(field, values, levelOfUnit(unit.code))),
    [alone, apart, values, unit.code],
  )
}
