/** Printing: a hidden window shows the document, waits for its fonts, and opens the system's print dialog; without a printer, a PDF. */
import { dialog, type BrowserWindow, type WebContents } from 'electron'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { writeFileAtomic } from '#core/files/atomic.ts'
import type { PrintDocuments } from '../security/protocol.ts'

/** Three thousand forms of one page each stay below it. */
const MOST_CHARACTERS = 200_000_000
const LOAD_MS = 60_000

export const printShape = z.strictObject({ html: z.string().min(1).max(MOST_CHARACTERS) })

export interface PrintPorts {
  readonly documents: PrintDocuments
  /** A hidden window of the print kind. */
  createWindow(): BrowserWindow
  readonly documentsFolder: string
}

/** Resolves when the dialog has been answered, also when the user thinks better of it. */
export async function printDocument(parent: BrowserWindow, ports: PrintPorts, html: string): Promise<void> {
  const ticket = randomUUID()
  const window = ports.createWindow()
  try {
    await load(window, ports.documents.put(ticket, html))
    const printers = await window.webContents.getPrintersAsync()
    if (printers.length === 0) await offerPdf(parent, window.webContents, ports.documentsFolder)
    else await askPrinter(window.webContents)
  } finally {
    ports.documents.remove(ticket)
    window.destroy()
  }
}

async function load(window: BrowserWindow, address: string): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('INTERNAL', '打印页没有准备好。', '请减少一次打印的份数后再试。')), LOAD_MS)
  })
  const ready = async (): Promise<void> => {
    await window.loadURL(address)
    await window.webContents.executeJavaScript('document.fonts.ready.then(() => true)')
  }
  try {
    await Promise.race([ready(), late])
  } finally {
    clearTimeout(timer)
  }
}

function askPrinter(contents: WebContents): Promise<void> {
  return new Promise((resolve, reject) => {
    contents.print({ silent: false, printBackground: true, usePrinterDefaultPageSize: false }, (success, reason) => {
      if (success || isCancelled(reason)) resolve()
      else reject(new AppError('INTERNAL', '打印没有完成。', '请检查打印机是否开机、有纸、已连接，再打印一次。', { cause: new Error(reason) }))
    })
  })
}

/** Electron reports the user's own “取消” as a failure; the wording differs between systems. */
export function isCancelled(reason: string): boolean {
  return /cancel/i.test(reason)
}

async function offerPdf(parent: BrowserWindow, contents: WebContents, folder: string): Promise<void> {
  const { response } = await dialog.showMessageBox(parent, {
    type: 'info',
    message: '这台电脑没有安装打印机。',
    detail: '可以先存成 PDF 文件，拿到有打印机的电脑上打印。',
    buttons: ['存为 PDF', '取消'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) return
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    title: '存为 PDF',
    defaultPath: join(folder, '打印.pdf'),
    filters: [{ name: 'PDF 文件', extensions: ['pdf'] }],
  })
  if (canceled || filePath === '') return
  await writeFileAtomic(filePath, await contents.printToPDF({ preferCSSPageSize: true, printBackground: true }))
}
