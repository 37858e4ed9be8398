/** What the words of the command line mean to the loopback shell. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createApp } from '#core/app.ts'
import { logInToDemo } from '#core/shell/demoLogin.ts'
import { createFileLog } from '#core/shell/log.ts'
import { defaultDataDirectory, logsDirectoryOf, temporaryDirectoryOf } from '#core/shell/places.ts'
import { runWebShell, type Terminal } from './run.ts'
import { newSession } from './sessions.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Serves until it is ended; resolves with the exit code. Throws on a word that it does not know. */
export function runWebCommand(words: readonly string[], say: Terminal['say']): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
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

  return runWebShell(
    {
      folders: {
        dataDirectory,
        resourcesDirectory: join(root, 'resources'),
        temporaryDirectory: temporaryDirectoryOf(dataDirectory),
        rendererDirectory: join(root, 'out/renderer'),
      },
      port: Number(values.port),
      createApp: (folders, ears) => createApp({ ...folders, ...ears, staysOpen: true }),
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
    { say, open: !values['no-open'] },
  )
}
