/** What writes PDFs is loaded in two parts: in a process of its own, since a package is loaded once a process. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** Characters of the files that are loaded, at each turn that others got. */
const SCRIPT = `
  import { statSync } from 'node:fs'
  import { createRequire } from 'node:module'
  import { loadPdfkit } from './src/core/forms/libraries.ts'
  const { cache } = createRequire(import.meta.url)
  const loaded = []
  let isLoading = true
  const look = () => loaded.push(Object.keys(cache).reduce((sum, file) => sum + statSync(file).size, 0))
  const turn = () => { if (isLoading) { look(); setImmediate(turn) } }
  setImmediate(turn)
  const Document = await loadPdfkit()
  isLoading = false
  look()
  console.log(JSON.stringify({ loaded, same: Document === (await loadPdfkit()), page: typeof new Document().page }))
`

it('others get a turn between what reads fonts and what draws pages', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], { cwd: ROOT, encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  const { loaded, ...rest } = JSON.parse(stdout) as { loaded: number[]; same: boolean; page: string }
  expect(rest).toEqual({ same: true, page: 'object' })
  const parts = loaded.map((size, index) => size - (loaded[index - 1] ?? 0)).filter((size) => size > 0)
  expect(parts.length).toBeGreaterThanOrEqual(2)
  expect(Math.max(...parts)).toBeLessThan((loaded.at(-1) ?? 0) * 0.8)
})
