import { Alert, Button, Loader, PasswordInput, Radio, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Recipient } from '#core/features/exchange/contract.ts'
import { useApi, useClient } from '../../../bridge/client.tsx'
import { useCommand } from '../../../bridge/useCommand.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { StepWizard } from '../../../components/StepWizard.tsx'
import { dateTimeText } from '../../../components/time.ts'
import { useGo } from '../../../router/navigation.ts'
import { whole } from '../../../components/whole.ts'
import { Choice } from '../shared/Choice.tsx'
import { FRESH, useOverview } from '../shared/standing.ts'
import classes from '../shared/exchange.module.css'
import { sendSteps } from './steps.ts'
import type { Sending } from './steps.ts'

/** The shortest passphrase the core takes. */
const SHORTEST = 8

/** Who gets the package, and whether all of it or what it has not got yet. */
export function RecipientStep({
  sending,
  passphrase: before,
  forgotten,
  onNext,
}: {
  readonly sending: Sending
  readonly passphrase: string
  /** The package was to be locked, and the passphrase is gone. */
  readonly forgotten: boolean
  readonly onNext: (next: Sending, passphrase: string) => void
}): ReactNode {
  const go = useGo()
  const query = useQuery({ ...useApi().exchange.recipients.queryOptions(), ...FRESH })
  const [chosen, setChosen] = useState(sending.to)
  const [full, setFull] = useState(sending.full)
  const [passphrase, setPassphrase] = useState(before)
  const recipients = query.data ?? []
  const superior = useOverview()?.superior?.unit
  const recipient = recipients.find((candidate) => candidate.to === chosen) ?? usualOf(recipients, superior)
  const never = recipient?.unsent === null
  const outdated = recipient !== undefined && recipient.outdated.length > 0
  const short = passphrase !== '' && passphrase.length < SHORTEST
  const next = (): void => {
    if (recipient !== undefined) onNext({ ...sending, to: recipient.to, full: full || never, locked: passphrase !== '', job: null }, passphrase)
  }
  return (
    <StepWizard
      label="发送步骤"
      steps={sendSteps}
      current="to"
      {...(recipients.length > 0 ? { onNext: next } : {})}
      nextDisabled={recipient === undefined || short || outdated}
      note={
        recipient === undefined
          ? recipients.length > 0
            ? '请选收件单位。'
            : ''
          : never
            ? `${recipient.label}还没有收到过，这次发全部数据。`
            : recipient.unsent === 0 && !full
              ? '没有新的改动；仍然可以发，带去回执和核对信息。'
              : ''
      }
    >
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
      {query.data !== undefined && recipients.length === 0 && (
        <EmptyState
          title="还没有可以发送的对象"
          hint="先加入数据交换：在概览里制作加入申请，上级登记以后读入登记文件。"
          actions={<Button onClick={() => go('/exchange')}>去概览</Button>}
        />
      )}
      {recipients.length > 0 && (
        <>
          {forgotten && (
            <Alert mb="sm" color="amber" role="alert">
              口令不保存，刷新后请重新填写；不填就不用口令，只有收件的站点能打开。
            </Alert>
          )}
          <div className={classes['choices']} role="radiogroup" aria-label="发给谁">
            {recipients.map((one) => (
              <Choice
                key={one.to}
                name="recipient"
                checked={recipient?.to === one.to}
                onChoose={() => setChosen(one.to)}
                title={one.kind === 'unit' ? `${one.label}（全部站点）` : one.label}
                detail={historyOf(one)}
                end={
                  one.unsent === null ? (
                    <b>未发过</b>
                  ) : (
                    <>
                      <b>{whole.format(one.unsent)}</b>次改动未确认
                    </>
                  )
                }
              />
            ))}
          </div>
          {outdated && (
            <OutdatedAlert
              recipient={recipient}
              onSaid={() => {
                void query.refetch()
              }}
            />
          )}
          <Radio.Group
            className={classes['block'] ?? ''}
            label="发什么"
            value={full || never ? 'full' : 'changes'}
            onChange={(value) => setFull(value === 'full')}
          >
            <Radio mt={6} value="changes" disabled={never} label="只发变动" description="对方还没有确认收到的改动；中间丢过文件也会一起补上。平时都用这个。" />
            <Radio mt={6} value="full" label="发全部数据" description="对方第一次接收、换了电脑，或者两边对不上时使用；文件较大。" />
          </Radio.Group>
          <details className={classes['block']} open={forgotten || before !== ''}>
            <summary>对方读不了？改用口令加密（少用）</summary>
            <Text size="sm" c="gray.7" my={6}>
              平时文件只有收件的站点能打开，不需要口令。对方换了电脑、还没有登记新站点时，才改用口令；口令请打电话告诉对方，不要写在 U 盘上。
            </Text>
            <PasswordInput
              label={`口令（至少 ${SHORTEST} 位，不用就空着）`}
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
              error={short ? `口令太短，至少 ${SHORTEST} 位。` : undefined}
              autoComplete="new-password"
              w="20rem"
              visibilityToggleButtonProps={{ 'aria-label': '显示口令' }}
            />
          </details>
        </>
      )}
    </StepWizard>
  )
}

/** The receiver's program was last heard as an older one, which cannot read what this one writes. */
function OutdatedAlert({ recipient, onSaid }: { readonly recipient: Recipient; readonly onSaid: () => void }): ReactNode {
  const client = useClient()
  const saying = useCommand(() => client.exchange.upgraded({ to: recipient.to }), { inline: true })
  return (
    <Alert className={classes['block'] ?? ''} color="amber" role="alert" title={`${recipient.label}上次交来的文件还是旧版本的程序做的，读不了本版本的数据包`}>
      <Text size="md">请先升级该单位；在这以前可以照常给它回执。接收它升级以后做的任何一个文件，这里就会知道。</Text>
      {saying.error !== null && <ErrorPanel error={saying.error} />}
      <Button
        mt="xs"
        variant="default"
        loading={saying.running}
        onClick={() => {
          void saying.run(undefined).then((done) => {
            if (done !== null) onSaid()
          })
        }}
      >
        对方已经升级
      </Button>
    </Alert>
  )
}

/** Whom one mostly sends to: the only receiver, or the office above (all its PCs, where it has several). */
function usualOf(recipients: readonly Recipient[], superior: string | undefined): Recipient | undefined {
  return recipients.length === 1 ? recipients[0] : recipients.find((candidate) => candidate.unit === superior)
}

function historyOf(recipient: Recipient): string {
  if (recipient.lastSent === null) return '还没有发送过'
  return `上次发送 ${dateTimeText(recipient.lastSent)}；${recipient.lastAcknowledged === null ? '还没有回执' : `对方确认到 ${dateTimeText(recipient.lastAcknowledged)}`}`
}
