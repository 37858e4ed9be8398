/**
 * The loopback shell: the same app served to a browser on this machine, on 127.0.0.1 alone.
 * Every request passes the guard (Host, Origin), then needs the cookie that the one-time start address gave.
 */
import { RPCHandler } from '@orpc/server/node'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { AppContext } from '#core/contract.ts'
import { toErrorPayload } from '#core/errors.ts'
import { resolveAsset } from '#core/shell/assets.ts'
import { crossingErrors } from '#core/shell/rpcErrors.ts'
import type { ServedApp } from '#core/shell/served.ts'
import { protect, sendError, sendPage } from './answer.ts'
import { MOST_UPLOAD_BYTES, receiveUpload, sendDownload, type FileRoutes } from './files.ts'
import { refusalOf } from './guard.ts'
import { Sessions } from './sessions.ts'

/** Most bytes of one call; files go another way. */
const MOST_CALL_BYTES = 5 * 1024 * 1024

export interface WebServerOptions {
  readonly app: ServedApp
  /** Folder of the built screens. */
  readonly rendererDirectory: string
  /** Folder for uploads, the program's own. */
  readonly temporaryDirectory: string
  /** Port on 127.0.0.1; 0 or none: any free one. */
  readonly port?: number
  readonly mostUploadBytes?: number
  /** Told of errors that nobody foresaw. */
  readonly onUnforeseen?: (error: unknown) => void
}

export interface WebServer {
  /** `http://127.0.0.1:<port>`. */
  readonly address: string
  /** A new address that opens the program once, for the browser of this user; in the given session of the core, or a new one. */
  startAddress(session?: string): string
  /** Stops listening, ends open connections. The app is the caller's to close. */
  close(): Promise<void>
}

/** Starts serving; rejects with the system's error when the port is taken. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const server = createServer()
  await listen(server, options.port ?? 0)
  const { port } = server.address() as AddressInfo
  const sessions = new Sessions(port)
  const serve = requestListener(options, sessions, port)
  server.on('request', serve)
  const address = `http://127.0.0.1:${port}`
  return {
    address,
    startAddress: (session) => `${address}/start?token=${sessions.issueToken(session)}`,
    close: () => closeServer(server),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    // Streams of events stay open by nature; they are ended here.
    server.closeAllConnections()
  })
}

function requestListener(options: WebServerOptions, sessions: Sessions, port: number): (request: IncomingMessage, response: ServerResponse) => void {
  const onUnforeseen = options.onUnforeseen ?? ((): void => undefined)
  const rpc = new RPCHandler<AppContext>(options.app.router, { clientInterceptors: [crossingErrors(onUnforeseen)] })
  const routes: FileRoutes = {
    files: options.app.files,
    temporaryDirectory: options.temporaryDirectory,
    mostUploadBytes: options.mostUploadBytes ?? MOST_UPLOAD_BYTES,
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    protect(response)
    const method = request.method ?? 'GET'
    const refusal = refusalOf(method, request.headers, port)
    if (refusal !== null) return sendPage(response, refusal.status, [refusal.message])
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`)
    const session = sessions.sessionOf(request.headers.cookie)
    if (method !== 'POST' && url.pathname === '/start') return start(sessions, session, url, response)
    if (session === null) return refuseStranger(url, response)
    if (url.pathname.startsWith('/rpc/')) {
      // Calls are posted, reading ones too: what a link or a prefetch can send (GET, HEAD) runs nothing.
      return method === 'POST' ? call(rpc, session, request, response) : sendPage(response, 405, ['不支持这种请求。'])
    }
    if (url.pathname === '/files' && method === 'POST') return receiveUpload(routes, session, url, request, response)
    if (url.pathname.startsWith('/files/') && method === 'GET') return sendDownload(routes, session, url, response)
    if (method === 'POST') return sendPage(response, 404, ['没有这个地址。'])
    return sendAsset(options.rendererDirectory, url, request, response)
  }

  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      onUnforeseen(error)
      if (response.headersSent) response.destroy()
      else sendError(response, 500, toErrorPayload(error))
    })
  }
}

function start(sessions: Sessions, session: string | null, url: URL, response: ServerResponse): void {
  const cookie = session === null ? sessions.exchange(url.searchParams.get('token') ?? '') : null
  if (session === null && cookie === null) {
    return sendPage(response, 401, ['这个启动地址已经用过，或者不是本次启动的地址。', '请回到启动程序的窗口，按回车键打开一个新的页面。'])
  }
  // Not a redirect: a strict cookie would be withheld from one that began on another page.
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', refresh: '0;url=/', ...(cookie === null ? {} : { 'set-cookie': cookie }) })
  response.end(
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>精准帮扶工作台</title><p><a href="/">正在打开……</a></p></html>',
  )
}

function refuseStranger(url: URL, response: ServerResponse): void {
  if (url.pathname.startsWith('/rpc/') || url.pathname.startsWith('/files')) {
    return sendError(response, 401, { code: 'NOT_LOGGED_IN', message: '这个页面没有和程序连上。', action: '请回到启动程序的窗口，按回车键重新打开页面。' })
  }
  sendPage(response, 401, ['这个页面没有和程序连上。', '请回到启动程序的窗口，按回车键打开一个新的页面。'])
}

async function call(rpc: RPCHandler<AppContext>, session: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_CALL_BYTES || request.headers['transfer-encoding'] !== undefined) {
    response.setHeader('connection', 'close')
    return sendError(response, 413, { code: 'VALIDATION', message: '一次提交的内容太多，没有保存。', action: '请分几次提交；成批的数据请用导入。' })
  }
  const { matched } = await rpc.handle(request, response, { prefix: '/rpc', context: { session } })
  if (!matched) sendError(response, 404, { code: 'NOT_FOUND', message: '程序没有这项功能。', action: '请刷新页面后再试。' })
}

/** Smaller ones are sent before they would be packed. */
const PACKED_FROM_BYTES = 1024

/** Texts of the page go packed, as the build left them where it did: a browser keeps what carries a hash in its name, so that each is sent once. */
async function sendAsset(root: string, url: URL, { method, headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const asset = await resolveAsset(root, url.pathname)
  if (asset === null) return sendPage(response, 404, ['没有这个页面。'])
  if (asset.immutable) response.setHeader('cache-control', 'private, max-age=31536000, immutable')
  const isText = /^text\/|^application\/json|^image\/svg/.test(asset.type)
  if (isText) response.setHeader('vary', 'accept-encoding')
  const packed = isText && asset.size >= PACKED_FROM_BYTES && /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))
  const beside = packed && asset.immutable ? await packedBeside(asset.path) : null
  const sent = beside ?? asset
  const isWhole = beside !== null || !packed
  response.writeHead(200, {
    'content-type': asset.type,
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
    ...(isWhole ? { 'content-length': sent.size } : {}),
  })
  if (method === 'HEAD') response.end()
  else if (isWhole) await pipeline(createReadStream(sent.path), response)
  else await pipeline(createReadStream(asset.path), createGzip(), response)
}

/** The same packed by the build (`packedTexts.ts`). */
async function packedBeside(path: string): Promise<{ readonly path: string; readonly size: number } | null> {
  const found = await stat(`${path}.gz`).catch(() => null)
  return found?.isFile() === true ? { path: `${path}.gz`, size: found.size } : null
}
