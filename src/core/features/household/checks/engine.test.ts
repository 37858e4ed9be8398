import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeListOf, fieldOf, registerOf } from '#core/catalogue/index.ts'
import { itemOf, labelOf, matchCode } from '#core/catalogue/derive/codes.ts'
import { settingsOf } from '#core/catalogue/derive/procedure.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { allProceedings } from '#core/procedures/proceedings.ts'
import { INCOME_INPUTS } from './income.ts'
import { ruleSummaries, ruleTitle } from '../../checks/rules.ts'
import { parameterDeclarations } from '#core/rules/parameters.ts'
import { ruleCases } from './testing/cases.ts'
import { household, syntheticNumber, TODAY } from './testing/household.ts'
import { linkedAttribute } from './attributeRules.ts'
import { makeContext } from './context.ts'
import { checkHousehold, checkPerson, rulesTouchedBy, runRule } from './engine.ts'
import { FEMALE_RELATIONS, MALE_RELATIONS } from './familyRules.ts'
import { isMemberOn, knownStudentStatuses } from './members.ts'
import { rules } from './registry.ts'
import type { CheckedRegister, HouseholdFacts } from './types.ts'

/** Sources of the core beside tests and the list of parameters itself. */
function sourcesOf(folder: string): string[] {
  const root = new URL(folder, import.meta.url)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('rules/parameters.ts'))
    .map((name) => readFileSync(new URL(name, root), 'utf8'))
}

/** The same facts, with a note of every field that is looked at. */
function watched(facts: HouseholdFacts): { readonly facts: HouseholdFacts; readonly read: Set<string>; readonly asked: Set<string> } {
  const [read, asked] = [new Set<string>(), new Set<string>()]
  const watch = <T extends object>(register: CheckedRegister, row: T): T =>
    new Proxy(row, {
      get: (target, key, receiver) => {
        read.add(`${register}.${String(key)}`)
        return Reflect.get(target, key, receiver) as unknown
      },
    })
  return {
    read,
    asked,
    facts: {
      ...facts,
      household: watch('household', facts.household),
      householdYear: facts.householdYear && watch('household_year', facts.householdYear),
      members: facts.members.map((member) => ({
        person: watch('person', member.person),
        personYear: member.personYear && watch('person_year', member.personYear),
        membership: watch('membership', member.membership),
      })),
      ...(facts.helpers === undefined ? {} : { helpers: facts.helpers.map((pairing) => watch('pairing', pairing)) }),
      parameters: (key, ...asking) => {
        asked.add(key)
        return facts.parameters(key, ...asking)
      },
    },
  }
}

const everyCase = Object.entries(ruleCases).flatMap(([id, cases]) =>
  cases.flatMap(({ fires, silent }) => [
    { id, changes: fires },
    { id, changes: silent },
  ]),
)

