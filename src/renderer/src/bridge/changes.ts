/** Keeps the screens true: listens to the core and refetches what a change set touched, in this window or another. */
import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Job } from '#core/features/jobs/contract.ts'
import { isRegisterName } from '#core/catalogue/index.ts'
import { connectedTo } from '#core/catalogue/derive/related.ts'
import { useApi, useClient } from './client.tsx'
import { notifyProposed } from './notify.tsx'
import type { Api, Client } from './client.tsx'

type CoreEvent =
  | { type: 'job'; job: Job }
  | { type: 'dismissed'; job: string }
  | { type: 'changed'; registers: readonly string[] }
  | { type: 'proposed'; title: string; count: number }
  | { type: 'session' }

/**
 * What a change of records leaves as it was, by part or procedure of the contract; everything else is asked anew after any change, so that a
 * procedure nobody thought of here is refetched once too often and not once too little. A law walks the contract.
 */
export const STANDS_STILL: ReadonlySet<string> = new Set([
  // Who is logged in, users and jobs are told by events and answers of their own.
  'session',
  'users',
  'jobs',
  'records.views',
  // Contents never change under their attachment.
  'attachments.thumbnail',
  'attachments.picture',
  'attachments.file',
  // What comes with the program, and templates, which tell of themselves.
  'divisions.national',
  'imports.targets',
  'imports.template',
  'statistics.list',
  'procedures.list',
  'targets.columns',
  'questionnaires.builtIn',
  'paper.forms',
  'paper.template',
  // What lies on disks and sticks, and a package opened from one.
  'backups.list',
  'backups.folder',
  'backups.file',
  'rescue.reports',
  'exchange.places',
  'exchange.scan',
  'exchange.folder',
  'exchange.inspect',
  'exchange.previewRows',
  'exchange.readRequest',
])

/** Whether a cached answer may differ after the registers changed. */
export function isTouched(queryKey: readonly unknown[], registers: ReadonlySet<string>): boolean {
  const path = queryKey[0]
  if (!Array.isArray(path)) return false
  const [part, name] = path.map(String)
  if (part === undefined || STANDS_STILL.has(part) || STANDS_STILL.has(`${part}.${name ?? ''}`)) return false
  // A page of its own (`household.detail`) shows what hangs together with its register.
  if (isRegisterName(part)) return hangsTogether(part, registers)
  if (part !== 'records' || name === 'changes' || name === 'changeEntries') return true
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
  } else if (event.type === 'dismissed') {
    dropJob(event.job, queryClient, api)
  } else if (event.type === 'proposed') {
    notifyProposed(`“${event.title}”里有 ${event.count} 处由别的单位负责`)
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

function dropJob(id: string, queryClient: QueryClient, api: Api): void {
  const list = { queryKey: api.jobs.list.key() }
  if (queryClient.isFetching(list) > 0) void queryClient.cancelQueries(list).then(() => queryClient.invalidateQueries(list))
  queryClient.setQueryData<Job[]>(api.jobs.list.queryKey(), (jobs) => jobs?.filter((job) => job.id !== id))
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
