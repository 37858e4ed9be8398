import { describe, expect, it } from 'vitest'
import { turns } from '../../core/testing/turns.ts'
import { Shutdown, type JobsChoice } from './shutdown.ts'

interface Setting {
  shutdown: Shutdown
  done: string[]
  jobs: string[]
  choices: JobsChoice[]
  release: Array<() => void>
  settle(): Promise<void>
}

function setUp(jobs: string[] = [], choices: JobsChoice[] = []): Setting {
  const done: string[] = []
  const release: Array<() => void> = []
  const setting: Setting = {
    done,
    jobs,
    choices,
    release,
    settle: () => turns(),
    shutdown: new Shutdown({
      runningJobs: async () => setting.jobs,
      askAboutJobs: async (titles) => {
        done.push(`ask ${titles.join()}`)
        return setting.choices.shift() ?? 'back'
      },
      cancelJobs: async () => {
        done.push('cancel')
      },
      closeCore: async (milliseconds) => {
        done.push(`close ${milliseconds}`)
      },
      quit: () => {
        done.push('quit')
      },
      pause: () =>
        new Promise((resolve) => {
          release.push(resolve)
        }),
    }),
  }
  return setting
}

describe('leaving', () => {
  it('closes the core before it quits, and only once however often it is asked', async () => {
    const { shutdown, done, settle } = setUp()
    expect([shutdown.mayQuit(), shutdown.mayQuit()]).toEqual([false, false])
    await settle()
    expect(done).toEqual(['close 30000', 'quit'])
    expect(shutdown.mayQuit()).toBe(true)
  })

  it('with a job at work “返回” keeps the program open, and it can be asked again', async () => {
    const { shutdown, done, settle } = setUp(['导入'], ['back', 'cancel'])
    shutdown.mayQuit()
    await settle()
    expect(done).toEqual(['ask 导入'])
    shutdown.mayQuit()
    await settle()
    expect(done).toEqual(['ask 导入', 'ask 导入', 'cancel', 'close 30000', 'quit'])
  })

  it('“等任务做完” waits until the jobs are done', async () => {
    const setting = setUp(['导入'], ['wait'])
    setting.shutdown.mayQuit()
    await setting.settle()
    setting.release.shift()?.()
    await setting.settle()
    expect(setting.done).toEqual(['ask 导入'])
    setting.jobs = []
    setting.release.shift()?.()
    await setting.settle()
    expect(setting.done).toEqual(['ask 导入', 'close 30000', 'quit'])
  })

  it('asked again while it waits, the new answer counts', async () => {
    const setting = setUp(['导入'], ['wait', 'back'])
    setting.shutdown.mayQuit()
    await setting.settle()
    setting.shutdown.mayQuit()
    await setting.settle()
    setting.jobs = []
    setting.release.shift()?.()
    await setting.settle()
    expect(setting.done).toEqual(['ask 导入', 'ask 导入'])
  })

  it('a core that no longer answers does not keep the program open', async () => {
    const done: string[] = []
    const shutdown = new Shutdown({
      runningJobs: async () => {
        throw new Error('gone')
      },
      askAboutJobs: async () => 'back',
      cancelJobs: async () => undefined,
      closeCore: async () => {
        throw new Error('gone')
      },
      quit: () => {
        done.push('quit')
      },
      pause: async () => undefined,
    })
    shutdown.mayQuit()
    await turns()
    expect(done).toEqual(['quit'])
  })

  it('at log-off asks nothing and takes five seconds at most', async () => {
    const { shutdown, done, settle } = setUp(['导入'])
    await shutdown.sessionEnds()
    await shutdown.sessionEnds()
    await settle()
    expect(done).toEqual(['close 5000', 'quit'])
  })
})
