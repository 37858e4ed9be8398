/** Files between page and program: uploads go to a temporary file, downloads come from what the core made. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError, toErrorPayload, type ErrorCode } from '#core/errors.ts'
import { createOutput, inputPieces } from '#core/files/temporary.ts'
import { contentTypeOf } from '#core/shell/assets.ts'
import type { FileTickets } from '#core/shell/served.ts'
import { attachment, sendError, sendJson } from './answer.ts'

/** Most bytes of one upload; a workbook of 200,000 rows and 500 columns stays below it. */
export const MOST_UPLOAD_BYTES = 300 * 1024 * 1024

const LONGEST_NAME = 200

export interface FileRoutes {
  readonly files: FileTickets
  readonly temporaryDirectory: string
  readonly mostUploadBytes: number
}

/** POST /files?name=…: the body is the file. Answers with a ticket; nothing is left behind when it fails or breaks off. */
export async function receiveUpload(routes: FileRoutes, session: string, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = fileNameOf(url.searchParams.get('name'))
  const directory = join(routes.temporaryDirectory, 'uploads')
  const path = join(directory, `${randomUUID()}${safeExtension(name)}`)
  try {
    if (Number(request.headers['content-length'] ?? 0) > routes.mostUploadBytes) throw tooLarge(routes.mostUploadBytes)
    await routes.files.requireRoom(session, Number(request.headers['content-length'] ?? 0))
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await pipeline(request, limit(routes.mostUploadBytes), createOutput(path))
    sendJson(response, 200, await routes.files.accept(path, name, { temporary: true, session }))
  } catch (error) {
    await rm(path, { force: true })
    if (response.destroyed) return
    // The rest of the body is not worth receiving.
    response.setHeader('connection', 'close')
    sendError(response, statusOf(error), toErrorPayload(diskError(error)))
  }
}

/** GET /files/<ticket>?name=…: sends a file the core made, under the name the page suggests or else its own. */
export async function sendDownload(routes: FileRoutes, session: string, url: URL, response: ServerResponse): Promise<void> {
  try {
    const ticket = decodeURIComponent(url.pathname.slice('/files/'.length))
    const file = await routes.files.resolve(ticket, session)
    const name = fileNameOf(url.searchParams.get('name') ?? file.name)
    const pieces = inputPieces(file.path)
    // The first piece shows that it can be read at all, before anything is promised.
    const first = await pieces.next()
    response.writeHead(200, {
      'content-type': contentTypeOf(name),
      'content-length': file.size,
      'content-disposition': attachment(name),
      'cross-origin-resource-policy': 'same-origin',
    })
    await pipeline(continued(first, pieces), response)
  } catch (error) {
    if (response.headersSent) response.destroy()
    else sendError(response, 404, toErrorPayload(error instanceof AppError ? error : gone()))
  }
}

async function* continued(first: IteratorResult<Buffer, void>, rest: AsyncGenerator<Buffer, void, void>): AsyncGenerator<Buffer, void, void> {
  if (first.done !== true) yield first.value
  yield* rest
}

function limit(most: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen > most) done(tooLarge(most))
      else done(null, chunk)
    },
  })
}

/** The name alone, without folders that some browsers send; never empty. */
export function fileNameOf(wanted: string | null): string {
  const last = (wanted ?? '').split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\0-\x1f\x7f]/g, '').trim()
  return clean === '' || clean === '.' || clean === '..' ? '未命名' : clean.slice(-LONGEST_NAME)
}

function safeExtension(name: string): string {
  const extension = extname(name).toLowerCase()
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : ''
}

function tooLarge(most: number): AppError {
  return new AppError(
    'FILE_TOO_LARGE',
    `文件超过 ${Math.floor(most / 1024 / 1024)} MB，程序没有读取。`,
    '请把表格拆成几个文件，或删去不用的工作表和图片后再试。',
  )
}

function gone(): AppError {
  return new AppError('FILE_NOT_FOUND', '这个文件已经不在了。', '请重新生成后再下载。')
}

function diskError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof AppError) return error
  if (error.code === 'ENOSPC') return new AppError('DISK_FULL', '磁盘空间不够，文件没有收下。', '请清理磁盘后再试。', { cause: error })
  return error
}

const STATUS: Partial<Record<ErrorCode, number>> = { FILE_TOO_LARGE: 413, NOT_FOUND: 404, FILE_NOT_FOUND: 404, DISK_FULL: 507, INTERNAL: 500 }

function statusOf(error: unknown): number {
  return STATUS[toErrorPayload(diskError(error)).code] ?? 400
}
