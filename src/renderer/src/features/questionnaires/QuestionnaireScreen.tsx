/** One version: what was answered with it, by whom it may be asked next, its paper and its workbooks. */
import { Button, Group, Loader, Menu, Stack, Text } from '@mantine/core'
import { IconChevronDown, IconPencil, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Published, RowProblem, SheetShown } from '#core/features/questionnaires/contract.ts'
import { plainText } from '#core/rules/money.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo, useRouteParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import { useRefresh } from '../records/useRefresh.ts'
import { aboutInWords } from './QuestionnairesScreen.tsx'
import { RowProblems } from './RowProblems.tsx'

/** Headings of columns of numbers. */
const NUMBERS = new Set(['得分', '未答'])

export function QuestionnaireScreen(): ReactNode {
  const id = useRouteParameter('id')
  const api = useApi()
  const query = useQuery(api.questionnaires.show.queryOptions({ input: { id } }))
  const sheets = useQuery(api.questionnaires.sheets.queryOptions({ input: { questionnaire: id } }))
  const go = useGo()
  const { mayWrite } = useSession()
  const [problems, setProblems] = useState<readonly RowProblem[]>([])
  const asked = query.data
  const open = asked !== undefined && !asked.withdrawn
  const answer = (): void => go(`/questionnaires/${id}/answer`)
  useShortcut('new', answer, mayWrite && open)
  const error = query.error ?? sheets.error
  return (
    <Page
      header={
        <PageHeader
          title={asked?.name ?? '问卷'}
          detail={asked === undefined ? undefined : `第 ${asked.version} 版，问${aboutInWords(asked.about)}`}
          actions={
            asked !== undefined && (
              <Group gap="xs">
                <More asked={asked} onProblems={setProblems} />
                {mayWrite && open && (
                  <>
                    <Button variant="default" onClick={() => go(`/questionnaires/${id}/batch`)}>
                      成批答
                    </Button>
                    <Button leftSection={<IconPencil size={16} aria-hidden />} onClick={answer}>
                      答一份
                    </Button>
                  </>
                )}
              </Group>
            )
          }
        />
      }
    >
      <Stack gap="md">
        {error !== null && <ErrorPanel error={error} />}
        {(query.isPending || sheets.isPending) && <Loader size="sm" role="status" aria-label="正在读取" />}
        <RowProblems problems={problems} title="有的行没有读成答卷" />
        {asked?.withdrawn === true && <Text size="sm">这一版已经停用，不能再答；以前的答卷照旧。</Text>}
        {sheets.data !== undefined && (
          <Panel
            title="答卷"
            detail={`${sheets.data.total} 份${sheets.data.total > sheets.data.sheets.length ? `，列出最新的 ${sheets.data.sheets.length} 份` : ''}`}
            flush
          >
            {sheets.data.total === 0 ? <EmptyState title="还没有答卷" hint="点“答一份”，或者导出空白答卷下村填写。" /> : <Sheets sheets={sheets.data.sheets} />}
          </Panel>
        )}
      </Stack>
    </Page>
  )
}

/** Paper, workbooks, the next version, and the end of this one. */
function More({ asked, onProblems }: { readonly asked: Published; readonly onProblems: (problems: readonly RowProblem[]) => void }): ReactNode {
  const shell = useShell()
  const client = useClient()
  const go = useGo()
  const confirm = useConfirm()
  const refresh = useRefresh()
  const run = useRunJob({ saveFile: true })
  const { mayWrite, user, unit } = useSession()
  const importing = useCommand(client.questionnaires.importAnswers)
  const withdrawing = useCommand(client.questionnaires.withdraw)
  const writes = mayWrite && user.divisions.length === 0
  const own = asked.issuedBy === unit.code.padEnd(12, '0')
  const print = (): void => go('/forms', { of: 'questionnaire', for: asked.id })
  const readBack = async (): Promise<void> => {
    const picked = await shell.pickFile({ title: '选择填好的答卷', extensions: ['xlsx'] })
    if (picked === null) return
    const read = await importing.run({ id: asked.id, ticket: picked.ticket })
    if (read === null) return
    onProblems(read.problems)
    refresh('answered_sheet', 'answer')
    notifyDone('已读答卷', `写入 ${read.saved} 份，没有变的 ${read.same} 份`)
  }
  const withdraw = async (): Promise<void> => {
    const answer = await confirm({
      title: `停用“${asked.name}”第 ${asked.version} 版`,
      message: '以后不能再答，答过的不变。',
      confirmLabel: '停用',
      danger: true,
      reason: 'required',
    })
    if (!answer.confirmed) return
    if ((await withdrawing.run({ id: asked.id, reason: answer.reason })) === null) return
    refresh('questionnaire')
    notifyDone('已停用', asked.name)
  }
  return (
    <>
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={print}>
        打印空白卷
      </Button>
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />} loading={importing.running || withdrawing.running}>
            更多
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() => {
              void run(client.questionnaires.exportAnswers({ id: asked.id }))
            }}
          >
            导出答卷
          </Menu.Item>
          {mayWrite && (
            <Menu.Item
              onClick={() => {
                readBack().catch(notifyError)
              }}
            >
              读填好的答卷
            </Menu.Item>
          )}
          <Menu.Item
            onClick={() => {
              void run(client.questionnaires.exportDefinition({ id: asked.id }))
            }}
          >
            导出问卷工作簿
          </Menu.Item>
          {writes && <Menu.Item onClick={() => go(`/questionnaires/${asked.id}/edit`)}>{own ? '编写新的一版' : '以它起稿'}</Menu.Item>}
          {writes && own && !asked.withdrawn && (
            <Menu.Item
              color="red"
              onClick={() => {
                void withdraw()
              }}
            >
              停用
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

/** Sheets as a table; a click opens one. */
export function Sheets({ sheets, names }: { readonly sheets: readonly SheetShown[]; readonly names?: ReadonlyMap<string, string> }): ReactNode {
  const go = useGo()
  return (
    <table className={table['table']} aria-label="答卷">
      <thead>
        <tr>
          {['编号', names === undefined ? '对象' : '问卷', '地方', '日期', '调查人', '得分', '等次', '否决项', '未答'].map((label) => (
            <th key={label} scope="col" data-number={NUMBERS.has(label) || undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheets.map((sheet) => (
          <tr key={sheet.id}>
            <td>
              <Button variant="subtle" size="compact-sm" onClick={() => go(`/answers/${sheet.id}`)}>
                {sheet.number ?? '没有编号'}
              </Button>
            </td>
            <td>{names === undefined ? sheet.subject.title : (names.get(sheet.questionnaire) ?? sheet.code)}</td>
            <td>{sheet.place}</td>
            <td className={table['nowrap']}>{sheet.askedOn}</td>
            <td>{sheet.askedBy}</td>
            <td data-number>{scoreText(sheet)}</td>
            <td>{sheet.grade}</td>
            <td data-bad={sheet.vetoes === null ? undefined : true}>{sheet.vetoes}</td>
            <td data-number>{(sheet.openQuestions ?? 0) === 0 ? '' : sheet.openQuestions}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function scoreText({ score, fullScore }: SheetShown): string {
  if (score === null || fullScore === 0) return ''
  return `${plainText(score, 2)}${fullScore === null ? '' : ` / ${plainText(fullScore, 2)}`}`
}
