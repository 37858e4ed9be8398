import type { ReactNode } from 'react'
import { isTyped } from '#core/catalogue/index.ts'
import { BooleanInput } from './BooleanInput.tsx'
import { CodeInput, CodesInput } from './CodeInput.tsx'
import { DivisionInput } from './DivisionInput.tsx'
import { ReferenceInput } from './ReferenceInput.tsx'
import { SubjectInput } from './SubjectInput.tsx'
import { useShownField } from './moneyUnit.tsx'
import { LongTextEntry, TextEntry } from './TextEntry.tsx'
import type { FieldInputProps } from './types.ts'

/** The input that fits a field of the catalogue, without label and messages (see `Field`). What the program makes cannot be typed. */
export function FieldInput(props: FieldInputProps): ReactNode {
  const field = useShownField(props.field)
  const given = isTyped(field) ? { ...props, field } : { ...props, field, readOnly: true }
  switch (given.field.type) {
    case 'code':
      return <CodeInput {...given} />
    case 'codes':
      return <CodesInput {...given} />
    case 'boolean':
      return given.inCell === true ? <CodeInput {...given} /> : <BooleanInput {...given} />
    case 'division':
      return <DivisionInput {...given} />
    case 'reference':
      return <ReferenceInput {...given} />
    case 'subject':
      return <SubjectInput {...given} />
    case 'longText':
      return given.inCell === true ? <TextEntry {...given} /> : <LongTextEntry {...given} />
    default:
      // What stands in the box is written in its unit, and anew in another one.
      return <TextEntry key={given.field.unit} {...given} />
  }
}
