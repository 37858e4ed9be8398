/** Entry of the command line: `npm run -s cli -- <command> …`. */
import { keepCompiled } from '#core/shell/compiled.ts'
import { dumpNoMemory } from '#core/shell/dumps.ts'

// A third of a short command's time is reading our sources; the second call finds them compiled. Hence the later import.
keepCompiled()
const { runCommandLine } = await import('./run.ts')

dumpNoMemory()
const abort = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The second time the user means it; the database recovers by its log.
    if (abort.signal.aborted) process.exit(130)
    abort.abort()
  })
}
// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', () => process.exit(0))

const written = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => {
    stream.write(text, () => resolve())
  })

const code = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  signal: abort.signal,
  out: (text) => written(process.stdout, text),
  error: (text) => written(process.stderr, text),
  terminal: process.stderr.isTTY,
})
process.exit(code)
