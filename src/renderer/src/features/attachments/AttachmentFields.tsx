import type { ReactNode } from 'react'
import { FieldGrid } from '../../fields/FieldGrid.tsx'
import type { useRecordForm } from '../../fields/useRecordForm.ts'
import { PaperSelect } from './PaperSelect.tsx'
import { typedRegister } from './fields.ts'

/** What is said of a photo or file: the paper it is, its name, day and remark. */
export function AttachmentFields({
  register,
  kind,
  onKind,
  form,
  onDo,
}: {
  /** The register of the record it hangs on. */
  readonly register: string
  readonly kind: string | null
  readonly onKind: (kind: string | null) => void
  readonly form: ReturnType<typeof useRecordForm>
  /** Enter in the last field. */
  readonly onDo: () => Promise<void>
}): ReactNode {
  return (
    <>
      <PaperSelect register={register} value={kind} onChange={onKind} />
      <FieldGrid
        register={typedRegister}
        values={form.values}
        onChange={form.set}
        onProblem={form.setProblem}
        messages={form.messages}
        idPrefix="attachment"
        columns={1}
        labelPosition="above"
        hideHeadings
        autoFocusKey="name"
        onLast={() => {
          void onDo()
        }}
      />
    </>
  )
}
