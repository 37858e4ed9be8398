import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtIn } from '../features/questionnaires/builtIn/index.ts'
import { answerInWords, problemWith, readAnswer } from './answers.ts'
import { pointsText, totalOf, weighted } from './points.ts'
import { questionnaireScope } from './scope.ts'
import { scoreOf } from './score.ts'
import { optionsOf, problemsOf, questionsOf, readTree, treeText } from './tree.ts'
import type { Question, Tree } from './types.ts'

const tree: Tree = {
  most: '100',
  grades: [
    { from: '90', label: '优' },
    { from: '60', label: '中' },
    { from: '0', label: '差' },
  ],
  items: [
    {
      type: 'section',
      code: 'house',
      label: '看房',
      most: '20',
      items: [
        {
          type: 'one',
          code: 'wall',
          label: '墙',
          required: true,
          options: [
            { code: '1', label: '危房', points: '20' },
            { code: '2', label: '土坯', points: '15' },
            { code: '3', label: '钢混', points: '0' },
          ],
        },
        { type: 'several', code: 'lacks', label: '缺', options: ['水', '电'].map((label, index) => ({ code: String(index + 1), label, points: '3.5' })) },
      ],
    },
    {
      type: 'section',
      code: 'work',
      label: '在岗',
      base: '10',
      least: '0',
      items: [
        { type: 'integer', code: 'missed', label: '缺岗', required: true, unit: '次', minimum: '0', maximum: '30', scoring: { each: '-2' } },
        { type: 'text', code: 'why', label: '原因', required: true, shownIf: [{ question: 'wall', is: ['1'] }] },
      ],
    },
    { type: 'score', code: 'view', label: '观感', maximum: '10', weight: '0.3333' },
    { type: 'boolean', code: 'car', label: '有车', vetoIf: 'yes' },
  ],
}
const score = (answers: Record<string, string>) => scoreOf(tree, new Map(Object.entries(answers)))

describe('计分', () => {
  it('选项、多选、扣分、上下限、权重按十进制精确相加', () => {
    expect(score({}).points).toBe(100_000)
    expect(pointsText(score({ wall: '2', lacks: '1,2', missed: '3', view: '7.5' }).points)).toBe('26.4998')
    expect(pointsText(score({ missed: '30' }).points)).toBe('0')
    expect(totalOf(score({ wall: '1', view: '10' }).points)).toBe(3333)
  })

  it('等次按没有四舍五入的分；命中否决项的没有等次', () => {
    expect([score({ wall: '1', lacks: '1,2' }).grade, score({ car: '1' }).grade, score({ car: '1' }).vetoes, score({ car: '0' }).vetoes]).toEqual([
      '差',
      null,
      ['car'],
      [],
    ])
  })

  it('没有出现的题不问、不计、不算未答；出现了没答的算未答', () => {
    expect(score({ wall: '3' }).open).toEqual(['missed'])
    expect(score({ wall: '1', missed: '0' }).open).toEqual(['why'])
    expect([...score({ wall: '3', why: '无' }).shown]).not.toContain('why')
  })

  it('缺项折算：只按问到的题折成满分', () => {
    const part: Tree = {
      outOf: '100',
      items: [
        { type: 'boolean', code: 'a', label: '甲', yes: '1', no: '0' },
        { type: 'boolean', code: 'b', label: '乙', yes: '2', shownIf: [{ question: 'a', is: ['1'] }] },
      ],
    }
    expect([{ a: '1', b: '0' }, { a: '1', b: '1' }, { a: '0' }].map((answers) => totalOf(scoreOf(part, new Map(Object.entries(answers))).points))).toEqual([
      3333, 10_000, 0,
    ])
  })

  it('四舍五入到末位时一半进上去，负数一样', () => {
    expect([totalOf(12_350), totalOf(12_349), totalOf(-12_350), weighted(10_001, 5000)]).toEqual([124, 123, -124, 5001])
  })

  it('任何答案都算得出分，写错的等于没有答', () => {
    const codes = [...questionsOf(tree).map(({ code }) => code), 'nothing']
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...codes), fc.oneof(fc.string(), fc.stringMatching(/^\d{1,2}$/))), (answers) => {
        const given = new Map(Object.entries(answers))
        const found = scoreOf(tree, given)
        const sound = new Map(
          [...given].filter(([code, value]) => questionsOf(tree).some((question) => question.code === code && problemWith(question, value) === null)),
        )
        expect(scoreOf(tree, sound)).toEqual(found)
        expect(Number.isSafeInteger(found.points)).toBe(true)
        expect(found.points).toBeLessThanOrEqual(found.most)
      }),
    )
  })
})

