import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ErrorPayload } from '#core/errors.ts'
import { useClient } from '../../../bridge/client.tsx'
import { payloadOf } from '../../../bridge/errors.ts'
import { Page, PageHeader } from '../../../components/PageHeader.tsx'
import { useGo, useSearchParameter } from '../../../router/navigation.ts'
import { useMayExchange } from '../shared/standing.ts'
import { NotAllowed } from '../shared/NotAllowed.tsx'
import { ApplyStep } from './ApplyStep.tsx'
import { CheckStep } from './CheckStep.tsx'
import { FileStep } from './FileStep.tsx'
import type { Receiving, ReceiveStep, Source } from './steps.ts'

/** Takes a package in: choose, look, merge. */
export function ReceiveScreen(): ReactNode {
  const go = useGo()
  const client = useClient().exchange
  const mayExchange = useMayExchange()
  const step = useSearchParameter('step') ?? 'file'
  const [file, place, ticket] = [useSearchParameter('file'), useSearchParameter('place'), useSearchParameter('ticket')]
  const receiving: Receiving = {
    source: file !== undefined ? { file, place: place ?? '' } : ticket !== undefined ? { ticket } : null,
    opening: useSearchParameter('opening') ?? null,
    applying: useSearchParameter('applying') ?? null,
  }
  const [starting, setStarting] = useState(false)
  const [refusal, setRefusal] = useState<ErrorPayload | null>(null)
  if (!mayExchange) return <NotAllowed title="接收" hint="接收由录入人员或管理员来做。" />
  const show = (next: Receiving, to: ReceiveStep, replace = false): void =>
    go(
      '/exchange/receive',
      {
        ...next.source,
        step: to,
        ...(next.opening === null ? {} : { opening: next.opening }),
        ...(next.applying === null ? {} : { applying: next.applying }),
      },
      replace,
    )
  const open = async (source: Source, passphrase = ''): Promise<void> => {
    setStarting(true)
    setRefusal(null)
    try {
      const started = await client.open({
        ...('file' in source ? { file: source.file } : { ticket: source.ticket }),
        ...(passphrase === '' ? {} : { passphrase }),
      })
      show({ source, opening: started.job, applying: null }, 'check')
    } catch (failure) {
      setRefusal(payloadOf(failure))
    } finally {
      setStarting(false)
    }
  }
  const restart = (): void => {
    setRefusal(null)
    go('/exchange/receive')
  }
  const shown = step === 'apply' && receiving.applying !== null ? 'apply' : step === 'check' && receiving.opening !== null ? 'check' : 'file'
  return (
    <Page
      fixed
      header={
        <PageHeader
          title="接收"
          actions={
            <Button variant="subtle" color="gray" onClick={() => go('/exchange', { box: 'in' })}>
              收件箱
            </Button>
          }
        />
      }
    >
      {shown === 'file' && (
        <FileStep
          starting={starting}
          refusal={refusal}
          onOpen={(source) => {
            void open(source)
          }}
        />
      )}
      {shown === 'check' && (
        <CheckStep
          key={receiving.opening}
          receiving={receiving}
          starting={starting}
          onRestart={restart}
          onApplying={(job) => show({ ...receiving, applying: job }, 'apply', true)}
          onPassphrase={(passphrase) => {
            if (receiving.source !== null) void open(receiving.source, passphrase)
          }}
        />
      )}
      {shown === 'apply' && <ApplyStep receiving={receiving} onBack={() => show({ ...receiving, applying: null }, 'check')} onRestart={restart} />}
    </Page>
  )
}
