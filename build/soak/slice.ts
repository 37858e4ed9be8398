/** Runs one slice of a law: a run of the test runner in a process of its own, with busy loops beside it where the law wants them. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Law } from './laws.ts'

export interface SliceResult {
  readonly held: boolean
  readonly seconds: number
  /** The last of what it said. */
  readonly said: string
}

/** Keeps a core busy for as long as the process that started it lives. */
const BUSY_LOOP = 'const parent = process.ppid; for (;;) { for (let i = 0; i < 1e7; i += 1); if (process.ppid !== parent) process.exit() }'
const HOUR_MINUTES = 60
/** So much of the output of a failed slice is kept. */
const SAID_CHARACTERS = 6000

/** Parameters and environment of the test runner for a slice. */
export function commandOf(law: Law, seed: number): { parameters: string[]; env: Record<string, string> } {
  return {
    parameters: ['run', '--config', 'build/config/vitest.ts', ...law.files, ...(law.test === undefined ? [] : ['--testNamePattern', law.test])],
    env: { BANGFU_SEED: String(seed), ...(law.runs === undefined ? {} : { BANGFU_RUNS: String(law.runs) }) },
  }
}

/** Runs it to its end, with its output shown. An abort ends it at once and rejects: half a slice is none. */
export async function runSlice(root: string, law: Law, seed: number, signal: AbortSignal): Promise<SliceResult> {
  const { parameters, env } = commandOf(law, seed)
  const loops = Array.from({ length: law.busyLoops ?? 0 }, () => spawn(process.execPath, ['-e', BUSY_LOOP], { stdio: 'ignore' }))
  const before = performance.now()
  try {
    const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...parameters], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    const { code, said } = await ended(child, (law.limitMinutes ?? HOUR_MINUTES) * 60_000, signal)
    return { held: code === 0, seconds: (performance.now() - before) / 1000, said }
  } finally {
    for (const loop of loops) loop.kill('SIGKILL')
  }
}

function ended(child: ChildProcess, limit: number, signal: AbortSignal): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (to: NodeJS.WriteStream) => (text: Buffer) => {
      to.write(text)
      said = `${said}${text.toString('utf8')}`.slice(-SAID_CHARACTERS)
    }
    child.stdout?.on('data', hear(process.stdout))
    child.stderr?.on('data', hear(process.stderr))
    const stop = (): void => {
      child.kill()
    }
    const timer = setTimeout(() => {
      said += '\nbroken off: it did not end within its limit'
      child.kill('SIGKILL')
    }, limit)
    signal.addEventListener('abort', stop, { once: true })
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      if (signal.aborted) reject(new Error('interrupted'))
      else resolve({ code, said })
    })
  })
}
