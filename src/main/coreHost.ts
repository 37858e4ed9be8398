/** Entry of the utility process: the core, away from the windows. */
import { createApp } from '#core/app.ts'
import { CoreService, type PagePort } from './core/coreService.ts'
import type { FromCore, ToCore } from './core/messages.ts'

const parent = process.parentPort

const service = new CoreService({
  createApp: (folders) => createApp(folders),
  send: (message: FromCore) => parent.postMessage(message),
})

parent.on('message', (event) => {
  void service.receive(event.data as ToCore, event.ports[0] as PagePort | undefined)
})
