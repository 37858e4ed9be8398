import { Button } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useClient, useShell } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import type { Question } from './question.ts'

/** What is counted, on paper (`page`: the document to print; null while nothing is counted yet) or as a workbook. */
export function TakeOut({ question, page }: { readonly question: Question; readonly page: (() => string) | null }): ReactNode {
  const client = useClient()
  const shell = useShell()
  const run = useRunJob({ saveFile: true })
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    await run(client.statistics.export(question))
    setBusy(false)
  }
  const print = async (): Promise<void> => {
    if (page === null) return
    try {
      await shell.printHtml(page())
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden />}
        disabled={page === null}
        onClick={() => {
          void print()
        }}
      >
        打印
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={busy}
        disabled={page === null}
        onClick={() => {
          void save()
        }}
      >
        导出 Excel
      </Button>
    </>
  )
}
