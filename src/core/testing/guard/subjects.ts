/** Checks of the made-up family: a gadget with its yearly record, by rules that no file of the program names. */
import { readerFor } from '../../checks/rowReader.ts'
import { membersText, type GroupRule } from '../../checks/engine/groups.ts'
import type { Rule } from '../../checks/engine/index.ts'
import { defineSubject, type Subject } from '../../checks/subject.ts'
import type { FieldValue } from '../../catalogue/types.ts'

interface GadgetFacts {
  readonly gadget: Readonly<Record<string, FieldValue>>
  /** Hours of the newest year. */
  readonly hours: number | null
}

const rules: readonly Rule<GadgetFacts>[] = [
  {
    id: 'G-1',
    title: '型号年份不晚于购置',
    official: 'E',
    kind: 'contradiction',
    source: '测试',
    reads: ['gadget.model_year', 'gadget.bought_on'],
    verify: ({ gadget }) =>
      typeof gadget['model_year'] === 'number' && String(gadget['bought_on'] ?? '9999').slice(0, 4) < String(gadget['model_year'])
        ? [{ field: 'gadget.model_year', message: '型号年份比购置日期还晚，请核对。' }]
        : [],
  },
  {
    id: 'G-2',
    title: '坏了的器件没有运行小时',
    official: 'W',
    kind: 'doubt',
    source: '测试',
    reads: ['gadget.working', 'gadget_year.hours'],
    verify: ({ gadget, hours }) =>
      gadget['working'] === false && (hours ?? 0) > 0 ? [{ field: 'gadget.working', message: '器件坏了，今年却运行过，请核对。' }] : [],
  },
]

/** The same account of a seller for gadgets of several households. */
export const addedGroups: readonly GroupRule[] = [
  {
    id: 'G-3',
    title: '一个卖主账号不卖给许多户',
    official: 'W',
    kind: 'doubt',
    source: '测试',
    reads: ['gadget.seller_account'],
    across: true,
    members: { register: 'gadget', only: { working: [true, null] } },
    keys: ['seller_account'],
    about: { register: 'gadget', by: 'id', field: 'seller_account' },
    condition: { distinct: 'household_id', atLeast: () => 3, names: 'name' },
    sentence: (groups, own) => `这个卖主账号卖给了 ${groups[0]?.distinct ?? 0} 户，另有${membersText(groups, own, '件')}；请核对。`,
  },
]

const GADGET = readerFor('gadget', rules, ['village'])

export const added: readonly Subject[] = [
  defineSubject<GadgetFacts>({
    register: 'gadget',
    rules,
    parts: {
      gadget: 'SELECT value AS about, NULL AS year FROM json_each(?)',
      gadget_year: 'SELECT gadget_id AS about, NULL AS year FROM gadget_year WHERE id IN (SELECT value FROM json_each(?))',
    },
    load: (database, keys) =>
      database
        .all(
          `SELECT ${GADGET.columns('g')}, (SELECT y.hours FROM gadget_year y WHERE y.gadget_id = g.id AND y.deleted = 0 ORDER BY y.year DESC LIMIT 1) AS hours
           FROM gadget g WHERE g.deleted = 0 AND g.id IN (SELECT value FROM json_each(?))`,
          JSON.stringify(keys.map(({ about }) => about)),
        )
        .map((row) => {
          const [about, gadget, hours] = [String(row['id']), GADGET.row(row), row['hours']]
          return {
            about,
            year: null,
            newest: true,
            division: typeof gadget['village'] === 'string' ? gadget['village'] : null,
            inCharge: null,
            retired: false,
            facts: { gadget, hours: typeof hours === 'number' ? hours : null },
            placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: gadget[field] ?? null }),
          }
        }),
  }),
]
