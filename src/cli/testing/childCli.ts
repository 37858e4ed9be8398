/** Runs the command line as offices run it: a process of its own, with nothing of our environment but what is given. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface CliResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Never rejects for an exit code; that is in the result. */
export function runCli(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, ...words],
      { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env }, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr })
      },
    )
  })
}

/** The one JSON value on standard output; throws when there is anything else. */
export function onlyJson(result: CliResult): Record<string, unknown> {
  const { stdout } = result
  if (!stdout.endsWith('\n') || stdout.trimEnd().includes('\n')) throw new Error(`not exactly one line: ${stdout}`)
  return JSON.parse(stdout) as Record<string, unknown>
}
