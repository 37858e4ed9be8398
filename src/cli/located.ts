import type { RegisterDefinition } from '#core/catalogue/types.ts'
import { AppError } from '#core/errors.ts'
import type { Client } from './session.ts'

/** The id of a record. Households are known to people by their number; our ids are for programs. */
export async function located(client: Client, register: RegisterDefinition, key: string): Promise<string> {
  if (register.name !== 'household' || !/^[\dA-Za-z-]{1,40}$/.test(key)) return key
  try {
    return (await client.household.locate({ key })).id
  } catch (error) {
    // A removed household is still found by its id.
    if (error instanceof AppError && error.code === 'NOT_FOUND') return key
    throw error
  }
}
