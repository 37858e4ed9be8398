/** Threads find the program compiled, as the main thread does; what is started with it, too. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** Starts a program twice as `npm start` starts the shell, and tells of each start whether it loaded the compiler of types. */
const STARTS = `
import { spawnSync } from 'node:child_process'
import { keepCompiled } from ${JSON.stringify(new URL('./compiled.ts', import.meta.url).href)}
keepCompiled()
const start = () => spawnSync(process.execPath, [process.argv[1]], { encoding: 'utf8' })
for (const { stdout, stderr } of [start(), start()]) process.stdout.write(stdout + stderr)
`

it('由启动程序启动的，第二次起连入口也不用再编译，编译器不进内存', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'bangfu-compiled-'))
  try {
    const entry = join(temporary, 'entry.ts')
    writeFileSync(entry, `const of: readonly string[] = process.moduleLoadList\nconsole.log(of.some((name) => name.includes('amaro')))\n`)
    const { NODE_COMPILE_CACHE: _, NODE_DISABLE_COMPILE_CACHE: __, ...environment } = process.env
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', STARTS, entry], {
      encoding: 'utf8',
      env: { ...environment, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
    })
    expect(stdout).toBe('true\nfalse\n')
    expect(readFileSync(new URL('../../../build/scripts/start.ts', import.meta.url), 'utf8')).toMatch(/^keepCompiled\(\)$/m)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
})
