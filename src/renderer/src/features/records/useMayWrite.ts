import { mayWriteShared } from '#core/access/permissions.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { useSession } from '../../session/useSession.tsx'

/** Whether the user may enter records of a register at all; for single records the core asks again, division by division. */
export function useMayWrite(register: string): boolean {
  const { user } = useSession()
  if (registerOf(register).owner === undefined) return mayWriteShared(user, register)
  return user.role === 'administrator' || user.role === 'entry'
}
