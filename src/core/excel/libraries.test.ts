/** What writes workbooks is loaded part by part: in a process of its own, since a package is loaded once a process. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** Files of packages that are loaded, at each turn that others got. */
const SCRIPT = `
  import { createRequire } from 'node:module'
  import { loadExceljs, exceljs } from './src/core/excel/libraries.ts'
  const { cache } = createRequire(import.meta.url)
  const loaded = []
  const turn = () => { loaded.push(Object.keys(cache).length); again = setImmediate(turn) }
  let again = setImmediate(turn)
  const library = await loadExceljs()
  clearImmediate(again)
  const turns = loaded.length
  const same = library === (await loadExceljs()) && library === exceljs()
  console.log(JSON.stringify({ loaded, same, waited: loaded.length - turns, reader: Object.keys(cache).filter((file) => file.includes('unzipper')), book: typeof new library.Workbook() }))
`

it('others get a turn after each part, none of which is half of all; what is not used of it is not loaded', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], { cwd: ROOT, encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  const { loaded, ...rest } = JSON.parse(stdout) as { loaded: number[]; same: boolean; waited: number; reader: string[]; book: string }
  expect(rest).toEqual({ same: true, waited: 0, reader: [], book: 'object' })
  const parts = loaded.map((count, index) => count - (loaded[index - 1] ?? 0)).filter((count) => count > 0)
  const all = loaded.at(-1) ?? 0
  expect(all).toBeGreaterThan(100)
  expect(parts.length).toBeGreaterThanOrEqual(4)
  expect(Math.max(...parts)).toBeLessThan(all / 2)
})
