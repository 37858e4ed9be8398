import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ReceivePreview } from '#core/features/exchange/contract.ts'
import { useClient } from '../../../bridge/client.tsx'
import { useCommand } from '../../../bridge/useCommand.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { StepWizard } from '../../../components/StepWizard.tsx'
import { dateTimeText } from '../../../components/time.ts'
import { whole } from '../../../components/whole.ts'
import { Panel } from '../../home/Panel.tsx'
import classes from '../shared/exchange.module.css'
import { kindLabels, registerLabel } from '../shared/words.ts'
import { OutcomeAccount } from './OutcomeAccount.tsx'
import { OutcomeTable } from './OutcomeTable.tsx'
import { PreviewNotes } from './PreviewNotes.tsx'
import { PreviewRows } from './PreviewRows.tsx'
import type { RowChoice } from './PreviewRows.tsx'
import { receiveSteps } from './steps.ts'

/** What merging would do: a sum that adds up, by kind and by village, each openable down to single values. */
export function Preview({
  preview,
  place,
  onRestart,
  onApplying,
}: {
  readonly preview: ReceivePreview
  readonly place: string
  readonly onRestart: () => void
  readonly onApplying: (job: string) => void
}): ReactNode {
  const client = useClient().exchange
  const applying = useCommand(() => client.apply({ package: preview.package, ...(place === '' ? {} : { place }) }), { inline: true })
  const [choice, setChoice] = useState<RowChoice>({})
  const { counts, found } = preview
  const kind = found.kind ?? 'changes'
  const data = kind === 'changes' || kind === 'baseline'
  const fresh = counts.new + counts.changed + counts.conflicts + counts.proposals
  const apply = async (): Promise<void> => {
    const started = await applying.run(undefined)
    if (started !== null) onApplying(started.job)
  }
  const restart = (): void => {
    // What the core keeps of a package given up is freed; if it is gone already, nothing is lost.
    client.close({ package: preview.package }).catch(() => undefined)
    onRestart()
  }
  const choose = (next: RowChoice): void => setChoice(next.register === choice.register && next.place === choice.place ? {} : next)
  return (
    <StepWizard
      label="接收步骤"
      steps={receiveSteps}
      current="check"
      onBack={restart}
      onNext={() => {
        void apply()
      }}
      busy={applying.running}
      nextLabel={data ? (fresh > 0 ? `合并 ${whole.format(fresh)} 条` : '记下已收到') : kind === 'receipt' ? '读入回执' : '加入数据交换'}
      note={!data ? '' : fresh > 0 ? '还没有写入。合并以后可以整次撤销；合并以前自动备份。' : '没有新的内容；记下已收到以后，会给对方一份回执。'}
    >
      {applying.error !== null && (
        <ErrorPanel
          error={applying.error}
          actions={
            <Button variant="default" onClick={restart}>
              重新选文件
            </Button>
          }
        />
      )}
      <p className={classes['from']}>
        <b>{found.sender?.unitName ?? '未知单位'}</b>
        {found.sender?.label}
        <span>
          {kindLabels[kind]}　第 {found.number ?? '—'} 号
        </span>
        <span>{found.madeAt === null ? '' : `${dateTimeText(found.madeAt)} 制作`}</span>
        <span className={classes['ok']}>发件人和内容已验证</span>
      </p>
      {!data && (
        <p className={classes['sentence']}>
          {kind === 'receipt'
            ? '这是对方的回执：读入以后，发件箱里会显示对方收到了哪些、有没有冲突和拒绝。'
            : '这是登记文件：读入以后，这台电脑就可以发送和接收了。'}
        </p>
      )}
      {data && <OutcomeAccount counts={counts} />}
      <PreviewNotes preview={preview} />
      {data && counts.records > 0 && (
        <>
          <div className={classes['columns']}>
            <Panel title="按台账" flush>
              <OutcomeTable
                label="按台账"
                head="台账"
                chosen={choice.register}
                onChoose={(register) => choose({ register })}
                rows={preview.registers.map((row) => ({ ...row, key: row.register, title: registerLabel(row.register) }))}
              />
            </Panel>
            <Panel title="按村" flush>
              <OutcomeTable
                label="按村"
                head="村"
                chosen={choice.place}
                onChoose={(place) => choose({ place })}
                rows={preview.places.map((row) => ({ ...row, key: row.place, title: row.name }))}
              />
            </Panel>
          </div>
          <PreviewRows preview={preview} choice={choice} onClear={() => setChoice({})} />
        </>
      )}
    </StepWizard>
  )
}
