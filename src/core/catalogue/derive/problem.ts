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

export type Parsed = { readonly ok: true; readonly value: FieldValue } | { readonly ok: false; readonly problem: Problem }

/** A good value. */
export function parsed(value: FieldValue): Parsed {
  return { ok: true, value }
}

/** A refused one. */
export function refused(code: ProblemCode, message: string, suggestions: readonly string[] = []): Parsed {
  return { ok: false, problem: suggestions.length > 0 ? { code, message, suggestions } : { code, message } }
}
