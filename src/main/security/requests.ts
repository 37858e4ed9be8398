/** The program talks to no network: every request that is not for its own pages is cancelled, and so is every download. */
import type { Session } from 'electron'
import { isOwnAddress } from './origin.ts'

const LOCAL = new Set(['data:', 'blob:'])

/** Whether a request may go on. Developer tools only outside a release. */
export function mayRequest(address: string, devTools: boolean): boolean {
  if (isOwnAddress(address)) return true
  try {
    const { protocol } = new URL(address)
    return LOCAL.has(protocol) || (devTools && protocol === 'devtools:')
  } catch {
    return false
  }
}

/** Installs the refusals on a session. Files are saved by our own dialog, never as a download of the page. */
export function refuseNetwork(session: Session, devTools: boolean, onBlocked: (address: string) => void): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    const allowed = mayRequest(details.url, devTools)
    if (!allowed) onBlocked(details.url)
    callback({ cancel: !allowed })
  })
  session.on('will-download', (event, item) => {
    event.preventDefault()
    onBlocked(item.getURL())
  })
}
