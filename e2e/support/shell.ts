/** The loopback shell for a test: its own data folder in a wanted state, its own process, its own port. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SCREENS } from '../../build/scripts/buildScreens.ts'
import { buildUnlessFresh, sourceHash } from '../../build/scripts/freshness.ts'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** `empty`: before set-up; `office`: set up, nothing on file; `demo`: a small synthetic county; `guard`: set up with the made-up registers of the tests. */
export type State = 'empty' | 'office' | 'demo' | 'guard'

/** Chooses the catalogue with the made-up registers, in Node and in the build of the screens. */
const GUARD = '--conditions=guard'

/** Password of the first user in the states that have one. */
export const PASSWORD = '测试专用密码2026'

/** Login of that user. */
export { LOGIN } from '../../build/scripts/states.ts'

/** Households of the small county. */
const DEMO_HOUSEHOLDS = 300

/** Only what hangs takes so long. */
const START_MS = 240_000
const STOP_MS = 120_000

export interface TestShell {
  /** `http://127.0.0.1:<port>`. */
  readonly address: string
  /** Opens the program once. */
  readonly startAddress: string
  readonly dataDirectory: string
  /** Ends the shell as Ctrl+C does and removes the data; rejects when it does not end in time or not with 0. After `kill` only the data is removed. */
  stop(): Promise<void>
  /** Ends the shell at once, as a power cut does. The data stays. */
  kill(): Promise<void>
  /** Starts again over the same data after `kill`. */
  restart(): Promise<TestShell>
}

/** Runs a command of the CLI over a data folder; its JSON answer. Throws with the output when it fails. */
export function runCli(dataDirectory: string, parameters: readonly string[]): unknown {
  const output = execFileSync(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...parameters, '--data', dataDirectory, '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, BANGFU_PASSWORD: PASSWORD },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  })
  return JSON.parse(output)
}

/** Runs many command lines over a data folder that no shell has open; their JSON answers. */
export function askCli(dataDirectory: string, lines: readonly (readonly string[])[]): unknown[] {
  const output = execFileSync(process.execPath, [join(ROOT, 'build/scripts/askMany.ts'), dataDirectory], {
    cwd: ROOT,
    encoding: 'utf8',
    input: JSON.stringify(lines),
    env: { ...process.env, BANGFU_PASSWORD: PASSWORD },
    stdio: ['pipe', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  })
  return JSON.parse(output) as unknown[]
}

/** A fresh copy of a state. Each state is made once and copied. */
export function dataIn(state: State): string {
  const directory = mkdtempSync(join(tmpdir(), 'bangfu-e2e-'))
  if (state !== 'empty') cpSync(madeOnce(state), directory, { recursive: true })
  return directory
}

function madeOnce(state: Exclude<State, 'empty'>): string {
  // Another core may write other tables, so a state is kept for the sources that made it.
  const kept = join(ROOT, 'test-results/states', `${state}-${sourceHash(ROOT, ['src/core/**', 'build/scripts/makeState.ts']).slice(0, 12)}`)
  if (existsSync(kept)) return kept
  mkdirSync(join(ROOT, 'test-results/states'), { recursive: true })
  const making = mkdtempSync(join(ROOT, 'test-results/states/making-'))
  execFileSync(
    process.execPath,
    [
      ...(state === 'guard' ? [GUARD] : []),
      join(ROOT, 'build/scripts/makeState.ts'),
      state === 'guard' ? 'office' : state === 'demo' ? 'people' : state,
      making,
      ...(state === 'demo' ? [String(DEMO_HOUSEHOLDS)] : []),
    ],
    { cwd: ROOT, env: { ...process.env, BANGFU_PASSWORD: PASSWORD }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  try {
    renameSync(making, kept)
  } catch {
    // The other worker was first.
    rmSync(making, { recursive: true, force: true })
  }
  return kept
}

/** Starts the shell over a state, or over a folder that is there already. */
export async function startShell(state: State | { readonly dataDirectory: string }): Promise<TestShell> {
  const dataDirectory = typeof state === 'string' ? dataIn(state) : state.dataDirectory
  const shell =
    state === 'guard'
      ? [GUARD, join(ROOT, 'build/scripts/serveScreens.ts'), dataDirectory, await guardScreens()]
      : [join(ROOT, 'src/web/main.ts'), '--data', dataDirectory, '--no-open']
  const child = spawn(process.execPath, shell, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const startAddress = await addressOf(child)
  return {
    address: new URL(startAddress).origin,
    startAddress,
    dataDirectory,
    stop: async () => {
      await end(child, 'SIGINT')
      rmSync(dataDirectory, { recursive: true, force: true })
      if (child.signalCode !== 'SIGKILL' && child.exitCode !== 0) throw new Error(`the shell ended with ${child.exitCode ?? child.signalCode}`)
    },
    kill: () => end(child, 'SIGKILL'),
    restart: () => startShell({ dataDirectory }),
  }
}

/** Folder of the screens with the made-up registers, built once for the sources. */
async function guardScreens(): Promise<string> {
  const folder = join(ROOT, 'out/guard')
  const build = ['build', '--config', 'build/config/vite.web.ts', '--outDir', folder, '--minify', 'false', '--logLevel', 'warn']
  await buildUnlessFresh({
    stamp: join(ROOT, 'out/.guard'),
    hash: sourceHash(ROOT, SCREENS) + sourceHash(join(ROOT, 'src/core/testing/guard/'), ['**']),
    result: join(folder, 'index.html'),
    build: () =>
      Promise.resolve(void execFileSync(process.execPath, [GUARD, join(ROOT, 'node_modules/vite/bin/vite.js'), ...build], { cwd: ROOT, stdio: 'inherit' })),
  })
  return folder
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`the shell did not start in ${START_MS} ms:\n${said}`))
    }, START_MS)
    const listen = (chunk: Buffer): void => {
      said += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+\/start\?token=[\w-]+/.exec(said)
      if (found === null) return
      clearTimeout(timer)
      resolve(found[0])
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`the shell ended with ${code} before it served:\n${said}`))
    })
  })
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`the shell did not end in ${STOP_MS} ms after ${signal}`))
    }, STOP_MS)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill(signal)
  })
}
