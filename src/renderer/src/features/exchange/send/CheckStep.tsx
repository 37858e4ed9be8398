import { Alert, Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi, useClient } from '../../../bridge/client.tsx'
import { useCommand } from '../../../bridge/useCommand.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { StepWizard } from '../../../components/StepWizard.tsx'
import { whole } from '../../../components/whole.ts'
import { Panel } from '../../home/Panel.tsx'
import { FRESH } from '../shared/standing.ts'
import classes from '../shared/exchange.module.css'
import { bytesText, registerLabel } from '../shared/words.ts'
import { CountTable } from './CountTable.tsx'
import { sendSteps } from './steps.ts'
import type { Sending } from './steps.ts'

/** What goes into the package, before it is made. */
export function CheckStep({
  sending,
  passphrase,
  onBack,
  onStarted,
}: {
  readonly sending: Sending
  readonly passphrase: string
  readonly onBack: () => void
  readonly onStarted: (job: string) => void
}): ReactNode {
  const api = useApi().exchange
  const query = useQuery({ ...api.packPreview.queryOptions({ input: { to: sending.to, full: sending.full } }), ...FRESH })
  const place = useQuery(api.places.queryOptions()).data?.find((candidate) => candidate.id === sending.place)
  const starting = useCommand(useClient().exchange.pack, { inline: true })
  const preview = query.data
  const start = async (): Promise<void> => {
    const started = await starting.run({
      to: sending.to,
      full: sending.full,
      ...(passphrase === '' ? {} : { passphrase }),
      ...(sending.place === '' ? {} : { place: sending.place }),
    })
    if (started !== null) onStarted(started.job)
  }
  const tight = preview !== undefined && typeof place?.free === 'number' && place.free < preview.fileBytes
  const empty = preview !== undefined && preview.edits === 0 && preview.records === 0
  return (
    <StepWizard
      label="发送步骤"
      steps={sendSteps}
      current="check"
      onBack={onBack}
      onNext={() => {
        void start()
      }}
      nextDisabled={preview === undefined || tight}
      busy={starting.running}
      nextLabel={sending.place === '' ? '制作并保存' : `写到 ${place?.label ?? 'U 盘'}`}
      note={preview === undefined ? '' : empty ? '没有新的内容，只带去回执和核对信息。' : '现在还没有写。'}
    >
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {starting.error !== null && <ErrorPanel error={starting.error} />}
      {query.isPending && <Loader size="sm" role="status" aria-label="正在清点" />}
      {preview !== undefined && (
        <>
          <dl className={classes['figures']}>
            <div>
              <dt>发给</dt>
              <dd>{preview.recipient.label}</dd>
            </div>
            <div>
              <dt>{preview.full ? '全部数据' : '只发变动'}</dt>
              <dd>
                {whole.format(preview.records)}
                <small>条记录</small>
              </dd>
            </div>
            {!preview.full && (
              <div>
                <dt>改动</dt>
                <dd>
                  {whole.format(preview.edits)}
                  <small>次</small>
                </dd>
              </div>
            )}
            {sending.locked && (
              <div>
                <dt>加密</dt>
                <dd>用口令加密</dd>
              </div>
            )}
            <div>
              <dt>照片和附件</dt>
              <dd>
                {whole.format(preview.files)}
                <small>个{preview.files > 0 && `，${bytesText(preview.fileBytes)}`}</small>
              </dd>
            </div>
          </dl>
          {tight && (
            <Alert mt="sm" color="red" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />} title="U 盘放不下">
              还剩 {bytesText(place.free ?? 0)}，照片和附件就要 {bytesText(preview.fileBytes)}。请删掉 U 盘上不要的文件，或者换一个 U 盘。
            </Alert>
          )}
          {!empty && (
            <div className={classes['columns']}>
              <Panel title="按台账" flush>
                <CountTable
                  label="按台账"
                  head="台账"
                  rows={preview.registers.map(({ register, records }) => ({ key: register, name: registerLabel(register), records }))}
                />
              </Panel>
              <Panel title="按村" flush>
                <CountTable label="按村" head="村" rows={preview.places.map(({ place, name, records }) => ({ key: place, name, records }))} />
              </Panel>
            </div>
          )}
        </>
      )}
    </StepWizard>
  )
}