describe('答案', () => {
  const question = (code: string): Question => questionsOf(tree).find((one) => one.code === code) as Question

  it('按名称、代码、是否读成一样的；读不成的说可以选什么', () => {
    expect([readAnswer(question('wall'), '土坯'), readAnswer(question('lacks'), '电、水'), readAnswer(question('car'), '√')]).toEqual([
      { value: '2' },
      { value: '1,2' },
      { value: '1' },
    ])
    // 答卷上的是否题也有编成 1 是、2 否的。
    expect(readAnswer(question('car'), '2')).toEqual({ value: '0' })
    expect(readAnswer(question('wall'), '木头')).toEqual({ problem: '“墙”没有选项“木头”，可以选：1 危房、2 土坯、3 钢混。' })
    expect(readAnswer(question('missed'), '31')).toMatchObject({ problem: expect.stringContaining('不能大于 30次') })
    expect(readAnswer(question('view'), '７.50')).toEqual({ value: '7.5' })
  })

  it('写成话再读回来还是它', () => {
    for (const one of builtIn.flatMap(({ tree: items }) => questionsOf(items)))
      for (const { code } of optionsOf(one)) expect(readAnswer(one, answerInWords(one, code))).toEqual({ value: code })
  })
})

describe('题目', () => {
  it.each(builtIn.map((written) => [written.name, written] as const))('自带的“%s”没有毛病，写下再读一样，写得上纸', (_, { tree: items, name, source }) => {
    expect(problemsOf(items)).toEqual([])
    expect(treeText(readTree(treeText(items)) ?? { items: [] })).toBe(treeText(items))
    const blank = questionnaireScope({ name, version: 1, issuer: '县扶贫办', source, tree: items }, null)
    expect(blank.lines.filter(({ kind }) => kind === 'question')).toHaveLength(questionsOf(items).length)
    expect(blank.lines.flatMap(({ options }) => options).every(({ mark }) => mark === '☐')).toBe(true)
  })

  it('编号重复、条件落空、上下限颠倒、等次乱序都说清楚', () => {
    const wrong: Tree = {
      grades: [
        { from: '60', label: '中' },
        { from: '90', label: '优' },
      ],
      items: [
        { type: 'boolean', code: 'a', label: '甲', shownIf: [{ question: 'z', is: ['1'] }] },
        { type: 'integer', code: 'a', label: '乙', minimum: '5', maximum: '1' },
        { type: 'section', code: 's', label: '空', items: [] },
        { type: 'text', code: 'b', label: '丙', shownIf: [{ question: 'a', is: ['9'] }] },
      ],
    }
    expect(problemsOf(wrong).map(({ message }) => message)).toEqual([
      '“甲”的出现条件说到“z”，它前面没有这道题。',
      '编号“a”用了两次，请改成不同的。',
      '“乙”的下限 5 大于上限 1。',
      '“空”下面没有题目，请加题或删去这一部分。',
      '“丙”的出现条件说到“乙”，那道题不是选择题。',
      '等次“优”的起点 90 不低于它上面的“中”，请从高到低写。',
    ])
    expect(readTree(JSON.stringify(wrong))).toBeNull()
    expect(readTree('{')).toBeNull()
  })

  it('填好的写上纸：勾选的选项、得分，没有出现的题注明', () => {
    const scope = questionnaireScope(
      { name: '评分表', version: 2, issuer: '县扶贫办', source: null, tree },
      {
        number: 'DJ-1',
        subject: { title: '张三' },
        place: '柯寨村',
        askedOn: '2015-10-08',
        askedBy: null,
        answeredBy: null,
        remark: null,
        answers: { wall: '2', car: '1' },
      },
    )
    expect(scope.lines.find(({ code }) => code === 'wall')).toMatchObject({
      number: '1',
      answer: '土坯',
      points: '15',
      options: [{ mark: '☐' }, { mark: '☑' }, { mark: '☐' }],
    })
    expect(scope.lines.find(({ code }) => code === 'why')).toMatchObject({ shown: false, condition: '“墙”是危房' })
    expect(scope.sheet).toMatchObject({ score: '25', vetoes: '有车', grade: '' })
  })
})
