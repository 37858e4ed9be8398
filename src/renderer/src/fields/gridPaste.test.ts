import { describe, expect, it } from 'vitest'
import { fieldOf } from '#core/catalogue/index.ts'
import { copiedCells, readPasted } from './gridPaste.ts'

describe('从表格复制来的几格', () => {
  it('按制表符和换行分成行列，引号里的换行和引号是内容', () => {
    expect(copiedCells('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(copiedCells('"第一行\n第二行"\t"他说""好"""\n\t3')).toEqual([
      ['第一行\n第二行', '他说"好"'],
      ['', '3'],
    ])
    expect(copiedCells('3寸"\t5')).toEqual([['3寸"', '5']])
    expect(copiedCells('甲\n乙')).toEqual([['甲'], ['乙']])
    expect(copiedCells('甲\n\n乙')).toEqual([['甲'], [''], ['乙']])
  })

  it('单独一格由输入框自己贴', () => {
    expect(copiedCells('张三')).toBeNull()
    expect(copiedCells('张三\r\n')).toBeNull()
    expect(copiedCells('')).toBeNull()
  })

  it('读得出的照列的类型读，读不出的留着原文说明原因', () => {
    expect(readPasted(fieldOf('membership', 'start_date'), '2015.3.1', 2015)).toEqual({ value: '2015-03-01' })
    expect(readPasted(fieldOf('person', 'sex'), '女', 2015)).toEqual({ value: '2' })
    expect(readPasted(fieldOf('person', 'name'), '  ', 2015)).toEqual({ value: null })
    expect(readPasted(fieldOf('person', 'sex'), '不明白', 2015)).toMatchObject({ text: '不明白' })
    expect(readPasted(fieldOf('membership', 'household_id'), '张三', 2015)).toMatchObject({ text: '张三', problem: expect.stringContaining('重新选择') })
  })
})
