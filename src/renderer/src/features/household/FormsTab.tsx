import { Button, Checkbox, Loader, NativeSelect } from '@mantine/core'
import { IconFileSpreadsheet, IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { shortcutKeys } from '../../keyboard/shortcuts.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { Sheet, useZoom, ZoomChoice } from '../paper/Sheet.tsx'
import classes from './household.module.css'

/** The standard forms of one household: seen, printed, saved. What is printed is what is on file, not what is being typed. */
export function FormsTab({ household, year, dirty }: { readonly household: string; readonly year: number; readonly dirty: boolean }): ReactNode {
  const api = useApi()
  const client = useClient()
  const shell = useShell()
  const run = useRunJob({ saveFile: true })
  const [code, setCode] = useState<string | null>(null)
  const [unmasked, setUnmasked] = useState(false)
  const [zoom, setZoom] = useZoom()
  const forms = (useQuery(api.paper.forms.queryOptions()).data ?? []).filter((form) => form.kind === 'record' && form.register === 'household')
  const chosen = code ?? forms[0]?.code ?? null
  const subject = { code: chosen ?? '', for: [household], year, unmasked }
  const preview = useQuery({ ...api.paper.preview.queryOptions({ input: subject }), enabled: chosen !== null, staleTime: 0, gcTime: 0 })
  const html = preview.data?.html
  const print = async (): Promise<void> => {
    if (html === undefined) return
    try {
      await shell.printHtml(html)
    } catch (error) {
      notifyError(error)
    }
  }
  useShortcut('print', () => {
    void print()
  })
  const make = (format: 'xlsx' | 'pdf'): void => {
    void run(client.paper.make({ ...subject, format, files: 'together' }))
  }
  return (
    <div>
      <div className={classes['line']} style={{ marginBottom: '0.625rem' }}>
        <NativeSelect
          aria-label="表单"
          value={chosen ?? ''}
          onChange={(event) => setCode(event.currentTarget.value)}
          data={forms.map((form) => ({ value: form.code, label: form.title }))}
          w={300}
        />
        <Button
          leftSection={<IconPrinter size={16} aria-hidden />}
          disabled={html === undefined}
          title={shortcutKeys('print')}
          onClick={() => {
            void print()
          }}
        >
          打印
        </Button>
        <Button variant="default" leftSection={<IconFileSpreadsheet size={16} aria-hidden />} disabled={chosen === null} onClick={() => make('xlsx')}>
          存为 Excel
        </Button>
        <Button variant="default" leftSection={<IconFileTypePdf size={16} aria-hidden />} disabled={chosen === null} onClick={() => make('pdf')}>
          存为 PDF
        </Button>
        <Checkbox label="证号、电话、账号完整显示" checked={unmasked} onChange={(event) => setUnmasked(event.currentTarget.checked)} />
        {html !== undefined && <ZoomChoice zoom={zoom} onZoom={setZoom} />}
        {dirty && <span>有修改还没有保存，表上是保存过的内容。</span>}
      </div>
      {preview.error !== null && (
        <ErrorPanel
          error={preview.error}
          onRetry={() => {
            void preview.refetch()
          }}
        />
      )}
      {preview.isFetching && html === undefined && <Loader size="sm" role="status" aria-label="正在生成预览" />}
      {html !== undefined && (
        <div className={classes['preview']}>
          <Sheet html={html} title="表单预览" zoom={zoom} />
        </div>
      )}
    </div>
  )
}
