/** Entry of the Electron shell: what is installed, in order. Everything that can be decided is decided in the modules named here. */
import { app } from 'electron'
import { createFileLog } from '#core/shell/log.ts'
import { slowLine, watchSlowness } from '#core/shell/slowness.ts'
import { catchUnforeseen, keepNoDumps } from './lifecycle/crash.ts'
import { claimPlaces } from './places.ts'
import { Program } from './program.ts'
import { refuseDebugging } from './security/debugging.ts'
import { guardNavigation } from './security/navigation.ts'
import { registerScheme } from './security/protocol.ts'

const places = claimPlaces(import.meta.dirname)
const log = createFileLog(places.logs, 'shell')

keepNoDumps()
catchUnforeseen(log)
// The core has a process of its own and tells of itself; here it is the window that would stand still.
const slowness = watchSlowness((slow) => log.info(`window: ${slowLine(slow)}`))
app.on('will-quit', slowness.stop)
app.enableSandbox()
registerScheme()
guardNavigation((address) => log.info(`blocked ${address.slice(0, 200)}`))

if (refuseDebugging(log)) {
  // It ends here, before anything of the office is opened.
} else if (app.requestSingleInstanceLock()) {
  const program = new Program(places, log)
  app.on('second-instance', () => program.focus())
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(() => program.start())
} else {
  app.quit()
}
