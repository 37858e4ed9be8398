import { describe, expect, it } from 'vitest'
import { fillCell, lookUpList, type Frame } from './evaluate.ts'
import { cellValue } from './exact.ts'
import { parseText } from './pieces.ts'
import type { FormChoice } from './types.ts'

const attribute: FormChoice = {
  text: '低保贫困户',
  chosen: ['04'],
  options: [
    { code: '01', label: '一般贫困户' },
    { code: '04', label: '低保贫困户' },
    { code: '06', label: '五保贫困户' },
  ],
}
const none: FormChoice = { ...attribute, text: '', chosen: [] }
const both: FormChoice = { ...attribute, text: '一般贫困户，五保贫困户', chosen: ['01', '06'] }

const frame: Frame = {
  scope: { person: { name: '张小明', age: 12 }, '@number': 3 },
  outer: {
    scope: {
      household: { address: '铁沟村', attribute, none, both, population: 4, empty: null },
      people: [
        { income: 0.1, count: 1 },
        { income: 0.2, count: 1 },
        { income: null, count: 1 },
      ],
    },
  },
}

function fill(text: string): string | number | null {
  const filled = fillCell(parseText(text), frame)
  if (filled === null || typeof filled === 'string') return filled
  if (filled.kind !== 'number') throw new TypeError('a picture')
  return cellValue(filled.value)
}

describe('placeholders', () => {
  it('are found in the item first, then further out', () => {
    expect(fill('{{person.name}}')).toBe('张小明')
    expect(fill('{{ household.address }}')).toBe('铁沟村')
    expect(fill('第 {{@number}} 人：{{person.name}}，住{{household.address}}')).toBe('第 3 人：张小明，住铁沟村')
  })

  it('keep a number a number when they fill the cell alone, and make text of it otherwise', () => {
    expect(fill('{{household.population}}')).toBe(4)
    expect(fill('{{household.population}} 人')).toBe('4 人')
  })

  it('give nothing for what is not there, and for what is no single value', () => {
    expect(fill('{{household.nothing}}')).toBeNull()
    expect(fill('{{household.empty}}')).toBeNull()
    expect(fill('{{household}}')).toBeNull()
    expect(fill('{{toString}}')).toBeNull()
    expect(fill('')).toBeNull()
  })
})

describe('|choices', () => {
  it('ticks what is chosen among all there is', () => {
    expect(fill('{{household.attribute|choices}}')).toBe('□一般贫困户 ☑低保贫困户 □五保贫困户')
    expect(fill('{{household.none|choices}}')).toBe('□一般贫困户 □低保贫困户 □五保贫困户')
    expect(fill('{{household.both|choices}}')).toBe('☑一般贫困户 □低保贫困户 ☑五保贫困户')
  })

  it('shows only the items and the words the paper wants, and adds what was chosen beyond them', () => {
    expect(fill('{{household.attribute|choices:01=一般户,04=低保户}}')).toBe('□一般户 ☑低保户')
    expect(fill('{{household.attribute|choices:五保贫困户,01}}')).toBe('□五保贫困户 □一般贫困户 ☑低保贫困户')
  })

  it('prints the label where no boxes are wanted', () => {
    expect(fill('{{household.both}}')).toBe('一般贫困户，五保贫困户')
  })
})

describe('other filters', () => {
  it('|tick is one box, |or stands in for nothing', () => {
    expect(fill('{{household.attribute|tick:04}}')).toBe('☑')
    expect(fill('{{household.attribute|tick:01}}')).toBe('□')
    expect(fill('{{household.empty|or:无}}')).toBe('无')
    expect(fill('{{household.none|or:未定}}')).toBe('未定')
    expect(fill('{{household.address|or:无}}')).toBe('铁沟村')
  })

  it('|count and |sum go over a list, without drops of binary fractions', () => {
    expect(fill('{{people|count}}')).toBe(3)
    expect(fill('{{people|sum:income}}')).toBe(0.3)
    expect(fill('共 {{people|sum:count}} 人')).toBe('共 3 人')
    expect(lookUpList(['household'], frame)).toEqual([])
  })
})

describe('what is written wrongly is said in a sentence', () => {
  it.each([
    ['{{person.name', '有“{{”而没有“}}”'],
    ['person.name}}', '有“}}”而没有“{{”'],
    ['{{person name}}', '写法不对'],
    ['{{person.name|upper}}', '没有“|upper”这种写法，可用的有 |choices、|tick、|or、|count、|qr、|sum'],
  ])('%s', (text, message) => {
    expect(() => parseText(text)).toThrow(message)
  })
})
