/** One record being typed, from the values on file to the save and back; what changes elsewhere meanwhile simply appears. */
import { useCallback, useEffect, useRef } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldIssue } from '#core/errors.ts'
import type { Row } from '#core/shapes.ts'
import { useRecordForm } from '../../fields/useRecordForm.ts'
import type { RecordForm } from '../../fields/useRecordForm.ts'
import { useMayWrite } from './useMayWrite.ts'
import { useRefresh } from './useRefresh.ts'
import { placedIssues } from './lines.ts'
import { useLines } from './useLines.ts'
import type { LinesEditing } from './useLines.ts'
import { useSaveRecord, withoutTitles } from './useSaveRecord.ts'

export interface RecordEditing {
  readonly form: RecordForm
  readonly lines: LinesEditing
  /** Something is typed that is not saved, in the record or its lines. */
  readonly dirty: boolean
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
  /** A new record is on file; or it is only proposed to the office in charge, and there is none to open. */
  readonly onAdded: (id: string | null) => void
}

export function useRecordEditing({ register, id, loaded, onReload, onIssues, onAdded }: RecordEditingOptions): RecordEditing {
  const isNew = id === 'new'
  const form = useRecordForm(registerOf(register), loaded)
  const mayWrite = useMayWrite(register, isNew ? 'insert' : 'update') && loaded['deleted'] !== true
  const lines = useLines(register, id)
  const { saving, save } = useSaveRecord(register)
  const refresh = useRefresh()
  const { revisionOf, show } = useShown(form, lines.dirty, loaded)
  const dirty = form.dirty || lines.dirty

  const showIssues = (issues: readonly FieldIssue[]): void => {
    onIssues()
    form.showIssues(issues)
  }
  const reload = async (): Promise<void> => {
    const fresh = await onReload()
    if (fresh === undefined) return
    show(fresh)
    await lines.reset()
  }
  const submit = async (): Promise<void> => {
    if (!mayWrite || saving || (!isNew && !dirty)) return
    const local = [...form.localIssues, ...lines.issues]
    if (local.length > 0) return showIssues(local)
    const sent = lines.toSave()
    const edits = { lines: sent.map(({ edit }) => ({ ...edit, rows: edit.rows.map((row) => ({ ...row, values: withoutTitles(row.values) })) })) }
    const saved = await save(isNew ? { values: form.values, ...edits } : { id, values: form.changed, ...revisionOf(), ...edits }, {
      onIssues: (issues) => showIssues(placedIssues(issues, sent)),
      onReload: () => {
        void reload()
      },
    })
    if (saved === null) return
    // What is only proposed is not what the record says.
    if (saved.proposed && !isNew) await reload()
    else show({ ...form.values, revision: saved.revision })
    await lines.reset()
    refresh(register, ...lines.registers.map(({ related }) => related.register))
    if (isNew) onAdded(saved.proposed ? null : saved.id)
  }
  return { form, lines, dirty, mayWrite, saving, submit }
}

/** What the form stands on, own saves included. Fresh values appear while nothing is being typed; else saving tells of the conflict. */
function useShown(
  { dirty: typed, reset }: RecordForm,
  linesTyped: boolean,
  loaded: Row,
): { readonly revisionOf: () => { readonly revision?: number }; readonly show: (row: Row) => void } {
  const shown = useRef(loaded)
  const answered = useRef(loaded)
  const dirty = typed || linesTyped
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
