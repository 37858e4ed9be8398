import { Button, Text } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { ErrorPayload } from '#core/errors.ts'
import { registerNames } from '#core/catalogue/index.ts'
import { undoDoneShape, undoLookShape, type ChosenUnits, type UndoDone } from '#core/features/undoing/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { isEnded, useJob } from '../../components/jobs/useJobs.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { SearchInput } from '../../components/SearchInput.tsx'
import { dateTimeText } from '../../components/time.ts'
import { useGo, useSearchParameter } from '../../router/navigation.ts'
import { whole } from '../../components/whole.ts'
import { NextPage } from '../../components/NextPage.tsx'
import { Panel } from '../home/Panel.tsx'
import { JobProgress } from '../../components/jobs/JobProgress.tsx'
import { attempt } from '../records/attempt.ts'
import { useRefresh } from '../records/useRefresh.ts'
import { KeptList } from './KeptList.tsx'
import { UndoTallies } from './UndoTallies.tsx'
import { UndoUnits } from './UndoUnits.tsx'
import classes from './undo.module.css'

const PAGE = 100

/** Takes an import back: looks at what became of it, shows what would go and what stays, and does it. */
export function UndoScreen(): ReactNode {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  const changeSet = useSearchParameter('changeSet') ?? ''
  const [looking, setLooking] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const [done, setDone] = useState<{ readonly outcome: UndoDone; readonly chosen: ChosenUnits } | null>(null)
  const [refused, setRefused] = useState<ErrorPayload | null>(null)
  const go = useGo()
  useEffect(() => {
    if (changeSet === '') return undefined
    let wanted = true
    void attempt(client.undoing.look({ changeSet })).then((started) => {
      if (!wanted) return
      setRefused(started.ok ? null : started.error)
      if (started.ok) setLooking(started.value.job)
    })
    return () => {
      wanted = false
    }
  }, [client, changeSet, round])
  const job = useJob(looking)
  useEffect(() => {
    if (job === undefined || !isEnded(job)) return
    client.jobs.dismiss({ job: job.id }).catch(() => undefined)
    // What was found before stands no more.
    void queryClient.invalidateQueries({ queryKey: api.undoing.key() })
  }, [api, client, job, queryClient])
  const looked = job?.state === 'done' ? undoLookShape.safeParse(job.result).data : undefined
  const error = refused ?? (job !== undefined && isEnded(job) ? job.error : null)
  return (
    <Page header={<PageHeader title="撤销导入" />}>
      {error !== null && <ErrorPanel error={error} onRetry={() => setRound(round + 1)} />}
      {changeSet === '' && (
        <EmptyState title="还没有选要撤销的导入" hint="在导入记录里点那一次的“撤销”。" actions={<Button onClick={() => go('/imports')}>去导入记录</Button>} />
      )}
      {changeSet !== '' && error === null && looked === undefined && <JobProgress job={job} title="正在查看这次导入做了什么、后来改过什么" />}
      {looked?.inPart === false && <EmptyState title="这次操作不是导入" hint="别的操作请在“操作记录”里整次撤销。" />}
      {looked?.inPart === true && (
        <Chooser
          key={looking}
          changeSet={changeSet}
          looked={looking ?? ''}
          done={done}
          onDone={(outcome, chosen) => {
            setDone({ outcome, chosen })
            setRound(round + 1)
          }}
        />
      )}
    </Page>
  )
}

