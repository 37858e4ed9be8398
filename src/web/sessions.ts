/** Who may talk to the loopback server: one-time start tokens, exchanged for a cookie that the page's scripts cannot read. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Start tokens not yet used; a few, since the terminal may print several addresses. */
const MOST_TOKENS = 8

export class Sessions {
  readonly #cookieName: string
  #tokens: Array<{ readonly token: string; readonly session: string | null }> = []
  /** Cookie value → session token of the core. Kept apart, so that neither gives away the other. */
  readonly #sessions = new Map<string, string>()

  /** @param port part of the cookie's name, since browsers do not tell ports apart. */
  constructor(port: number) {
    this.#cookieName = `bangfu-${port}`
  }

  /** A new token that opens the program once. `session`: a session of the core to give to whoever presents it; else a new one. */
  issueToken(session: string | null = null): string {
    const token = randomBytes(32).toString('base64url')
    this.#tokens = [...this.#tokens, { token, session }].slice(-MOST_TOKENS)
    return token
  }

  /** Takes a start token; null when it is unknown or used. Otherwise the value of the `Set-Cookie` header of a new session. */
  exchange(token: string): string | null {
    const known = this.#tokens.find((issued) => same(issued.token, token))
    if (known === undefined) return null
    this.#tokens = this.#tokens.filter((issued) => issued !== known)
    const cookie = randomBytes(32).toString('base64url')
    this.#sessions.set(cookie, known.session ?? newSession())
    return `${this.#cookieName}=${cookie}; Path=/; HttpOnly; SameSite=Strict`
  }

  /** The core's session token for a request's `Cookie` header; null without a valid cookie. */
  sessionOf(cookieHeader: string | undefined): string | null {
    for (const part of (cookieHeader ?? '').split(';')) {
      const [name, value] = part.trim().split('=')
      if (name === this.#cookieName && value !== undefined) return this.#sessions.get(value) ?? null
    }
    return null
  }
}

/** A session token for the core, unguessable. */
export function newSession(): string {
  return randomBytes(24).toString('base64url')
}

function same(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
