/** The shell as the page inside Electron sees it: calls over a message port that the preload script hands over. */
import { createORPCClient, type ClientContext, type ClientLink, type ClientOptions } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ShellBridge } from '#core/contract.ts'
import { AppError } from '#core/errors.ts'
import type { Client, ShellConnection } from './connect.ts'

/** What the preload script puts on the window; `connectCore` asks for a port, which arrives as a message named `CORE_PORT`. */
export interface ElectronBridge extends ShellBridge {
  readonly shell: 'electron'
  connectCore(): void
}

/** Name of the window message that carries the port to the core. */
export const CORE_PORT = 'bangfu:core-port'

const FIRST_ANSWER_MS = 30_000

/** The bridge of the preload script, or null in an ordinary browser. */
export function electronBridgeOf(page: Window): ElectronBridge | null {
  const bridge: unknown = Reflect.get(page, 'bridge')
  if (typeof bridge !== 'object' || bridge === null) return null
  return Reflect.get(bridge, 'shell') === 'electron' ? (bridge as ElectronBridge) : null
}

/** Waits for the first port, and takes every later one (after the core restarted) in its place. */
export async function connectElectron(page: Window, bridge: ElectronBridge): Promise<ShellConnection> {
  const link = new PortLink()
  page.addEventListener('message', (event) => {
    const port = event.ports[0]
    if (event.source === page && event.data === CORE_PORT && port !== undefined) link.use(port)
  })
  bridge.connectCore()
  await link.ready(FIRST_ANSWER_MS)
  return { client: createORPCClient(link) as Client, bridge }
}

function restarted(): AppError {
  return new AppError('CORE_RESTARTED', '数据服务中断后已重新启动，这次操作没有完成。', '已保存的数据不受影响，请核对后再做一次。')
}

/**
 * A link that outlives its port. When the port closes, calls under way are answered with CORE_RESTARTED at once; calls made
 * before the next port arrives wait for it.
 */
export class PortLink implements ClientLink<ClientContext> {
  #current = Promise.withResolvers<{ link: RPCLink<ClientContext>; closed: Promise<never> }>()
  #arrived = false

  /** Takes a port into use. */
  use(port: MessagePort): void {
    if (this.#arrived) this.#current = Promise.withResolvers()
    this.#arrived = true
    const mine = this.#current
    const closed = Promise.withResolvers<never>()
    // Nobody may be waiting when it closes.
    closed.promise.catch(() => undefined)
    port.addEventListener('close', () => {
      closed.reject(restarted())
      if (this.#current === mine) {
        this.#current = Promise.withResolvers()
        this.#arrived = false
      }
    })
    mine.resolve({ link: new RPCLink({ port }), closed: closed.promise })
    port.start()
  }

  /** Resolves when there is a port; rejects after `milliseconds` without one. */
  async ready(milliseconds: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new AppError('BUSY', '数据服务没有启动。', '请关闭程序后重新打开；如果仍然不行，请把日志交给技术人员。')), milliseconds)
    })
    try {
      await Promise.race([this.#current.promise, late])
    } finally {
      clearTimeout(timer)
    }
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const { link, closed } = await this.#current.promise
    return Promise.race([link.call(path, input, options), closed])
  }
}
