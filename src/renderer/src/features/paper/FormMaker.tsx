import { Alert, Button, Checkbox, Group, NativeSelect, Radio, SegmentedControl, Text } from '@mantine/core'
import { IconFileTypePdf, IconPrinter, IconTable } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import { unprintable } from '#core/features/paper/paperShapes.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { Field } from '../../fields/Field.tsx'
import { useFieldSources } from '../../fields/sources.tsx'
import { yearChoices } from '../../frame/TopBar.tsx'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { useSession } from '../../session/useSession.tsx'
import classes from './paper.module.css'
import { PaperPreview } from './PaperPreview.tsx'

type Format = 'pdf' | 'xlsx'
const VILLAGE = { ...fieldOf('household', 'village'), label: '村', required: false }
const HOUSEHOLD = { ...fieldOf('membership', 'household_id'), label: '户', required: false }
/** A browser prints so many pages in one go without choking; more goes through a PDF. */
const MOST_PRINTED = 50

/** Which form, for whom, of which year; preview at the right. */
export function FormMaker({ subject, code }: { readonly subject: string | null; readonly code: string | null }): ReactNode {
  const api = useApi()
  const client = useClient()
  const shell = useShell()
  const { year: sessionYear, user } = useSession()
  const { divisions } = useFieldSources()
  const forms = useQuery(api.paper.forms.queryOptions())
  const [chosen, setChosen] = useKeptState<string | null>('paper.form', null)
  const [year, setYear] = useState(sessionYear)
  const [unmasked, setUnmasked] = useState(false)
  const [scope, setScope] = useKeptState<'household' | 'village'>('paper.scope', 'household')
  const [household, setHousehold] = useKeptState<{ readonly id: string; readonly title: string } | null>('paper.household', null)
  const [village, setVillage] = useKeptState<string | null>('paper.village', null)
  const [files, setFiles] = useState<'together' | 'apart'>('together')
  const [printing, setPrinting] = useState(false)
  const run = useRunJob({ saveFile: true })
  const [making, setMaking] = useState<Format | null>(null)
  const [unprinted, setUnprinted] = useState<string | null>(null)

  const form = forms.data?.find((known) => known.code === (code ?? chosen)) ?? forms.data?.[0]
  const shownHousehold = household ?? (subject === null ? null : { id: subject, title: '' })
  const single = form?.per === 'household' && (subject !== null || scope === 'household')
  const key = single ? (subject ?? shownHousehold?.id ?? null) : village
  const input = form === undefined || key === null ? null : { code: form.code, for: [key], year, ...(unmasked ? { unmasked: true } : {}) }
  const named = useQuery({ ...api.records.get.queryOptions({ input: { register: 'household', id: subject ?? '' } }), enabled: subject !== null }).data
  const householdTitle = subject === null ? (shownHousehold?.title ?? '') : String(named?.['head_name'] ?? subject)

  const make = async (format: Format): Promise<void> => {
    if (input === null) return
    setMaking(format)
    setUnprinted(null)
    const job = await run(client.paper.make({ ...input, format, files: single ? 'together' : files }))
    setUnprinted(unprintable(job?.result))
    setMaking(null)
  }
  const print = async (pages: number): Promise<void> => {
    if (input === null) return
    setPrinting(true)
    try {
      const document = await client.paper.preview({ ...input, firstPage: 1, pageCount: Math.min(pages, MOST_PRINTED) })
      await shell.printHtml(document.html)
    } catch (error) {
      notifyError(error)
    } finally {
      setPrinting(false)
    }
  }
  const actions = (pages: number): ReactNode => (
    <Group gap="xs" wrap="nowrap">
      <Button
        leftSection={<IconPrinter size={16} aria-hidden />}
        disabled={pages > MOST_PRINTED}
        loading={printing}
        title={pages > MOST_PRINTED ? `超过 ${MOST_PRINTED} 页，请先做成 PDF 再打印` : undefined}
        onClick={() => {
          void print(pages)
        }}
      >
        打印
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileTypePdf size={16} aria-hidden />}
        loading={making === 'pdf'}
        disabled={making !== null}
        onClick={() => {
          void make('pdf')
        }}
      >
        存为 PDF
      </Button>
      <Button
        variant="default"
        leftSection={<IconTable size={16} aria-hidden />}
        loading={making === 'xlsx'}
        disabled={making !== null}
        onClick={() => {
          void make('xlsx')
        }}
      >
        存为 Excel
      </Button>
    </Group>
  )
  if (forms.error !== null)
    return (
      <div className={classes['padded']}>
        <ErrorPanel
          error={forms.error}
          onRetry={() => {
            void forms.refetch()
          }}
        />
      </div>
    )
  return (
    <div className={classes['maker']}>
      <div className={classes['choices']}>
        <Radio.Group label="表单" value={form?.code ?? ''} onChange={setChosen}>
          <div className={classes['forms']}>
            {(forms.data ?? []).map((known) => (
              <Radio
                key={known.code}
                value={known.code}
                label={known.title}
                description={`${known.paper}，每${known.per === 'household' ? '户' : '村'}一份${known.edited ? '；本单位改过的版式' : ''}`}
              />
            ))}
          </div>
        </Radio.Group>
        {form?.per === 'household' && subject === null && (
          <div>
            <Text size="sm" fw={500} mb={2}>
              范围
            </Text>
            <SegmentedControl
              fullWidth
              aria-label="范围"
              value={scope}
              onChange={(value) => setScope(value === 'village' ? 'village' : 'household')}
              data={[
                { value: 'household', label: '一户' },
                { value: 'village', label: '整村' },
              ]}
            />
          </div>
        )}
        {single ? (
          <Field
            field={HOUSEHOLD}
            labelPosition="above"
            readOnly={subject !== null}
            value={shownHousehold?.id ?? null}
            valueTitle={householdTitle}
            onChange={(value, title) => setHousehold(typeof value === 'string' ? { id: value, title: title ?? '' } : null)}
          />
        ) : (
          <Field
            field={VILLAGE}
            labelPosition="above"
            value={village}
            valueTitle={divisions.find((division) => division.code === village)?.name}
            onChange={(value) => setVillage(typeof value === 'string' ? value : null)}
          />
        )}
        <NativeSelect
          label="年度"
          value={String(year)}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
          data={yearChoices(sessionYear, year).map(String)}
        />
        {user.role !== 'reader' && (
          <Checkbox
            label="印出完整的证号、电话、账号"
            description="不勾选时遮住中间几位。带完整信息的纸请按规定保管。"
            checked={unmasked}
            onChange={(event) => setUnmasked(event.currentTarget.checked)}
          />
        )}
        {!single && form?.per === 'household' && (
          <Radio.Group label="整村存文件时" value={files} onChange={(value) => setFiles(value === 'apart' ? 'apart' : 'together')}>
            <div className={classes['forms']}>
              <Radio value="together" label="全村一个文件" description="Excel 里一户一张工作表" />
              <Radio value="apart" label="一户一个文件" description="打成一个 ZIP 压缩包" />
            </div>
          </Radio.Group>
        )}
        {form !== undefined && (
          <Text size="xs" c="gray.7">
            依据：{form.source}
          </Text>
        )}
        {unprinted !== null && <Alert color="amber">{unprinted}</Alert>}
        {unmasked && <Alert color="amber">预览和打印将显示完整证号。</Alert>}
      </div>
      <PaperPreview
        key={JSON.stringify(input)}
        input={input}
        hint={single ? '请在左边选一户：输姓名、首字母或户编号。' : '请在左边选一个村。'}
        actions={actions}
      />
    </div>
  )
}
