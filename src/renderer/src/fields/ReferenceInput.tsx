import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import classes from './CodeInput.module.css'
import { useFieldSources } from './sources.tsx'
import type { ReferenceChoice } from './sources.tsx'
import { SuggestInput } from './SuggestInput.tsx'
import type { FieldInputProps } from './types.ts'

const PAUSE = 150

/** A record of another register, looked up while typing. */
export function ReferenceInput(props: FieldInputProps): ReactNode {
  const { field, onProblem, where } = props
  const { searchReference } = useFieldSources()
  const [choices, setChoices] = useState<readonly ReferenceChoice[]>([])
  const [loading, setLoading] = useState(false)
  const [picked, setPicked] = useState<ReferenceChoice | null>(null)
  /** The question under way; the next one calls it off. */
  const asking = useRef<AbortController | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      asking.current?.abort()
    },
    [],
  )

  const value = typeof props.value === 'string' ? props.value : ''
  const register = field.register ?? ''
  const search = (text: string): void => {
    clearTimeout(timer.current)
    asking.current?.abort()
    const question = new AbortController()
    asking.current = question
    setLoading(true)
    timer.current = setTimeout(
      () => {
        searchReference(register, text, where, question.signal)
          .then((found) => {
            // An answer that was overtaken by further typing is not shown.
            if (question === asking.current) {
              setChoices(found)
              setLoading(false)
            }
          })
          .catch(() => {
            if (question === asking.current) {
              setChoices([])
              setLoading(false)
            }
          })
      },
      text === '' ? 0 : PAUSE,
    )
  }
  const pick = (choice: ReferenceChoice | null): void => {
    setPicked(choice)
    onProblem?.(null)
    if ((choice?.id ?? null) !== (props.value ?? null)) props.onChange(choice?.id ?? null, choice?.title)
  }
  const text = value === '' ? '' : picked?.id === value ? picked.title : (props.valueTitle ?? value)
  const resolve = (query: string): ReferenceChoice | null => {
    const same = choices.filter((choice) => choice.title === query.trim())
    return same.length === 1 ? (same[0] ?? null) : null
  }
  return (
    <SuggestInput
      id={props.id}
      ariaLabel={props.ariaLabel}
      describedBy={props.describedBy}
      text={text}
      options={choices}
      keyOf={(choice) => choice.id}
      renderOption={(choice) => (
        <>
          <span>{choice.title}</span>
          {choice.reason !== undefined && choice.reason !== null && (
            <span className={classes['path']}>
              {choice.reason.label} {choice.reason.value}
            </span>
          )}
          {choice.detail !== '' && <span className={classes['path']}>{choice.detail}</span>}
        </>
      )}
      isChosen={(choice) => choice.id === value}
      onQuery={search}
      onPick={pick}
      resolve={resolve}
      loading={loading}
      onUnresolved={(query) => onProblem?.(`没有选定“${field.label}”：“${query}”请从列表中选一项。`, query)}
      onRestore={() => onProblem?.(null)}
      draft={props.draft}
      emptyText="没有找到"
      invalid={props.messages?.error !== undefined}
      disabled={props.disabled === true}
      readOnly={props.readOnly === true}
      autoFocus={props.autoFocus === true}
      inCell={props.inCell === true}
    />
  )
}
