import { Button, Loader } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { levelNames } from '#core/rules/levels.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useSession } from '../../session/useSession.tsx'
import type { Question } from './question.ts'
import classes from './statistics.module.css'

const LEVELS: Readonly<Record<string, string>> = levelNames

/** What was reported of a table: freezes it anew, lists former reports, and tells how one differs from now. */
export function ReportRuns({ question, title }: { readonly question: Question; readonly title: string }): ReactNode {
  const client = useClient()
  const confirm = useConfirm()
  const { user } = useSession()
  const [shown, setShown] = useState(false)
  const freezing = useCommand(client.statistics.freeze)
  const freeze = async (): Promise<void> => {
    const answer = await confirm({
      title: '存为上报',
      message: `把“${title}”现在的每一格数存下来，以后不再变动，可以随时和当时的数比较。`,
      confirmLabel: '存为上报',
      reason: 'optional',
      reasonLabel: '说明（报给谁、为什么）',
    })
    if (!answer.confirmed) return
    const remark = answer.reason ?? ''
    const done = await freezing.run({ ...question, ...(remark === '' ? {} : { remark }) })
    if (done !== null) notifyDone('已存为上报')
  }
  return (
    <>
      {user.role !== 'reader' && user.role !== 'review' && (
        <Button
          variant="default"
          loading={freezing.running}
          onClick={() => {
            void freeze()
          }}
        >
          存为上报
        </Button>
      )}
      <Button variant="default" leftSection={<IconStack2 size={16} aria-hidden />} onClick={() => setShown(true)}>
        上报过的
      </Button>
      {shown && (
        <Dialog onClose={() => setShown(false)} title={`上报过的：${title}`} size="xl">
          <Runs code={question.code} />
        </Dialog>
      )}
    </>
  )
}

function Runs({ code }: { readonly code: string }): ReactNode {
  const query = useQuery(useApi().statistics.runs.queryOptions({ input: { code } }))
  const [chosen, setChosen] = useState<string | null>(null)
  if (query.error !== null) return <ErrorPanel error={query.error} />
  if (query.data === undefined) return <Loader size="sm" role="status" aria-label="正在读取" />
  if (query.data.length === 0) return <EmptyState title="还没有上报过这张表" hint="点“存为上报”，把现在的数存下来。" />
  return (
    <>
      <table className={classes['runs']}>
        <thead>
          <tr>
            <th scope="col">上报日期</th>
            <th scope="col">年度或日期</th>
            <th scope="col">按哪一级</th>
            <th scope="col">上报人</th>
            <th scope="col">说明</th>
            <th scope="col">和现在比较</th>
          </tr>
        </thead>
        <tbody>
          {query.data.map((run) => (
            <tr key={run.id}>
              <td>{run.counted_on}</td>
              <td>{run.year ?? run.day}</td>
              <td>{LEVELS[run.level]}</td>
              <td>{run.counted_by}</td>
              <td>{run.remark}</td>
              <td>
                <Button size="compact-sm" variant={chosen === run.id ? 'light' : 'subtle'} aria-pressed={chosen === run.id} onClick={() => setChosen(run.id)}>
                  逐格比较
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen !== null && <Differences id={chosen} />}
    </>
  )
}

/** Figure by figure, what it was and what it is. */
function Differences({ id }: { readonly id: string }): ReactNode {
  const query = useQuery(useApi().statistics.compare.queryOptions({ input: { id } }))
  if (query.error !== null) return <ErrorPanel error={query.error} />
  if (query.data === undefined) return <Loader size="sm" role="status" aria-label="正在比较" />
  const { lines, redefined } = query.data
  return (
    <section aria-label="差别">
      {redefined && <p>这张表的口径在上报以后改过，差别也可能由此而来。</p>}
      {lines.length === 0 ? (
        <p role="status">和现在的数完全一样。</p>
      ) : (
        <table className={classes['runs']}>
          <thead>
            <tr>
              <th scope="col">行</th>
              <th scope="col">列</th>
              <th scope="col">上报时</th>
              <th scope="col">现在</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ row, column, reported, now }) => (
              <tr key={`${row} ${column}`}>
                <td>{row}</td>
                <td>{column}</td>
                <td data-number>{reported}</td>
                <td data-number>{now}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
