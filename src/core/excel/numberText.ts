import { numberFormats } from './libraries.ts'

/** Under “General” a number of at most ten characters is shown as it is: no library is asked, which would be loaded for the first such cell. */
const SHORT = /^-?[\d.]{1,10}$/u

/**
 * Text that office programs show for a number under a number format.
 * A format that cannot be understood shows the plain number.
 */
export function numberText(value: number, numberFormat: string): string {
  if (numberFormat === 'General' && SHORT.test(String(value))) return String(value)
  try {
    const text: unknown = numberFormats().format(numberFormat, value)
    return typeof text === 'string' ? text : String(value)
  } catch {
    return String(value)
  }
}
