/** Keeps the screens true: listens to the core and refetches what a change set touched, in this window or another. */
import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Job } from '#core/features/jobs/contract.ts'
import { isRegisterName } from '#core/catalogue/index.ts'
import { connectedTo } from '#core/catalogue/derive/related.ts'
import { useApi, useClient } from './client.tsx'
import type { Api, Client } from './client.tsx'

type CoreEvent = { type: 'job'; job: Job } | { type: 'changed'; registers: readonly string[] } | { type: 'session' }

/** Parts of the contract whose answers draw on records of any register. */
const OF_ALL_KINDS = new Set(['home', 'divisions', 'imports', 'draws', 'questionnaires', 'targets'])
const ON_A_STICK = new Set(['places', 'scan', 'previewRows', 'readRequest'])

/** Whether a cached answer may differ after the registers changed. Calls without a register (home, divisions) always may. */
export function isTouched(queryKey: readonly unknown[], registers: ReadonlySet<string>): boolean {
  const path = queryKey[0]
  if (!Array.isArray(path)) return false
  // A page of its own (`household.detail`) shows what hangs together with its register.
  if (isRegisterName(String(path[0]))) return hangsTogether(String(path[0]), registers)
  // Contents never change under their attachment.
  if (path[0] === 'attachments') return path[1] === 'list'
  if (path[0] === 'checks') return true
  // What lies on a stick, and a package opened from it, do not change with the records.
  if (path[0] === 'exchange') return !ON_A_STICK.has(String(path[1]))
  if (path[0] !== 'records') return OF_ALL_KINDS.has(String(path[0]))
  if (path[1] === 'changes') return true
  const options = queryKey[1]
  const input = typeof options === 'object' && options !== null && 'input' in options ? options.input : undefined
  const register = typeof input === 'object' && input !== null && 'register' in input ? input.register : undefined
  if (typeof register !== 'string') return true
  // Titles of references and derived columns draw on other registers, so a list of one register may change with any of them.
  return hangsTogether(register, registers)
}

function hangsTogether(register: string, changed: ReadonlySet<string>): boolean {
  return changed.has(register) || [...connectedTo(register)].some((other) => changed.has(other))
}

/** Puts one event of the core into the cache. */
export function applyEvent(event: CoreEvent, queryClient: QueryClient, api: Api): void {
  if (event.type === 'changed') {
    const registers = new Set(event.registers)
    void queryClient.invalidateQueries({ predicate: (query) => isTouched(query.queryKey, registers) })
  } else if (event.type === 'session') {
    void queryClient.invalidateQueries({ queryKey: api.session.key() })
  } else {
    putJob(event.job, queryClient, api)
  }
}

function putJob(job: Job, queryClient: QueryClient, api: Api): void {
  queryClient.setQueryData(api.jobs.get.queryKey({ input: { job: job.id } }), job)
  // An answer that is on its way may be older than this event.
  const list = { queryKey: api.jobs.list.key() }
  if (queryClient.isFetching(list) > 0) void queryClient.cancelQueries(list).then(() => queryClient.invalidateQueries(list))
  queryClient.setQueryData<Job[]>(api.jobs.list.queryKey(), (jobs) => {
    if (jobs === undefined) return undefined
    const known = jobs.some((candidate) => candidate.id === job.id)
    return known ? jobs.map((candidate) => (candidate.id === job.id ? job : candidate)) : [...jobs, job]
  })
}

const LONGEST_PAUSE = 10_000

/** Follows `jobs.watch` until aborted; after a break it starts again with growing pauses and refetches everything. */
export async function followChanges(client: Client, signal: AbortSignal, onEvent: (event: CoreEvent) => void, onReconnect: () => void): Promise<void> {
  for (let pause = 500; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      for await (const event of await client.jobs.watch(undefined, { signal })) {
        pause = 500
        onEvent(event)
      }
    } catch {
      // The core restarted or the stream broke; the calls of the screens report their own failures.
    }
    if (signal.aborted) return
    await new Promise((resolve) => {
      setTimeout(resolve, pause)
    })
    onReconnect()
  }
}

/** Mounted once, when someone is logged in. */
export function useCoreChanges(): void {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  useEffect(() => {
    const controller = new AbortController()
    void followChanges(
      client,
      controller.signal,
      (event) => applyEvent(event, queryClient, api),
      () => {
        void queryClient.invalidateQueries()
      },
    )
    return () => controller.abort()
  }, [client, api, queryClient])
}
