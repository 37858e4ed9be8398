/**
 * `npm start`: builds what is missing and starts the program, in its own window where Electron can be had, else in the browser.
 * `npm start -- --demo` opens the demonstration county (`BANGFU_DEMO_HOUSEHOLDS`: a smaller one); `--data DIR`, `--port N`, `--web` (browser even if Electron is there), `--no-open`.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { keepCompiled } from '../../src/core/shell/compiled.ts'
import { defaultDataDirectory } from '../../src/core/shell/places.ts'
import { hasScreen } from '../../src/web/openBrowser.ts'
import { ensureElectronBuild, ensureScreens, ROOT } from './buildScreens.ts'
import { DEMO_PASSWORD, ensureDemo } from './demo.ts'
import { electronRuntime, fetchRuntime, thisMachine, type Runtime } from './electronRuntime.ts'
import { CORE_ENVIRONMENT, CORE_NODE_FLAGS } from '../../src/core/shell/memory.ts'

/** An Electron that ends so soon with an error never showed its window. */
const NEVER_SHOWN_MS = 5_000

interface Options {
  readonly demo: boolean
  readonly data: string | undefined
  readonly port: string
  readonly web: boolean
  readonly noOpen: boolean
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      demo: { type: 'boolean', default: false },
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      web: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
    },
  })
  return { demo: values.demo, data: values.data, port: values.port, web: values.web, noOpen: values['no-open'] }
}

const say = (line: string): void => console.log(line)

function runtimeFor(options: Options): Promise<Runtime> {
  if (options.web) return Promise.resolve({ reason: '按启动时的要求，不用单独的窗口。' })
  return electronRuntime({
    packageDirectory: join(ROOT, 'node_modules/electron'),
    failureStamp: join(ROOT, 'out/.electron-not-fetched'),
    machine: thisMachine(),
    hasScreen: hasScreen({ platform: process.platform, env: process.env }),
    isRoot: process.platform === 'linux' && process.getuid?.() === 0,
    now: Date.now(),
    fetch: (installer, milliseconds) => {
      say('正在下载 Electron 运行文件（最多等一分钟）……')
      return fetchRuntime(installer, milliseconds)
    },
  })
}

/** Runs a child until it ends; signals of the terminal reach it by themselves, others are passed on. Exit code, and how long it ran. */
function runChild(command: string, parameters: readonly string[], env: Readonly<Record<string, string>>): Promise<{ code: number; milliseconds: number }> {
  return new Promise((resolve) => {
    const before = Date.now()
    const child = spawn(command, parameters, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
    const pass = (signal: NodeJS.Signals): void => {
      child.kill(signal)
    }
    // The child says when it has closed; we only must not end before it.
    const stay = (): void => undefined
    process.on('SIGINT', stay)
    process.on('SIGTERM', pass)
    process.on('SIGHUP', pass)
    child.once('error', () => resolve({ code: 127, milliseconds: 0 }))
    child.once('exit', (code, signal) => resolve({ code: code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1), milliseconds: Date.now() - before }))
  })
}

/** Null when Electron could not show a window and the browser must do. */
async function startElectron(options: Options, path: string, data: string): Promise<number | null> {
  if (await ensureElectronBuild()) say('程序已编译。')
  const { code, milliseconds } = await runChild(path, [ROOT], { BANGFU_DATA: data, ...(options.demo ? { BANGFU_DEMO_PASSWORD: DEMO_PASSWORD } : {}) })
  return code > 1 && milliseconds < NEVER_SHOWN_MS ? null : code
}

async function startWeb(options: Options, data: string, reason: string): Promise<number> {
  if (await ensureScreens()) say('界面已编译。')
  say(`${reason}改用这台电脑的浏览器打开，功能相同；程序只在这台电脑上可用，别的电脑连不上。`)
  const parameters = [
    '--data',
    data,
    '--port',
    options.port,
    ...(options.noOpen ? ['--no-open'] : []),
    ...(options.demo ? ['--demo-password', DEMO_PASSWORD] : []),
  ]
  return (await runChild(process.execPath, [...CORE_NODE_FLAGS, join(ROOT, 'src/web/main.ts'), ...parameters], CORE_ENVIRONMENT)).code
}

async function main(): Promise<number> {
  const options = readOptions()
  let data = options.data ?? defaultDataDirectory()
  if (options.demo) {
    const households = Number(process.env['BANGFU_DEMO_HOUSEHOLDS'] ?? '')
    data = await ensureDemo(say, options.data, households > 0 ? households : undefined)
    say(`这是演示数据：人、户、号码全部是虚构的，可以随意改。登录密码：${DEMO_PASSWORD}`)
  }
  const runtime = await runtimeFor(options)
  if ('path' in runtime) {
    const code = await startElectron(options, runtime.path, data)
    if (code !== null) return code
    return startWeb(options, data, 'Electron 在这台电脑上没有运行起来（可能缺少系统组件）。')
  }
  return startWeb(options, data, runtime.reason)
}

// What is started from here finds even its entry compiled: else it would load the compiler of types for that alone, 12 MB that stay.
keepCompiled()
try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
process.exit()
