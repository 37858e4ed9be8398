/** The windows that the office is open in, and by which session token each has logged in; no token reaches a page. */
import { hash } from 'node:crypto'
import type { AppContext } from '../contract.ts'

export class Windows {
  readonly #tokens = new Map<string, string>()

  tokenOf(context: AppContext): string | null {
    return this.#tokens.get(windowOf(context)) ?? null
  }

  remember(context: AppContext, token: string): void {
    this.#tokens.set(windowOf(context), token)
  }

  forget(context: AppContext): void {
    this.#tokens.delete(windowOf(context))
  }

  clear(): void {
    this.#tokens.clear()
  }
}

export function windowOf(context: AppContext): string {
  return context.session ?? ''
}

/** Follows from the session's secret token, which never reaches the page: the same after a reload, gone with the session. */
export function draftKey(token: string): string {
  return hash('sha256', `draft\n${token}`, 'base64')
}
