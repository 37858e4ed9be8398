import { Button, Group, Progress, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Job } from '#core/features/jobs/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { progressText } from './JobCard.tsx'
import { isEnded } from './useJobs.ts'

/** The progress of one job within a page, with 取消 while nothing is written yet. */
export function JobProgress({ job, title }: { readonly job: Job | undefined; readonly title: string }): ReactNode {
  const cancelling = useCommand(useClient().jobs.cancel)
  const fraction = job?.fraction ?? 0
  return (
    <div style={{ maxWidth: '34rem' }}>
      <Group gap="sm" mb={4} wrap="nowrap">
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="gray.7" flex={1}>
          {job === undefined ? '正在开始' : progressText(job)}
        </Text>
        {job !== undefined && !isEnded(job) && (
          <Button
            variant="default"
            size="compact-md"
            disabled={job.state === 'committing'}
            onClick={() => {
              void cancelling.run({ job: job.id })
            }}
          >
            取消
          </Button>
        )}
      </Group>
      <Progress value={fraction * 100} size={6} aria-label={`${title}的进度`} />
    </div>
  )
}
