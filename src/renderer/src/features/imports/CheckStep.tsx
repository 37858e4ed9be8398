import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconFileAlert } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi, useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { isEnded, useJob, useRunJob } from '../../components/jobs/useJobs.ts'
import { StepWizard } from '../../components/StepWizard.tsx'
import { whole } from '../../components/whole.ts'
import { NextPage } from '../../components/NextPage.tsx'
import { JobProgress } from '../../components/jobs/JobProgress.tsx'
import { importSteps } from './steps.ts'
import { outcomeLabels, outcomes } from './steps.ts'
import type { Outcome, StepProps } from './steps.ts'
import { RowAccount } from './RowAccount.tsx'
import { PreviewRows } from './PreviewRows.tsx'
import { useMending } from './useMending.ts'
import { WRONG_PAGE, WrongRows } from './WrongRows.tsx'

const PAGE = 100

/** The check runs, then shows what writing would do; only 导入 writes. */
export function CheckStep(props: StepProps): ReactNode {
  const job = useJob(props.draft.checking)
  const [seen, setSeen] = useState(false)
  const done = job?.state === 'done'
  if (done && !seen) setSeen(true)
  // While what was mended is checked again, the rows stay where they are.
  const mending = useMending(props.draft, props.onChange)
  const again = seen && (job === undefined || !isEnded(job) || mending.waiting)
  if (done || again) return <Preview {...props} checking={!done} mending={mending} />
  const back = (): void => props.onStep('map')
  return (
    <StepWizard label="导入步骤" steps={importSteps} current="check" onBack={back}>
      {job !== undefined && isEnded(job) ? (
        job.error !== null ? (
          <ErrorPanel
            error={job.error}
            actions={
              <Button variant="default" onClick={back}>
                回到对应表头
              </Button>
            }
          />
        ) : (
          <EmptyState
            title="核对已取消"
            hint="什么也没有写入。"
            actions={
              <Button variant="default" onClick={back}>
                回到对应表头
              </Button>
            }
          />
        )
      ) : (
        <JobProgress job={job} title="逐行核对，不写入" />
      )}
    </StepWizard>
  )
}

/** What the preview shows of the rows looked at. */
type Shown = Outcome | 'doubtful' | 'all'

