/** `npm run dev`: rebuilds the screens at every change and serves them by the loopback shell; reload the page to see the change. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { ensureScreens, ROOT } from './buildScreens.ts'

function run(script: string, parameters: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(ROOT, script), ...parameters], { cwd: ROOT, stdio: 'inherit' })
}

await ensureScreens()
const watcher = run('node_modules/vite/bin/vite.js', ['build', '--watch', '--config', 'build/config/vite.web.ts', '--logLevel', 'warn'])
const shell = run('src/web/main.ts', process.argv.slice(2))
process.on('SIGINT', () => undefined)
shell.once('exit', (code) => {
  watcher.kill()
  process.exitCode = code ?? 1
})
