/** Which requests the loopback server answers at all: only those of a page that it served itself, by its own numeric address. */
import type { IncomingHttpHeaders } from 'node:http'

export interface Refusal {
  readonly status: 400 | 403 | 405
  /** A plain Chinese sentence. */
  readonly message: string
}

const READING = new Set(['GET', 'HEAD'])
const METHODS = new Set([...READING, 'POST'])

/**
 * Null when the request may go on. A foreign `Host` means that a name was rebound to this machine; a foreign `Origin` or
 * `Sec-Fetch-Site` means that another site's page sent it. Requests that change something must name their origin.
 */
export function refusalOf(method: string, headers: IncomingHttpHeaders, port: number): Refusal | null {
  const own = `127.0.0.1:${port}`
  if (!METHODS.has(method)) return { status: 405, message: '不支持这种请求。' }
  if (headers.host !== own) return { status: 403, message: `请用 http://${own} 打开程序。` }
  const { origin } = headers
  if (origin === undefined ? !READING.has(method) : origin !== `http://${own}`) return { status: 403, message: '拒绝其他网页发来的请求。' }
  const site = headers['sec-fetch-site']
  // `none`: typed by the user or opened from the terminal.
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isStart(headers)) return { status: 403, message: '拒绝其他网页发来的请求。' }
  return null
}

/** A link in a terminal or a mail window may open the start page: a navigation of the user, not a call. */
function isStart(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}
