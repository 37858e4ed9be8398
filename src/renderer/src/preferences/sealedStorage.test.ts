// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { forgetSealed, readSealed, setSealKey, writeSealed } from './sealedStorage.ts'

const key = (byte: number): string => btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)))

afterEach(() => {
  window.sessionStorage.clear()
  setSealKey(null)
})

describe('未保存内容的封存', () => {
  it('同一次登录能取回，存下来的看不出内容', () => {
    setSealKey(key(1))
    writeSealed('草稿.1', { name: '张三', id_number: '621125197503121234' })
    expect(readSealed('草稿.1')).toEqual({ name: '张三', id_number: '621125197503121234' })
    const raw = window.sessionStorage.getItem('草稿.1') ?? ''
    expect(raw).not.toBe('')
    expect(atob(raw)).not.toContain('6211')
  })

  it('换了登录、没有登录或被改动过就打不开', () => {
    setSealKey(key(1))
    writeSealed('草稿.1', { a: 1 })
    setSealKey(key(2))
    expect(readSealed('草稿.1')).toBeNull()
    setSealKey(null)
    expect(readSealed('草稿.1')).toBeNull()
    window.sessionStorage.setItem('草稿.1', '不是密文')
    setSealKey(key(1))
    expect(readSealed('草稿.1')).toBeNull()
  })

  it('没有密钥时不留下任何内容，按开头成批忘掉', () => {
    writeSealed('草稿.1', { a: 1 })
    expect(window.sessionStorage.length).toBe(0)
    setSealKey(key(1))
    writeSealed('草稿.1', 1)
    writeSealed('别的.1', 2)
    forgetSealed('草稿.')
    expect([readSealed('草稿.1'), readSealed('别的.1')]).toEqual([null, 2])
  })
})
