/** The made-up catalogue of the tests is chosen by an import condition: by Node, and by the build of the screens that Node makes. */
import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { ROOT } from '../scripts/buildScreens.ts'
import { nodeConditions } from './conditions.ts'

/** The registers of the made-up family as Node finds them, and those of all that the bundle of a page lacks. */
const SCRIPT = `
  import { build } from 'vite'
  import { rendererConfig } from './build/config/vite.web.ts'
  import { registerNames } from '#core/catalogue/index.ts'
  const config = rendererConfig()
  const made = await build({
    ...config, configFile: false, logLevel: 'silent', root: process.cwd(), plugins: [],
    build: { write: false, minify: false, lib: { entry: 'src/core/catalogue/index.ts', formats: ['es'] } },
  })
  const code = made[0].output[0].code
  const madeUp = registerNames.filter((name) => name.startsWith('gadget'))
  process.stdout.write(JSON.stringify({ madeUp: madeUp.length > 0, lacking: registerNames.filter((name) => !code.includes('"' + name + '"')) }))
`

const chosen = (...conditions: string[]): unknown => {
  const run = spawnSync(process.execPath, [...conditions.map((name) => `--conditions=${name}`), '--input-type=module', '--eval', SCRIPT], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (run.stdout === '') throw new Error(run.stderr)
  return JSON.parse(run.stdout)
}

it('Node and the build of the screens take the catalogue that the condition chooses', () => {
  expect(chosen('guard')).toEqual({ madeUp: true, lacking: [] })
  expect(chosen()).toEqual({ madeUp: false, lacking: [] })
})

it('reads conditions as Node takes them', () => {
  expect(nodeConditions(['--max-old-space-size=9', '--conditions=one', '-C', 'two', '--conditions', 'three'])).toEqual(['one', 'two', 'three'])
  expect(nodeConditions([''])).toEqual([])
})
