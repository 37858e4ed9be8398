import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { receivePreviewShape } from '#core/features/exchange/packageShapes.ts'
import type { Job } from '#core/features/jobs/contract.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { isEnded, useJob } from '../../../components/jobs/useJobs.ts'
import { StepWizard } from '../../../components/StepWizard.tsx'
import { useEnterToNext } from '../../../keyboard/enterToNext.ts'
import { JobProgress } from '../../../components/jobs/JobProgress.tsx'
import { Preview } from './Preview.tsx'
import { receiveSteps } from './steps.ts'
import type { Receiving } from './steps.ts'

/** Opens and tries the package out; then shows what merging would do. Nothing is written here. */
export function CheckStep({
  receiving,
  starting,
  onRestart,
  onApplying,
  onPassphrase,
}: {
  readonly receiving: Receiving
  readonly starting: boolean
  readonly onRestart: () => void
  readonly onApplying: (job: string) => void
  readonly onPassphrase: (passphrase: string) => void
}): ReactNode {
  const job = useJob(receiving.opening)
  const preview = job?.state === 'done' ? receivePreviewShape.safeParse(job.result).data : undefined
  if (preview !== undefined)
    return (
      <Preview
        preview={preview}
        place={receiving.source !== null && 'file' in receiving.source ? receiving.source.place : ''}
        onRestart={onRestart}
        onApplying={onApplying}
      />
    )
  const again = (
    <Button variant="default" onClick={onRestart}>
      重新选文件
    </Button>
  )
  const sealed = job?.error !== null && job !== undefined && PASSPHRASE.has(job.error.code)
  return (
    <StepWizard label="接收步骤" steps={receiveSteps} current="check" onBack={onRestart}>
      {job === undefined || !isEnded(job) ? (
        <JobProgress job={job} title="正在打开并核对，不写入" />
      ) : sealed && receiving.source !== null ? (
        <PassphraseForm error={job.error} starting={starting} onPassphrase={onPassphrase} />
      ) : job.error !== null && job.state !== 'cancelled' ? (
        <ErrorPanel error={job.error} actions={again} />
      ) : job.state === 'done' ? (
        <EmptyState title="读不到核对结果" hint="程序可能重新启动过，请重新选文件。" actions={again} />
      ) : (
        <EmptyState title="核对已取消" hint="什么也没有写入。" actions={again} />
      )}
    </StepWizard>
  )
}

/** None was given, or not the right one. */
const PASSPHRASE: ReadonlySet<string> = new Set(['PACKAGE_PASSPHRASE', 'WRONG_PASSWORD'])

function PassphraseForm({
  error,
  starting,
  onPassphrase,
}: {
  readonly error: Job['error']
  readonly starting: boolean
  readonly onPassphrase: (passphrase: string) => void
}): ReactNode {
  const [passphrase, setPassphrase] = useState('')
  const open = (): void => {
    if (passphrase !== '') onPassphrase(passphrase)
  }
  const enter = useEnterToNext(open)
  return (
    <Stack gap="sm" maw="26rem" {...enter}>
      {error?.code === 'WRONG_PASSWORD' ? (
        <ErrorPanel error={error} />
      ) : (
        <Text size="sm">
          {error?.message}
          {error?.action}
        </Text>
      )}
      <PasswordInput
        label="口令"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        autoComplete="off"
        autoFocus
        visibilityToggleButtonProps={{ 'aria-label': '显示口令' }}
      />
      <div>
        <Button disabled={passphrase === ''} loading={starting} onClick={open}>
          用口令打开
        </Button>
      </div>
    </Stack>
  )
}
