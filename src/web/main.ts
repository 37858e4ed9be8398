/**
 * Entry of the loopback shell: `node src/web/main.ts [--data DIR] [--port N] [--demo-password TEXT] [--no-open]`.
 * `npm start` calls it after it has built the screens; the screen tests start it directly.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createApp } from '#core/app.ts'
import { logInToDemo } from '#core/shell/demoLogin.ts'
import { dumpNoMemory } from '#core/shell/dumps.ts'
import { createFileLog } from '#core/shell/log.ts'
import { defaultDataDirectory, logsDirectoryOf, temporaryDirectoryOf } from '#core/shell/places.ts'
import { runWebShell } from './run.ts'
import { newSession } from './sessions.ts'

dumpNoMemory()
const root = fileURLToPath(new URL('../..', import.meta.url))

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    'no-open': { type: 'boolean', default: false },
    // The demonstration's data is synthetic and its password is shown to everyone, so it may stand on a command line.
    'demo-password': { type: 'string' },
  },
})

const dataDirectory = values.data ?? defaultDataDirectory()
const demoPassword = values['demo-password']

process.exitCode = await runWebShell(
  {
    folders: {
      dataDirectory,
      resourcesDirectory: join(root, 'resources'),
      temporaryDirectory: temporaryDirectoryOf(dataDirectory),
      rendererDirectory: join(root, 'out/renderer'),
    },
    port: Number(values.port),
    createApp: (folders, ears) => createApp({ ...folders, ...ears }),
    log: createFileLog(logsDirectoryOf(dataDirectory), 'shell'),
    ...(demoPassword === undefined
      ? {}
      : {
          prepare: async (app) => {
            const session = newSession()
            await logInToDemo(app, session, demoPassword)
            return session
          },
        }),
  },
  { say: (line) => console.log(line), open: !values['no-open'] },
)
process.exit()
