import { Button, Group, Progress } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconClockPause, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Job } from '#core/features/jobs/contract.ts'
import classes from './JobTray.module.css'
import { isEnded } from './useJobs.ts'
import { whole } from '../whole.ts'

const stateLabels: Readonly<Record<Job['state'], string>> = {
  queued: '排队等待',
  running: '正在进行',
  committing: '正在写入',
  done: '已完成',
  cancelled: '已取消',
  failed: '没有完成',
  interrupted: '程序关闭时中断，没有写入',
}

/** `核对 1,240 / 5,300` or only the phase where the amount is not known. */
export function progressText(job: Job): string {
  if (isEnded(job) || job.state === 'queued') return stateLabels[job.state]
  const phase = job.state === 'committing' ? '正在写入，不能取消' : job.phase
  return job.total === null ? phase : `${phase}　${whole.format(job.done)} / ${whole.format(job.total)}`
}

function StateIcon({ state }: { readonly state: Job['state'] }): ReactNode {
  if (state === 'done') return <IconCheck size={15} color="var(--mantine-color-green-7)" aria-hidden />
  if (state === 'failed') return <IconAlertTriangle size={15} color="var(--mantine-color-red-7)" aria-hidden />
  if (state === 'interrupted') return <IconClockPause size={15} color="var(--mantine-color-amber-7)" aria-hidden />
  return null
}

/** One job: what, how far, and what can be done about it. */
export function JobCard({
  job,
  onCancel,
  onDismiss,
  onSave,
}: {
  readonly job: Job
  readonly onCancel: (job: Job) => void
  readonly onDismiss: (job: Job) => void
  readonly onSave: (job: Job) => void
}): ReactNode {
  const ended = isEnded(job)
  return (
    <li className={classes['job']}>
      <Group gap={6} wrap="nowrap">
        <StateIcon state={job.state} />
        <span className={classes['title']} title={job.title}>
          {job.title}
        </span>
        <span className={classes['state']}>{progressText(job)}</span>
        {job.state === 'done' && job.file !== null && (
          <Button size="compact-sm" variant="light" onClick={() => onSave(job)}>
            保存文件
          </Button>
        )}
        {!ended && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={job.state === 'committing'}
            title={job.state === 'committing' ? '正在写入，一两秒内完成' : undefined}
            onClick={() => onCancel(job)}
          >
            取消
          </Button>
        )}
        {ended && (
          <Button size="compact-sm" variant="subtle" color="gray" aria-label={`关闭：${job.title}`} onClick={() => onDismiss(job)}>
            <IconX size={14} aria-hidden />
          </Button>
        )}
      </Group>
      {!ended && <Progress value={job.fraction * 100} size={4} mt={4} aria-label={`${job.title}的进度`} />}
      {job.error !== null && (
        <p className={classes['error']}>
          {job.error.message}
          {job.error.action}
        </p>
      )}
    </li>
  )
}
