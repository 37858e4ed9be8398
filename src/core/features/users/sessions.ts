/**
 * Who is logged in, by window or browser. Kept in memory only: when the core ends, everybody has to log in again.
 *
 * After a time without anything done a session is locked and wants the password again; after a day it is gone.
 */
import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '../../errors.ts'
import type { SessionUser } from '../session/contract.ts'

export interface SessionClock {
  /** Milliseconds since 1970; jumps when somebody sets the clock. */
  wall(): number
  /** Milliseconds that never go back, but stand still while the computer sleeps. */
  steady(): number
}

export interface SessionOptions {
  /** Minutes without anything done after which a session is locked. */
  readonly idleMinutes?: number
  /** Hours after which a session ends, used or not. */
  readonly longestHours?: number
  readonly clock?: SessionClock
  /** Told when the last session of a user has ended: what was kept for them goes. */
  readonly onLastEnded?: (userId: string) => void
}

export type SessionState = { readonly state: 'none' } | { readonly state: 'locked' | 'open'; readonly user: SessionUser }

interface Session {
  user: SessionUser
  locked: boolean
  readonly started: Moment
  active: Moment
}

interface Moment {
  readonly wall: number
  readonly steady: number
}

const DEFAULT_IDLE_MINUTES = 15
const DEFAULT_LONGEST_HOURS = 24

export class Sessions {
  readonly #sessions = new Map<string, Session>()
  readonly #clock: SessionClock
  readonly #longest: number
  readonly #onLastEnded: (userId: string) => void
  #idle: number

  constructor(options: SessionOptions = {}) {
    this.#clock = options.clock ?? { wall: () => Date.now(), steady: () => performance.now() }
    this.#onLastEnded = options.onLastEnded ?? (() => undefined)
    this.#idle = (options.idleMinutes ?? DEFAULT_IDLE_MINUTES) * 60_000
    this.#longest = (options.longestHours ?? DEFAULT_LONGEST_HOURS) * 3_600_000
  }

  get idleMinutes(): number {
    return this.#idle / 60_000
  }

  /** Sets the idle time, also for sessions that already are. */
  set idleMinutes(minutes: number) {
    this.#idle = minutes * 60_000
  }

  /** Logs a user in; returns the token that the window shows with each call. 256 random bits. */
  start(user: SessionUser): string {
    const token = randomBytes(32).toString('base64url')
    const now = this.#now()
    this.#sessions.set(nameOf(token), { user, locked: false, started: now, active: now })
    return token
  }

  /** What a token stands for. Looking does not count as doing something. */
  look(token: string | null): SessionState {
    const session = this.#find(token)
    return session === undefined ? { state: 'none' } : { state: session.locked ? 'locked' : 'open', user: session.user }
  }

  /**
   * The user of an open session, for a call that is about to be done. With `touch: false` (progress, polling) it does not keep the
   * session awake. Throws NOT_LOGGED_IN or LOCKED.
   */
  require(token: string | null, options: { touch?: boolean } = {}): SessionUser {
    const session = this.#find(token)
    if (session === undefined) throw new AppError('NOT_LOGGED_IN', '还没有登录，或登录已过期。', '请重新登录。')
    if (session.locked) throw new AppError('LOCKED', '已经锁定。', '请输入密码解锁后继续，没有保存的内容还在。')
    if (options.touch !== false) session.active = this.#now()
    return session.user
  }

  /** Locks a session by hand. */
  lock(token: string | null): void {
    const session = this.#find(token)
    if (session !== undefined) session.locked = true
  }

  /** Opens a locked session; the caller has checked the password of its user. Throws NOT_LOGGED_IN. */
  unlock(token: string | null): void {
    const session = this.#find(token)
    if (session === undefined) throw new AppError('NOT_LOGGED_IN', '登录已过期。', '请重新登录。')
    session.locked = false
    session.active = this.#now()
  }

  /** Logs out. */
  end(token: string | null): void {
    if (token !== null) this.#delete(nameOf(token))
  }

  /** Logs a user out everywhere, but for the session of `except`. */
  endAllOf(userId: string, except: string | null = null): void {
    const kept = except === null ? null : nameOf(except)
    for (const [name, session] of this.#sessions) if (session.user.id === userId && name !== kept) this.#delete(name)
  }

  /** Logs everybody out (the data is being closed or replaced). */
  endAll(): void {
    for (const name of [...this.#sessions.keys()]) this.#delete(name)
  }

  /** Gives running sessions of a user their new name, role or divisions. */
  refresh(user: SessionUser): void {
    for (const session of this.#sessions.values()) if (session.user.id === user.id) session.user = user
  }

  /** Locks and ends what is due; call it now and then to tell windows. Returns whether anything changed. */
  sweep(): boolean {
    let changed = false
    for (const [name, session] of this.#sessions) {
      const before = session.locked
      changed = !this.#isAlive(name, session) || session.locked !== before || changed
    }
    return changed
  }

  /** Number of sessions, locked ones too. */
  get size(): number {
    return this.#sessions.size
  }

  #find(token: string | null): Session | undefined {
    if (token === null) return undefined
    const name = nameOf(token)
    const session = this.#sessions.get(name)
    return session !== undefined && this.#isAlive(name, session) ? session : undefined
  }

  #delete(name: string): void {
    const user = this.#sessions.get(name)?.user.id
    this.#sessions.delete(name)
    if (user !== undefined && ![...this.#sessions.values()].some((session) => session.user.id === user)) this.#onLastEnded(user)
  }

  #isAlive(name: string, session: Session): boolean {
    if (this.#since(session.started) >= this.#longest) {
      this.#delete(name)
      return false
    }
    if (this.#since(session.active) >= this.#idle) session.locked = true
    return true
  }

  /** The longer of the two clocks: setting the clock back gains nothing, and a computer that slept counts as idle. */
  #since(moment: Moment): number {
    return Math.max(this.#clock.wall() - moment.wall, this.#clock.steady() - moment.steady)
  }

  #now(): Moment {
    return { wall: this.#clock.wall(), steady: this.#clock.steady() }
  }
}

/** Tokens are looked up by their hash, so that the time of a look-up tells nothing about them. */
function nameOf(token: string): string {
  return createHash('sha256').update(token).digest('base64')
}
