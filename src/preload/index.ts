/** What the page gets of Electron: five functions, fixed channels, data only. Replies are unwrapped on the page's side. */
import { contextBridge, ipcRenderer } from 'electron'
import type { RawElectronBridge } from '#bridge/electron.ts'
import { CONNECT_CORE, CORE_PORT_CHANNEL, PICK_FILE, PICK_FOLDER, PRINT, SAVE_FILE } from '#main/ipc/channels.ts'

/** Same as `CORE_PORT` of the page side; a test compares them. */
const CORE_PORT = 'bangfu:core-port'

ipcRenderer.on(CORE_PORT_CHANNEL, (event) => {
  // A port cannot pass the context bridge; a message to our own window, with our own origin, can carry it.
  window.postMessage(CORE_PORT, window.location.origin, event.ports)
})

contextBridge.exposeInMainWorld('bridge', {
  shell: 'electron',
  connectCore: () => ipcRenderer.send(CONNECT_CORE),
  pickFile: (options) => ipcRenderer.invoke(PICK_FILE, options),
  pickFolder: (options) => ipcRenderer.invoke(PICK_FOLDER, { ...options, kind: 'folder' }),
  saveFile: (ticket, suggestedName) => ipcRenderer.invoke(SAVE_FILE, { ticket, suggestedName }),
  printHtml: (html) => ipcRenderer.invoke(PRINT, { html }),
} satisfies RawElectronBridge)
