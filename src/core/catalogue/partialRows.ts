/** Rows as the rules see them: any part of the fields of a record, for on a screen half of it may not be typed yet. */
import type { RegisterName, RowOf } from './index.ts'

/** Some fields of a record of a register. Absent, `undefined` and `null` all mean “not known”. */
export type Row<N extends RegisterName> = { readonly [K in keyof RowOf<N>]?: RowOf<N>[K] | null | undefined }

/** The codes of a `codes` field; empty when nothing is entered. */
export function codesIn(value: string | null | undefined): readonly string[] {
  return (value ?? '').split(',').filter((code) => code !== '')
}
