/** `app://register/`: the built screens, and documents to be printed, from memory and disk; nothing else is served. */
import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { resolveAsset } from '#core/shell/assets.ts'
import { CONTENT_SECURITY_POLICY } from '#core/shell/csp.ts'
import { HOST, isOwnAddress, SCHEME } from './origin.ts'

/** A printed document shows itself and runs nothing. */
const PRINT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; font-src data: 'self'; base-uri 'none'; form-action 'none'"

const PRINT_FOLDER = '/print/'

/** Documents waiting to be printed, by ticket. */
export class PrintDocuments {
  readonly #documents = new Map<string, string>()

  /** Keeps a document; answers with the address that shows it. */
  put(ticket: string, html: string): string {
    this.#documents.set(ticket, html)
    return `${SCHEME}://${HOST}${PRINT_FOLDER}${ticket}`
  }

  get(ticket: string): string | undefined {
    return this.#documents.get(ticket)
  }

  remove(ticket: string): void {
    this.#documents.delete(ticket)
  }
}

/** Must run before the app is ready. Standard and secure, so that it has an origin; no bypass of the policy, no CORS. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }])
}

/** Serves the scheme from the folder of the built screens. */
export function serveScheme(rendererDirectory: string, documents: PrintDocuments): void {
  protocol.handle(SCHEME, (request) => answer(rendererDirectory, documents, request))
}

/** The answer to one request; anything but GET of an own address is refused. */
export async function answer(rendererDirectory: string, documents: PrintDocuments, request: Request): Promise<Response> {
  if (request.method !== 'GET') return refuse(405)
  if (!isOwnAddress(request.url)) return refuse(404)
  // The address as it came: `new URL` would have resolved dots before we could refuse them.
  const pathname = request.url.slice(`${SCHEME}://${HOST}`.length).split(/[?#]/)[0] ?? '/'
  if (pathname.startsWith(PRINT_FOLDER)) {
    const html = documents.get(pathname.slice(PRINT_FOLDER.length))
    return html === undefined ? refuse(404) : respond(html, 'text/html; charset=utf-8', PRINT_POLICY)
  }
  const asset = await resolveAsset(rendererDirectory, pathname === '' ? '/' : pathname)
  if (asset === null) return refuse(404)
  return respond(await readFile(asset.path), asset.type, CONTENT_SECURITY_POLICY)
}

function refuse(status: number): Response {
  return new Response(null, { status })
}

function respond(body: string | Uint8Array<ArrayBuffer>, type: string, policy: string): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
  })
}
