import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildUnlessFresh, isFresh, sourceHash, type Buildable } from './freshness.ts'

let root: string
beforeEach(() => {
  root = `${mkdtempSync(join(tmpdir(), 'bangfu-fresh-'))}/`
  mkdirSync(join(root, 'src/deep'), { recursive: true })
  writeFileSync(join(root, 'src/a.ts'), 'a')
  writeFileSync(join(root, 'src/deep/b.tsx'), 'b')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const hash = (): string => sourceHash(root, ['src/**'])

it('changes with content, name and number of sources, not with tests', () => {
  const first = hash()
  expect(hash()).toBe(first)
  writeFileSync(join(root, 'src/a.test.ts'), 'test')
  mkdirSync(join(root, 'src/testing'))
  writeFileSync(join(root, 'src/testing/fake.ts'), 'fake')
  expect(hash()).toBe(first)
  writeFileSync(join(root, 'src/deep/b.tsx'), 'c')
  const second = hash()
  expect(second).not.toBe(first)
  writeFileSync(join(root, 'src/deep/new.ts'), '')
  expect(hash()).not.toBe(second)
})

it('builds once, again when the sources changed, and not a broken build for fresh', async () => {
  let builds = 0
  const what = (build: () => void = () => undefined): Buildable => ({
    stamp: join(root, 'out/.stamp'),
    hash: hash(),
    result: join(root, 'out/result'),
    build: async () => {
      builds += 1
      mkdirSync(join(root, 'out'), { recursive: true })
      writeFileSync(join(root, 'out/result'), '')
      build()
    },
  })
  expect([await buildUnlessFresh(what()), await buildUnlessFresh(what())]).toEqual([true, false])
  writeFileSync(join(root, 'src/a.ts'), 'changed')
  await expect(
    buildUnlessFresh(
      what(() => {
        throw new Error('broken')
      }),
    ),
  ).rejects.toThrow('broken')
  expect(isFresh(what())).toBe(false)
  expect(await buildUnlessFresh(what())).toBe(true)
  rmSync(join(root, 'out/result'))
  expect(isFresh(what())).toBe(false)
  expect(builds).toBe(3)
})

it('of several that find it stale at once, one builds', async () => {
  let builds = 0
  const what: Buildable = {
    stamp: join(root, 'out/.stamp'),
    hash: hash(),
    result: join(root, 'out/result'),
    build: async () => {
      builds += 1
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      writeFileSync(join(root, 'out/result'), '')
    },
  }
  expect((await Promise.all([buildUnlessFresh(what), buildUnlessFresh(what), buildUnlessFresh(what)])).filter(Boolean)).toHaveLength(1)
  expect(builds).toBe(1)
})
