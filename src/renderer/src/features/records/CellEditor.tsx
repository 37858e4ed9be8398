/** A cell of a list edited where it stands: Enter saves and goes down, Tab to the next, Esc gives up. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { Where } from '#core/shapes.ts'
import type { AfterEdit } from '../../components/DataTable/types.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { isEnter, isEscape, isImeKey } from '../../keyboard/ime.ts'
import classes from './records.module.css'

export interface CellEditorProps {
  readonly field: FieldDefinition
  readonly value: FieldValue
  readonly title: string | undefined
  readonly where: Where | undefined
  /** Saves; answers null when it is saved, else what is wrong. */
  readonly onSave: (value: FieldValue) => Promise<string | null>
  readonly onDone: (then: AfterEdit) => void
}

export function CellEditor({ field, value, title, where, onSave, onDone }: CellEditorProps): ReactNode {
  // Enter takes a suggestion and ends the cell at once, before React has drawn what was chosen.
  const typed = useRef<{ value: FieldValue; title: string | undefined; problem: string | null }>({ value, title, problem: null })
  const [shown, setShown] = useState({ value, title })
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const input = frame.current?.querySelector('input')
    input?.focus()
    input?.select()
  }, [])
  const end = async (then: AfterEdit): Promise<void> => {
    const now = typed.current
    if (saving) return
    if (now.problem !== null) return setProblem(now.problem)
    if (now.value === value) return onDone(then)
    setSaving(true)
    const wrong = await onSave(now.value)
    setSaving(false)
    if (wrong === null) onDone(then)
    else {
      setProblem(wrong)
      frame.current?.querySelector('input')?.focus()
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event)) return
    event.stopPropagation()
    if (isEnter(event) || event.key === 'Tab') {
      event.preventDefault()
      void end(event.key === 'Tab' ? (event.shiftKey ? 'left' : 'right') : event.shiftKey ? 'stay' : 'down')
    } else if (isEscape(event) && !event.defaultPrevented) {
      event.preventDefault()
      onDone('stay')
    }
  }
  return (
    // The keys belong to the input; they are caught here for whatever input the field has.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={frame}
      className={classes['cellEditor']}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        // Left with the mouse: what was typed is saved, as in spreadsheets.
        if (!frame.current?.contains(event.relatedTarget) && event.relatedTarget !== null) void end('stay')
      }}
    >
      <FieldInput
        inCell
        field={field}
        value={shown.value}
        valueTitle={shown.title}
        ariaLabel={`修改${field.label}`}
        where={where}
        disabled={saving}
        messages={problem === null ? undefined : { error: problem }}
        onChange={(next, chosen) => {
          typed.current = { value: next, title: chosen, problem: null }
          setShown({ value: next, title: chosen })
          setProblem(null)
        }}
        onProblem={(found) => {
          typed.current = { ...typed.current, problem: found }
          if (found === null) setProblem(null)
        }}
      />
      {problem !== null && (
        <span role="alert" className={classes['cellProblem']}>
          {problem}
        </span>
      )}
    </div>
  )
}
