import type { FieldValue } from '../types.ts'

/** Stable codes of what can be wrong with a cell or value; offices script against them. */
export type ProblemCode =
  | 'required'
  | 'format'
  | 'range'
  | 'length'
  | 'code_unknown'
  | 'id_checksum'
  | 'id_length'
  | 'id_scientific'
  | 'date_format'
  | 'number_format'
  | 'formula_error'
  | 'division_unknown'
  | 'division_ambiguous'
  | 'division_changed'
  | 'reference_unknown'
  | 'duplicate_in_file'
  | 'duplicate_heading'
  | 'heading_unknown'
  | 'match_conflict'
  | 'rule'

export interface Problem {
  readonly code: ProblemCode
  /** A plain Chinese sentence: what is wrong and what to do. Names the field, never the person. */
  readonly message: string
  /** Labels that may have been meant, nearest first. */
  readonly suggestions?: readonly string[]
}

/** `note` says how a good value was read where the sheet shows something else; it is told once a column. */
export type Parsed = { readonly ok: true; readonly value: FieldValue; readonly note?: string } | { readonly ok: false; readonly problem: Problem }

/** A good value. */
export function parsed(value: FieldValue, note?: string): Parsed {
  return note === undefined ? { ok: true, value } : { ok: true, value, note }
}

/** A refused one. */
export function refused(code: ProblemCode, message: string, suggestions: readonly string[] = []): Parsed {
  return { ok: false, problem: suggestions.length > 0 ? { code, message, suggestions } : { code, message } }
}
