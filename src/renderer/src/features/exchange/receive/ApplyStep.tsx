import { Button, Group, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { receivePreviewShape } from '#core/features/exchange/packageShapes.ts'
import type { Job } from '#core/features/jobs/contract.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { isEnded, useJob, useSaveJobFile } from '../../../components/jobs/useJobs.ts'
import { useAnnounce } from '../../../components/LiveMessage.tsx'
import { StepWizard } from '../../../components/StepWizard.tsx'
import { useGo } from '../../../router/navigation.ts'
import { whole } from '../../../components/whole.ts'
import { JobProgress } from '../../../components/jobs/JobProgress.tsx'
import { useOverview } from '../shared/standing.ts'
import classes from '../shared/exchange.module.css'
import { usePackageActions } from '../shared/usePackageActions.ts'
import { useRefreshAll } from '../shared/useRefreshAll.ts'
import { firstDataFrom } from '../shared/words.ts'
import type { PackageKind } from '../shared/words.ts'
import { OutcomeAccount } from './OutcomeAccount.tsx'
import { appliedShape, receiveSteps } from './steps.ts'
import type { Receiving } from './steps.ts'

/** Merging, then what came of it: the receipt, what is left to decide, the way back. */
export function ApplyStep({
  receiving,
  onBack,
  onRestart,
}: {
  readonly receiving: Receiving
  readonly onBack: () => void
  readonly onRestart: () => void
}): ReactNode {
  const job = useJob(receiving.applying)
  const found = receivePreviewShape.safeParse(useJob(receiving.opening)?.result).data?.found
  const back = (
    <Button variant="default" onClick={onBack}>
      回到核对
    </Button>
  )
  const done = job?.state === 'done'
  const refresh = useRefreshAll()
  const announce = useAnnounce()
  const headline = headlineOf(found?.kind ?? 'changes', appliedShape.safeParse(job?.result).data)
  useEffect(() => {
    if (done) {
      refresh()
      announce(headline)
    }
  }, [done, refresh, announce, headline])
  return (
    <StepWizard label="接收步骤" steps={receiveSteps} current="apply" note={job === undefined || !isEnded(job) ? '合并完成以前请不要拔出 U 盘。' : ''}>
      {done ? (
        <Applied job={job} headline={headline} sender={found?.sender?.unitName ?? '对方'} kind={found?.kind ?? 'changes'} onRestart={onRestart} />
      ) : job === undefined || !isEnded(job) ? (
        <JobProgress job={job} title="正在合并" />
      ) : job.error !== null && job.state !== 'cancelled' ? (
        <ErrorPanel error={job.error} actions={back} />
      ) : (
        <EmptyState title="没有合并" hint="写入以前已取消，数据没有变。" actions={back} />
      )}
    </StepWizard>
  )
}

const headlines: Readonly<Record<PackageKind, string>> = { changes: '合并完成', baseline: '合并完成', receipt: '回执已读入', admission: '已加入数据交换' }

/** What came of it, in a few words; a package that nothing was written of says so. */
function headlineOf(kind: PackageKind, result: z.infer<typeof appliedShape> | undefined): string {
  if ((kind !== 'changes' && kind !== 'baseline') || result?.changeSet !== null) return headlines[kind]
  return result.already === true ? '已经合并过，没有变化' : '没有新的内容，已记下收到'
}

function Applied({
  job,
  headline,
  sender,
  kind,
  onRestart,
}: {
  readonly job: Job
  readonly headline: string
  readonly sender: string
  readonly kind: PackageKind
  readonly onRestart: () => void
}): ReactNode {
  const go = useGo()
  const result = appliedShape.safeParse(job.result).data
  const merged = (result?.changeSet ?? null) === null ? undefined : result?.package
  const [receipt, admission] = [kind === 'receipt', kind === 'admission']
  const data = !receipt && !admission
  const { undo } = usePackageActions()
  const [undone, setUndone] = useState(false)
  return (
    <>
      <div className={classes['done']}>
        <IconCircleCheck size={44} stroke={1.2} aria-hidden />
        <div>
          <strong>{undone ? '已撤销这次合并' : headline}</strong>
          {!undone && <ReceiptLine job={job} receipt={result?.receipt ?? null} sender={sender} />}
        </div>
      </div>
      {result?.counts !== undefined && result.counts.records > 0 && !admission && (
        <div className={classes['block']} data-wide>
          <OutcomeAccount counts={result.counts} />
        </div>
      )}
      {!undone && data && <Left counts={result?.counts} />}
      {admission && <p className={classes['sentence']}>下一步：{firstDataFrom(sender)}</p>}
      <Group gap="xs" mt="md">
        <Button variant="default" onClick={onRestart}>
          再接收一个
        </Button>
        <Button variant="default" onClick={() => go('/exchange', { box: receipt ? 'out' : 'in' })}>
          {receipt ? '看发件箱' : '看收件箱'}
        </Button>
        {merged !== undefined && data && !undone && (
          <Button
            variant="subtle"
            color="red"
            onClick={() => {
              void undo(merged, `${sender}的数据`).then((did) => {
                if (did) setUndone(true)
              })
            }}
          >
            撤销这次合并
          </Button>
        )}
      </Group>
    </>
  )
}

function ReceiptLine({ job, receipt, sender }: { readonly job: Job; readonly receipt: string | null; readonly sender: string }): ReactNode {
  const save = useSaveJobFile()
  const [saved, setSaved] = useState(false)
  if (job.file !== null)
    return (
      <p>
        {saved ? `给${sender}的回执已保存；请带回去，对方读入以后就知道收到了。` : `给${sender}的回执还没有保存：`}
        <Button
          size="compact-sm"
          variant={saved ? 'default' : 'filled'}
          onClick={() => {
            void save(job).then((did) => {
              if (did) setSaved(true)
            })
          }}
        >
          {saved ? '再保存一份' : '保存回执'}
        </Button>
      </p>
    )
  return receipt === null ? null : (
    <p>
      给{sender}的回执已经写回 U 盘（{receipt}），可以拔出；请把 U 盘带回去，对方读入以后就知道收到了。
    </p>
  )
}

/** What the merge left for somebody to decide, and where. */
function Left({ counts }: { readonly counts: z.infer<typeof appliedShape>['counts'] }): ReactNode {
  const go = useGo()
  const waiting = useOverview()?.waiting
  const left = [
    { key: 'returned', count: waiting?.returned ?? 0, label: '户被退回，去整改', path: '/exchange/returns' },
    { key: 'conflicts', count: waiting?.conflicts ?? counts?.conflicts ?? 0, label: '处冲突，去决定', path: '/exchange/conflicts' },
    { key: 'duplicates', count: waiting?.duplicates ?? 0, label: '对重复记录，去核对', path: '/exchange/duplicates' },
    { key: 'proposals', count: waiting?.proposals ?? counts?.proposals ?? 0, label: '条修改建议，去看', path: '/exchange/proposals' },
    { key: 'transfers', count: waiting?.transfers ?? 0, label: '户迁来，去接收', path: '/exchange/transfers' },
  ].filter((one) => one.count > 0)
  if (left.length === 0)
    return (
      <Text mt="sm" size="sm">
        没有要处理的冲突、重复、建议和退回。
      </Text>
    )
  return (
    <Group gap="xs" mt="md" aria-label="还要处理">
      {left.map((one) => (
        <Button key={one.key} variant="light" onClick={() => go(one.path)}>
          {whole.format(one.count)} {one.label}
        </Button>
      ))}
    </Group>
  )
}
