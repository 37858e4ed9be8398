/** All components on made-up data, for looking at them while developing (`#/gallery`). */
import { RouterProvider } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { createQueryClient } from '../bridge/queryClient.ts'
import { screens as exchangeScreens } from '../features/exchange/screens.tsx'
import { FieldSourcesContext } from '../fields/sources.tsx'
import { AppFrame } from '../frame/AppFrame.tsx'
import { Providers } from '../Providers.tsx'
import { createScreenRouter } from '../router/router.tsx'
import { LoginScreen } from '../session/LoginScreen.tsx'
import { SetUpScreen } from '../session/SetUpScreen.tsx'
import { SessionProvider } from '../session/useSession.tsx'
import { ExchangeSample } from './ExchangeSample.tsx'
import { sampleExchangeCalls, sampleExchangeJobs } from './exchangeData.ts'
import { fakeClient, fakeShell, sampleStatus } from './fakeClient.ts'
import { FormSample } from './FormSample.tsx'
import { HomeSample } from './HomeSample.tsx'
import { ListSample } from './ListSample.tsx'
import { PartsSample } from './PartsSample.tsx'
import { sampleDivisions, sampleJobs } from './sampleData.ts'
import { WizardSample } from './WizardSample.tsx'

const samples = [
  { path: '/gallery', title: '组件', component: HomeSample },
  { path: '/gallery/list', title: '列表', component: ListSample },
  { path: '/gallery/form', title: '表单', component: FormSample },
  { path: '/gallery/parts', title: '零件', component: PartsSample },
  { path: '/gallery/wizard', title: '向导', component: WizardSample },
  { path: '/gallery/exchange', title: '交换', component: ExchangeSample },
  ...exchangeScreens,
]

const calls = {
  exchange: sampleExchangeCalls,
  jobs: { get: ({ job }: { job: string }) => [...sampleJobs, ...sampleExchangeJobs].find((candidate) => candidate.id === job) },
}

export function Gallery(): ReactNode {
  const client = useMemo(() => fakeClient(calls), [])
  const queryClient = useMemo(() => createQueryClient(), [])
  const router = useMemo(() => createScreenRouter(samples, AppFrame), [])
  const sources = useMemo(
    () => ({ year: 2016, divisions: sampleDivisions, searchReference: (register: string, text: string) => client.records.choices({ register, text }) }),
    [client],
  )
  const door = window.location.hash
  return (
    <Providers client={client} shell={fakeShell} queryClient={queryClient}>
      {door === '#/gallery/login' ? (
        <LoginScreen status={{ ...sampleStatus, state: 'closed' }} />
      ) : door === '#/gallery/setup' ? (
        <SetUpScreen status={{ ...sampleStatus, state: 'empty', demo: false }} />
      ) : (
        <SessionProvider status={sampleStatus}>
          <FieldSourcesContext value={sources}>
            <RouterProvider router={router} />
          </FieldSourcesContext>
        </SessionProvider>
      )}
    </Providers>
  )
}
