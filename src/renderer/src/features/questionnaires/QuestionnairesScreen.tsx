/** What may be asked: the versions that were published, what is still written, and what comes with the program. */
import { Badge, Button, Group, Loader, Stack } from '@mantine/core'
import { IconPlus, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { plainSource } from '#core/rules/sources.ts'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { PublishedSummary, RowProblem, Written } from '#core/features/questionnaires/contract.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import { useRefresh } from '../records/useRefresh.ts'
import { RowProblems } from './RowProblems.tsx'

/** Headings of columns of numbers. */
const NUMBERS = new Set(['版', '题数', '答卷'])

export function QuestionnairesScreen(): ReactNode {
  const api = useApi()
  const list = useQuery(api.questionnaires.list.queryOptions())
  const go = useGo()
  const { mayWrite, user } = useSession()
  const writes = mayWrite && user.divisions.length === 0
  const [problems, setProblems] = useState<readonly RowProblem[]>([])
  const add = (): void => go('/questionnaires/new/edit')
  useShortcut('new', add, writes)
  return (
    <Page
      header={
        <PageHeader
          title="问卷"
          actions={
            writes && (
              <Group gap="xs">
                <ImportButton onProblems={setProblems} />
                <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
                  编写问卷
                </Button>
              </Group>
            )
          }
        />
      }
    >
      <Stack gap="md">
        <RowProblems problems={problems} title="这个工作簿没有读成问卷" />
        {list.error !== null && (
          <ErrorPanel
            error={list.error}
            onRetry={() => {
              void list.refetch()
            }}
          />
        )}
        {list.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
        {list.data !== undefined && (
          <Panel title="发布的问卷" flush>
            {list.data.length === 0 ? (
              <EmptyState title="还没有发布的问卷" hint="用下面程序自带的，或者自己编写一份。" />
            ) : (
              <Published versions={list.data} onOpen={(id) => go(`/questionnaires/${id}`)} />
            )}
          </Panel>
        )}
        {writes && <Drafts onOpen={(code) => go('/questionnaires/new/edit', { draft: code })} />}
        {writes && <BuiltIn onOpen={(code) => go('/questionnaires/new/edit', { from: code })} />}
      </Stack>
    </Page>
  )
}

function ImportButton({ onProblems }: { readonly onProblems: (problems: readonly RowProblem[]) => void }): ReactNode {
  const shell = useShell()
  const client = useClient()
  const refresh = useRefresh()
  const importing = useCommand(client.questionnaires.importDefinition)
  const pick = async (): Promise<void> => {
    const picked = await shell.pickFile({ title: '选择问卷工作簿', extensions: ['xlsx'] }).catch((error: unknown) => {
      notifyError(error)
      return null
    })
    if (picked === null) return
    const read = await importing.run({ ticket: picked.ticket })
    if (read === null) return
    onProblems(read.problems)
    if (read.code === null) return
    refresh('questionnaire_draft')
    notifyDone('已存为草稿', read.code)
  }
  return (
    <Button
      variant="default"
      leftSection={<IconUpload size={16} aria-hidden />}
      loading={importing.running}
      onClick={() => {
        void pick()
      }}
    >
      从工作簿读
    </Button>
  )
}

/** Kinds of record in words. */
export function aboutInWords(about: readonly string[]): string {
  return about.map((name) => (isRegisterName(name) ? registerOf(name).label : name)).join('、')
}

function Published({ versions, onOpen }: { readonly versions: readonly PublishedSummary[]; readonly onOpen: (id: string) => void }): ReactNode {
  return (
    <table className={table['table']} aria-label="发布的问卷">
      <thead>
        <tr>
          {['名称', '版', '问什么', '发布单位', '发布日期', '题数', '答卷', '状态'].map((label) => (
            <th key={label} scope="col" data-number={NUMBERS.has(label) || undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {versions.map((one) => (
          <tr key={one.id} data-left-out={!one.newest || undefined}>
            <td>
              <Button variant="subtle" size="compact-sm" onClick={() => onOpen(one.id)}>
                {one.name}
              </Button>
            </td>
            <td data-number>{one.version}</td>
            <td>{aboutInWords(one.about)}</td>
            <td>{one.issuer}</td>
            <td className={table['nowrap']}>{one.publishedOn}</td>
            <td data-number>{one.questions}</td>
            <td data-number>{one.sheets}</td>
            <td>
              {one.withdrawn ? '已停用' : one.twice ? '在用（这一版有两份）' : one.newest ? '在用' : '有新版'}
              {one.unverified && (
                <Badge ml="xs" color="amber" variant="light">
                  待核
                </Badge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Drafts({ onOpen }: { readonly onOpen: (code: string) => void }): ReactNode {
  const query = useQuery(useApi().questionnaires.drafts.queryOptions())
  if (query.data === undefined || query.data.length === 0) return null
  return (
    <Panel title="草稿" flush>
      <Forms
        label="草稿"
        forms={query.data}
        note={({ problems }) => (problems.length === 0 ? '可以发布' : `还有 ${problems.length} 处要改`)}
        action="接着写"
        onOpen={onOpen}
      />
    </Panel>
  )
}

function BuiltIn({ onOpen }: { readonly onOpen: (code: string) => void }): ReactNode {
  const query = useQuery(useApi().questionnaires.builtIn.queryOptions())
  if (query.data === undefined) return null
  return (
    <Panel title="程序自带的" flush>
      <Forms
        label="程序自带的"
        forms={query.data}
        note={({ source, unverified }) => `${unverified ? '待核；' : ''}${plainSource(source ?? '')}`}
        action="以它起稿"
        onOpen={onOpen}
      />
    </Panel>
  )
}

function Forms<F extends Written>({
  label,
  forms,
  note,
  action,
  onOpen,
}: {
  readonly label: string
  readonly forms: readonly F[]
  readonly note: (form: F) => string
  readonly action: string
  readonly onOpen: (code: string) => void
}): ReactNode {
  return (
    <table className={table['table']} aria-label={label}>
      <tbody>
        {forms.map((form) => (
          <tr key={form.code}>
            <th scope="row">{form.name}</th>
            <td className={table['nowrap']}>{aboutInWords(form.about)}</td>
            <td>{note(form)}</td>
            <td>
              <Button variant="default" size="compact-sm" aria-label={`${action}：${form.name}`} onClick={() => onOpen(form.code)}>
                {action}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
