import { IconInfoCircle } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import { isTyped } from '#core/catalogue/index.ts'
import type { ReactNode } from 'react'
import { documentTypeOf, readIdentity } from '#core/rules/identity.ts'
import { ageOn, localDay } from '#core/rules/dates.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import { displayValue, isMasked } from './display.ts'
import { isMoney, useShownField } from './moneyUnit.tsx'
import classes from './Field.module.css'
import { FieldInput } from './FieldInput.tsx'
import type { FieldInputProps } from './types.ts'

export interface FieldProps extends Omit<FieldInputProps, 'describedBy' | 'ariaLabel' | 'inCell'> {
  /** Label beside the input (forms of a screen) or above it (dialogs). */
  readonly labelPosition?: 'beside' | 'above'
}

/** An input with its label, unit, hint, error and warning, tied together for screen readers. */
export function Field(props: FieldProps): ReactNode {
  const { labelPosition = 'beside' } = props
  const field = useShownField(props.field)
  const made = useId()
  const id = props.id ?? made
  const [left, setLeft] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const tellProblem = (message: string | null, text?: string): void => {
    setProblem(message)
    props.onProblem?.(message, text)
  }
  useEffect(() => {
    if (props.autoFocus === true) document.getElementById(id)?.focus()
  }, [props.autoFocus, id])
  const error = props.messages?.error ?? (left ? (problem ?? undefined) : undefined)
  const notes = notesOf(props, error)
  const readOnly = props.readOnly === true || !isTyped(field)
  const hint = hintOf(props, readOnly)
  const describedBy = [...notes.map((note) => `${id}-${note.kind}`), ...(hint === undefined ? [] : [`${id}-hint`])].join(' ')
  return (
    // The wrapper only notices that the focus has left; it is not a control.
    <div
      className={classes['field']}
      data-label={labelPosition}
      data-long={field.type === 'longText' || undefined}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(true)}
    >
      <label className={classes['label']} htmlFor={id} id={`${id}-label`} title={field.source}>
        {field.required === true && !readOnly && (
          <span className={classes['required']} aria-hidden>
            *
          </span>
        )}
        {field.label}
        {hint !== undefined && (
          <span className={classes['hint']} title={hint}>
            <IconInfoCircle size={14} stroke={1.6} aria-hidden />
          </span>
        )}
        {field.unverified === true && <span className={classes['unverified']}>待核</span>}
      </label>
      <div className={classes['control']}>
        {readOnly ? (
          <ReadOnlyValue id={id} props={{ ...props, field }} />
        ) : (
          <FieldInput
            {...props}
            id={id}
            onProblem={tellProblem}
            messages={{ ...props.messages, error }}
            describedBy={describedBy === '' ? undefined : describedBy}
          />
        )}
        {field.unit !== undefined && (readOnly || !isMoney(field)) && <span className={classes['unit']}>{field.unit}</span>}
        {notes.map((note) => (
          <div key={note.kind} id={`${id}-${note.kind}`} className={classes['note']} data-kind={note.kind}>
            {note.text}
          </div>
        ))}
        {hint !== undefined && (
          <span id={`${id}-hint`} className={classes['hidden']}>
            {hint}
          </span>
        )}
      </div>
    </div>
  )
}

/** A value that is only looked at; focusable, so that keyboard users can read and copy it. */
function ReadOnlyValue({ id, props }: { readonly id: string; readonly props: FieldProps }): ReactNode {
  const text = props.valueTitle ?? displayValue(props.field, props.value)
  return (
    <output id={id} className={classes['output']}>
      {text === '' ? '—' : text}
    </output>
  )
}

interface Note {
  readonly kind: 'error' | 'warning' | 'facts'
  readonly text: string
}

function notesOf(props: FieldProps, error: string | undefined): readonly Note[] {
  const notes: Note[] = []
  if (error !== undefined) notes.push({ kind: 'error', text: error })
  if (props.messages?.warning !== undefined) notes.push({ kind: 'warning', text: props.messages.warning })
  const facts = props.field.type === 'idNumber' && error === undefined ? identityFacts(props.value) : null
  if (facts !== null) notes.push({ kind: 'facts', text: facts })
  return notes
}

/** Help that is read out and shown by the mark beside the label, so that it takes no line of the form. */
function hintOf(props: FieldProps, readOnly: boolean): string | undefined {
  if (props.field.derived !== undefined) return `由程序得出：${props.field.derived}`
  if (props.field.type === 'numbered') return '保存时由程序给出，以后不变。'
  if (isMasked(props.value)) return '中间几位已遮蔽；显示完整信息后才能修改。'
  return readOnly ? props.readOnlyReason : props.field.hint
}

/** What a good document number says: 男 · 1962-03-05 · 64 岁. */
function identityFacts(value: FieldValue | undefined): string | null {
  if (typeof value !== 'string' || isMasked(value)) return null
  const today = localDay(new Date())
  const identity = readIdentity(value, today)
  if (identity.problems.length > 0 || identity.birthDate === null) return null
  const age = ageOn(identity.birthDate, today)
  const parts = [
    identity.sex === '1' ? '男' : identity.sex === '2' ? '女' : '',
    identity.birthDate,
    age === null ? '' : `${age} 岁`,
    documentTypeOf(identity) === '09' ? '残疾人证' : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
