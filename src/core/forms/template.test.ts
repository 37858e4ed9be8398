import { describe, expect, it } from 'vitest'
import { checkTemplate } from './checkTemplate.ts'
import { parseTemplate } from './template.ts'
import { sheetOf } from './testing/sheet.ts'
import type { Vocabulary } from './types.ts'

const value = (label: string) => ({ kind: 'value', label }) as const
const vocabulary: Vocabulary = {
  year: value('年度'),
  household: { kind: 'record', label: '户', entries: { address: value('家庭住址'), phone: value('联系电话') } },
  members: { kind: 'list', label: '家庭成员', entries: { person: { kind: 'record', label: '人', entries: { name: value('姓名') } }, income: value('收入') } },
}

function problems(texts: readonly (readonly string[])[], titleRows?: { first: number; last: number }): string[] {
  const { template, problems: found } = parseTemplate(sheetOf(texts, titleRows === undefined ? {} : { titleRows }))
  return [...found, ...(found.length > 0 ? [] : checkTemplate(template, vocabulary))].map(({ cell, message }) => cell + message)
}

describe('marks', () => {
  it('may open and close in one row, and stand in each other', () => {
    expect(problems([['{{#each members min=8}}{{person.name}}', '{{@number}}{{/each}}']])).toEqual([])
    const { template } = parseTemplate(sheetOf([['{{#keep}}{{#each members}}'], ['{{person.name}}{{/each}}'], ['x{{/keep}}']]))
    expect(template.body).toMatchObject([
      {
        kind: 'keep',
        first: 0,
        last: 2,
        body: [
          { kind: 'each', first: 0, last: 1 },
          { kind: 'row', index: 2 },
        ],
      },
    ])
  })

  it.each([
    [[['{{#each members}}x']], 'A1的“{{#each}}”没有结束，缺少“{{/each}}”'],
    [[['x{{/each}}']], 'A1的“{{/each}}”没有对应的“{{#each}}”'],
    [[['{{#each}}x{{/each}}']], 'A1的“{{#each}}”没有写要重复什么'],
    [[['', '{{#each members 8}}x{{/each}}']], 'B1的“{{#each}}”里不认识“8”'],
    [[['{{#foreach members}}x']], 'A1的标记“{{#foreach members}}”不认识'],
    [[['x'], ['{{#page}}x{{/page}}']], 'A2的“{{#page}}”要紧跟在“{{/each}}”后面'],
  ])('%j: %s', (texts, message) => {
    expect(problems(texts)[0]).toContain(message)
  })

  it('do not repeat the rows that every page repeats', () => {
    expect(problems([['{{#each members}}{{person.name}}{{/each}}']], { first: 0, last: 0 })).toEqual(['A1在“打印标题行”里，不能同时是重复的行'])
  })
})

describe('placeholders that name nothing', () => {
  it('are told by cell, with the names that are near', () => {
    expect(problems([['', '{{household.adress}}']])).toEqual(['B1的占位符“{{household.adress}}”不存在，是不是“household.address”（家庭住址）？'])
  })

  it('are found by their label too', () => {
    expect(problems([['{{household.x}}'], ['{{income}}']])).toHaveLength(2)
    expect(problems([['{{#each members}}{{person.nmae}}{{/each}}']])).toEqual(['A1的占位符“{{person.nmae}}”不存在，是不是“person.name”（姓名）？'])
  })

  it('include items used outside their list, lists that do not exist, sums of nothing and whole records', () => {
    expect(problems([['{{person.name}}']])[0]).toContain('不存在')
    expect(problems([['{{#each member}}x{{/each}}']])[0]).toContain('要重复的内容不存在，是不是“members”（家庭成员）？')
    expect(problems([['{{members|sum:incom}}']])[0]).toContain('要加的“incom”不存在，是不是“income”（收入）？')
    expect(problems([['{{household|count}}']])[0]).toContain('要数的内容不存在')
    expect(problems([['{{household}}']])[0]).toContain('是一组内容，要写到具体一项，例如“{{household.address}}”')
    expect(problems([['{{#each members together=x.y}}{{@number}}{{/each}}']])[0]).toContain('together=x.y')
  })

  it('are not seen where all is well, page feet included', () => {
    expect(
      problems([
        ['{{#each members}}{{person.name}}{{year}}{{/each}}'],
        ['{{#page}}{{page|count}} {{page|sum:income}} {{year}}{{/page}}'],
        ['{{members|count}}'],
      ]),
    ).toEqual([])
  })
})
