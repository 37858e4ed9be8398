/** Folders and files of the Electron shell. */
import { app } from 'electron'
import { join } from 'node:path'
import { defaultDataDirectory, temporaryDirectoryOf } from '#core/shell/places.ts'

export interface Places {
  readonly data: string
  readonly temporary: string
  readonly resources: string
  readonly renderer: string
  readonly preload: string
  readonly coreHost: string
  readonly icon: string
  readonly logs: string
  readonly documents: string
}

/**
 * Where everything is; also sets the folder of Chromium's own files, which is the key of the single-instance lock, so that
 * the demonstration and the office's data can be open at the same time.
 * @param here folder of the built main process (`out/main`).
 */
export function claimPlaces(here: string): Places {
  const data = defaultDataDirectory()
  const named = process.env['BANGFU_DATA'] !== undefined && process.env['BANGFU_DATA'] !== ''
  app.setPath('userData', named ? join(data, 'shell') : join(app.getPath('appData'), 'bangfu'))
  const resources = app.isPackaged ? join(process.resourcesPath, 'resources') : join(here, '../../resources')
  return {
    data,
    temporary: temporaryDirectoryOf(data),
    resources,
    renderer: join(here, '../renderer'),
    preload: join(here, '../preload/index.cjs'),
    coreHost: join(here, 'coreHost.js'),
    icon: app.isPackaged ? join(process.resourcesPath, 'icon.png') : join(here, '../../build/icon.png'),
    logs: join(data, 'logs'),
    documents: app.getPath('documents'),
  }
}
