import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alike, piecesOf } from './similarity.ts'

const share = (one: string, other: string): number => {
  const [a, b] = [piecesOf(one), piecesOf(other)]
  const both = [...a].filter((piece) => b.has(piece)).length
  return both / (a.size + b.size - both)
}

describe('文字相似', () => {
  it('标点和空格不算；改一两个字的长文字仍超过 90%，各写各的不相似', () => {
    const words =
      '帮助该户发展中药材种植，联系合作社提供种苗和技术，落实妇女小额贷款，安排一名劳动力参加县里组织的劳务输转培训，年底以前完成危房改造并通过验收，为两个在校的孩子申请教育资助'
    expect(alike([words, words.replaceAll('，', ' 、'), words.replace('两个', '三个'), '修一条通到门口的硬化路'], 90)).toEqual([[1, 2], [0, 2], [0, 1], []])
    expect(alike(['', '无', '无'], 90)).toEqual([[], [2], [1]])
  })

  it('正好 90% 不算超过', () => {
    // 19 个字有 17 片，去掉末尾两片…：9 片对 10 片是 90%。
    const ten = 'abcdefghijkl'
    expect(share(ten, ten.slice(0, 11))).toBe(0.9)
    expect(alike([ten, ten.slice(0, 11)], 90)).toEqual([[], []])
    expect(alike([ten, ten.slice(0, 11)], 89)).toEqual([[1], [0]])
  })

  it('只比较候选与两两都比较，结果一样', () => {
    const text = fc.array(fc.constantFrom('甲', '乙', '丙'), { maxLength: 14 }).map((some) => some.join(''))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.constantFrom(50, 75, 90), (texts, percent) => {
        const every = texts.map((one, index) => texts.flatMap((other, at) => (at !== index && share(one, other) > percent / 100 ? [at] : [])))
        expect(alike(texts, percent).map((some) => some.toSorted((a, b) => a - b))).toEqual(every)
      }),
    )
  })
})
