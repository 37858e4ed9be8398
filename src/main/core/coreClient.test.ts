import { describe, expect, it, vi } from 'vitest'
import { AppError } from '#core/errors.ts'
import { CoreClient, type CoreProcess } from './coreClient.ts'
import type { FromCore, ToCore } from './messages.ts'
import { CORE_RESTARTS, decideRestart } from './restartPolicy.ts'

const FOLDERS = { dataDirectory: '/data', resourcesDirectory: '/resources', temporaryDirectory: '/temporary' }

class Child implements CoreProcess<string> {
  readonly sent: Array<{ message: ToCore; transfer: string[] | undefined }> = []
  killed = 0
  say: (message: FromCore) => void = () => undefined
  exit: (code: number) => void = () => undefined
  postMessage(message: ToCore, transfer?: string[]): void {
    this.sent.push({ message, transfer })
  }
  on(event: 'message' | 'exit', listener: ((message: FromCore) => void) | ((code: number) => void)): void {
    if (event === 'message') this.say = listener as (message: FromCore) => void
    else this.exit = listener as (code: number) => void
  }
  kill(): boolean {
    this.killed += 1
    return true
  }
}

function setUp(): {
  children: Child[]
  client: CoreClient<string>
  events: { ready: number; restarted: number; failed: string[]; log: string[] }
  tick(milliseconds: number): void
  last(): Child
} {
  const children: Child[] = []
  const events = { ready: 0, restarted: 0, failed: [] as string[], log: [] as string[] }
  let now = 1_000_000
  const client = new CoreClient<string>(
    () => {
      const child = new Child()
      children.push(child)
      return child
    },
    FOLDERS,
    {
      ready: () => {
        events.ready += 1
      },
      restarted: () => {
        events.restarted += 1
      },
      failed: (error) => {
        events.failed.push(error.code)
      },
      log: (text) => {
        events.log.push(text)
      },
      slow: (text) => {
        events.log.push(text)
      },
    },
    () => now,
  )
  return {
    children,
    client,
    events,
    tick: (milliseconds) => {
      now += milliseconds
    },
    last: () => {
      const child = children.at(-1)
      if (child === undefined) throw new Error('no child')
      return child
    },
  }
}

describe('restart policy', () => {
  it('allows three in five minutes and forgets older deaths', () => {
    let deaths: readonly number[] = []
    const decisions: boolean[] = []
    for (const at of [0, 1, 2, 3, 3 + 5 * 60_000 + 1]) {
      const decision = decideRestart(deaths, at, CORE_RESTARTS)
      deaths = decision.deaths
      decisions.push(decision.restart)
    }
    expect(decisions).toEqual([true, true, true, false, true])
  })
})

describe('CoreClient', () => {
  it('tells the core its folders first, and passes ports with the session', () => {
    const { client, last } = setUp()
    client.start()
    client.connect('window-1', 'port')
    expect(last().sent).toEqual([
      { message: { type: 'start', folders: FOLDERS }, transfer: undefined },
      { message: { type: 'connect', session: 'window-1' }, transfer: ['port'] },
    ])
  })

  it('matches answers to questions in any order, errors as AppErrors', async () => {
    const { client, last } = setUp()
    client.start()
    const one = client.ask('resolve', { ticket: 'a', session: 'window' })
    const two = client.ask('runningJobs', null)
    last().say({ type: 'answer', id: 2, ok: true, value: ['导入'] })
    last().say({ type: 'answer', id: 1, ok: false, error: { code: 'NOT_FOUND', message: '没有', action: '重试' } })
    expect(await two).toEqual(['导入'])
    const error = await one.catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'NOT_FOUND', action: '重试' })
  })

  it('answers what is pending with CORE_RESTARTED when the core dies, and starts it again', async () => {
    const { client, children, last, events } = setUp()
    client.start()
    last().say({ type: 'ready' })
    const pending = client.ask('resolve', { ticket: 'a', session: 'window' })
    last().exit(139)
    await expect(pending).rejects.toMatchObject({ code: 'CORE_RESTARTED' })
    expect(children).toHaveLength(2)
    last().say({ type: 'ready' })
    expect(events).toMatchObject({ ready: 2, restarted: 1 })
    const after = client.ask('runningJobs', null)
    last().say({ type: 'answer', id: 2, ok: true, value: [] })
    expect(await after).toEqual([])
  })

  it('gives up after the fourth death in five minutes, and then answers at once', async () => {
    const { client, children, last, events, tick } = setUp()
    client.start()
    for (let death = 0; death < 4; death++) {
      tick(1000)
      last().exit(1)
    }
    expect(children).toHaveLength(4)
    expect(events.failed).toEqual(['INTERNAL'])
    await expect(client.ask('runningJobs', null)).rejects.toMatchObject({ code: 'CORE_RESTARTED' })
  })

  it('does not start again what could not open the data', () => {
    const { client, children, last, events } = setUp()
    client.start()
    last().say({ type: 'failed', error: { code: 'DATABASE_IN_USE', message: '', action: '' }, detail: '' })
    last().exit(1)
    expect(events.failed).toEqual(['DATABASE_IN_USE'])
    expect(children).toHaveLength(1)
  })

  it('closes in order, and ends a core that does not answer in time', async () => {
    const { client, last, children } = setUp()
    client.start()
    const closing = client.close(1000)
    expect(last().sent.at(-1)?.message).toMatchObject({ type: 'ask', name: 'close' })
    last().say({ type: 'answer', id: 1, ok: true, value: null })
    await closing
    expect(last().killed).toBe(1)
    last().exit(0)
    expect(children).toHaveLength(1)

    vi.useFakeTimers()
    const stuck = setUp()
    stuck.client.start()
    const late = stuck.client.close(5000)
    await vi.advanceTimersByTimeAsync(5000)
    await late
    expect(stuck.last().killed).toBe(1)
    vi.useRealTimers()
  })
})
