import { mayWriteRecord } from '#core/access/asker.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { useSession } from '../../session/useSession.tsx'

/**
 * Whether the user may enter records of a register at all, or change those on file; for single records the core asks again, division by
 * division. Who is limited to divisions may add a helper or unit, and change none.
 */
export function useMayWrite(register: string, writing: 'insert' | 'update' = 'update'): boolean {
  const { user } = useSession()
  const { owner } = registerOf(register)
  return mayWriteRecord(user, registerOf(register), owner === undefined ? null : (user.divisions[0] ?? null), writing)
}
