/** One question on screen: choices by number keys, everything else in the inputs of the catalogue. */
import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent, ReactNode } from 'react'
import { scaleOf } from '#core/catalogue/derive/check.ts'
import { readDecimal, toUnits } from '#core/catalogue/derive/decimal.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { chosenIn, fieldOfQuestion } from '#core/questionnaires/answers.ts'
import { optionsOf } from '#core/questionnaires/tree.ts'
import type { Question } from '#core/questionnaires/types.ts'
import { plainText } from '#core/rules/money.ts'
import { useApi } from '../../bridge/client.tsx'
import { Field } from '../../fields/Field.tsx'
import { isImeKey } from '../../keyboard/ime.ts'
import classes from './questionnaires.module.css'

export interface QuestionInputProps {
  readonly question: Question
  /** As people count through the paper. */
  readonly number: number
  /** In its stored spelling; empty for no answer. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onProblem: (message: string | null) => void
  /** What the core refused. */
  readonly error?: string | undefined
  readonly readOnly?: boolean
}

export function QuestionInput(props: QuestionInputProps): ReactNode {
  const field = fieldOfQuestion(props.question)
  return (
    <div className={classes['question']} data-question={props.question.code}>
      {field === undefined ? <Choices {...props} /> : <Typed {...props} field={field} />}
      {props.error !== undefined && (
        <p className={classes['error']} role="alert">
          {props.error}
        </p>
      )}
    </div>
  )
}

function title({ question, number }: QuestionInputProps): string {
  return `${number}. ${question.label}${question.required === true ? '' : '（选答）'}`
}

/** Radio buttons, or boxes for several; the digit before an option chooses it, 0 takes the answer away. */
function Choices(props: QuestionInputProps): ReactNode {
  const { question, value, onChange, readOnly = false } = props
  const options = optionsOf(question)
  const chosen = new Set(chosenIn(value))
  const several = question.type === 'several'
  const choose = (code: string): void => {
    if (!several) onChange(code)
    else onChange(options.flatMap((option) => ((option.code === code) !== chosen.has(option.code) ? [option.code] : [])).join(','))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (readOnly || isImeKey(event) || event.ctrlKey || event.altKey || event.metaKey || !/^\d$/.test(event.key)) return
    event.preventDefault()
    const option = options[Number(event.key) - 1]
    if (event.key === '0') onChange('')
    else if (option !== undefined) choose(option.code)
  }
  return (
    <fieldset className={classes['choices']}>
      <legend>{title(props)}</legend>
      {question.hint !== undefined && <p className={classes['hint']}>{question.hint}</p>}
      <div role={several ? 'group' : 'radiogroup'} aria-label={question.label} className={classes['options']}>
        {options.map((option, index) => (
          <label key={option.code} className={classes['option']} {...(several && index > 0 ? { 'data-enter-skip': true } : {})}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={`question-${question.code}`}
              checked={chosen.has(option.code)}
              disabled={readOnly}
              onKeyDown={onKeyDown}
              onChange={() => choose(option.code)}
            />
            <span className={classes['digit']}>{index + 1}</span> {option.label}
            {option.points !== undefined && <span className={classes['points']}>{`${option.points} 分`}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Typed(props: QuestionInputProps & { readonly field: FieldDefinition }): ReactNode {
  const { question, field, value, onChange, onProblem, readOnly = false } = props
  const shown = { ...field, label: title(props), ...(question.hint === undefined ? {} : { hint: question.hint }) }
  const name = useNameOf(field, value)
  return (
    <Field
      field={shown}
      labelPosition="above"
      value={fieldValueOf(field, value)}
      {...(name === null ? {} : { valueTitle: name })}
      readOnly={readOnly}
      onChange={(next) => onChange(answerOf(field, next))}
      onProblem={onProblem}
    />
  )
}

/** What a record is called that an answer refers to. */
function useNameOf({ type, register = '' }: FieldDefinition, value: string): string | null {
  const query = useQuery({
    ...useApi().records.names.queryOptions({ input: { records: [{ register, ids: [value] }], divisions: [] } }),
    enabled: type === 'reference' && value !== '',
  })
  return query.data?.records.find(({ id }) => id === value)?.title ?? null
}

function fieldValueOf(field: FieldDefinition, value: string): FieldValue {
  const scale = scaleOf(field)
  if (value === '' || scale === null) return value === '' ? null : value
  const decimal = readDecimal(value)
  return decimal === null ? null : (toUnits(decimal, scale)?.value ?? null)
}

function answerOf(field: FieldDefinition, value: FieldValue): string {
  if (value === null) return ''
  return typeof value === 'number' ? plainText(value, scaleOf(field) ?? 0) : String(value)
}
