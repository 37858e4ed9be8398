/** The program's own origin; everything that compares addresses does it here. */

export const SCHEME = 'app'
export const HOST = 'register'
export const HOME = `${SCHEME}://${HOST}/`

/** Whether an address belongs to the program's own pages. Parsed, never compared as a prefix. */
export function isOwnAddress(address: string): boolean {
  try {
    const url = new URL(address)
    return url.protocol === `${SCHEME}:` && url.host === HOST && url.username === '' && url.password === ''
  } catch {
    return false
  }
}
