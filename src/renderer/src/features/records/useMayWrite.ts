import { useMemo } from 'react'
import { askerOf, mayAnywhere, mayReadRecord, mayWriteRecord, reachOf, type Asker, type Writing } from '#core/access/asker.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { useSession } from '../../session/useSession.tsx'

/** Who asks, with their level: what rights of registers depend on. */
export function useAsker(): Asker {
  const { user, unit } = useSession()
  return useMemo(() => askerOf(user, unit.code), [user, unit.code])
}

/**
 * Whether the user may enter records of a register at all, or change or remove those on file; for single records the core asks again,
 * division by division. Entries that cannot be changed are only reversed, which is asked as removing. Who is limited to divisions may add a helper or unit, and change none.
 */
export function useMayWrite(register: string, writing: Writing = 'update'): boolean {
  const asker = useAsker()
  const definition = registerOf(register)
  // What the program keeps is changed on screens of its own.
  if (definition.internal === true) return false
  if (definition.appendOnly !== undefined && (writing === 'update' || writing === 'restore')) return false
  const [somewhere = null] = reachOf(asker, definition, writing === 'remove' || writing === 'restore' ? 'remove' : 'write') ?? []
  return mayWriteRecord(asker, definition, definition.owner === undefined ? null : somewhere, writing)
}

/** Tells whether the user may read records of a register; what they may not read does not appear. */
export function useMayRead(): (register: string) => boolean {
  const asker = useAsker()
  return useMemo(
    () => (register) => {
      const definition = registerOf(register)
      return mayAnywhere(asker, definition, 'read') && (definition.owner !== undefined || mayReadRecord(asker, definition, null))
    },
    [asker],
  )
}
