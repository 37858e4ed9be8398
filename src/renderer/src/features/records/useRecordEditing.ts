/** One record being typed, from the values on file to the save and back; what changes elsewhere meanwhile simply appears. */
import { useCallback, useEffect, useRef } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldIssue } from '#core/errors.ts'
import type { Row } from '#core/shapes.ts'
import { useRecordForm } from '../../fields/useRecordForm.ts'
import type { RecordForm } from '../../fields/useRecordForm.ts'
import { useMayWrite } from './useMayWrite.ts'
import { useRefresh } from './useRefresh.ts'
import { useSaveRecord } from './useSaveRecord.ts'

export interface RecordEditing {
  readonly form: RecordForm
  readonly mayWrite: boolean
  readonly saving: boolean
  readonly submit: () => Promise<void>
}

export interface RecordEditingOptions {
  readonly register: string
  /** Id of the record, or `new`. */
  readonly id: string
  readonly loaded: Row
  /** Reads the record again. */
  readonly onReload: () => Promise<Row | undefined>
  /** Something is to be mended: brings the form into sight. */
  readonly onIssues: () => void
  /** A new record is on file. */
  readonly onAdded: (id: string) => void
}

export function useRecordEditing({ register, id, loaded, onReload, onIssues, onAdded }: RecordEditingOptions): RecordEditing {
  const isNew = id === 'new'
  const form = useRecordForm(registerOf(register), loaded)
  const mayWrite = useMayWrite(register, isNew ? 'insert' : 'update') && loaded['deleted'] !== true
  const { saving, save } = useSaveRecord(register)
  const refresh = useRefresh()
  const { revisionOf, show } = useShown(form, loaded)

  const showIssues = (issues: readonly FieldIssue[]): void => {
    onIssues()
    form.showIssues(issues)
  }
  const reload = async (): Promise<void> => {
    const fresh = await onReload()
    if (fresh === undefined) return
    show(fresh)
  }
  const submit = async (): Promise<void> => {
    if (!mayWrite || saving || (!isNew && !form.dirty)) return
    if (form.localIssues.length > 0) return showIssues(form.localIssues)
    const saved = await save(isNew ? { values: form.values } : { id, values: form.changed, ...revisionOf() }, {
      onIssues: showIssues,
      onReload: () => {
        void reload()
      },
    })
    if (saved === null) return
    show({ ...form.values, revision: saved.revision })
    refresh(register)
    if (isNew) onAdded(saved.id)
  }
  return { form, mayWrite, saving, submit }
}

/** What the form stands on, own saves included. Fresh values appear while nothing is being typed; else saving tells of the conflict. */
function useShown({ dirty, reset }: RecordForm, loaded: Row): { readonly revisionOf: () => { readonly revision?: number }; readonly show: (row: Row) => void } {
  const shown = useRef(loaded)
  const answered = useRef(loaded)
  const show = useCallback(
    (row: Row) => {
      shown.current = row
      reset(row)
    },
    [reset],
  )
  useEffect(() => {
    if (dirty || answered.current === loaded) return
    answered.current = loaded
    show(loaded)
  }, [loaded, dirty, show])
  const revisionOf = useCallback(() => {
    const { revision } = shown.current
    return typeof revision === 'number' ? { revision } : {}
  }, [])
  return { revisionOf, show }
}
