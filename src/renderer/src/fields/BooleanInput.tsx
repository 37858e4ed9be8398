import { useId } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { isImeKey } from '../keyboard/ime.ts'
import classes from './BooleanInput.module.css'
import type { FieldInputProps } from './types.ts'

const CHOICES = [
  { value: true, label: '是' },
  { value: false, label: '否' },
] as const

const KEYS: Readonly<Record<string, boolean>> = { '1': true, y: true, Y: true, '0': false, n: false, N: false }

/** 是 / 否, or nothing yet. Keys: 1 or Y, 0 or N, Delete empties; a click on the chosen one empties it too. */
export function BooleanInput(props: FieldInputProps): ReactNode {
  const name = useId()
  const fixed = props.disabled === true || props.readOnly === true
  const clearable = props.field.required !== true
  const set = (value: boolean | null): void => {
    if (!fixed && value !== (props.value ?? null)) props.onChange(value)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event) || event.ctrlKey || event.altKey) return
    const typed = KEYS[event.key]
    if (typed !== undefined) {
      event.preventDefault()
      set(typed)
    }
    if ((event.key === 'Delete' || event.key === 'Backspace') && clearable) {
      event.preventDefault()
      set(null)
    }
  }
  return (
    <div
      role="radiogroup"
      aria-label={props.ariaLabel ?? props.field.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.messages?.error !== undefined || undefined}
      aria-readonly={props.readOnly || undefined}
      className={classes['group']}
      data-fixed={fixed || undefined}
      data-invalid={props.messages?.error !== undefined || undefined}
      onKeyDown={onKeyDown}
    >
      {CHOICES.map((choice, index) => (
        <label key={choice.label} className={classes['choice']} data-chosen={props.value === choice.value || undefined}>
          <input
            type="radio"
            className={classes['radio']}
            name={name}
            id={index === 0 ? props.id : undefined}
            checked={props.value === choice.value}
            disabled={fixed}
            data-autofocus={(props.autoFocus === true && index === 0) || undefined}
            onChange={() => set(choice.value)}
            onClick={() => {
              if (clearable && props.value === choice.value) set(null)
            }}
          />
          {choice.label}
        </label>
      ))}
    </div>
  )
}
