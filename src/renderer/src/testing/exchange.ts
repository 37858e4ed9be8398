/** For tests of these screens: the answers of the gallery's county office, with those a test is about in their place. */
import { sampleExchangeCalls, sampleExchangeJobs } from '../gallery/exchangeData.ts'
import { sampleJobs } from '../gallery/sampleData.ts'
import type { Job } from '#core/features/jobs/contract.ts'

export function exchangeCalls(overrides: Readonly<Record<string, (input: never) => unknown>> = {}, jobs: readonly Job[] = []) {
  return {
    exchange: { ...sampleExchangeCalls, ...overrides },
    jobs: {
      get: ({ job }: { job: string }) => [...jobs, ...sampleExchangeJobs, ...sampleJobs].find((candidate) => candidate.id === job),
      cancel: () => ({ cancelled: true }),
    },
  }
}
