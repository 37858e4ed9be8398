/** The only place that makes windows: every one has the same locked-down preferences. */
import { BrowserWindow, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron'

export interface WindowSurroundings {
  /** Path of the preload script; only the main window gets it. */
  readonly preload: string
  /** Path of the window's icon, where the system wants one. */
  readonly icon: string
  /** Developer tools; off in a release. */
  readonly devTools: boolean
}

export type WindowKind = 'main' | 'print'

const LOCKED: Readonly<WebPreferences> = Object.freeze({
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  plugins: false,
  experimentalFeatures: false,
  // It would fetch dictionaries from the network.
  spellcheck: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
})

/** Options of a window; the print window is hidden, has no bridge and no developer tools. */
export function windowOptions(kind: WindowKind, at: WindowSurroundings): BrowserWindowConstructorOptions {
  if (kind === 'print') return { show: false, webPreferences: { ...LOCKED, devTools: false } }
  return {
    width: 1366,
    height: 800,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: '精准帮扶工作台',
    backgroundColor: '#ffffff',
    icon: at.icon,
    webPreferences: { ...LOCKED, devTools: at.devTools, preload: at.preload },
  }
}

export function createWindow(kind: WindowKind, at: WindowSurroundings): BrowserWindow {
  return new BrowserWindow(windowOptions(kind, at))
}
