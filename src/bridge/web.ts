/** The shell as a page in an ordinary browser sees it: calls over fetch, a file input, downloads, printing of a hidden frame. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { FileTicket, ShellBridge } from '#core/contract.ts'
import { AppError, type ErrorCode } from '#core/errors.ts'
import { fileTicketShape } from '#core/shapes.ts'
import { z } from 'zod'
import type { Client, ShellConnection } from './types.ts'

const refusalShape = z.object({ error: z.object({ code: z.string(), message: z.string(), action: z.string() }) })

/** Client and bridge of the loopback shell that served the page. */
export function connectWeb(page: Window): ShellConnection {
  const link = new RPCLink({ url: `${page.location.origin}/rpc` })
  return { client: createORPCClient(link) as Client, bridge: webBridge(page) }
}

function webBridge(page: Window): ShellBridge {
  return {
    shell: 'web',
    pickFile: async ({ extensions }) => {
      const file = await chooseFile(page.document, extensions)
      return file === null ? null : uploadFile(page, file)
    },
    pickFolder: null,
    saveFile: async (ticket, suggestedName) => downloadFile(page.document, ticket, suggestedName),
    printHtml: async (html) => printInFrame(page.document, html),
  }
}

/** Asks with the browser's own dialog; null when it is closed without a choice. */
export function chooseFile(document: Document, extensions: readonly string[]): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = extensions.map((extension) => `.${extension}`).join(',')
    input.hidden = true
    input.setAttribute('aria-hidden', 'true')
    const finish = (file: File | null): void => {
      input.remove()
      resolve(file)
    }
    input.addEventListener('change', () => finish(input.files?.item(0) ?? null))
    input.addEventListener('cancel', () => finish(null))
    // In the document, so that browsers which need it there (and tests that look for it) find it.
    document.body.append(input)
    input.click()
  })
}

/** Hands a file to the shell, which keeps it aside and answers with a ticket. Rejects with an AppError. */
export async function uploadFile(page: Window, file: File): Promise<FileTicket> {
  const response = await page.fetch(`/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return fileTicketShape.parse(answer)
  const refusal = refusalShape.safeParse(answer)
  if (!refusal.success) throw new AppError('INTERNAL', '文件没有交给程序。', '请重新选择文件；如果仍然不行，请重新启动程序。')
  const { code, message, action } = refusal.data.error
  throw new AppError(code as ErrorCode, message, action)
}

/** Starts a download. True: the browser took it; whether the user kept it cannot be known. */
function downloadFile(document: Document, ticket: FileTicket, suggestedName: string): boolean {
  const anchor = document.createElement('a')
  anchor.href = `/files/${encodeURIComponent(ticket.ticket)}?name=${encodeURIComponent(suggestedName)}`
  anchor.download = suggestedName
  anchor.hidden = true
  document.body.append(anchor)
  anchor.click()
  anchor.remove()
  return true
}

/** Prints a self-contained document from a hidden frame; resolves when the print dialog has been answered. */
export async function printInFrame(document: Document, html: string): Promise<void> {
  const frame = document.createElement('iframe')
  frame.title = '打印'
  frame.setAttribute('aria-hidden', 'true')
  // Rendered, but out of sight: a frame that is not displayed prints an empty page.
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;inset-inline-end:0;inset-block-end:0'
  // Nothing in the document may run or send; it needs this origin only so that we may call its print dialog.
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals')
  const loaded = new Promise<void>((resolve) => {
    frame.addEventListener('load', () => resolve(), { once: true })
  })
  frame.srcdoc = html
  document.body.append(frame)
  try {
    await loaded
    const inner = frame.contentWindow
    if (inner === null) throw new AppError('INTERNAL', '打印页没有准备好。', '请关闭预览后再打印一次。')
    await inner.document.fonts?.ready
    inner.focus()
    inner.print()
  } finally {
    frame.remove()
  }
}
