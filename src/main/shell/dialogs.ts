/** Native dialogs for opening and saving. Paths stay here and in the core; pages only ever see tickets. */
import { dialog, type BrowserWindow, type FileFilter } from 'electron'
import { basename, extname, join } from 'node:path'
import { z } from 'zod'
import type { FileTicket } from '#core/contract.ts'
import { fileTicketShape } from '#core/shapes.ts'
import type { ResolvedFile } from '#core/shell/served.ts'

/** What the dialogs need of the core. */
export interface FileDesk {
  accept(path: string, name: string): Promise<FileTicket>
  resolve(ticket: string): Promise<ResolvedFile>
  /** Writes the file behind a ticket to a path; the old file there stays whole until the new one is. */
  save(ticket: string, to: string): Promise<void>
  /** Folder that save dialogs open in: the user's documents. */
  readonly documents: string
}

export const pickShape = z.strictObject({ title: z.string().max(200), extensions: z.array(z.string().regex(/^[A-Za-z0-9]{1,10}$/)).max(20) })
export const folderShape = z.strictObject({ title: z.string().max(200), kind: z.literal('folder') })
export const saveShape = z.strictObject({ ticket: fileTicketShape, suggestedName: z.string().min(1).max(255) })

const KINDS: Readonly<Record<string, string>> = {
  xlsx: 'Excel 工作簿',
  xls: 'Excel 97-2003 工作簿',
  et: 'WPS 表格',
  csv: 'CSV 文本',
  pdf: 'PDF 文件',
  html: '网页',
  zip: '压缩文件',
  bfbak: '备份文件',
  bfx: '交换数据包',
  json: '申请文件',
}

/** Filters of a dialog; for opening, one for all extensions together comes first. */
export function filtersFor(extensions: readonly string[]): FileFilter[] {
  const each = extensions.map((extension) => ({ name: KINDS[extension.toLowerCase()] ?? `${extension.toUpperCase()} 文件`, extensions: [extension] }))
  return each.length > 1 ? [{ name: '可以打开的文件', extensions: [...extensions] }, ...each] : each
}

/** A name that every system accepts, the same otherwise. */
export function safeFileName(name: string): string {
  const clean = basename(name)
    .replace(/[\0-\x1f<>:"/\\|?*]/g, '_')
    .replace(/[. ]+$/, '')
  return clean === '' ? '未命名' : clean
}

export async function pickFile(window: BrowserWindow, desk: FileDesk, input: z.infer<typeof pickShape>): Promise<FileTicket | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { title: input.title, properties: ['openFile'], filters: filtersFor(input.extensions) })
  const path = filePaths[0]
  return canceled || path === undefined ? null : desk.accept(path, basename(path))
}

/** A folder to write packages to, as a ticket like a file's. */
export async function pickFolder(window: BrowserWindow, desk: FileDesk, input: z.infer<typeof folderShape>): Promise<FileTicket | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { title: input.title, properties: ['openDirectory', 'createDirectory'] })
  const path = filePaths[0]
  return canceled || path === undefined ? null : desk.accept(path, basename(path))
}

/** True when the file stands where the user wanted it; the old file there stays whole until the new one is. */
export async function saveFile(window: BrowserWindow, desk: FileDesk, input: z.infer<typeof saveShape>): Promise<boolean> {
  // Whether it is still there is asked before the user is.
  await desk.resolve(input.ticket.ticket)
  const name = safeFileName(input.suggestedName)
  const extension = extname(name).slice(1)
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: '保存文件',
    defaultPath: join(desk.documents, name),
    ...(extension === '' ? {} : { filters: filtersFor([extension]) }),
  })
  if (canceled || filePath === '') return false
  await desk.save(input.ticket.ticket, filePath)
  return true
}
