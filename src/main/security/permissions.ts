/** Nothing that a page may ask of the machine is granted, but writing to the clipboard from our own page. */
import type { Session } from 'electron'
import { isOwnAddress } from './origin.ts'

/** Whether a page that already has a permission may use it. */
export function mayUse(permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwnAddress(origin)
}

/** Installs the refusals on a session. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback) => callback(mayUse(permission, contents.getURL())))
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin))
  session.setDevicePermissionHandler(() => false)
}
