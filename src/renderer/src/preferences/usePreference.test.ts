// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { isText, keepLastLogin, lastLogin, usePreference } from './usePreference.ts'

beforeEach(() => window.localStorage.clear())

const shown = (): { readonly value: string; set(value: string): void } => {
  const { result } = renderHook(() => usePreference('colour', 'none', isText))
  return {
    get value() {
      return result.current[0]
    },
    set: (value) => act(() => result.current[1](value)),
  }
}

describe('preferences', () => {
  it('are those of the user at the PC, and come back with them', () => {
    keepLastLogin('zhang')
    const colour = shown()
    colour.set('red')
    act(() => keepLastLogin('li'))
    expect(colour.value).toBe('none')
    colour.set('blue')
    act(() => keepLastLogin('zhang'))
    expect(colour.value).toBe('red')
    act(() => keepLastLogin('li'))
    expect(colour.value).toBe('blue')
    expect(lastLogin()).toBe('li')
  })

  it('begin with what this PC kept before its users were told apart', () => {
    window.localStorage.setItem('bangfu.colour', '"grey"')
    keepLastLogin('zhang')
    const colour = shown()
    expect(colour.value).toBe('grey')
    colour.set('red')
    act(() => keepLastLogin('li'))
    expect(colour.value).toBe('grey')
  })

  it('tell apart users whose names hold the sign between name and key', () => {
    keepLastLogin('a/colour')
    shown().set('red')
    act(() => keepLastLogin('a'))
    expect(shown().value).toBe('none')
  })
})
