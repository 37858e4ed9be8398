import { useEffect, useRef, useState } from 'react'
import type { ChangeEvent, CompositionEvent, ReactNode } from 'react'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { PERIOD_EXAMPLES } from '#core/catalogue/derive/check.ts'
import { editText, isMasked, isNumeric } from './display.ts'
import { PlainInput, PlainTextarea } from './PlainInput.tsx'
import { readText } from './readText.ts'
import { isMoney } from './moneyUnit.tsx'
import { useFieldSources } from './sources.tsx'
import classes from './TextEntry.module.css'
import type { FieldInputProps } from './types.ts'

type TextElement = HTMLInputElement | HTMLTextAreaElement

/** State of an input whose text is read as a value while typing, but never rewritten before it is left. */
function useTextEntry(props: FieldInputProps): {
  readonly text: string
  readonly onChange: (event: ChangeEvent<TextElement>) => void
  readonly onCompositionEnd: (event: CompositionEvent<TextElement>) => void
  readonly onBlur: () => void
} {
  const { field, value, onChange, onProblem } = props
  const { year, area } = useFieldSources()
  const [text, setText] = useState(() => props.draft ?? editText(field, value))
  /** What the form was last told, so that its echo does not rewrite the text being typed. */
  const told = useRef<FieldValue>(value ?? null)
  const unreadable = useRef(props.draft !== undefined)

  useEffect(() => {
    if ((value ?? null) === told.current) return
    told.current = value ?? null
    unreadable.current = false
    setText(editText(field, value))
  }, [field, value])

  const read = (next: string): void => {
    const result = readText(field, next, year, area)
    if (!result.ok) {
      unreadable.current = true
      onProblem?.(result.problem.message, next)
      return
    }
    if (unreadable.current) onProblem?.(null)
    unreadable.current = false
    if (result.value === told.current) return
    told.current = result.value
    onChange(result.value)
  }
  return {
    text,
    onChange: (event) => {
      setText(event.currentTarget.value)
      // While composing, the text holds 拼音 that nobody means to enter.
      if (!('isComposing' in event.nativeEvent && event.nativeEvent.isComposing === true)) read(event.currentTarget.value)
    },
    onCompositionEnd: (event) => read(event.currentTarget.value),
    onBlur: () => {
      const result = readText(field, text, year, area)
      if (result.ok) setText(editText(field, result.value))
    },
  }
}

const placeholders: Readonly<Partial<Record<FieldDefinition['type'], string>>> = {
  date: '年-月-日',
  month: '年-月',
  partialDate: '年-月-日，可只到年、月',
  year: '年',
}

function placeholderOf({ type, period }: FieldDefinition): string | undefined {
  return period === undefined ? placeholders[type] : `如 ${PERIOD_EXAMPLES[period]}`
}

const modes: Readonly<Partial<Record<FieldDefinition['type'], 'numeric' | 'decimal' | 'tel'>>> = {
  year: 'numeric',
  integer: 'numeric',
  money: 'decimal',
  area: 'decimal',
  decimal: 'decimal',
  rate: 'decimal',
  phone: 'tel',
  bankAccount: 'numeric',
}

/** Identity numbers have 18 digits, disability cards 20, their replacements 22. */
const digitsAt = (length: number): number => (length <= 18 ? 18 : length <= 20 ? 20 : 22)

/** What stands at the end of the box: how many digits are there, or the unit that money is typed in. */
function rightOf(field: FieldDefinition, length: number | null, inCell: boolean): ReactNode {
  if (isMoney(field)) return <span aria-hidden>{field.unit}</span>
  if (length === null || inCell) return undefined
  return (
    <span aria-hidden>
      {length}/{digitsAt(length)}
    </span>
  )
}

/** Text, numbers, dates and document numbers: everything that is typed as a line of text. */
export function TextEntry(props: FieldInputProps): ReactNode {
  const { field } = props
  const entry = useTextEntry(props)
  const numeric = isNumeric(field)
  const masked = isMasked(props.value)
  const length = field.type === 'idNumber' && entry.text !== '' && !masked ? [...entry.text].length : null
  return (
    <div className={classes['entry']} data-numeric={(numeric && field.type !== 'year') || undefined} data-counted={length !== null || undefined}>
      <PlainInput
        id={props.id}
        bare={props.inCell === true}
        invalid={props.messages?.error !== undefined}
        aria-label={props.ariaLabel}
        aria-describedby={props.describedBy}
        aria-required={field.required || undefined}
        disabled={props.disabled === true}
        readOnly={props.readOnly === true || masked}
        inputMode={modes[field.type]}
        placeholder={props.inCell === true ? undefined : placeholderOf(field)}
        data-autofocus={props.autoFocus || undefined}
        value={entry.text}
        onChange={entry.onChange}
        onCompositionEnd={entry.onCompositionEnd}
        onBlur={entry.onBlur}
        right={rightOf(field, length, props.inCell === true)}
      />
    </div>
  )
}

/** Several lines; Enter makes a new line, Ctrl+Enter goes on. */
export function LongTextEntry(props: FieldInputProps): ReactNode {
  const { field } = props
  const entry = useTextEntry(props)
  return (
    <PlainTextarea
      id={props.id}
      invalid={props.messages?.error !== undefined}
      aria-label={props.ariaLabel}
      aria-describedby={props.describedBy}
      aria-required={field.required || undefined}
      disabled={props.disabled === true}
      readOnly={props.readOnly === true || isMasked(props.value)}
      data-autofocus={props.autoFocus || undefined}
      value={entry.text}
      onChange={entry.onChange}
      onCompositionEnd={entry.onCompositionEnd}
      onBlur={entry.onBlur}
    />
  )
}
