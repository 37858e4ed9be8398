/** Which file of the built screens a request path means: for the custom protocol of Electron and for the loopback server. */
import { realpath, stat } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, sep } from 'node:path'

export interface Asset {
  /** Real path on disk, proved to lie inside the root. */
  readonly path: string
  /** Size in bytes. */
  readonly size: number
  /** Value for `Content-Type`. */
  readonly type: string
  /** True when the file's name carries a hash of its content, so that it may be cached for ever. */
  readonly immutable: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Content type by the extension of a name; unknown ones are `application/octet-stream`. */
export function contentTypeOf(name: string): string {
  return TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream'
}

/**
 * Decodes a request path and splits it into names. Null for anything that no page of ours asks for: bad encoding, NUL, backslash,
 * empty or dot segments, drive letters.
 */
export function segmentsOf(pathname: string): readonly string[] | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (!decoded.startsWith('/')) return null
  const segments = decoded.slice(1).split('/')
  if (segments.length === 1 && segments[0] === '') return []
  return segments.every(plainName) ? segments : null
}

function plainName(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..' && !/[\0-\x1f\\:]/.test(segment)
}

/**
 * The file under `root` that `pathname` (percent-encoded, starting with `/`) names; paths without an extension are routes of the page
 * and give `index.html`. Null when there is no such file or it lies outside the root, also by a symbolic link.
 */
export async function resolveAsset(root: string, pathname: string): Promise<Asset | null> {
  const segments = segmentsOf(pathname)
  if (segments === null) return null
  const last = segments.at(-1) ?? ''
  const wanted = extname(last) === '' ? 'index.html' : join(...segments)
  try {
    const realRoot = await realpath(root)
    const path = await realpath(join(realRoot, wanted))
    if (!inside(realRoot, path)) return null
    const stats = await stat(path)
    if (!stats.isFile()) return null
    return { path, size: stats.size, type: contentTypeOf(path), immutable: wanted.startsWith(`assets${sep}`) }
  } catch {
    return null
  }
}

function inside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
