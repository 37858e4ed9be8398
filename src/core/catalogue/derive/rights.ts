/** What the catalogue says of who may do what with the records of a register: by role, and from which level on. */
import { LOWEST_LEVEL, type OfficeLevel } from '#core/rules/levels.ts'
import type { Doing, RegisterDefinition, RoleName } from '../types.ts'

/**
 * The level from which on somebody of a role may do something with records of a register; null where nobody of the role may. A register that
 * says nothing leaves all to what role and divisions give: the lowest level.
 */
export function levelFor({ rights }: RegisterDefinition, doing: Doing, role: RoleName): OfficeLevel | null {
  const grant = rights?.[doing]
  if (grant === undefined) return LOWEST_LEVEL
  return typeof grant === 'string' ? grant : (grant[role] ?? null)
}
