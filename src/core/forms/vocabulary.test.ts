import { describe, expect, it } from 'vitest'
import { keptLinesOf, relatedTo } from '../catalogue/derive/related.ts'
import { linksOf } from '../catalogue/derive/subject.ts'
import { registerNames, registerOf } from '../catalogue/index.ts'
import { namesOf, shapeOf } from './shape.ts'
import type { Vocabulary } from './types.ts'
import { isReadWith, vocabularyOf } from './vocabulary.ts'

const WORD = /^[A-Za-z_]\w*$/u

/** Every name of a vocabulary on its way. */
function* paths(vocabulary: Vocabulary, prefix = ''): Generator<string> {
  for (const [name, entry] of Object.entries(vocabulary)) {
    yield `${prefix}${name}`
    if (entry.kind !== 'value') yield* paths(entry.entries, `${prefix}${name}.`)
  }
}

describe.each(registerNames)('the vocabulary of %s', (register) => {
  const vocabulary = vocabularyOf({ kind: 'record', register })

  it('has every field under its label', () => {
    const own = vocabulary[register]
    for (const { key, label } of registerOf(register).fields)
      expect(own?.kind === 'record' ? own.entries[key] : undefined, key).toEqual({ kind: 'value', label })
  })

  it('has what the record refers to and what belongs to it, each once, under names that placeholders may be made of', () => {
    const names = namesOf(shapeOf(register))
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) if (!isReadWith(register, name)) expect(Object.hasOwn(vocabulary, name), name).toBe(true)
    for (const path of paths(vocabulary)) expect(path.split('.').every((part) => WORD.test(part))).toBe(true)
    const shape = shapeOf(register)
    const referred = new Set(shape.referred.map((one) => one.field.key))
    for (const { field, register: target } of linksOf(registerOf(register)))
      if (field.keeps === undefined && target !== register) expect(referred).toContain(field.key)
    expect(shape.lists.length).toBe(relatedTo(register).filter(({ kind }) => kind !== 'yearly').length + keptLinesOf(register).length)
  })

  it('is the same in a list of it', () => {
    const rows = vocabularyOf({ kind: 'list', register })['rows']
    expect(rows?.kind === 'list' ? Object.keys(rows.entries) : []).toEqual(expect.arrayContaining([register, 'division']))
  })
})
