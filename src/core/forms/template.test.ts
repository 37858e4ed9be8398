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
    [[['x'], ['{{#page}}x{{/page}}']], 'A2的“{{#page}}”要紧跟在“{{/each}}”或“{{/group}}”后面'],
  ])('%j: %s', (texts, message) => {
    expect(problems(texts)[0]).toContain(message)
  })

  it('do not repeat the rows that every page repeats', () => {
    expect(problems([['{{#each members}}{{person.name}}{{/each}}']], { first: 0, last: 0 })).toEqual(['A1在“打印标题行”里，不能同时是重复的行'])
  })
})

describe('blocks that are written wrongly', () => {
  it.each([
    [[['{{#group members}}x{{/group}}']], 'A1的“{{#group}}”没有写按什么分组'],
    [[['{{#group members min=3}}x{{/group}}']], 'A1的“{{#group}}”里不认识“min=3”，可用的有 by=名称、where=条件、sort=名称、break'],
    [[['{{#each members where=(income >}}x{{/each}}']], '写法不对'],
    [[['{{#if}}x'], ['{{/if}}']], 'A1的“{{#if }}”没有写条件'],
    [[['x{{#else}}']], 'A1的“{{#else}}”没有对应的“{{#if}}”'],
    [[['{{#head}}头{{/head}}'], ['x']], 'A1的“{{#head}}”后面要紧跟“{{#each}}”或“{{#group}}”'],
    [[['{{#head}}头'], ['{{#keep}}x{{/keep}}{{/head}}'], ['{{#each members}}x{{/each}}']], 'A1的“{{#head}}”里面只能是一般的行'],
  ])('%j: %s', (texts, message) => {
    expect(problems(texts)[0]).toContain(message)
  })

  it('name the condition, the key or the group that does not exist', () => {
    expect(problems([['{{#each members where=(incme > 0) sort=person.nam}}x{{/each}}']])).toEqual([
      'A1的占位符“{{#each}}”里的“incme”不存在，是不是“income”（收入）？',
      'A1的占位符“{{#each}}”里的“person.nam”不存在，是不是“person.name”（姓名）？',
    ])
    expect(problems([['{{#group members by=person.sex}}x{{/group}}']])[0]).toContain('里的“person.sex”不存在')
    expect(problems([['{{#if yer > 1}}一{{/if}}二']])[0]).toContain('里的“yer”不存在，是不是“year”（年度）？')
    expect(problems([['{{household.address + yer}}']])[0]).toContain('里的“yer”不存在')
    expect(problems([['{{members|where:(income > 1)}}']])[0]).toContain('“|where:”后面要写 |count、|sum:、|first:、|bar: 或 |pie:')
    expect(problems([['{{members}}']])[0]).toContain('是一张清单，要写怎样用它，例如“{{members|count}}”')
  })

  it('ask for the number of the page only where it is known', () => {
    expect(problems([['第{{@page}}页'], ['{{#if @page > 1}}x'], ['{{/if}}']])[0]).toContain('A2的“{{#if}}”里，@page、@pages、@seam 只能写在一般单元格的文字里')
    expect(problems([['第{{@page}}页']], { first: 0, last: 0 })[0]).toContain('不能写在打印标题行')
  })

  it('are not seen where all is well', () => {
    expect(
      problems([
        ['{{#head}}{{group_name|or:无}}{{#if @continued}}（续）{{/if}}第{{@page}}页{{/head}}'.replace('{{group_name|or:无}}', '{{year}}')],
        ['{{#group members by=person.name where=(income > 0 and year >= 2014) sort=-income,person.name break}}{{group}}{{items|count}}'],
        ['{{#each items}}{{@number}}{{person.name}}{{/each}}'],
        ['{{items|sum:income * 2|format:0.00}}{{/group}}'],
        ['{{#page}}{{page|sum:income}} {{@page + 1}}{{/page}}'],
        ['{{#if household.phone}}{{household.phone}}', ''],
        ['{{#else}}无', '{{/if}}'],
        ['{{#cover}}封面{{/cover}}'],
        ['{{(members|sum:income) / (members|count)|format:0.0}}{{members|where:income>=3000|first:person.name}}'],
      ]),
    ).toEqual([])
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