function Preview({
  draft,
  onChange,
  onStep,
  onRestart,
  checking,
  mending,
}: StepProps & { readonly checking: boolean; readonly mending: ReturnType<typeof useMending> }): ReactNode {
  const api = useApi()
  const client = useClient()
  const confirm = useConfirm()
  const exporting = useRunJob({ saveFile: true })
  const committing = useCommand(() => client.imports.commit({ import: draft.import, acceptRejected: true }), { inline: true })
  const [outcome, setOutcome] = useState<Shown | null>(null)
  const first = useInfiniteQuery({
    ...api.imports.preview.infiniteOptions({
      input: (offset: number) => ({ import: draft.import, limit: 1, offset }),
      initialPageParam: 0,
      getNextPageParam: () => undefined,
    }),
    gcTime: 0,
    enabled: !checking,
  })
  const counts = first.data?.pages[0]?.counts
  const faults = first.data?.pages[0]?.faults
  // Whoever began with wrong rows stays with them until they choose otherwise.
  const [began, setBegan] = useState<Shown | null>(null)
  if (counts !== undefined && began === null) setBegan(counts.rejected > 0 ? 'rejected' : 'all')
  const shown = outcome ?? began ?? 'all'
  const query = useInfiniteQuery({
    ...api.imports.preview.infiniteOptions({
      input: (offset: number) => ({ import: draft.import, limit: PAGE, offset, ...(shown === 'all' ? {} : { outcome: shown }) }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const loaded = pages.reduce((sum, page) => sum + page.rows.length, 0)
        return loaded < last.total && last.rows.length > 0 ? loaded : undefined
      },
    }),
    gcTime: 0,
    enabled: !checking && counts !== undefined && shown !== 'rejected',
  })
  const wrong = useInfiniteQuery({
    ...api.imports.wrong.infiniteOptions({
      input: (offset: number) => ({ import: draft.import, limit: WRONG_PAGE, offset }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const loaded = pages.reduce((sum, page) => sum + page.rows.length, 0)
        return loaded < last.total && last.rows.length > 0 ? loaded : undefined
      },
    }),
    gcTime: 0,
    enabled: !checking && shown === 'rejected',
  })
  if (first.error !== null && !checking)
    return (
      <StepWizard label="导入步骤" steps={importSteps} current="check">
        <ErrorPanel error={first.error} actions={<Button onClick={onRestart}>重新选择文件</Button>} />
      </StepWizard>
    )
  if (counts === undefined)
    return (
      <StepWizard label="导入步骤" steps={importSteps} current="check">
        <Text>正在读取核对结果</Text>
      </StepWizard>
    )
  const good = counts.new + counts.changed
  const commit = async (): Promise<void> => {
    if (counts.rejected > 0) {
      const answer = await confirm({
        title: `有 ${whole.format(counts.rejected)} 行不能导入`,
        message: `只导入正确的 ${whole.format(good)} 行，其余 ${whole.format(counts.rejected)} 行不写入。可以先导出问题表，改好以后再导入一次，已经导入的行不会重复。`,
        confirmLabel: `只导入正确的 ${whole.format(good)} 行`,
        cancelLabel: '先不导入',
      })
      if (!answer.confirmed) return
    }
    const started = await committing.run(undefined)
    if (started === null) return
    onChange({ ...draft, writing: started.job })
    onStep('done')
  }
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <StepWizard
      label="导入步骤"
      steps={importSteps}
      current="check"
      onBack={() => onStep('map')}
      onNext={() => {
        void commit()
      }}
      nextLabel={good > 0 ? `导入 ${whole.format(good)} 行` : '没有要写入的行'}
      nextDisabled={good === 0 || checking || mending.waiting}
      busy={committing.running}
      note={
        checking
          ? '正在重新核对'
          : good === 0 && counts.rejected === 0
            ? '表里的内容和库里完全相同，不用写入。'
            : '还没有写入。点“导入”之后一次写完，写完还可以整次撤销。'
      }
    >
      {committing.error !== null && (
        <ErrorPanel
          error={committing.error}
          actions={
            <Button variant="default" onClick={() => onStep('map')}>
              重新核对
            </Button>
          }
        />
      )}
      <RowAccount counts={counts} faults={faults} />
      <Group mt="sm" mb="xs" gap="sm">
        <SegmentedControl
          aria-label="看哪些行"
          value={shown}
          onChange={(value) => setOutcome(value === 'doubtful' ? value : (outcomes.find((known) => known === value) ?? 'all'))}
          data={[
            { value: 'all', label: `全部 ${whole.format(counts.rows)}` },
            ...outcomes.map((known) => ({ value: known, label: `${outcomeLabels[known]} ${whole.format(counts[known])}` })),
            { value: 'doubtful', label: `有疑点 ${whole.format(faults?.doubtful ?? 0)}` },
          ]}
        />
        {counts.rejected > 0 && (
          <Button
            variant="default"
            leftSection={<IconFileAlert size={16} aria-hidden />}
            onClick={() => {
              void exporting(client.imports.problems({ import: draft.import }))
            }}
          >
            导出问题表
          </Button>
        )}
      </Group>
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {shown === 'rejected' ? (
        <WrongRows query={wrong} checking={checking} onMend={mending.mend} />
      ) : (
        <PreviewRows rows={rows} headingOf={(sheet, column) => headingOf(draft, sheet, column)} />
      )}
      {shown !== 'rejected' && query.data !== undefined && rows.length === 0 && <EmptyState title="没有这样的行" />}
      {shown !== 'rejected' && <NextPage query={query} size={PAGE} unit="行" total={query.data?.pages[0]?.total ?? 0} mt="xs" variant="default" />}
    </StepWizard>
  )
}

/** `C 列“出生日期”` of a column letter; the letter alone where the sheet is not known. */
function headingOf(draft: StepProps['draft'], sheet: string, column: string): string {
  const known = draft.sheets.find((candidate) => candidate.name === sheet)?.headings.find((heading) => heading.column === column)
  return known === undefined ? `${column} 列` : `${column} 列“${known.heading}”`
}
