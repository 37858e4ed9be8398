/** The data folder of the demonstration county: made once by the command line, kept until the program that makes it changes. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoDataDirectory } from '../../src/core/shell/places.ts'
import { ROOT, runTool } from './buildScreens.ts'
import { sourceHash } from './freshness.ts'

/** Known to everyone: nothing in the demonstration is real. */
export const DEMO_PASSWORD = '演示专用2026'

const MAKER = ['src/core/features/demo/**', 'src/core/catalogue/**', 'src/core/store/**']

export interface DemoFolder {
  readonly directory: string
  /** Whether it has just been made. */
  readonly made: boolean
}

/** Makes the county if need be. Half a county, left by a run that broke off, is made anew; only our own marked folder is ever removed. */
export async function ensureDemo(say: (line: string) => void, directory: string = demoDataDirectory(), households?: number): Promise<DemoFolder> {
  const marker = join(directory, 'demonstration.json')
  const hash = createHash('sha256').update(sourceHash(ROOT, MAKER)).update(String(households)).digest('hex')
  if (markOf(marker) === `complete ${hash}`) return { directory, made: false }
  if (existsSync(directory)) {
    if (markOf(marker) === null) throw new Error(`${directory} 不是演示数据的文件夹，没有改动它。请换一个位置（BANGFU_DEMO_DATA）。`)
    rmSync(directory, { recursive: true, force: true })
  }
  say('正在生成演示数据（全部是虚构的人和户），第一次需要几分钟……')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  writeFileSync(marker, JSON.stringify({ state: 'begun' }))
  await runTool('../src/cli/main.ts', ['demo', '--data', directory, ...(households === undefined ? [] : ['--households', String(households)])], { BANGFU_PASSWORD: DEMO_PASSWORD })
  writeFileSync(marker, JSON.stringify({ state: `complete ${hash}` }))
  return { directory, made: true }
}

/** State in the marker; null when the folder has none. */
function markOf(marker: string): string | null {
  try {
    const { state } = JSON.parse(readFileSync(marker, 'utf8')) as { state: string }
    return state
  } catch {
    return null
  }
}
