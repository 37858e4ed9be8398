import { describe, expect, it } from 'vitest'
import { findOptions, initialsOf, matchesText, rankOf } from './pinyin.ts'

const causes = [
  { code: '01', label: '因病' },
  { code: '02', label: '因残' },
  { code: '10', label: '缺资金', aliases: ['缺钱'] },
  { code: '3', label: '自身发展动力不足' },
]
const labels = (query: string): readonly string[] => findOptions(causes, query).map((cause) => cause.label)

describe('按编码、首字母、拼音和文字找选项', () => {
  it('编码不必写前导零，但编码要完全对上才算首选', () => {
    expect(labels('1')[0]).toBe('因病')
    expect(labels('03')[0]).toBe('自身发展动力不足')
    expect(rankOf({ code: '10', label: '缺资金' }, '1')).toBe(2)
  })

  it('首字母、全拼、部分文字、别名都能找到', () => {
    expect(labels('qzj')).toEqual(['缺资金'])
    expect(labels('yinc')).toEqual(['因残'])
    expect(labels('动力')).toEqual(['自身发展动力不足'])
    expect(labels('缺钱')).toEqual(['缺资金'])
  })

  it('同样匹配时保持原来的顺序，空着时全部列出', () => {
    expect(labels('y')).toEqual(['因病', '因残'])
    expect(labels('  ')).toHaveLength(4)
    expect(labels('没有这个')).toEqual([])
  })

  it('全角输入与半角相同', () => {
    expect(labels('ｑｚｊ')).toEqual(['缺资金'])
    expect(matchesText('贫困户', 'PKH')).toBe(true)
    expect(initialsOf('致贫A1')).toBe('zpa1')
  })
})
