import { isRegisterName, registerNames, registerOf } from '#core/catalogue/index.ts'
import type { RegisterDefinition } from '#core/catalogue/types.ts'
import { AppError } from '#core/errors.ts'

/** The register of that name, told before anything is opened. Throws NOT_FOUND with the names there are. */
export function registerNamed(name: string): RegisterDefinition {
  if (isRegisterName(name)) return registerOf(name)
  throw new AppError('NOT_FOUND', `没有名为“${name}”的台账。`, `可用的有：${registerNames.join('、')}。`)
}

/** The sort of the command line: `-year,village` → year descending, then village. */
export function sortOf(text: string | undefined): { field: string; descending?: boolean }[] | undefined {
  return text
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('-') ? { field: part.slice(1), descending: true } : { field: part }))
}
