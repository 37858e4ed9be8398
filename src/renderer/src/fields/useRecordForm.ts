/** State of one record being typed: values, what cannot be read, what changed, and the messages under the fields. */
import { useCallback, useMemo, useState } from 'react'
import { checkValue } from '#core/catalogue/derive/check.ts'
import { openToldByNumber } from '#core/catalogue/derive/told.ts'
import { isTyped } from '#core/catalogue/index.ts'
import type { FieldValue, RegisterDefinition } from '#core/catalogue/types.ts'
import type { FieldIssue } from '#core/errors.ts'
import type { Row } from '#core/shapes.ts'
import { isMasked } from './display.ts'
import type { FieldMessages } from './types.ts'

export interface RecordForm {
  readonly values: Row
  readonly set: (key: string, value: FieldValue, title?: string) => void
  readonly setMany: (values: Row) => void
  readonly setProblem: (key: string, problem: string | null) => void
  /** The fields whose value differs from the one loaded; never masked values or derived fields. */
  readonly changed: Row
  readonly dirty: boolean
  /** What stops a save now: text that cannot be read, required fields left empty, values out of bounds. */
  readonly localIssues: readonly FieldIssue[]
  /** Shows the issues of a failed save (and local ones) under the fields. */
  readonly showIssues: (issues: readonly FieldIssue[]) => void
  /** Takes the message at a path away that is no field of the record itself (a cell of its lines). */
  readonly settle: (path: string) => void
  readonly issues: readonly FieldIssue[]
  /** For `FieldGrid messages`. */
  readonly messages: Readonly<Record<string, FieldMessages>>
  /** How often saving failed, for `ErrorSummary attempt`. */
  readonly attempt: number
  /** Starts again from these values, e.g. after a save. */
  readonly reset: (loaded: Row) => void
}

/** Values of a new record as the catalogue begins it. */
export function initialValues(register: RegisterDefinition): Row {
  return Object.fromEntries(register.fields.filter((field) => field.initial !== undefined).map((field) => [field.key, field.initial ?? null]))
}

/** The writable fields in which two rows differ, with the values of the second. */
export function changedValues(register: RegisterDefinition, loaded: Row, values: Row): Row {
  const changed: Row = {}
  for (const field of register.fields) {
    const value = values[field.key] ?? null
    if (isTyped(field) && !isMasked(value) && value !== (loaded[field.key] ?? null)) changed[field.key] = value
  }
  return changed
}

/** Issues of a row that need nothing but the catalogue. Paths are `prefix` + key. */
export function fieldIssues(register: RegisterDefinition, values: Row, prefix = ''): readonly FieldIssue[] {
  const issues: FieldIssue[] = []
  for (const field of register.fields) {
    if (!isTyped(field)) continue
    const value = values[field.key] ?? null
    const common = { path: prefix + field.key, label: field.label, severity: 'error' as const }
    if (value === null) {
      if (field.required === true) issues.push({ ...common, code: 'required', message: `“${field.label}”没有填写，请填写。` })
      continue
    }
    const problem = isMasked(value) ? null : checkValue(field, value)
    if (problem !== null) issues.push({ ...common, code: problem.code, message: problem.message })
  }
  return issues
}

/** Messages by field path from a list of issues; the first of each severity counts. */
export function messagesOf(issues: readonly FieldIssue[]): Readonly<Record<string, FieldMessages>> {
  const messages: Record<string, { error?: string; warning?: string }> = {}
  for (const issue of issues) {
    const entry = (messages[issue.path] ??= {})
    entry[issue.severity] ??= issue.message
  }
  return messages
}

/** @param loaded values on file, or `initialValues(register)` for a new record */
export function useRecordForm(register: RegisterDefinition, loaded: Row): RecordForm {
  const [base, setBase] = useState(loaded)
  const [values, setValues] = useState(loaded)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [attempt, setAttempt] = useState(0)

  const set = useCallback(
    (key: string, value: FieldValue, title?: string) => {
      setValues((now) => ({
        ...now,
        [key]: value,
        ...(title === undefined ? {} : { [`${key}$title`]: title }),
        ...openToldByNumber(register, now, key, value),
      }))
      setIssues((now) => now.filter((issue) => issue.path !== key))
    },
    [register],
  )
  const settle = useCallback(
    (path: string) => setIssues((now) => (now.some((issue) => issue.path === path) ? now.filter((issue) => issue.path !== path) : now)),
    [],
  )
  const setMany = useCallback((next: Row) => setValues((now) => ({ ...now, ...next })), [])
  const setProblem = useCallback((key: string, problem: string | null) => {
    setProblems((now) => {
      if (problem === null) {
        const { [key]: gone, ...rest } = now
        return gone === undefined ? now : rest
      }
      return now[key] === problem ? now : { ...now, [key]: problem }
    })
  }, [])
  const showIssues = useCallback((next: readonly FieldIssue[]) => {
    setIssues(next)
    setAttempt((now) => now + 1)
  }, [])
  const reset = useCallback((next: Row) => {
    setBase(next)
    setValues(next)
    setProblems({})
    setIssues([])
  }, [])

  const changed = useMemo(() => changedValues(register, base, values), [register, base, values])
  const localIssues = useMemo(() => {
    const unreadable = Object.entries(problems).map(
      ([key, message]): FieldIssue => ({
        path: key,
        label: register.fields.find((field) => field.key === key)?.label ?? key,
        code: 'format',
        message,
        severity: 'error',
      }),
    )
    return [...unreadable, ...fieldIssues(register, values).filter((issue) => problems[issue.path] === undefined)]
  }, [problems, register, values])
  const messages = useMemo(() => messagesOf(issues), [issues])
  const dirty = Object.keys(changed).length > 0 || Object.keys(problems).length > 0
  return { values, set, setMany, setProblem, changed, dirty, localIssues, showIssues, settle, issues, messages, attempt, reset }
}
