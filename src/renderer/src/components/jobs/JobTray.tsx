import { Button, CloseButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconLoader2 } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Job } from '#core/features/jobs/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { isImeKey } from '../../keyboard/ime.ts'
import { useAnnounce } from '../LiveMessage.tsx'
import { JobCard } from './JobCard.tsx'
import classes from './JobTray.module.css'
import { isEnded, useJobs, useSaveJobFile } from './useJobs.ts'

/** Work that is done sooner than this never flashes up. */
const SHOWN_AFTER = 400

/** Jobs that have been there long enough to be shown. */
function useSettled(jobs: readonly Job[]): readonly Job[] {
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set())
  const ids = jobs.map((job) => job.id).join(' ')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(new Set(ids.split(' '))), SHOWN_AFTER)
    return () => clearTimeout(timer)
  }, [ids])
  return jobs.filter((job) => settled.has(job.id) && job.kind !== '')
}

/** Reads out each quarter of the way, and the end. */
function useAnnouncedProgress(jobs: readonly Job[]): void {
  const announce = useAnnounce()
  const told = useRef(new Map<string, number>())
  useEffect(() => {
    for (const job of jobs) {
      const quarter = isEnded(job) ? 4 : Math.floor(job.fraction * 4)
      const before = told.current.get(job.id)
      told.current.set(job.id, quarter)
      if (before === undefined || before >= quarter) continue
      announce(job.state === 'done' ? `${job.title}：已完成` : isEnded(job) ? `${job.title}：没有完成` : `${job.title}：已完成 ${quarter * 25}%`)
    }
  }, [jobs, announce])
}

/** Asks before the window is closed while work is running. */
function useCloseGuard(running: boolean): void {
  useEffect(() => {
    if (!running) return undefined
    const hold = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', hold)
    return () => window.removeEventListener('beforeunload', hold)
  }, [running])
}

/** A click anywhere else closes the opened tray. */
function useClosing(opened: boolean, tray: { readonly current: HTMLElement | null }, close: () => void): void {
  const now = useRef(close)
  useEffect(() => {
    now.current = close
  })
  useEffect(() => {
    if (!opened) return undefined
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && tray.current?.contains(event.target) === false) now.current()
    }
    document.addEventListener('pointerdown', onPress)
    return () => document.removeEventListener('pointerdown', onPress)
  }, [opened, tray])
}

/** At the bottom of the frame: one line while something runs, a list when opened. */
export function JobTray(): ReactNode {
  const client = useClient()
  const jobs = useJobs()
  const cancelling = useCommand(client.jobs.cancel)
  const dismissing = useCommand(client.jobs.dismiss)
  const save = useSaveJobFile()
  return (
    <JobTrayView
      jobs={jobs}
      onCancel={(job) => {
        void cancelling.run({ job: job.id })
      }}
      onDismiss={(job) => {
        void dismissing.run({ job: job.id })
      }}
      onSave={(job) => {
        void save(job)
      }}
    />
  )
}

/** The tray for given jobs. */
export function JobTrayView({
  jobs,
  onCancel,
  onDismiss,
  onSave,
}: {
  readonly jobs: readonly Job[]
  readonly onCancel: (job: Job) => void
  readonly onDismiss: (job: Job) => void
  readonly onSave: (job: Job) => void
}): ReactNode {
  const [opened, setOpened] = useState(false)
  const shown = useSettled(jobs)
  const running = shown.filter((job) => !isEnded(job))
  useAnnouncedProgress(shown)
  useCloseGuard(running.length > 0)
  const first = running[0] ?? shown.at(-1)
  const tray = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useClosing(opened, tray, () => setOpened(false))
  // With the last one the tray goes, and does not come back opened with the next.
  if (first === undefined && opened) setOpened(false)
  if (first === undefined) return null
  const ended = shown.filter(isEnded)
  const close = (): void => {
    setOpened(false)
    button.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event) || event.key !== 'Escape' || !opened) return
    event.stopPropagation()
    close()
  }
  const line =
    running.length > 0
      ? `${first.title}　${Math.floor(first.fraction * 100)}%${running.length > 1 ? `，另有 ${running.length - 1} 项任务` : ''}`
      : `任务结果 ${shown.length} 项`
  return (
    // Escape closes, wherever in the tray the focus is.
    <div ref={tray} className={classes['tray']} role="presentation" onKeyDown={onKeyDown}>
      {opened && (
        <section className={classes['panel']} aria-label="任务">
          <header className={classes['head']}>
            <span>任务</span>
            {ended.length > 0 && (
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => ended.forEach(onDismiss)}>
                清除已结束的
              </Button>
            )}
            <CloseButton size="sm" aria-label="收起任务" onClick={close} />
          </header>
          <ul className={classes['list']}>
            {shown.map((job) => (
              <JobCard key={job.id} job={job} onCancel={onCancel} onDismiss={onDismiss} onSave={onSave} />
            ))}
          </ul>
        </section>
      )}
      <button ref={button} type="button" className={classes['line']} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {running.length > 0 && <IconLoader2 size={14} className={classes['spin']} aria-hidden />}
        {line}
        {opened ? <IconChevronDown size={14} aria-hidden /> : <IconChevronUp size={14} aria-hidden />}
      </button>
    </div>
  )
}