function Chooser({
  changeSet,
  looked,
  done,
  onDone,
}: {
  readonly changeSet: string
  /** The job that looked: what it found is asked for anew after another. */
  readonly looked: string
  readonly done: { readonly outcome: UndoDone; readonly chosen: ChosenUnits } | null
  readonly onDone: (outcome: UndoDone, chosen: ChosenUnits) => void
}): ReactNode {
  const api = useApi()
  const client = useClient()
  const go = useGo()
  const refresh = useRefresh()
  const [chosen, setChosen] = useState<ChosenUnits>(done?.chosen ?? {})
  const [text, setText] = useState('')
  const [working, setWorking] = useState<string | null>(null)
  const taking = useCommand(() => client.undoing.carryOut({ changeSet, ...chosen }), { inline: true })
  const job = useJob(working)
  useEffect(() => {
    if (job === undefined || !isEnded(job)) return
    client.jobs.dismiss({ job: job.id }).catch(() => undefined)
    const outcome = job.state === 'done' ? undoDoneShape.safeParse(job.result).data : undefined
    if (outcome === undefined) return
    refresh(...registerNames)
    onDone(outcome, chosen)
  }, [chosen, client, job, onDone, refresh])
  const query = useInfiniteQuery({
    ...api.undoing.preview.infiniteOptions({
      input: (offset: number) => ({ changeSet, ...chosen, offset, limit: PAGE, ...(text === '' ? {} : { text }) }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const loaded = pages.reduce((sum, page) => sum + page.units.length, 0)
        return loaded < last.total && last.units.length > 0 ? loaded : undefined
      },
    }),
    gcTime: 0,
    placeholderData: (before) => before,
  })
  const first = query.data?.pages[0]
  if (query.error !== null) return <ErrorPanel error={query.error} />
  if (first === undefined) return <Text size="sm">正在读取</Text>
  const goes = first.registers.reduce((sum, one) => sum + one.taken + one.partly, 0)
  const running = working !== null && (job === undefined || !isEnded(job))
  const failure = taking.error ?? (job !== undefined && isEnded(job) ? job.error : null)
  return (
    <div className={classes['undo']} data-looked={looked}>
      <p className={classes['which']}>
        <b>{first.title}</b>
        <span>{dateTimeText(first.at)}</span>
        <span>{first.by}</span>
      </p>
      <p className={classes['which']}>
        收回的是这次导入写进台账的内容，右边按台账列出；一户收回时，连同它由这次导入写入的成员和年度记录。另外录入的照片与附件、答卷、会议与公示、办过的步骤都不动；后来的记录还要用到的留下，并写明为什么。
      </p>
      {failure !== null && <ErrorPanel error={failure} />}
      {running && <JobProgress job={job} title="正在撤销" />}
      {done !== null && (
        <p className={classes['done']} role="status">
          已收回 {whole.format(done.outcome.restored)} 条记录
          {done.outcome.kept > 0 ? `，留下 ${whole.format(done.outcome.kept)} 条。` : '，这次导入全部收回了。'}
          <Button size="compact-sm" variant="subtle" onClick={() => go('/changes')}>
            这次撤销也可以撤销：操作记录
          </Button>
        </p>
      )}
      <div className={classes['columns']}>
        <Panel title={`收回哪些（${whole.format(first.total)}）`} flush>
          <div className={classes['search']}>
            <SearchInput label="按名称或地方查找" value={text} onChange={setText} />
          </div>
          <UndoUnits units={query.data?.pages.flatMap((page) => page.units) ?? []} chosen={chosen} disabled={running} onChoose={setChosen} />
          <NextPage query={query} size={PAGE} unit="个" total={first.total} fullWidth />
        </Panel>
        <div className={classes['side']}>
          <Panel title="会怎样" detail="每一行加起来是这次导入动过的记录" flush>
            <UndoTallies registers={first.registers} />
            <div className={classes['act']}>
              <Button
                color="red"
                disabled={goes === 0 || running || query.isPlaceholderData}
                loading={taking.running}
                onClick={() => {
                  void taking.run(undefined).then((started) => {
                    if (started !== null) setWorking(started.job)
                  })
                }}
              >
                {goes === 0 ? '没有可以收回的' : `收回 ${whole.format(goes)} 条记录`}
              </Button>
              <Button variant="default" onClick={() => go('/imports')}>
                回到导入记录
              </Button>
              <Text size="sm" c="gray.7">
                收回以后还可以在操作记录里撤销这次“撤销”。
              </Text>
            </div>
          </Panel>
          <KeptList changeSet={changeSet} chosen={chosen} />
        </div>
      </div>
    </div>
  )
}
