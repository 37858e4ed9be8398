import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Page, PageHeader } from '../../../components/PageHeader.tsx'
import { useGo, useSearchParameter } from '../../../router/navigation.ts'
import { useMayExchange } from '../shared/standing.ts'
import { NotAllowed } from '../shared/NotAllowed.tsx'
import { CheckStep } from './CheckStep.tsx'
import { PlaceStep } from './PlaceStep.tsx'
import { RecipientStep } from './RecipientStep.tsx'
import type { SendStep, Sending } from './steps.ts'
import { WriteStep } from './WriteStep.tsx'

/** Makes a package for somebody and writes it where it is to go. */
export function SendScreen(): ReactNode {
  const go = useGo()
  const mayExchange = useMayExchange()
  const step = useSearchParameter('step') ?? 'to'
  const sending: Sending = {
    to: useSearchParameter('to') ?? '',
    full: useSearchParameter('full') === 'yes',
    locked: useSearchParameter('locked') === 'yes',
    place: useSearchParameter('place') ?? '',
    job: useSearchParameter('job') ?? null,
  }
  const [passphrase, setPassphrase] = useState('')
  const [started, setStarted] = useState<string | null>(null)
  if (!mayExchange) return <NotAllowed title="发送" hint="发送由录入人员或管理员来做。" />
  const show = (next: Sending, to: SendStep): void =>
    go('/exchange/send', {
      to: next.to,
      full: next.full ? 'yes' : 'no',
      ...(next.locked ? { locked: 'yes' } : {}),
      place: next.place,
      step: to,
      ...(next.job === null ? {} : { job: next.job }),
    })
  const forgotten = sending.locked && passphrase === ''
  const shown = stepShown(sending, step, forgotten)
  return (
    <Page
      fixed
      header={
        <PageHeader
          title="发送"
          actions={
            <Button variant="subtle" color="gray" onClick={() => go('/exchange', { box: 'out' })}>
              发件箱
            </Button>
          }
        />
      }
    >
      {shown === 'to' && (
        <RecipientStep
          sending={sending}
          passphrase={passphrase}
          forgotten={forgotten}
          onNext={(next, set) => {
            setPassphrase(set)
            show(next, 'place')
          }}
        />
      )}
      {shown === 'place' && <PlaceStep sending={sending} onBack={() => show(sending, 'to')} onNext={(next) => show(next, 'check')} />}
      {shown === 'check' && (
        <CheckStep
          sending={sending}
          passphrase={sending.locked ? passphrase : ''}
          onBack={() => show(sending, 'place')}
          onStarted={(job) => {
            setStarted(job)
            show({ ...sending, job }, 'write')
          }}
        />
      )}
      {shown === 'write' && (
        <WriteStep
          sending={sending}
          saveAtOnce={sending.job === started}
          onBack={() => show({ ...sending, job: null }, 'check')}
          onAgain={() => {
            setPassphrase('')
            go('/exchange/send')
          }}
        />
      )}
    </Page>
  )
}

/** The step that can be shown: without a receiver, or with its passphrase gone, one begins anew. */
function stepShown(sending: Sending, step: string, forgotten: boolean): string {
  if (step === 'write' && sending.job !== null) return step
  if (sending.to === '' || forgotten) return 'to'
  return step === 'write' ? 'check' : step
}
