/** What a user says of an attachment: the part of the register that is typed. */
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import type { RegisterDefinition } from '#core/catalogue/types.ts'

/** The register with the typed fields alone, for forms. */
export const typedRegister: RegisterDefinition = {
  ...registerOf('attachment'),
  fields: ['name', 'taken_on', 'remark'].map((key) => fieldOf('attachment', key)),
}

/** A file's name without its extension. */
export function nameOfFile(file: string): string {
  return file
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .trim()
    .slice(0, 120)
}

/** A typed text as it is sent; null where nothing is entered. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
