import { Badge, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconFileAlert } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { ImportCounts } from '#core/features/imports/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { isEnded, useJob, useRunJob } from '../../components/jobs/useJobs.ts'
import { StepWizard } from '../../components/StepWizard.tsx'
import { whole } from '../home/figures.ts'
import { JobProgress } from '../jobs/JobProgress.tsx'
import classes from './imports.module.css'
import { importSteps } from './steps.ts'
import { outcomeLabels } from './steps.ts'
import type { Outcome, StepProps } from './steps.ts'
import { PreviewRows } from './PreviewRows.tsx'

const outcomes: readonly Outcome[] = ['new', 'changed', 'same', 'rejected']
const PAGE = 100

/** The check runs, then shows what writing would do; only 导入 writes. */
export function CheckStep(props: StepProps): ReactNode {
  const job = useJob(props.draft.checking)
  if (job?.state === 'done') return <Preview {...props} />
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

function Preview({ draft, onChange, onStep, onRestart }: StepProps): ReactNode {
  const api = useApi()
  const client = useClient()
  const confirm = useConfirm()
  const exporting = useRunJob({ saveFile: true })
  const committing = useCommand(() => client.imports.commit({ import: draft.import, acceptRejected: true }), { inline: true })
  const [outcome, setOutcome] = useState<Outcome | 'all' | null>(null)
  const first = useInfiniteQuery(
    api.imports.preview.infiniteOptions({
      input: (offset: number) => ({ import: draft.import, limit: 1, offset }),
      initialPageParam: 0,
      getNextPageParam: () => undefined,
    }),
  )
  const counts = first.data?.pages[0]?.counts
  const shown = outcome ?? (counts !== undefined && counts.rejected > 0 ? 'rejected' : 'all')
  const query = useInfiniteQuery({
    ...api.imports.preview.infiniteOptions({
      input: (offset: number) => ({ import: draft.import, limit: PAGE, offset, ...(shown === 'all' ? {} : { outcome: shown }) }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const loaded = pages.reduce((sum, page) => sum + page.rows.length, 0)
        return loaded < last.total && last.rows.length > 0 ? loaded : undefined
      },
    }),
    enabled: counts !== undefined,
  })
  if (first.error !== null)
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
      nextDisabled={good === 0}
      busy={committing.running}
      note={good === 0 && counts.rejected === 0 ? '表里的内容和库里完全相同，不用写入。' : '还没有写入。点“导入”之后一次写完，写完还可以整次撤销。'}
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
      <Equation counts={counts} />
      <Group mt="sm" mb="xs" gap="sm">
        <SegmentedControl
          aria-label="看哪些行"
          value={shown}
          onChange={(value) => setOutcome(value === 'all' ? 'all' : (outcomes.find((known) => known === value) ?? 'all'))}
          data={[
            { value: 'all', label: `全部 ${whole.format(counts.rows)}` },
            ...outcomes.map((known) => ({ value: known, label: `${outcomeLabels[known]} ${whole.format(counts[known])}` })),
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
      <PreviewRows rows={rows} headingOf={(sheet, column) => headingOf(draft, sheet, column)} />
      {query.data !== undefined && rows.length === 0 && <EmptyState title="没有这样的行" />}
      {query.hasNextPage && (
        <Button
          mt="xs"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => {
            void query.fetchNextPage()
          }}
        >
          再看 {PAGE} 行（共 {whole.format(query.data?.pages[0]?.total ?? 0)} 行）
        </Button>
      )}
    </StepWizard>
  )
}

/** `C 列“出生日期”` of a column letter; the letter alone where the sheet is not known. */
function headingOf(draft: StepProps['draft'], sheet: string, column: string): string {
  const known = draft.sheets.find((candidate) => candidate.name === sheet)?.headings.find((heading) => heading.column === column)
  return known === undefined ? `${column} 列` : `${column} 列“${known.heading}”`
}

/** 行数 = 新增 + 变更 + 相同 + 拒绝, and what that means in records. */
export function Equation({ counts }: { readonly counts: ImportCounts }): ReactNode {
  const skipped = Object.entries(counts.skipped).filter(([, count]) => count > 0)
  const registers = Object.entries(counts.registers).filter(([, count]) => count.new + count.changed + count.same > 0)
  return (
    <div className={classes['sum']}>
      <p
        className={classes['equation']}
        aria-label={`${counts.rows} 行等于新增 ${counts.new}，加变更 ${counts.changed}，加相同 ${counts.same}，加拒绝 ${counts.rejected}`}
      >
        <span>
          <b>{whole.format(counts.rows)}</b>数据行
        </span>
        <i>=</i>
        {outcomes.map((outcome, index) => (
          <span key={outcome} className={classes['term']} data-outcome={outcome}>
            {index > 0 && <i>+</i>}
            <span>
              <b>{whole.format(counts[outcome])}</b>
              {outcomeLabels[outcome]}
            </span>
          </span>
        ))}
      </p>
      <div className={classes['facts']}>
        {registers.map(([register, count]) => (
          <Badge key={register} color="gray">
            {isRegisterName(register) ? registerOf(register).label : register}：新增 {whole.format(count.new)}，变更 {whole.format(count.changed)}，相同{' '}
            {whole.format(count.same)}
          </Badge>
        ))}
        {skipped.length > 0 && (
          <Text size="sm" c="gray.7">
            另外跳过不是数据的行：{skipped.map(([kind, count]) => `${skippedLabels[kind] ?? kind} ${whole.format(count)}`).join('，')}
          </Text>
        )}
      </div>
    </div>
  )
}

const skippedLabels: Readonly<Record<string, string>> = {
  blank: '空行',
  total: '合计行',
  totals: '合计行',
  heading: '重复的表头',
  headings: '重复的表头',
  repeated_heading: '重复的表头',
  note: '说明行',
  notes: '说明行',
  example: '示例行',
  numbering: '列号行',
  hidden: '隐藏的行',
}
