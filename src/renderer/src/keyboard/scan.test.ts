import { describe, expect, it } from 'vitest'
import { ScanReader } from './scan.ts'

/** Types a text with so many milliseconds between two keys; what the Enter at the end gives. */
function typed(text: string, pause: number, reader = new ScanReader()): string | null {
  let at = 1000
  let read: string | null = null
  for (const key of [...text, 'Enter']) read = reader.read(key, (at += pause))
  return read
}

describe('11.6 扫码', () => {
  it('几毫秒一个字、以回车结束的是扫码；手打的、太短的不是', () => {
    expect(typed('52000000007', 8)).toBe('52000000007')
    expect(typed('52000000007', 120)).toBeNull()
    expect(typed('5200', 8)).toBeNull()
  })

  it('前面手打的字不算在里面；读完一个，下一个从头读', () => {
    const reader = new ScanReader()
    reader.read('9', 0)
    expect(typed('62112519810605166X', 10, reader)).toBe('62112519810605166X')
    expect(reader.read('Enter', 5000)).toBeNull()
    reader.read('1', 6000)
    reader.read('Escape', 6001)
    expect(reader.read('Enter', 6002)).toBeNull()
  })
})
