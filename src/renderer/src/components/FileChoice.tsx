import { Stack } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ErrorPayload } from '#core/errors.ts'
import type { Job } from '#core/features/jobs/contract.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import { JobProgress } from './jobs/JobProgress.tsx'
import classes from './FileChoice.module.css'

/** What workbooks and lists are read from, as the file dialog takes it. */
export const SHEET_EXTENSIONS = ['xlsx', 'xlsm', 'xls', 'et', 'csv']

/** The large place to choose a file at, the progress of reading it, and what went wrong. */
export function FileChoice({
  kinds,
  reading,
  error,
  disabled = false,
  onPick,
}: {
  /** The kinds of file, and how large one may be. */
  readonly kinds: string
  /** The file that is being read; `null` while none is. */
  readonly reading: { readonly job: Job | undefined; readonly title: string } | null
  readonly error: ErrorPayload | null
  readonly disabled?: boolean
  readonly onPick: () => Promise<void>
}): ReactNode {
  return (
    <>
      {error !== null && <ErrorPanel error={error} />}
      {reading === null ? (
        <button
          type="button"
          className={classes['drop']}
          disabled={disabled}
          onClick={() => {
            void onPick()
          }}
        >
          <IconFileSpreadsheet size={36} stroke={1.2} aria-hidden />
          <strong>选择文件</strong>
          <span>{kinds}</span>
        </button>
      ) : (
        <JobProgress {...reading} />
      )}
    </>
  )
}

/** The first step of reading a file: what it is, the file, and what becomes of it. */
export function FileStart({ notes, children }: { readonly notes: readonly string[]; readonly children: ReactNode }): ReactNode {
  return (
    <Stack gap="sm" maw="46rem">
      {children}
      <ul className={classes['notes']}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Stack>
  )
}
