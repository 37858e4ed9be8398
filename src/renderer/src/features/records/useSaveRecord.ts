/** Saving one record, with every answer the core may give: saved, to be mended, doubtful, changed by somebody else. */
import { createElement, useCallback, useMemo, useState } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import type { ErrorPayload, FieldIssue } from '#core/errors.ts'
import type { LinesEdit } from '#core/features/records/contract.ts'
import type { Row } from '#core/shapes.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { asksForReason, attempt } from './attempt.ts'
import type { Attempt } from './attempt.ts'
import { MessageList } from './MessageList.tsx'
import { tellDone } from './tellDone.ts'

export interface Saved {
  readonly id: string
  readonly revision: number
  readonly changeSet: string | null
  /** Another office has to accept it; a new record is not on file until then. */
  readonly proposed: boolean
}

export interface SaveOptions<T extends Saved> {
  /** Sends it; with the reason when the core asked for one. */
  readonly send: (reason: string | undefined) => Promise<T>
  /** Shows what must be mended under the fields. */
  readonly onIssues: (issues: readonly FieldIssue[]) => void
  /** The user wants the version of somebody else. */
  readonly onReload: () => void
}

/** Sends until it is saved, refused, or given up; null when it was not saved. */
export function useSaving(): { readonly saving: boolean; readonly run: <T extends Saved>(options: SaveOptions<T>) => Promise<T | null> } {
  const confirm = useConfirm()
  const [saving, setSaving] = useState(false)

  const run = useCallback(
    async <T extends Saved>({ send, onIssues, onReload }: SaveOptions<T>): Promise<T | null> => {
      const sendOnce = async (reason?: string): Promise<Attempt<T>> => {
        setSaving(true)
        const done = await attempt(send(reason))
        setSaving(false)
        return done
      }
      const first = await sendOnce()
      if (first.ok) return first.value
      if (first.error.code === 'CONFLICT') {
        const answer = await confirm({
          title: '这条记录刚才被别人改过',
          message: `${first.error.message}重新读取后会看到别人的修改，您这次没有保存的修改会放弃；也可以先留在这里，把要紧的内容抄下来。`,
          confirmLabel: '重新读取',
          cancelLabel: '先不读取',
        })
        if (answer.confirmed) onReload()
        return null
      }
      if (!asksForReason(first.error)) {
        tell(first.error, onIssues)
        return null
      }
      const answer = await confirm({
        title: '有疑点，请写明原因',
        message: createElement(MessageList, { messages: (first.error.issues ?? []).map((issue) => issue.message) }),
        confirmLabel: '确实如此，保存',
        cancelLabel: '回去修改',
        reason: 'required',
      })
      if (!answer.confirmed) {
        onIssues(first.error.issues ?? [])
        return null
      }
      const second = await sendOnce(answer.reason)
      if (second.ok) return second.value
      tell(second.error, onIssues)
      return null
    },
    [confirm],
  )
  return { saving, run }
}

function tell(error: ErrorPayload, onIssues: (issues: readonly FieldIssue[]) => void): void {
  if (error.issues !== undefined && error.issues.length > 0) onIssues(error.issues)
  else notifyError(error)
}

export interface RecordToSave {
  readonly id?: string
  readonly revision?: number
  readonly values: Row
  /** Lines to write with it. */
  readonly lines?: readonly LinesEdit[]
}

/** Saves one record of a register: a new one without `id`, else the changed fields of the revision seen. */
export function useSaveRecord(register: string): {
  readonly saving: boolean
  readonly save: (record: RecordToSave, options: Pick<SaveOptions<Saved>, 'onIssues' | 'onReload'>) => Promise<Saved | null>
} {
  const client = useClient()
  const { saving, run } = useSaving()
  const save = useCallback(
    async (record: RecordToSave, options: Pick<SaveOptions<Saved>, 'onIssues' | 'onReload'>): Promise<Saved | null> => {
      const values = withoutTitles(record.values)
      const saved = await run<Saved>({
        ...options,
        send: (reason) =>
          client.records.save({
            register,
            values,
            ...(record.id === undefined ? {} : { id: record.id }),
            ...(record.revision === undefined ? {} : { revision: record.revision }),
            ...(record.lines === undefined || record.lines.length === 0 ? {} : { lines: [...record.lines] }),
            ...(reason === undefined ? {} : { reason }),
          }),
      })
      if (saved !== null) tellDone('已保存', registerOf(register).label, saved)
      return saved
    },
    [client, register, run],
  )
  return useMemo(() => ({ saving, save }), [saving, save])
}

/** The values to send: without the names shown beside references. */
export function withoutTitles(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !key.includes('$')))
}
