import { Button, Group } from '@mantine/core'
import { IconDeviceFloppy, IconDeviceUsb } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { Job } from '#core/features/jobs/contract.ts'
import { useApi } from '../../../bridge/client.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { isEnded, useJob, useSaveJobFile } from '../../../components/jobs/useJobs.ts'
import { useAnnounce } from '../../../components/LiveMessage.tsx'
import { StepWizard } from '../../../components/StepWizard.tsx'
import { useGo } from '../../../router/navigation.ts'
import { whole } from '../../../components/whole.ts'
import { JobProgress } from '../../../components/jobs/JobProgress.tsx'
import classes from '../shared/exchange.module.css'
import { useRefreshAll } from '../shared/useRefreshAll.ts'
import { bytesText } from '../shared/words.ts'
import { sendSteps } from './steps.ts'
import type { Sending } from './steps.ts'

const resultShape = z.looseObject({ file: z.string(), records: z.number(), bytes: z.number(), written: z.boolean() })
type PackResult = z.infer<typeof resultShape>

/** Writing, then the large sentence that the stick may be pulled out, and where to carry it. */
export function WriteStep({
  sending,
  saveAtOnce,
  onBack,
  onAgain,
}: {
  readonly sending: Sending
  /** The job was started just now: its file is saved as soon as it is made. After a reload it waits to be asked for. */
  readonly saveAtOnce: boolean
  readonly onBack: () => void
  readonly onAgain: () => void
}): ReactNode {
  const job = useJob(sending.job)
  const done = job?.state === 'done'
  const refresh = useRefreshAll()
  useEffect(() => {
    if (done) refresh()
  }, [done, refresh])
  const result = done ? resultShape.safeParse(job.result).data : undefined
  const back = (
    <Button variant="default" onClick={onBack}>
      回到核对
    </Button>
  )
  return (
    <StepWizard
      label="发送步骤"
      steps={sendSteps}
      current="write"
      note={job !== undefined && !isEnded(job) && sending.place !== '' ? '写完以前请不要拔出 U 盘。' : ''}
    >
      {job === undefined || !isEnded(job) ? (
        <JobProgress job={job} title={sending.place === '' ? '正在制作文件' : '正在写到 U 盘'} />
      ) : job.state === 'done' ? (
        result === undefined ? (
          <EmptyState title="文件已经做好" />
        ) : (
          <Written job={job} result={result} sending={sending} saveAtOnce={saveAtOnce} />
        )
      ) : job.error !== null && job.state !== 'cancelled' ? (
        <ErrorPanel error={job.error} actions={back} />
      ) : (
        <EmptyState title="没有发送" hint="写完以前已取消，没有留下写了一半的文件；U 盘上原来的文件没有动。" actions={back} />
      )}
      {done && (
        <Group gap="xs">
          <Button variant="default" onClick={onAgain}>
            再发给别人
          </Button>
          <OutboxButton />
        </Group>
      )}
    </StepWizard>
  )
}

function OutboxButton(): ReactNode {
  const go = useGo()
  return (
    <Button variant="subtle" onClick={() => go('/exchange', { box: 'out' })}>
      看发件箱
    </Button>
  )
}

function Written({
  job,
  result,
  sending: { to, locked },
  saveAtOnce,
}: {
  readonly job: Job
  readonly result: PackResult
  readonly sending: Sending
  readonly saveAtOnce: boolean
}): ReactNode {
  const recipient = useQuery(useApi().exchange.recipients.queryOptions()).data?.find((candidate) => candidate.to === to)?.label ?? '对方'
  const announce = useAnnounce()
  const save = useSaveJobFile()
  const [saved, setSaved] = useState(false)
  const offered = useRef(false)
  const saveIt = useCallback(async (): Promise<void> => {
    if (await save(job)) setSaved(true)
  }, [save, job])
  useEffect(() => {
    if (!saveAtOnce || result.written || offered.current) return
    offered.current = true
    void saveIt()
  }, [saveAtOnce, result.written, saveIt])
  const headline = result.written ? '可以拔出 U 盘' : saved ? '文件已保存' : '文件已做好，还没有保存'
  useEffect(() => {
    announce(headline)
  }, [announce, headline])
  return (
    <>
      <div className={classes['done']} data-pending={(!result.written && !saved) || undefined}>
        {result.written ? <IconDeviceUsb size={44} stroke={1.2} aria-hidden /> : <IconDeviceFloppy size={44} stroke={1.2} aria-hidden />}
        <div>
          <strong>{headline}</strong>
          <p>
            {result.file}　{bytesText(result.bytes)}　{whole.format(result.records)} 条记录
          </p>
          {result.written && <p>已经从 U 盘读回来核对过，内容一字不差。</p>}
          {locked && <p>用口令加密：口令请打电话告诉对方，不要写在 U 盘上。</p>}
          {!result.written && job.file !== null && (
            <Button
              mt="xs"
              variant={saved ? 'default' : 'filled'}
              onClick={() => {
                void saveIt()
              }}
            >
              {saved ? '再保存一份' : '保存文件'}
            </Button>
          )}
        </div>
      </div>
      <ol className={classes['next']}>
        <li>
          {result.written ? '把 U 盘交给' : '把文件交给'}
          {recipient}。
        </li>
        <li>对方接收以后会写一份回执，请带回来，在“接收”里读入；发件箱里就显示“对方已收到”。</li>
        <li>U 盘丢了、读不出也不要紧：再发一次，内容会连同这次的一起带上。</li>
      </ol>
    </>
  )
}
