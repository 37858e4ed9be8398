import { beforeEach, describe, expect, it } from 'vitest'
import type { SessionUser } from '../session/contract.ts'
import { Sessions } from './sessions.ts'

const ZHANG: SessionUser = { id: 'u1', login: 'zhang', displayName: '张三', role: 'entry', divisions: [], mustChangePassword: false }
const LI: SessionUser = { ...ZHANG, id: 'u2', login: 'li', displayName: '李四' }
const MINUTE = 60_000

let wall: number
let steady: number
let sessions: Sessions
const later = (milliseconds: number) => {
  wall += milliseconds
  steady += milliseconds
}

beforeEach(() => {
  wall = Date.UTC(2026, 10, 24)
  steady = 5
  sessions = new Sessions({ clock: { wall: () => wall, steady: () => steady } })
})

describe('sessions', () => {
  it('knows a user by a long random token and nobody by any other', () => {
    const token = sessions.start(ZHANG)
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(sessions.start(ZHANG)).not.toBe(token)
    expect(sessions.require(token)).toEqual(ZHANG)
    expect(sessions.look(token)).toEqual({ state: 'open', user: ZHANG })
    for (const wrong of [null, '', 'x', `${token}x`]) expect(() => sessions.require(wrong)).toThrow(expect.objectContaining({ code: 'NOT_LOGGED_IN' }))
  })

  it('locks after 15 minutes without anything done, keeps awake who works, and not who only waits for progress', () => {
    const token = sessions.start(ZHANG)
    later(14 * MINUTE)
    sessions.require(token)
    later(14 * MINUTE)
    sessions.require(token, { touch: false })
    sessions.look(token)
    later(MINUTE)
    expect(sessions.look(token)).toEqual({ state: 'locked', user: ZHANG })
    expect(() => sessions.require(token)).toThrow(expect.objectContaining({ code: 'LOCKED' }))
    sessions.unlock(token)
    expect(sessions.require(token)).toEqual(ZHANG)
  })

  it('takes another idle time for sessions that are open already', () => {
    const token = sessions.start(ZHANG)
    sessions.idleMinutes = 5
    later(5 * MINUTE)
    expect(sessions.look(token).state).toBe('locked')
    expect(sessions.idleMinutes).toBe(5)
  })

  it('counts a computer that slept as idle, and gains nothing by a clock set back', () => {
    const asleep = sessions.start(ZHANG)
    wall += 60 * MINUTE
    expect(sessions.look(asleep).state).toBe('locked')
    const cheated = sessions.start(LI)
    steady += 20 * MINUTE
    wall -= 300 * MINUTE
    expect(sessions.look(cheated).state).toBe('locked')
  })

  it('ends after a day, and what has ended cannot be unlocked', () => {
    const token = sessions.start(ZHANG)
    for (let hour = 0; hour < 24 * 6; hour += 1) {
      sessions.require(token)
      later(10 * MINUTE)
    }
    expect(sessions.look(token)).toEqual({ state: 'none' })
    expect(() => sessions.unlock(token)).toThrow(expect.objectContaining({ code: 'NOT_LOGGED_IN' }))
    expect(sessions.size).toBe(0)
  })

  it('locks and logs out by hand, everywhere, or everywhere else', () => {
    const first = sessions.start(ZHANG)
    const second = sessions.start(ZHANG)
    const other = sessions.start(LI)
    sessions.lock(first)
    expect(sessions.look(first).state).toBe('locked')
    sessions.endAllOf('u1', second)
    expect([first, second, other].map((token) => sessions.look(token).state)).toEqual(['none', 'open', 'open'])
    sessions.end(second)
    expect(sessions.look(second).state).toBe('none')
    sessions.endAll()
    expect(sessions.size).toBe(0)
  })

  it('gives running sessions a new role at once', () => {
    const token = sessions.start(ZHANG)
    sessions.refresh({ ...ZHANG, role: 'reader' })
    expect(sessions.require(token).role).toBe('reader')
  })

  it('tells once when something was locked or ended', () => {
    sessions.start(ZHANG)
    sessions.start(LI)
    expect(sessions.sweep()).toBe(false)
    later(15 * MINUTE)
    expect(sessions.sweep()).toBe(true)
    expect(sessions.sweep()).toBe(false)
    later(24 * 60 * MINUTE)
    expect(sessions.sweep()).toBe(true)
    expect(sessions.size).toBe(0)
  })
})
