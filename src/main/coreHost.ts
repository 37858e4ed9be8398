/** Entry of the utility process: the core, away from the windows. */
import { createApp } from '#core/app.ts'
import { logInToDemo } from '#core/shell/demoLogin.ts'
import { dumpNoMemory } from '#core/shell/dumps.ts'
import { giveBackAtRest } from '#core/shell/memory.ts'
import { CoreService, type PagePort } from './core/coreService.ts'
import type { FromCore, ToCore } from './core/messages.ts'

dumpNoMemory()
giveBackAtRest()
const parent = process.parentPort
const demoPassword = process.env['BANGFU_DEMO_PASSWORD']

const service = new CoreService({
  createApp: (folders, ears) => createApp({ ...folders, ...ears, staysOpen: true }),
  send: (message: FromCore) => parent.postMessage(message),
  // Set by `npm start -- --demo` only; the password of the demonstration is known to everyone.
  ...(demoPassword === undefined ? {} : { prepare: (app, session) => logInToDemo(app, session, demoPassword) }),
})

/** The reason of a death reaches the log before the process is gone; the main process starts it again. */
function die(error: unknown): void {
  parent.postMessage({ type: 'log', text: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies FromCore)
  setTimeout(() => process.exit(1), 100)
}
process.on('uncaughtException', die)
process.on('unhandledRejection', die)

parent.on('message', (event) => {
  void service.receive(event.data as ToCore, event.ports[0] as PagePort | undefined)
})
