/** Threads find the program compiled, as the main thread does. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** Tells where the main thread and a thread of its own keep what is compiled. */
const WORK = `
import { getCompileCacheDir } from 'node:module'
import { Worker } from 'node:worker_threads'
import { keepCompiled } from ${JSON.stringify(new URL('./compiled.ts', import.meta.url).href)}
keepCompiled()
const thread = new Worker("const of = process.getBuiltinModule; of('worker_threads').parentPort.postMessage(of('module').getCompileCacheDir() ?? null)", { eval: true })
thread.on('message', (there) => console.log(JSON.stringify([getCompileCacheDir() ?? null, there])))
`

it('线程读程序，读到的也是编译好的，和主线程用同一处', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'bangfu-compiled-'))
  try {
    const { NODE_COMPILE_CACHE: _, NODE_DISABLE_COMPILE_CACHE: __, ...environment } = process.env
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', WORK], {
      encoding: 'utf8',
      env: { ...environment, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
    })
    expect(stderr).toBe('')
    const [here, there] = JSON.parse(stdout) as [string | null, string | null]
    expect(here).not.toBeNull()
    expect(there).toBe(here)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
})
