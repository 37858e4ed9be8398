import { numberFormats } from './libraries.ts'

/**
 * Text that office programs show for a number under a number format.
 * A format that cannot be understood shows the plain number.
 */
export function numberText(value: number, numberFormat: string): string {
  try {
    const text: unknown = numberFormats().format(numberFormat, value)
    return typeof text === 'string' ? text : String(value)
  } catch {
    return String(value)
  }
}
