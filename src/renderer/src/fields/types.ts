import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { Where } from '#core/shapes.ts'

/** What the user must or may see under a field. */
export interface FieldMessages {
  readonly error?: string | undefined
  readonly warning?: string | undefined
}

export interface FieldInputProps {
  readonly field: FieldDefinition
  readonly value: FieldValue | undefined
  /** Each time the text can be read as a value; `null` when the field is emptied. */
  readonly onChange: (value: FieldValue, title?: string) => void
  /** A sentence while what stands in the field cannot be read (the last readable value is kept) and that text; null when it can. */
  readonly onProblem?: ((problem: string | null, text?: string) => void) | undefined
  /** Unreadable text to begin with: what `onProblem` told before the input was taken away (cells of a grid). */
  readonly draft?: string | undefined
  readonly messages?: FieldMessages | undefined
  /** DOM id of the input; links of the error summary lead to it. */
  readonly id?: string
  readonly disabled?: boolean
  readonly readOnly?: boolean
  /** Why, as a sentence. */
  readonly readOnlyReason?: string
  readonly autoFocus?: boolean
  /** Name behind a division or reference now on file (`<key>$title` of the row). */
  readonly valueTitle?: string | undefined
  /** Limits what a reference may point to, e.g. groups of the chosen village. */
  readonly where?: Where | undefined
  /** In an editable grid: no frame of its own, arrows belong to the grid. */
  readonly inCell?: boolean
  /** Accessible name where no label is shown. */
  readonly ariaLabel?: string | undefined
  /** Ids of the texts that describe the input. */
  readonly describedBy?: string | undefined
}
