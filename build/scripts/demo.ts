/** The data folder of the demonstration county: made once, kept until the code that makes it changes. */
import { createHash } from 'node:crypto'
import { mkdirSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoDataDirectory } from '../../src/core/shell/places.ts'
import { ROOT, runTool } from './buildScreens.ts'
import { sourceHash } from './freshness.ts'

/** Known to everyone: nothing in the demonstration is real. */
export const DEMO_PASSWORD = '演示专用2026'

const MAKER = ['src/core/features/demo/**', 'src/core/catalogue/**', 'src/core/store/**', 'src/core/keyring/**', 'build/scripts/makeState.ts']

/**
 * Makes the county if need be; answers with its data folder. Half a county, left by a run that broke off, is made anew; a folder without
 * our mark is never touched. `households`: fewer than the full county.
 */
export async function ensureDemo(say: (line: string) => void, folder: string = demoDataDirectory(), households?: number): Promise<string> {
  const data = join(folder, 'data')
  const marker = join(folder, 'demonstration.json')
  const complete = createHash('sha256').update(sourceHash(ROOT, MAKER)).update(String(households)).digest('hex')
  const mark = markOf(marker)
  if (mark === complete && existsSync(data)) return data
  if (mark === null && existsSync(data)) throw new Error(`${folder} 不是演示数据的文件夹，没有改动它。请用 BANGFU_DEMO_DATA 指定另一个文件夹。`)
  rmSync(data, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(marker, JSON.stringify({ complete: '' }))
  say('正在生成演示数据（人和户全部是虚构的）；只在第一次需要等。')
  await runTool('../build/scripts/makeState.ts', ['demo', data, ...(households === undefined ? [] : [String(households)])], { BANGFU_PASSWORD: DEMO_PASSWORD })
  writeFileSync(marker, JSON.stringify({ complete }))
  return data
}

/** What the marker says: the hash of what made the county, '' while it is being made, null without a marker. */
function markOf(marker: string): string | null {
  try {
    const { complete } = JSON.parse(readFileSync(marker, 'utf8')) as { complete: string }
    return complete
  } catch {
    return null
  }
}
