import { Alert, Button, Checkbox, Group, Radio, Text, TextInput } from '@mantine/core'
import { IconFileTypePdf, IconPrinter, IconTable } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { plainSource } from '#core/rules/sources.ts'
import { findField, registerNames, registerOf } from '#core/catalogue/index.ts'
import { unprintable } from '#core/features/paper/paperShapes.ts'
import type { Row } from '#core/shapes.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { displayField } from '../../fields/display.ts'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { useSession } from '../../session/useSession.tsx'
import classes from './paper.module.css'
import { usePaperForms, type PaperForm } from './paperForms.ts'
import { PaperPreview, type PreviewInput } from './PaperPreview.tsx'
import { FormSelect, ScopeChoices, type PaperScope } from './ScopeChoices.tsx'

type Format = 'pdf' | 'xlsx'
const NOBODY: PaperScope = { kind: 'record', record: null, place: null }
/** A browser prints so many pages in one go without choking; more goes through a PDF. */
const MOST_PRINTED = 50

/** What papers are about that are no records of registers with a screen: a step of a procedure, a version of a questionnaire or a sheet. */
export type PaperKind = 'step' | 'questionnaire'

/**
 * Which form, for whom, of which year; preview at the right. `subject` is the record that the screen was opened for, of the register given; of a
 * step or a questionnaire where `kind` says so.
 */
export function FormMaker({
  subject,
  register,
  code,
  kind,
}: {
  readonly subject: string | null
  readonly register: string
  readonly code: string | null
  readonly kind: PaperKind | null
}): ReactNode {
  const api = useApi()
  const client = useClient()
  const shell = useShell()
  const { year, user } = useSession()
  const forms = usePaperForms()
  const [chosen, setChosen] = useKeptState<string | null>('paper.form', code)
  const [unmasked, setUnmasked] = useState(false)
  const [documentNo, setDocumentNo] = useState('')
  const [leftBlank, setLeftBlank] = useState(false)
  const [scopes, setScopes] = useKeptState<Readonly<Record<string, PaperScope>>>('paper.scopes', {})
  const [files, setFiles] = useState<'together' | 'apart'>('together')
  const [printing, setPrinting] = useState(false)
  const run = useRunJob({ saveFile: true })
  const [making, setMaking] = useState<Format | null>(null)
  const [unprinted, setUnprinted] = useState<string | null>(null)

  const offered = (forms.data ?? []).filter((one) => isOffered(one, { subject, register, kind }))
  const form = offered.find((known) => known.code === chosen) ?? offered[0]
  const named = useQuery({ ...api.records.get.queryOptions({ input: { register, id: subject ?? '' } }), enabled: subject !== null && kind === null }).data
  const fixed = subject === null || kind !== null ? null : { id: subject, title: titleOf(register, named) ?? subject }
  // What was chosen for one register is no record of another.
  const key = form?.kind === 'record' ? (form.register ?? '') : 'place'
  const scope = scopes[key] ?? NOBODY
  const asked =
    form === undefined
      ? null
      : kind !== null
        ? { for: [subject ?? ''] }
        : askedFor(form.kind === 'record', fixed === null ? scope : { ...scope, kind: 'record', record: fixed })
  const yearBlank = leftBlank && form?.kind === 'record' && hasYears(form.register)
  const single = form?.kind === 'record' && (fixed !== null || scope.kind === 'record')
  const several = form?.kind === 'record' && !single && scope.kind === 'place'
  const input =
    form === undefined || asked === null
      ? null
      : {
          code: form.code,
          ...asked,
          year,
          ...(single && yearBlank ? { blank: true } : {}),
          ...(documentNo.trim() === '' ? {} : { documentNo: documentNo.trim() }),
          ...(unmasked ? { unmasked: true } : {}),
        }

  const make = async (format: Format): Promise<void> => {
    if (input === null) return
    setMaking(format)
    setUnprinted(null)
    const job = await run(client.paper.make({ ...input, format, files: several ? files : 'together' }))
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
        <FormSelect forms={offered} value={form?.code ?? ''} onChange={setChosen} />
        {form !== undefined && kind === null && (
          <ScopeChoices form={form} scope={scope} fixed={fixed} onChange={(next) => setScopes({ ...scopes, [key]: next })} />
        )}
        <Text size="sm">{year} 年度（在右上角换）</Text>
        <TextInput
          label="文号"
          placeholder="表样里写了文号才印"
          maxLength={60}
          value={documentNo}
          onChange={(event) => setDocumentNo(event.currentTarget.value)}
        />
        {single && hasYears(form.register) && (
          <Checkbox
            label={`${year}年各项留空`}
            description="下村填写用；旁边可以印上年的。"
            checked={leftBlank}
            onChange={(event) => setLeftBlank(event.currentTarget.checked)}
          />
        )}
        {user.role !== 'reader' && (
          <Checkbox
            label="印出完整的证号、电话、账号"
            description="不勾选时遮住中间几位。带完整信息的纸请按规定保管。"
            checked={unmasked}
            onChange={(event) => setUnmasked(event.currentTarget.checked)}
          />
        )}
        {several && (
          <Radio.Group label="存文件时" value={files} onChange={(value) => setFiles(value === 'apart' ? 'apart' : 'together')}>
            <div className={classes['forms']}>
              <Radio value="together" label="合成一个文件" description="Excel 里一份一张工作表" />
              <Radio value="apart" label="一份一个文件" description="打成一个 ZIP 压缩包" />
            </div>
          </Radio.Group>
        )}
        {form !== undefined && (
          <Text size="xs" c="gray.7">
            {form.paper}。依据：{plainSource(form.source)}
            {form.edited && '。用的是本单位改过的版式'}
          </Text>
        )}
        {unprinted !== null && <Alert color="amber">{unprinted}</Alert>}
        {unmasked && <Alert color="amber">预览和打印将显示完整证号。</Alert>}
      </div>
      <PaperPreview
        key={JSON.stringify(input)}
        input={input}
        hint={single ? '请在左边选一条：输名称、首字母或编号。' : '请在左边选一个地方。'}
        actions={actions}
      />
    </div>
  )
}

/** Whether a form is for what the screen was opened for. Of a step those are offered that its procedure names, and the office's own. */
function isOffered(
  form: PaperForm,
  { subject, register, kind }: { readonly subject: string | null; readonly register: string; readonly kind: PaperKind | null },
): boolean {
  if (kind === 'questionnaire') return form.kind === 'questionnaire'
  if (kind === 'step') return form.kind === 'step' && form.register === register
  if (form.kind === 'step' || form.kind === 'questionnaire') return false
  return subject === null || (form.kind === 'record' && form.register === register)
}

/** What a record is called on its page; null while it is not known. */
function titleOf(register: string, row: Row | undefined): string | null {
  const field = row === undefined ? undefined : findField(registerOf(register), registerOf(register).title)
  return field === undefined || row === undefined ? null : displayField(field, row)
}

/** Whether records of a register have yearly ones. */
function hasYears(register: string | null): boolean {
  return registerNames.some((name) => registerOf(name).yearly?.of === register)
}

/** What the core is asked for, once it is known for whom. */
function askedFor(ofRecord: boolean, { kind, record, place }: PaperScope): Pick<PreviewInput, 'for' | 'blank'> | null {
  if (ofRecord && kind === 'blank') return { for: place === null ? [] : [place], blank: true }
  const key = ofRecord && kind === 'record' ? (record?.id ?? null) : place
  return key === null ? null : { for: [key] }
}
