/** That what the core is started with does what it is for, and that every shell starts it so. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CORE_ENVIRONMENT, CORE_NODE_FLAGS, ENGINE_FLAGS } from './memory.ts'

const MB = 1024 * 1024
/** What the process below holds all the time, and how much more it makes and drops. */
const HELD = 60
const DROPPED = 600

/** Holds some megabytes of small objects, makes many times as much garbage that has grown old, and tells the greatest heap in bytes. */
const WORK = `
const records = (megabytes) => Array.from({ length: megabytes * 10_000 }, (_, at) => ({ name: 'n' + at, at }))
const held = records(${HELD})
let most = 0
for (let made = 0; made < ${DROPPED}; made += 10) {
  records(10)
  most = Math.max(most, process.memoryUsage().heapTotal)
}
console.log(most, process.memoryUsage().heapUsed, held.length)
`

/**
 * Works for a while, drops as much again as it holds, and is idle: tells the heap before, and once it is smaller than what it held by name; it waits as long
 * as that takes.
 */
const IDLE = `
const { giveBackAtRest } = await import(${JSON.stringify(new URL('./memory.ts', import.meta.url).href)})
giveBackAtRest()
const { cachedDataVersionTag } = await import('node:v8')
const records = (megabytes) => Array.from({ length: megabytes * 10_000 }, (_, at) => ({ name: 'n' + at, at }))
globalThis.held = records(${HELD})
while (process.cpuUsage().user < 2_000_000) globalThis.dropped = records(${HELD})
const [tag, before] = [cachedDataVersionTag(), process.memoryUsage()]
globalThis.dropped = null
const look = () => {
  const after = process.memoryUsage()
  // What is kept compiled is found by this tag.
  if (after.heapTotal >= ${HELD * MB} || cachedDataVersionTag() !== tag) setTimeout(look, 200)
  else console.log(before.heapTotal, after.heapTotal, held.length, before.rss - after.rss)
}
look()
`

/**
 * Holds as much, drops as much again, has room made, and does nothing: tells what the heap holds once it is little more than what is held by name; it waits as
 * long as that takes.
 */
const ROOM = `
const { makeRoom } = await import(${JSON.stringify(new URL('../makeRoom.ts', import.meta.url).href)})
const records = (megabytes) => Array.from({ length: megabytes * 10_000 }, (_, at) => ({ name: 'n' + at, at }))
globalThis.held = records(${HELD})
globalThis.dropped = records(${HELD})
globalThis.dropped = null
const before = process.memoryUsage()
void makeRoom()
const look = () => {
  const { heapUsed, rss } = process.memoryUsage()
  if (heapUsed > before.heapUsed * 0.6) setTimeout(look, 20)
  else console.log(JSON.stringify({ before: before.heapUsed, after: heapUsed, taken: rss - before.rss, held: held.length }))
}
look()
`

/** Takes and gives back large buffers, each with a small one behind it that stays, and tells what the process holds in the end, in bytes. */
const BUFFERS = `
const { readFileSync } = require('node:fs')
const kept = []
const turn = () => new Promise((resolve) => setImmediate(resolve))
const take = () => {
  const large = []
  for (let at = 0; at < 150; at += 1) {
    large.push(Buffer.alloc(1024 * 1024, 1))
    kept.push(Buffer.allocUnsafeSlow(2048).fill(1))
  }
}
const collect = async () => {
  await turn()
  gc()
  await turn()
}
const rounds = async () => {
  // The first round tells the store how large things may be.
  for (let round = 0; round < 3; round += 1) {
    take()
    await collect()
    await collect()
  }
  console.log(Number(/VmRSS: *([0-9]+)/.exec(readFileSync('/proc/self/status', 'utf8').replaceAll('\\t', ' '))[1]) * 1024)
}
void rounds()
`

describe('内存', () => {
  it('废弃的东西多到在用的一半就收回，机器内存再大也不留着', () => {
    const { stdout, stderr } = spawnSync(process.execPath, [...CORE_NODE_FLAGS, '-e', WORK], { encoding: 'utf8' })
    expect(stderr).toBe('')
    const [most = 0, , held = 0] = stdout.split(' ').map(Number)
    expect(held).toBe(HELD * 10_000)
    // Half as much again, with what is being made just now and the nursery; without this setting 200 MB; between them lies what a busy machine adds.
    expect(most / MB).toBeLessThan(HELD * 1.5 + 50)
  })

  it.runIf(process.platform === 'linux')('用过的大块内存还给系统，哪怕后面有小块还在用', () => {
    const { stdout, stderr } = spawnSync(process.execPath, [...CORE_NODE_FLAGS, '--expose-gc', '-e', BUFFERS], {
      encoding: 'utf8',
      env: { ...process.env, ...CORE_ENVIRONMENT },
    })
    expect(stderr).toBe('')
    // Little more than a process of Node takes by itself: 46 MB; without these settings 100 to 165.
    expect(Number(stdout) / MB).toBeLessThan(75)
  })

  it.each([
    ['Node 启动的', CORE_NODE_FLAGS],
    ['桌面程序的', ENGINE_FLAGS],
  ])(
    '%s忙过一阵以后空下来，用过的还给系统，不等下一次再用；之后与忙的时候一样快，编译好的还找得到',
    (_, flags) => {
      const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--input-type=module', '-e', IDLE], { encoding: 'utf8' })
      expect(stderr).toBe('')
      const [before = 0, after = 0, held = 0, given = 0] = stdout.split(' ').map(Number)
      expect(held).toBe(HELD * 10_000)
      // Found without sparing memory, the same garbage leaves its emptied pages with the process.
      expect(given / MB).toBeGreaterThan(HELD / 2)
      expect(before / MB).toBeGreaterThan(HELD * 1.3)
      expect(after / MB).toBeLessThan(HELD)
    },
    120_000,
  )

  it('要腾地方时，自己不做事也把废弃的找出来，一步一步地找，找的时候不占内存', () => {
    // Without what by itself looks for garbage in an idle process.
    const flags = [...CORE_NODE_FLAGS, '--no-memory-reducer', '--trace-gc']
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--input-type=module', '-e', ROOM], { encoding: 'utf8' })
    expect(stderr).toBe('')
    const told = JSON.parse(stdout.split('\n').findLast((line) => line.startsWith('{')) ?? '') as Record<'before' | 'after' | 'taken' | 'held', number>
    expect(told.held).toBe(HELD * 10_000)
    expect(told.before / MB).toBeGreaterThan(HELD)
    expect(told.after).toBeLessThan(told.before * 0.6)
    expect(told.taken / MB).toBeLessThan(10)
    expect(stdout).toContain('finalize incremental marking')
  }, 120_000)

  it.each(['../../main/coreHost.ts', '../../web/main.ts'])('一直开着的程序一启动就这样要求：%s', (entry) => {
    expect(readFileSync(new URL(entry, import.meta.url), 'utf8')).toContain('\ngiveBackAtRest()\n')
  })

  it('命令行也这样启动', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { scripts: Record<string, string> }
    expect(scripts['cli']).toBe(`node ${CORE_NODE_FLAGS.join(' ')} src/cli/main.ts`)
  })
})
