/** The shell as the page inside Electron sees it: calls over a message port that the preload script hands over. */
import { createORPCClient, type ClientContext, type ClientLink, type ClientOptions } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { z } from 'zod'
import type { FileTicket, ShellBridge } from '#core/contract.ts'
import { AppError, type ErrorCode } from '#core/errors.ts'
import { fileTicketShape } from '#core/shapes.ts'
import type { Client, ShellConnection } from './types.ts'

/** What the preload script puts on the window. Answers are replies (`{ok,value}` or `{ok,error}`): errors do not cross whole. */
export interface RawElectronBridge {
  readonly shell: 'electron'
  /** Asks for a port to the core, which arrives as a window message named `CORE_PORT`. */
  connectCore(): void
  pickFile(options: { title: string; extensions: readonly string[] }): Promise<unknown>
  pickFolder(options: { title: string }): Promise<unknown>
  saveFile(ticket: FileTicket, suggestedName: string): Promise<unknown>
  printHtml(html: string): Promise<unknown>
}

/** Name of the window message that carries the port to the core. */
export const CORE_PORT = 'bangfu:core-port'

const FIRST_PORT_MS = 30_000

const replyShape = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string(), action: z.string() }) }),
])

/** The bridge of the preload script, or null in an ordinary browser. */
export function electronBridgeOf(page: Window): RawElectronBridge | null {
  const bridge: unknown = Reflect.get(page, 'bridge')
  if (typeof bridge !== 'object' || bridge === null) return null
  return Reflect.get(bridge, 'shell') === 'electron' ? (bridge as RawElectronBridge) : null
}

/** Waits for the first port, and takes every later one (after the core restarted) in its place. */
export async function connectElectron(page: Window, raw: RawElectronBridge): Promise<ShellConnection> {
  const link = new PortLink()
  page.addEventListener('message', (event) => {
    const port = event.ports[0]
    if (event.source === page && event.data === CORE_PORT && port !== undefined) link.use(port)
  })
  raw.connectCore()
  await link.ready(FIRST_PORT_MS)
  return { client: createORPCClient(link) as Client, bridge: bridgeOf(raw) }
}

function bridgeOf(raw: RawElectronBridge): ShellBridge {
  return {
    shell: 'electron',
    pickFile: async (options) => fileTicketShape.nullable().parse(unwrap(await raw.pickFile(options))),
    pickFolder: async (options) => fileTicketShape.nullable().parse(unwrap(await raw.pickFolder(options))),
    saveFile: async (ticket, suggestedName) => unwrap(await raw.saveFile(ticket, suggestedName)) === true,
    printHtml: async (html) => {
      unwrap(await raw.printHtml(html))
    },
  }
}

function unwrap(answer: unknown): unknown {
  const reply = replyShape.parse(answer)
  if (reply.ok) return reply.value
  throw new AppError(reply.error.code as ErrorCode, reply.error.message, reply.error.action)
}

function restarted(): AppError {
  return new AppError('CORE_RESTARTED', '数据服务中断后已重新启动，这次操作没有完成。', '已保存的数据不受影响，请核对后再做一次。')
}

interface Line {
  readonly link: RPCLink<ClientContext>
  /** Rejects when the port is gone. */
  readonly closed: Promise<never>
}

/**
 * A link that outlives its port. When the port closes, calls under way are answered with CORE_RESTARTED at once; calls made
 * before the next port arrives wait for it.
 */
export class PortLink implements ClientLink<ClientContext> {
  #line = Promise.withResolvers<Line>()
  #hangUp: (() => void) | null = null

  /** Takes a port into use, in place of an earlier one. */
  use(port: MessagePort): void {
    this.#hangUp?.()
    const line = this.#line
    const closed = Promise.withResolvers<never>()
    // Nobody may be waiting when it closes.
    closed.promise.catch(() => undefined)
    const hangUp = (): void => {
      closed.reject(restarted())
      if (this.#line === line) this.#line = Promise.withResolvers()
      if (this.#hangUp === hangUp) this.#hangUp = null
    }
    this.#hangUp = hangUp
    port.addEventListener('close', hangUp)
    line.resolve({ link: new RPCLink({ port }), closed: closed.promise })
    port.start()
  }

  /** Resolves when there is a port; rejects after `milliseconds` without one. */
  async ready(milliseconds: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new AppError('BUSY', '数据服务没有启动。', '请关闭程序后重新打开；如果仍然不行，请把日志交给技术人员。')), milliseconds)
    })
    try {
      await Promise.race([this.#line.promise, late])
    } finally {
      clearTimeout(timer)
    }
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const { link, closed } = await this.#line.promise
    return Promise.race([link.call(path, input, options), closed])
  }
}
