import { describe, expect, it } from 'vitest'
import { listMove } from './listKeys.ts'

describe('列表里的移动', () => {
  const from = { row: 5, column: 1 }
  it('上下左右和翻页不越界', () => {
    expect(listMove('ArrowDown', { row: 9, column: 1 }, 10, 3, 4)).toEqual({ row: 9, column: 1 })
    expect(listMove('PageDown', from, 10, 3, 4)).toEqual({ row: 9, column: 1 })
    expect(listMove('PageUp', from, 10, 3, 40)).toEqual({ row: 0, column: 1 })
    expect(listMove('ArrowRight', { row: 0, column: 2 }, 10, 3, 4)).toEqual({ row: 0, column: 2 })
    expect(listMove('End', from, 10, 3, 4)).toEqual({ row: 9, column: 1 })
  })

  it('首行再往上到表头，其他键不动', () => {
    expect(listMove('ArrowUp', { row: 0, column: 1 }, 10, 3, 4)).toEqual({ row: -1, column: 1 })
    expect(listMove('a', from, 10, 3, 4)).toBeNull()
  })
})