describe('核查', () => {
  it('没有问题的户没有任何提示', () => {
    expect(checkHousehold(household())).toEqual([])
  })

  it('例子表里没有多出来的规则号', () => {
    expect(Object.keys(ruleCases).filter((id) => !rules.some((rule) => rule.id === id))).toEqual([])
  })

  it('规则号不重复，按 §13 的次序排', () => {
    const ids = rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.slice(0, 3)).toEqual(['13.1-1', '13.1-2', '13.1-3'])
    expect(ids.indexOf('13.4-31')).toBeLessThan(ids.indexOf('13.4-44a'))
    expect(ids.at(-1)).toBe('13-incomplete')
  })

  it.each(rules.map((rule) => rule.id))('规则 %s 读到的字段都已申明，用到的参数也是', (id) => {
    const rule = rules.find((one) => one.id === id)
    if (!rule) throw new Error(id)
    for (const { changes } of everyCase) {
      const { facts, read, asked } = watched(household(changes))
      const context = makeContext(facts)
      read.clear()
      runRule(rule, context)
      // Names are read for the sentences; who is a member is asked before a member rule runs.
      const bookkeeping = ['person.name', ...(rule.scope === 'member' ? ['membership.status', 'membership.start_date', 'membership.end_date'] : [])]
      const declared: readonly string[] = [...rule.reads, ...bookkeeping]
      expect([...read].filter((path) => !declared.includes(path))).toEqual([])
      expect([...asked].filter((key) => !(rule.parameters ?? []).some((known) => known === key))).toEqual([])
    }
  })

  it('申明的字段都在目录里，申明的参数没有一个白设', () => {
    for (const rule of ruleSummaries) {
      for (const path of rule.reads) {
        const [register = '', key = ''] = path.split('.')
        expect(fieldOf(register, key).key).toBe(key)
      }
    }
    const used = new Set<string>(ruleSummaries.flatMap((rule) => rule.parameters))
    // Nor what procedures and the days of the due list leave to the county.
    for (const { procedure } of allProceedings) for (const { parameter } of settingsOf(procedure)) used.add(parameter)
    // What else asks for a parameter names it: locks, steps that are judged, scores of needs, plans, attachments.
    const texts = sourcesOf('../../../')
    expect(
      Object.keys(parameterDeclarations).filter(
        (key) => !used.has(key) && !texts.some((text) => text.includes(`'${key}'`) || text.includes(`${key.slice(0, key.lastIndexOf('_') + 1)}\${`)),
      ),
    ).toEqual([])
  })

  it('源为 E 而不挡保存的规则都写明了理由', () => {
    expect(rules.filter((rule) => rule.official === 'E' && rule.kind !== 'contradiction' && !rule.relaxed).map((rule) => rule.id)).toEqual([])
    expect(rules.filter((rule) => rule.official === 'W' && rule.kind === 'contradiction').map((rule) => rule.id)).toEqual([])
  })

  it('错误排在疑点前面，同样的事实得出同样的结果', () => {
    const facts = household({ household: { phone: '12', exit_status: '1' }, householdYear: { wage_income: 100 }, members: [{ person: { sex: '2' } }] })
    const found = checkHousehold(facts)
    const severities = found.map((finding) => finding.severity)
    expect(severities).toEqual([...severities].sort())
    expect(new Set(severities)).toEqual(new Set(['error', 'warning']))
    expect(checkHousehold(facts)).toEqual(found)
  })

  it('只重查改动的字段牵涉的规则', () => {
    const facts = household({ household: { phone: '12', main_cause: '01', other_causes: '01' } })
    expect(checkHousehold(facts, { touched: ['household.phone'] }).map((finding) => finding.rule)).toEqual(['13.1-10h'])
    expect(rulesTouchedBy(['household.other_causes']).map((rule) => rule.id)).toEqual(['13.4-40', '13.4-42'])
    expect(rulesTouchedBy([])).toEqual([])
  })

  it('录入一个人时只查这个人说得清的', () => {
    const [, , son] = household().members
    if (!son) throw new Error('第三名成员')
    const found = checkPerson({
      ...son,
      year: 2015,
      today: TODAY,
      parameters: household().parameters,
      person: { ...son.person, sex: '2' },
      personYear: { ...son.personYear, labour: '01' },
    })
    expect(found.map((finding) => [finding.rule, finding.target])).toEqual([
      ['13.1-5', { register: 'person', field: 'sex' }],
      ['13.1-6', { register: 'membership', field: 'relation' }],
      ['13.3-20', { register: 'person_year', field: 'labour' }],
    ])
    expect(found[0]?.suggestion).toEqual({ field: 'sex', value: '1', label: '性别改为男' })
  })

  it('没有填的东西不挡保存：清空年度记录或其中任何一个字段都不会多出错误', () => {
    const errors = (facts: HouseholdFacts): string[] =>
      checkHousehold(facts)
        .filter((finding) => finding.severity === 'error')
        .map((finding) => finding.rule)
    // An empty attribute, status or cause falls back on the household's own; empty income counts as zero once wages or business are entered.
    const fallingBack: readonly string[] = ['attribute', 'exit_status', 'main_cause', ...INCOME_INPUTS]
    for (const { changes } of everyCase) {
      const facts = household(changes)
      const before = errors(facts)
      const variants: HouseholdFacts[] = [
        { ...facts, householdYear: null, members: facts.members.map((member) => ({ ...member, personYear: null })) },
        ...Object.keys(facts.householdYear ?? {})
          .filter((key) => !fallingBack.includes(key))
          .map((key) => ({ ...facts, householdYear: { ...facts.householdYear, [key]: null } })),
        ...[...new Set(facts.members.flatMap((member) => Object.keys(member.personYear ?? {})))].map((key) => ({
          ...facts,
          members: facts.members.map((member) => ({ ...member, personYear: { ...member.personYear, [key]: null } })),
        })),
      ]
      for (const variant of variants) expect(errors(variant).filter((rule) => !before.includes(rule))).toEqual([])
    }
  })

  it('什么样的取值都不会使核查出错，目标字段都在目录里', () => {
    const facts = fc.record({
      year: fc.integer({ min: 2013, max: 2023 }),
      household: rowOf('household'),
      householdYear: fc.option(rowOf('household_year'), { nil: null }),
      members: fc.array(fc.record({ person: rowOf('person'), personYear: fc.option(rowOf('person_year'), { nil: null }), membership: rowOf('membership') }), {
        maxLength: 6,
      }),
    })
    fc.assert(
      fc.property(facts, (random) => {
        for (const finding of checkHousehold({ ...random, today: '2023-11-23', parameters: household().parameters })) {
          expect(fieldOf(finding.target.register, finding.target.field).label).not.toBe('')
          expect(finding.message).toMatch(/。$/)
          expect(finding.message).not.toMatch(/undefined|null|NaN/)
          expect(ruleTitle(finding.rule)).not.toBe(finding.rule)
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** Random values as they may stand on file: codes of the list, plausible numbers, dates, ID numbers, now and then nothing. */
function rowOf(register: CheckedRegister): fc.Arbitrary<Record<string, FieldValue>> {
  const fields = registerOf(register).fields
  return fc
    .tuple(...fields.map((field) => fc.option(valueOf(field), { nil: null, freq: 4 })))
    .map((values) => Object.fromEntries(fields.map((field, index) => [field.key, values[index] ?? null])))
}

function valueOf(field: FieldDefinition): fc.Arbitrary<FieldValue> {
  switch (field.type) {
    case 'boolean':
      return fc.boolean()
    case 'code':
      return fc.constantFrom(...codeListOf(field.codeList ?? '').items.map((item) => item.code))
    case 'codes':
      return fc
        .uniqueArray(fc.constantFrom(...codeListOf(field.codeList ?? '').items.map((item) => item.code)), { minLength: 1, maxLength: 3 })
        .map((codes) => codes.join(','))
    case 'year':
      return fc.integer({ min: 2013, max: 2024 })
    case 'integer':
      return fc.integer({ min: 0, max: 15 })
    case 'money':
    case 'area':
    case 'decimal':
      return fc.integer({ min: 0, max: 50_000_000 })
    case 'date':
      return fc
        .tuple(fc.integer({ min: 1930, max: 2024 }), fc.integer({ min: 1, max: 12 }))
        .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}-15`)
    case 'idNumber':
      return fc
        .tuple(fc.integer({ min: 1930, max: 2024 }), fc.integer({ min: 0, max: 999 }), fc.constantFrom('', '42', '0'))
        .map(([year, order, more]) => `${syntheticNumber(`${year}0615`, order)}${more}`)
    default:
      return fc.constantFrom('张三', '因病', '13800138000', '12')
  }
}

describe('全国花名册（§6.1，27 列）可以导入', () => {
  /** Only what that roster carries: no sex, no documents type, no income parts, few living conditions. */
  function roster(attribute: string, status: string, year: number, perPerson: number): HouseholdFacts {
    const members = [
      { name: '张三', id: syntheticNumber('19750512', 11), relation: '01', education: '03', student: '01', labour: '01', place: '03', months: 8 },
      { name: '李四', id: syntheticNumber('19770308', 22), relation: '02', education: '02', student: '01', labour: '01', place: null, months: 0 },
      { name: '张小', id: syntheticNumber('20050901', 31), relation: '03', education: null, student: '03', labour: '04', place: null, months: null },
    ]
    return {
      year,
      today: `${year + 1}-02-01`,
      parameters: household().parameters,
      stated: { population: 3, netIncomePerPerson: perPerson },
      household: { household_no: '1', attribute, exit_status: status, exit_year: status === '1' ? year : null, main_cause: '07', phone: '13800138000' },
      householdYear: {
        attribute,
        exit_status: status,
        main_cause: '07',
        dangerous_house: false,
        ...(year >= 2018 ? { water_resolved: true } : { water_safe: true, water_difficult: false }),
      },
      members: members.map((one) => ({
        person: { name: one.name, id_number: one.id, ethnicity: '01' },
        personYear: {
          education: year >= 2020 && one.student === '01' ? one.education : year >= 2020 ? null : one.education,
          student_status: year >= 2020 && one.student === '01' ? null : one.student,
          health: '01',
          labour: one.labour,
          work_place: one.place,
          work_months: one.months,
          critical_illness_insurance: true,
        },
        membership: { relation: one.relation },
      })),
    }
  }

  it.each([
    ['一般贫困户', '未脱贫', 2014, 210_000],
    ['低保贫困户', '未脱贫', 2015, 210_000],
    ['五保贫困户', '未脱贫', 2015, 210_000],
    ['一般农户', '已脱贫', 2015, 410_000],
    ['低保户', '已脱贫', 2016, 410_000],
    ['一般贫困户', '预脱贫', 2016, 310_000],
    ['低保贫困户', '返贫', 2017, 210_000],
    ['一般脱贫户', '已脱贫', 2018, 510_000],
    ['低保脱贫户', '已脱贫', 2019, 510_000],
    ['特困供养贫困户', '未脱贫', 2019, 210_000],
    ['一般脱贫户', '已脱贫', 2020, 810_000],
  ] as const)('%s、%s（%i 年）：没有一条错误，缺的列合为一条提示', (attributeLabel, statusLabel, year, perPerson) => {
    const attribute = matchCode(codeListOf('household_attribute'), attributeLabel, year)
    const status = matchCode(codeListOf('exit_status'), statusLabel, year)
    if (attribute.kind !== 'item' || status.kind !== 'item') throw new Error('标签认不出')
    const base = roster(attribute.item.code, status.item.code, year, perPerson)
    // A five-guarantee household has no labourers; that would be a real error of the sheet.
    const facts =
      attribute.item.code === '06'
        ? {
            ...base,
            members: base.members.map((member) => ({
              ...member,
              personYear: { ...member.personYear, labour: '04', work_place: null, work_months: null, health: '02' },
            })),
          }
        : base
    const found = checkHousehold(facts)
    expect(found.filter((finding) => finding.severity === 'error').map((finding) => finding.message)).toEqual([])
    expect(found.filter((finding) => finding.kind === 'incomplete')).toHaveLength(1)
  })

  it('已脱贫而属性还写一般贫困户的，指出应改成什么', () => {
    const [found] = checkHousehold(roster('01', '1', 2015, 410_000))
    expect(found).toMatchObject({ rule: '13.4-39', severity: 'error', suggestion: { field: 'attribute', value: '05', label: '贫困户属性改为一般农户' } })
  })

  it('核查往年时，后来出生的孩子证件号码不算错', () => {
    const facts = household({
      year: 2013,
      today: '2015-11-23',
      members: [undefined, undefined, { person: { birth_date: null, id_number: syntheticNumber('20150901', 31) } }],
    })
    expect(
      checkHousehold(facts)
        .filter((finding) => finding.target.member === 2 && finding.severity === 'error')
        .map((finding) => finding.message),
    ).toEqual([])
  })

  it('往年记录不按后来的脱贫判断', () => {
    const facts = household({
      year: 2014,
      household: { attribute: '05', exit_status: '1', exit_year: 2015 },
      householdYear: { exit_status: null, attribute: '01', wage_income: 100_000 },
    })
    expect(checkHousehold(facts).map((finding) => finding.rule)).not.toContain('13.4-33')
  })
})

describe('属性与脱贫标志的对应', () => {
  it.each([
    ['01', '1', '05'],
    ['04', '1', '02'],
    ['06', '4', '03'],
    ['05', '0', '01'],
    ['02', '3', '04'],
    ['03', '3', '06'],
    ['01', '0', '01'],
    ['05', '1', '05'],
    ['01', '2', '01'],
    ['05', '2', '05'],
    ['01', null, '01'],
    ['x1', '0', 'x1'],
  ])('属性 %s、标志 %s → %s', (attribute, status, linked) => {
    expect(linkedAttribute(attribute, status)).toBe(linked)
    expect(linkedAttribute(linked, status)).toBe(linked)
  })
})

describe('谁算家庭成员', () => {
  it.each([
    [{}, true],
    [{ status: '1' }, true],
    [{ status: '2' }, false],
    [{ status: '4' }, false],
    [{ status: '2', end_date: '2016-03-01' }, true],
    [{ status: '2', end_date: '2015-12-31' }, false],
    [{ status: '1', end_date: '2015-06-01' }, false],
    [{ start_date: '2016-01-01' }, false],
    [{ start_date: '2015-12-31' }, true],
  ])('%j 在 2015 年末：%s', (membership, counts) => {
    expect(isMemberOn(membership, '2015-12-31')).toBe(counts)
  })
})

describe('规则用到的码与码表一致', () => {
  it('在校生状况的每个码都有学段', () => {
    expect(knownStudentStatuses().toSorted()).toEqual(
      codeListOf('student_status')
        .items.map((item) => item.code)
        .toSorted(),
    )
  })

  it('男性、女性关系各就各位', () => {
    const relations = codeListOf('relation')
    const label = (code: string): string => {
      const item = itemOf(relations, code)
      return item ? labelOf(item) : '无此码'
    }
    expect(MALE_RELATIONS.map(label)).toEqual([
      '之子',
      '之女婿',
      '之孙子',
      '之外孙子',
      '之父',
      '之岳父',
      '之公公',
      '之祖父',
      '之外祖父',
      '之曾孙子',
      '之侄儿',
      '之叔伯',
    ])
    expect(FEMALE_RELATIONS.map(label)).toEqual([
      '之女',
      '之儿媳',
      '之孙女',
      '之外孙女',
      '之母',
      '之岳母',
      '之婆婆',
      '之祖母',
      '之外祖母',
      '之曾孙女',
      '之侄女',
      '之兄弟媳妇',
    ])
  })

  it.each([
    [
      'household_attribute',
      ['01', '02', '03', '04', '05', '06', 'x1'],
      ['一般贫困户', '低保户', '五保户', '低保贫困户', '一般农户', '五保贫困户', '低保特困供养贫困户'],
    ],
    ['exit_status', ['0', '1', '2', '3'], ['未脱贫', '已脱贫', '预脱贫', '返贫']],
    ['poverty_cause', ['01', '02', '03', '08'], ['因病', '因残', '因学', '缺劳力']],
    ['health', ['01', '02', '03', '04'], ['健康', '长期慢性病', '患有大病', '残疾']],
    ['labour', ['01', '02', '03', '04', 'x1'], ['普通劳动力', '技能劳动力', '丧失劳动力', '无劳动力', '弱劳动力或半劳动力']],
    ['education', ['01', '06'], ['文盲或半文盲', '学龄前儿童']],
    ['work_place', ['99'], ['其他']],
    ['disability_category', ['4'], ['肢体残疾']],
    ['member_status', ['1'], ['正常']],
  ])('%s', (list, codes, labels) => {
    expect(codes.map((code) => itemOf(codeListOf(list), code)?.label)).toEqual(labels)
  })
})

describe('规则清单', () => {
  it('给设置页的清单是纯数据', () => {
    expect(JSON.parse(JSON.stringify(ruleSummaries))).toEqual(ruleSummaries)
    expect(ruleSummaries.find((rule) => rule.id === '13.4-37')).toMatchObject({ severity: 'error', official: 'E', parameters: ['allowance_minimum'] })
    expect(ruleTitle('13.1-7')).toBe('每户恰有一个户主、至多一个配偶')
    expect(ruleTitle('0-0')).toBe('0-0')
  })
})

describe('往年', () => {
  it('不看当年记录的规则，问题也不落在当年的记录上', () => {
    const ofYears = ['household_year', 'person_year']
    for (const rule of rules.filter(({ reads }) => !reads.some((path) => ofYears.includes(path.split('.')[0] ?? '')))) {
      for (const { changes } of everyCase) {
        for (const { target } of runRule(rule, makeContext(household(changes)))) expect([rule.id, ofYears.includes(target.register)]).toEqual([rule.id, false])
      }
    }
  })
})
