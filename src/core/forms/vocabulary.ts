/** What placeholders of each kind of form may name, derived from the catalogue. */
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { Vocabulary, VocabularyEntry } from './types.ts'

type Registers = Readonly<Record<string, RegisterDefinition>>

/** The fields of a register as a record of placeholders. */
export function recordEntry(registers: Registers, name: string): VocabularyEntry {
  const register = registers[name]
  if (register === undefined) throw new RangeError(`no such register: ${name}`)
  const entries = Object.fromEntries(register.fields.map((field) => [field.key, valueEntry(field.label)]))
  return { kind: 'record', label: register.label, entries }
}

/** A plain value. */
export function valueEntry(label: string): VocabularyEntry {
  return { kind: 'value', label }
}

/** What every form knows: the year, the office, the day of printing, the division. */
export const OCCASION: Vocabulary = {
  year: valueEntry('年度'),
  office: valueEntry('填报单位'),
  printed_on: valueEntry('打印日期'),
  division: {
    kind: 'record',
    label: '区划',
    entries: {
      province: valueEntry('省'),
      city: valueEntry('市'),
      county: valueEntry('县'),
      township: valueEntry('乡镇'),
      village: valueEntry('行政村'),
      group: valueEntry('社（村民小组）'),
    },
  },
}
