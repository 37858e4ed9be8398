import { Badge, Button, Group } from '@mantine/core'
import { IconDownload, IconEdit, IconPlus, IconReplace, IconRestore, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { plainSource } from '#core/rules/sources.ts'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import { NewFormDialog } from './NewFormDialog.tsx'
import classes from './paper.module.css'
import { usePaperForms, type PaperForm } from './paperForms.ts'
import { TryTemplateDialog, type Tried } from './TryTemplateDialog.tsx'

const WORKBOOK = ['xlsx']

/** What a form is filled from, in words. */
function subjectOf({ kind, register, perPlace }: PaperForm): string {
  if (kind === 'statistic') return '统计表'
  if (kind === 'questionnaire') return '问卷，空白卷或答卷'
  const title = screenOf(register ?? '')?.title ?? register ?? ''
  if (kind === 'step') return `${title}的办理步骤`
  return kind === 'record' ? `${title}，每条一份` : `${title}列表${perPlace ? '，每村一份' : ''}`
}

/** The templates of all forms: an administrator takes one out, changes it in Excel or WPS, brings it back; or adds a form of the office's own. */
export function TemplatesPanel(): ReactNode {
  const api = useApi()
  const client = useClient()
  const shell = useShell()
  const confirm = useConfirm()
  const queries = useQueryClient()
  const { year, user } = useSession()
  const forms = usePaperForms()
  const [tried, setTried] = useState<Tried | null>(null)
  const [adding, setAdding] = useState<PaperForm | 'new' | null>(null)
  const mayChange = user.role === 'administrator' && user.divisions.length === 0

  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: api.paper.forms.key() })
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (problem) {
      notifyError(problem)
    }
  }
  const fetchOne = (form: PaperForm, shipped: boolean): Promise<void> =>
    attempt(async () => {
      const ticket = await client.paper.template({ wanted: { code: form.code, year, shipped } })
      if (await shell.saveFile(ticket, ticket.name)) notifyDone('表样已保存', '请在 Excel 或 WPS 里修改第一张工作表，存好后点“换表样”。')
    })
  const bringBack = (form: PaperForm): Promise<void> =>
    attempt(async () => {
      const ticket = await shell.pickFile({ title: `选择“${form.title}”的表样`, extensions: [...WORKBOOK] })
      if (ticket === null) return
      const trial = await client.paper.tryTemplate({ ticket: ticket.ticket, wanted: { code: form.code, year, shipped: false } })
      setTried({
        title: form.title,
        file: ticket.name,
        trial,
        action: '启用这个表样',
        put: async () => {
          await client.paper.putTemplate({ code: form.code, year, ticket: ticket.ticket })
          await refresh()
          notifyDone('表样已启用', form.title)
        },
      })
    })
  const restore = (form: PaperForm): Promise<void> =>
    attempt(async () => {
      const answer = await confirm({
        title: '恢复自带的表样',
        message: `“${form.title}”改回程序自带的版式，本单位改过的表样会删除。要留底的请先“取表样”。`,
        confirmLabel: '恢复自带的',
        danger: true,
      })
      if (!answer.confirmed) return
      await client.paper.putTemplate({ code: form.code, year, ticket: null })
      await refresh()
    })
  const remove = (form: PaperForm): Promise<void> =>
    attempt(async () => {
      const answer = await confirm({
        title: '删除自定的表',
        message: `“${form.title}”和它的表样会删除，台账里的内容不受影响。`,
        confirmLabel: '删除这张表',
        danger: true,
      })
      if (!answer.confirmed) return
      await client.paper.removeForm({ code: form.code })
      await refresh()
    })

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
    <div className={classes['exports']}>
      <Panel
        title="表样"
        detail={`版式、文字、列宽都可以在 Excel 或 WPS 里改；${mayChange ? '换上以前先检查、先看样张' : '换表样请找管理员'}`}
        flush
        actions={
          mayChange && (
            <Button size="compact-md" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding('new')}>
              新增一张表
            </Button>
          )
        }
      >
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">表单</th>
              <th scope="col">内容来自</th>
              <th scope="col">版式</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {(forms.data ?? []).map((form) => (
              <tr key={form.code}>
                <td title={plainSource(form.source)}>{form.title}</td>
                <td>{subjectOf(form)}</td>
                <td className={table['nowrap']}>
                  {form.own ? <Badge color="teal">本单位自定</Badge> : form.edited ? <Badge color="amber">本单位改过</Badge> : '程序自带'}
                </td>
                <td>
                  <Group gap={4} wrap="nowrap">
                    <Action label="取表样" of={form} icon={<IconDownload size={14} aria-hidden />} onClick={() => fetchOne(form, false)} />
                    {mayChange && <Action label="换表样" of={form} icon={<IconReplace size={14} aria-hidden />} onClick={() => bringBack(form)} />}
                    {mayChange && form.edited && !form.own && (
                      <Action label="恢复自带的" of={form} icon={<IconRestore size={14} aria-hidden />} onClick={() => restore(form)} />
                    )}
                    {mayChange && form.own && (
                      <Action label="修改" of={form} icon={<IconEdit size={14} aria-hidden />} onClick={() => Promise.resolve(setAdding(form))} />
                    )}
                    {mayChange && form.own && <Action label="删除" of={form} icon={<IconTrash size={14} aria-hidden />} onClick={() => remove(form)} />}
                  </Group>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <TryTemplateDialog tried={tried} onClose={() => setTried(null)} />
      {adding !== null && (
        <NewFormDialog
          known={adding === 'new' ? undefined : adding}
          onClose={() => setAdding(null)}
          onTry={(next) => {
            setAdding(null)
            setTried(next)
          }}
          onAdded={() => {
            setAdding(null)
            void refresh()
          }}
        />
      )}
    </div>
  )
}

function Action({
  label,
  of,
  icon,
  onClick,
}: {
  readonly label: string
  readonly of: PaperForm
  readonly icon: ReactNode
  readonly onClick: () => Promise<void>
}): ReactNode {
  const [busy, setBusy] = useState(false)
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={icon}
      loading={busy}
      aria-label={`${label}：${of.title}`}
      onClick={() => {
        setBusy(true)
        void onClick().finally(() => setBusy(false))
      }}
    >
      {label}
    </Button>
  )
}
