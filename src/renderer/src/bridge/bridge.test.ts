import { notifications, notificationsStore } from '@mantine/notifications'
import { ORPCError } from '@orpc/client'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryObserver } from '@tanstack/react-query'
import { waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { Job } from '#core/features/jobs/contract.ts'
import { fakeClient } from '../gallery/fakeClient.ts'
import { sampleJobs } from '../gallery/sampleData.ts'
import { applyEvent, followChanges, isTouched } from './changes.ts'
import type { Client } from './client.tsx'
import { isCancelled, payloadOf } from './errors.ts'
import { createQueryClient } from './queryClient.ts'

const payload = { code: 'CONFLICT', message: '这一户刚被王专干改过。', action: '请重新打开后再改。' }

describe('错误', () => {
  it('核心给的说明原样显示，连同每一项的问题', () => {
    const issue = { path: 'village', label: '行政村', code: 'required', message: '“行政村”没有填写，请填写。', severity: 'error' }
    expect(payloadOf(new ORPCError('CONFLICT', { data: { ...payload, issues: [issue] } }))).toEqual({ ...payload, issues: [issue] })
    expect(payloadOf(new AppError('BUSY', '正忙。', '请稍候。'))).toMatchObject({ code: 'BUSY', message: '正忙。', action: '请稍候。' })
  })

  it('连接断了、输入不合约定、别的错误各有一句话，不露内部信息', () => {
    expect(payloadOf(new TypeError('Failed to fetch')).code).toBe('CORE_RESTARTED')
    expect(payloadOf(new ORPCError('BAD_REQUEST')).code).toBe('VALIDATION')
    const unknown = payloadOf(new Error('SQLITE_BUSY at /home/x'))
    expect(unknown.code).toBe('INTERNAL')
    expect(JSON.stringify(unknown)).not.toContain('SQLITE')
  })

  it('自己取消的不算失败', () => {
    expect(isCancelled(new DOMException('x', 'AbortError'))).toBe(true)
    expect(isCancelled(payload)).toBe(false)
  })
})

describe('查询', () => {
  it('没有网络也照常查询，权限问题不重试，暂时的故障重试两次', () => {
    const defaults = createQueryClient().getDefaultOptions()
    expect(defaults.queries?.networkMode).toBe('always')
    expect(defaults.mutations?.networkMode).toBe('always')
    const retry = defaults.queries?.retry
    if (typeof retry !== 'function') throw new Error('retry is a rule')
    expect(retry(0, new ORPCError('FORBIDDEN', { data: { ...payload, code: 'FORBIDDEN' } }))).toBe(false)
    expect(retry(1, new TypeError('Failed to fetch'))).toBe(true)
    expect(retry(2, new TypeError('Failed to fetch'))).toBe(false)
  })
})

describe('核心的变化', () => {
  const key = (path: readonly string[], input?: object): readonly unknown[] => [path, { type: 'query', ...(input === undefined ? {} : { input }) }]

  it('只重新读取有关的内容', () => {
    const household = new Set(['household'])
    expect(isTouched(key(['records', 'query'], { register: 'household' }), household)).toBe(true)
    expect(isTouched(key(['records', 'query'], { register: 'parameter' }), household)).toBe(false)
    expect(isTouched(key(['household', 'detail'], { id: '1' }), household)).toBe(true)
    expect(isTouched(key(['household', 'detail'], { id: '1' }), new Set(['rule_setting']))).toBe(false)
    // What is clear of a household depends on which items count.
    expect(isTouched(key(['household', 'detail'], { id: '1' }), new Set(['parameter']))).toBe(true)
    expect(isTouched(key(['home', 'summary']), new Set(['parameter']))).toBe(true)
    expect(isTouched(key(['targets', 'table'], { measure: 'm', year: 2015 }), household)).toBe(true)
    expect(isTouched(key(['session', 'status']), household)).toBe(false)
    expect(isTouched(key(['records', 'query'], { register: 'pairing' }), new Set(['helper']))).toBe(true)
  })

  it('任务的进度直接写进缓存，新任务加到末尾', () => {
    const [queryClient, api] = [createQueryClient(), createTanstackQueryUtils(fakeClient())]
    queryClient.setQueryData(api.jobs.list.queryKey(), [...sampleJobs.slice(0, 1)])
    const first = sampleJobs[0]
    if (first === undefined) throw new Error('sample')
    applyEvent({ type: 'job', job: { ...first, done: 99 } }, queryClient, api)
    applyEvent({ type: 'job', job: { ...first, id: 'new' } }, queryClient, api)
    expect(queryClient.getQueryData<Job[]>(api.jobs.list.queryKey())?.map((job) => [job.id, job.done])).toEqual([
      ['j1', 99],
      ['new', 1240],
    ])
    expect(queryClient.getQueryData<Job>(api.jobs.get.queryKey({ input: { job: 'j1' } }))?.done).toBe(99)
    // What was put away, here or in another window, is gone.
    applyEvent({ type: 'dismissed', job: 'j1' }, queryClient, api)
    expect(queryClient.getQueryData<Job[]>(api.jobs.list.queryKey())?.map((job) => job.id)).toEqual(['new'])
  })

  it('有的要别的单位采纳：说一次，接着说的换掉上一条', () => {
    const [queryClient, api] = [createQueryClient(), createTanstackQueryUtils(fakeClient())]
    const told = (): string[] => notificationsStore.getState().notifications.map(({ message }) => (typeof message === 'string' ? message : ''))
    applyEvent({ type: 'proposed', title: '入户评估', count: 3 }, queryClient, api)
    expect(told()).toEqual(['“入户评估”里有 3 处由别的单位负责；下次发送时带过去，对方采纳以后才改。'])
    applyEvent({ type: 'proposed', title: '修改人员', count: 1 }, queryClient, api)
    expect(told()).toEqual(['“修改人员”里有 1 处由别的单位负责；下次发送时带过去，对方采纳以后才改。'])
    notifications.clean()
  })

  it('名单还在路上时任务有了变化：不信路上那一份，再读一次', async () => {
    const [queryClient, api] = [createQueryClient(), createTanstackQueryUtils(fakeClient())]
    const [first] = sampleJobs
    if (first === undefined) throw new Error('sample')
    const answers: ((jobs: Job[]) => void)[] = []
    const observer = new QueryObserver(queryClient, {
      queryKey: api.jobs.list.queryKey(),
      queryFn: () => new Promise<Job[]>((resolve) => answers.push(resolve)),
    })
    const stop = observer.subscribe(() => undefined)
    const ended: Job = { ...first, state: 'done', fraction: 1, endedAt: first.startedAt }
    applyEvent({ type: 'job', job: ended }, queryClient, api)
    await waitFor(() => expect(answers).toHaveLength(2))
    answers[0]?.([first])
    answers[1]?.([ended])
    await waitFor(() => expect(queryClient.getQueryData<Job[]>(api.jobs.list.queryKey())).toEqual([ended]))
    stop()
  })

  it('断开后重新接上，并且全部重读', async () => {
    vi.useFakeTimers()
    let connections = 0
    const client = {
      jobs: {
        watch: async () => {
          connections += 1
          if (connections === 1) throw new Error('broken')
          return (async function* () {
            yield { type: 'session' as const }
            controller.abort()
          })()
        },
      },
    } as unknown as Client
    const controller = new AbortController()
    const [onEvent, onReconnect] = [vi.fn<(event: unknown) => void>(), vi.fn<() => void>()]
    const done = followChanges(client, controller.signal, onEvent, onReconnect)
    await vi.runAllTimersAsync()
    await done
    expect(onReconnect).toHaveBeenCalledOnce()
    expect(onEvent).toHaveBeenCalledWith({ type: 'session' })
    vi.useRealTimers()
  })
})
