/** The law of the catalogue: what must hold for every register, field and code list, now and after every addition. */
import { describe, expect, it } from 'vitest'
import { codeListOf, codeLists, findField, isRegisterName, registerOf, registers } from './index.ts'
import { followsPlace, linkedField, ownersAbove } from './derive/belonging.ts'
import { beginningProblems } from './derive/beginning.ts'
import { procedureProblems } from './derive/procedure.ts'
import { moneyProblems } from './derive/money.ts'
import { sumProblems } from './derive/sums.ts'
import { isFurther, reckonedKey, reckonedOf } from './derive/listing.ts'
import { screensInOrder } from './derive/screen.ts'
import { targetsOf } from './derive/subject.ts'
import { divisionLevelOfHeading, headingSpelling, matchHeading } from './derive/headings.ts'
import { levelFor } from './derive/rights.ts'
import { isAtLeast } from '../rules/levels.ts'
import { isPickable, pickableItems, spellingsOf } from './derive/codes.ts'
import type { CodeList, FieldDefinition, RegisterDefinition } from './types.ts'

const all: readonly RegisterDefinition[] = Object.values(registers)
const YEARS = Array.from({ length: 18 }, (_, index) => 2013 + index)

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

/** Problems of each field that breaks a rule, as `key: what`. */
function broken(register: RegisterDefinition, rule: (field: FieldDefinition) => boolean | undefined): readonly string[] {
  return register.fields.filter((field) => rule(field) === true).map((field) => `${register.name}.${field.key}`)
}

describe.each(all.map((register) => [register.name, register] as const))('register %s', (name, register) => {
  it('is filed under its own name, which is snake_case, with label, description and sections', () => {
    expect(isRegisterName(name)).toBe(true)
    expect(Object.entries(registers).find(([, value]) => value === register)?.[0]).toBe(name)
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(register.label).not.toBe('')
    expect(register.description.endsWith('。')).toBe(true)
    expect(repeated(register.sections.map((section) => section.key))).toEqual([])
  })

  it('has fields with unique snake_case keys that are no system columns, and unique labels', () => {
    expect(repeated(register.fields.map((field) => field.key))).toEqual([])
    expect(repeated(register.fields.map((field) => field.label))).toEqual([])
    expect(broken(register, (field) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(field.key))).toEqual([])
    expect(broken(register, (field) => ['id', 'revision', 'deleted', 'created_at', 'updated_at'].includes(field.key))).toEqual([])
    expect(broken(register, (field) => field.label.trim() === '' || field.label !== field.label.trim())).toEqual([])
  })

  it('puts every field into a section that exists, and leaves no section empty', () => {
    const sections = register.sections.map((section) => section.key)
    expect(broken(register, (field) => !sections.includes(field.section ?? ''))).toEqual([])
    expect(sections.filter((key) => !register.fields.some((field) => field.section === key))).toEqual([])
  })

  it('uses code lists with code fields, and only with them', () => {
    expect(broken(register, (field) => (field.type === 'code' || field.type === 'codes') !== (field.codeList !== undefined))).toEqual([])
    expect(broken(register, (field) => field.codeList !== undefined && !codeLists.some((list) => list.id === field.codeList))).toEqual([])
    expect(broken(register, (field) => field.maximumItems !== undefined && field.type !== 'codes')).toEqual([])
  })

  it('points references to registers, and only references', () => {
    expect(broken(register, (field) => (field.type === 'reference') !== (field.register !== undefined))).toEqual([])
    expect(broken(register, (field) => field.register !== undefined && !isRegisterName(field.register))).toEqual([])
    expect(broken(register, (field) => (field.type === 'subject') !== (field.registers !== undefined))).toEqual([])
    const subjects = register.fields.filter(({ type }) => type === 'subject')
    // One of two or more others, entered, which sheets tell by columns of their own.
    expect(subjects.filter(({ registers = [] }) => registers.length < 2 || registers.includes(name) || !registers.every(isRegisterName))).toEqual([])
    expect(subjects.filter(({ derived, keeps, createMissing, unique }) => [derived, keeps, createMissing, unique].some((one) => one !== undefined))).toEqual([])
    expect(subjects.filter(({ key }) => (register.tellBy ?? []).some(({ fields, within = [] }) => [...fields, ...within].includes(key)))).toEqual([])
    expect(broken(register, (field) => field.createMissing === true && field.type !== 'reference')).toEqual([])
    expect(broken(register, (field) => field.level !== undefined && field.type !== 'division')).toEqual([])
    // What is offered by a field must be said by both: the record chosen, and the one that the line belongs to.
    const whole = register.partOf?.lines === true ? findField(register, register.partOf.by)?.register : undefined
    const says = (of: string | undefined, key: string): boolean => of !== undefined && findField(registerOf(of), key) !== undefined
    expect(broken(register, ({ offeredBy: by, register: chosen }) => by !== undefined && !(says(chosen, by) && says(whole, by)))).toEqual([])
    // A tab of its own stands only on the page of what it names.
    expect((register.screen?.tabOf ?? []).filter((of) => !register.fields.flatMap(targetsOf).some((target) => target === of))).toEqual([])
  })

  it('names only fields it has in title, owner, match, sort, indexes, unique keys and the yearly link', () => {
    const named = [
      register.title,
      ...(register.owner === undefined ? [] : [register.owner]),
      ...register.match.flat(),
      ...register.sort.map((entry) => entry.field),
      ...(register.indexes ?? []).flat(),
      ...(register.counted?.by ?? []).filter((key) => key !== 'id'),
      ...(register.counted?.fields ?? []),
      ...(register.uniqueTogether ?? []).flat(),
    ]
    expect(named.filter((key) => findField(register, key) === undefined)).toEqual([])
    if (register.computed !== true) expect(register.match.length).toBeGreaterThan(0)
    if (register.owner !== undefined) expect(findField(register, register.owner)?.type).toBe('division')
    if (register.yearly) {
      expect(findField(register, register.yearly.reference)?.register).toBe(register.yearly.of)
      expect(findField(register, register.yearly.year)?.type).toBe('year')
      expect(register.uniqueTogether).toContainEqual([register.yearly.reference, register.yearly.year])
    }
  })

  it('is part of one record at most, which it must name, and which comes before it in the catalogue', () => {
    const { partOf, owner } = register
    if (partOf === undefined) return
    const by = findField(register, partOf.by)
    expect([by?.required, by?.derived, by?.keeps]).toEqual([true, undefined, undefined])
    // The place follows from the owner, unless it is one of several registers or stays where it was entered.
    const entered = owner !== undefined && findField(register, owner)?.derived === undefined
    expect(entered).toBe(partOf.registerIn !== undefined || partOf.stays === true)
    if (partOf.registerIn !== undefined) return expect([by?.type, findField(register, partOf.registerIn)?.required]).toEqual(['text', true])
    const owners = by === undefined ? [] : targetsOf(by)
    expect(owners.length).toBeGreaterThan(0)
    const order = Object.keys(registers)
    for (const above of owners) {
      expect(order.indexOf(above), above).toBeLessThan(order.indexOf(name))
      // What stays where it was entered has a place of its own.
      if (register.partOf?.stays !== true) expect(registerOf(above).owner, above).toBeDefined()
    }
  })

  it('says of what it is part, or by what it is linked, where its place is worked out', () => {
    if (!followsPlace(register) || register.computed === true) return
    expect([register.partOf, register.linkedBy].filter((one) => one !== undefined)).toHaveLength(1)
    const [above = name] = ownersAbove(name)
    expect(registerOf(above).owner).toBeDefined()
  })

  it('is linked by a register of dated links, each part of what it leads to', () => {
    const { linkedBy } = register
    if (linkedBy === undefined) return
    const link = registerOf(linkedBy.register)
    expect([findField(link, linkedBy.by)?.register, link.partOf?.by]).toEqual([name, linkedBy.to])
    expect(followsPlace(link)).toBe(true)
    expect((linkedBy.ends ?? []).filter((key) => findField(link, key)?.derived !== undefined || findField(link, key) === undefined)).toEqual([])
    expect(findField(link, linkedBy.by)?.handsOver).toBe(true)
    const { single } = linkedBy
    if (single === undefined) return
    const keys = [single.since, single.until, single.while.field]
    expect(keys.filter((key) => findField(link, key) === undefined || findField(link, key)?.derived !== undefined)).toEqual([])
    expect(findField(register, linkedField(name) ?? '')?.derived).toBeDefined()
  })

  it('reaches places: those of its own fields, or those that a register of links names', () => {
    for (const reach of register.reaches ?? []) {
      if ('field' in reach) {
        expect(findField(register, reach.field)?.type, reach.field).toBe('division')
        continue
      }
      const link = registerOf(reach.register)
      const to = findField(link, reach.to)
      expect([findField(link, reach.by)?.register, link.partOf?.by]).toEqual([name, reach.by])
      expect(to?.type === 'division' || (to?.register !== undefined && registerOf(to.register).owner !== undefined)).toBe(true)
    }
  })

  it('is a move only of its owner, from its own place to one that it reaches, told by a state that never goes back', () => {
    const { moves, owner, partOf, reaches } = register
    if (moves === undefined) return
    expect([owner, partOf?.stays, findField(register, partOf?.by ?? '')?.handsOver]).toEqual([moves.from, true, true])
    expect(reaches).toContainEqual({ field: moves.to })
    const state = findField(register, moves.state)
    const items = codeListOf(state?.codeList ?? '').items.map(({ code }) => code)
    expect([items[0], items.includes(moves.underWay), state?.merge]).toEqual([moves.done, true, 'foremost'])
    expect(moves.taker.filter((key) => findField(register, key) === undefined)).toEqual([])
  })

  it('says what is due by dates and fields that it has', () => {
    for (const { on, settled, charge } of register.due ?? []) {
      expect(findField(register, on)?.type, on).toBe('date')
      expect([settled?.field, charge].filter((key) => key !== undefined && findField(register, key) === undefined)).toEqual([])
      expect(findField(register, on)?.sensitive).toBeUndefined()
    }
  })

  it('declares a procedure that leads everywhere it names, by steps that can be made', () => {
    expect(procedureProblems(register, registers)).toEqual([])
  })

  it('is begun only for records that it refers to, with what stands openly in them', () => {
    expect(beginningProblems(register)).toEqual([])
  })

  it('declares accounts whose totals, balances and laws are of money that there is', () => {
    expect(moneyProblems(register, registers)).toEqual([])
  })

  it('declares laws of sums over numbers of one unit that there are', () => {
    expect(sumProblems(register, registers)).toEqual([])
  })

  it('lets a field follow only another one that people enter, which follows none itself', () => {
    for (const field of register.fields.filter(({ follows }) => follows !== undefined)) {
      const leader = register.fields.find(({ key }) => key === field.follows)
      expect([leader?.key, leader?.derived, leader?.follows], field.key).toEqual([field.follows, undefined, undefined])
      expect(field.merge, field.key).toBeUndefined()
    }
  })

  it('demands only what people enter, and gives derived fields a sentence and nothing to type', () => {
    expect(broken(register, (field) => field.derived !== undefined && (field.required === true || field.initial !== undefined))).toEqual([])
    expect(broken(register, (field) => field.derived !== undefined && !field.derived.endsWith('。'))).toEqual([])
    expect(broken(register, (field) => field.derived !== undefined && (field.unique === true || field.merge !== undefined))).toEqual([])
  })

  it('keeps states only of its own derived fields, each once, of the same kind, and never required', () => {
    const kept = register.fields.filter((field) => field.keeps !== undefined)
    expect(
      broken(
        register,
        (field) =>
          field.keeps !== undefined && (field.derived !== undefined || field.required === true || field.initial !== undefined || field.unique === true),
      ),
    ).toEqual([])
    expect(
      kept.filter(({ keeps = '', type, register: target, level }) => {
        const derived = findField(register, keeps)
        return derived?.derived === undefined || derived.type !== type || derived.register !== target || derived.level !== level
      }),
    ).toEqual([])
    expect(repeated(kept.map(({ keeps = '' }) => keeps))).toEqual([])
    expect(broken(register, (field) => field.handsOver === true && (field.type !== 'reference' || field.derived !== undefined))).toEqual([])
  })

  it('lets every yearly record whose place or owner follows another record keep them', () => {
    const { yearly, owner } = register
    if (yearly === undefined) return
    const follows = (field: FieldDefinition): boolean =>
      field.derived !== undefined && (field.key === owner || field.type === 'reference' || field.type === 'division')
    // The place of a village is its own for ever: nothing moves it.
    const moved = yearly.of === 'village' ? [] : register.fields.filter(follows).map((field) => field.key)
    expect(moved.filter((key) => !register.fields.some((field) => field.keeps === key))).toEqual([])
  })

  it('reverses entries that are never changed by numbers that may be negative, and keeps nothing that would have to follow', () => {
    const { appendOnly } = register
    if (appendOnly === undefined) return
    expect(findField(register, appendOnly.by)).toMatchObject({ type: 'reference', register: name })
    expect(appendOnly.negated.length).toBeGreaterThan(0)
    const negated = register.fields.filter(({ key }) => appendOnly.negated.includes(key))
    expect(negated.map(({ key }) => key).toSorted()).toEqual(appendOnly.negated.toSorted())
    expect(
      negated.filter(({ type, minimum, maximum }) => !['money', 'area', 'integer', 'decimal'].includes(type) || minimum !== undefined || maximum !== undefined),
    ).toEqual([])
    expect([register.identity, register.uniqueTogether, register.yearly, register.partOf, register.moves]).toEqual(Array.from({ length: 5 }, () => undefined))
    expect(
      broken(register, ({ unique, keeps, keptBy, type }) => unique === true || keeps !== undefined || keptBy !== undefined || type === 'numbered'),
    ).toEqual([])
  })

  it('lets others keep only fields that may stay open, that people enter, and that tell no record from another', () => {
    const telling = [register.title, register.owner, register.partOf?.by, ...(register.identity ?? []), ...(register.uniqueTogether ?? []).flat()]
    expect(
      broken(
        register,
        ({ keptBy, ...field }) =>
          keptBy !== undefined && (field.required === true || field.derived !== undefined || field.unique === true || telling.includes(field.key)),
      ),
    ).toEqual([])
  })

  it('lets nobody change, remove or decide what they may not read', () => {
    const roles = ['administrator', 'entry', 'review', 'reader'] as const
    for (const doing of ['write', 'remove', 'decide'] as const) {
      for (const role of roles) {
        const [from, read] = [levelFor(register, doing, role), levelFor(register, 'read', role)]
        expect(from === null || (read !== null && isAtLeast(from, read)) || register.rights?.[doing] === undefined, `${doing} ${role}`).toBe(true)
      }
    }
  })

  it('counts money in 元, areas in 亩, gives a scale to decimals only, and orders its bounds and years', () => {
    expect(broken(register, (field) => field.type === 'money' && (field.unit !== '元' || field.scale !== undefined))).toEqual([])
    expect(broken(register, (field) => field.type === 'area' && (field.unit !== '亩' || field.scale !== undefined))).toEqual([])
    expect(broken(register, (field) => (field.type === 'decimal' || field.type === 'rate') !== (field.scale !== undefined))).toEqual([])
    expect(broken(register, (field) => field.type === 'rate' && field.unit !== '%' && field.unit !== '‰')).toEqual([])
    expect(broken(register, (field) => (field.type === 'period') !== (field.period !== undefined))).toEqual([])
    expect(broken(register, (field) => (field.type === 'numbered') !== (field.numbering !== undefined))).toEqual([])
    // Who only wishes for a record has no number for it, and nobody types one.
    expect(broken(register, (field) => field.type === 'numbered' && (field.required === true || field.unique === true || field.initial !== undefined))).toEqual(
      [],
    )
    expect(broken(register, ({ numbering }) => numbering?.year !== undefined && findField(register, numbering.year) === undefined)).toEqual([])
    expect(broken(register, (field) => (field.minimum ?? 0) > (field.maximum ?? Number.MAX_SAFE_INTEGER))).toEqual([])
    expect(broken(register, (field) => (field.since ?? 0) > (field.until ?? 9999))).toEqual([])
    expect(broken(register, (field) => field.type === 'text' && field.derived === undefined && field.maximumLength === undefined)).toEqual([])
  })

  it('marks every document number, phone and bank account as sensitive', () => {
    for (const type of ['idNumber', 'phone', 'bankAccount'] as const) {
      expect(broken(register, (field) => field.type === type && field.sensitive !== type)).toEqual([])
    }
    expect(broken(register, (field) => /疾病|病种/.test(field.label) && field.sensitive !== 'illness')).toEqual([])
  })

  it('gives a national code to one field only', () => {
    expect(repeated(register.fields.flatMap((field) => (field.national === undefined ? [] : [field.national])))).toEqual([])
    expect(broken(register, (field) => field.national !== undefined && !/^[A-Z]{3}\d{3}$/.test(field.national))).toEqual([])
  })

  it('reads no heading as two fields', () => {
    const spellings = register.fields.flatMap((field) => [...new Set([field.label, ...(field.headings ?? [])].map(headingSpelling))])
    expect(repeated(spellings)).toEqual([])
  })

  it('starts new records with values that the field accepts', () => {
    expect(broken(register, (field) => field.type === 'boolean' && field.initial !== undefined && typeof field.initial !== 'boolean')).toEqual([])
    expect(
      broken(
        register,
        (field) => field.type === 'code' && field.initial !== undefined && !codeListOf(field.codeList ?? '').items.some((item) => item.code === field.initial),
      ),
    ).toEqual([])
  })
})

/** Spellings that mean two items in one year. */
function ambiguous(list: CodeList, year: number): readonly string[] {
  return repeated(pickableItems(list, year).flatMap((item) => [...new Set(spellingsOf(list, item).flat())]))
}

describe.each(codeLists.map((list) => [list.id, list] as const))('code list %s', (_, list) => {
  it('has a source, unique codes, and a label for each', () => {
    expect(list.source).not.toBe('')
    expect(list.items.length).toBeGreaterThan(0)
    expect(repeated(list.items.map((item) => item.code))).toEqual([])
    expect(list.items.filter((item) => item.code.includes(',') || item.label.trim() === '').map((item) => item.code)).toEqual([])
  })

  it('has no spelling that means two items in one year', () => {
    for (const year of YEARS) expect({ year, spellings: ambiguous(list, year) }).toEqual({ year, spellings: [] })
  })

  it('has items whose years make sense and something to pick in every year from 2020', () => {
    const spans = list.items.flatMap((item) => [item, ...(item.yearLabels ?? [])])
    expect(spans.filter((span) => (span.since ?? 0) > (span.until ?? 9999))).toEqual([])
    for (const year of YEARS.filter((year) => year >= 2020)) expect(list.items.some((item) => isPickable(item, year))).toBe(true)
  })

  it('marks stand-in codes, and only those, as not national', () => {
    expect(list.items.filter((item) => /^x\d+$/.test(item.code) && item.national !== false).map((item) => item.code)).toEqual([])
  })
})

it('gives every code list its own id', () => {
  expect(repeated(codeLists.map((list) => list.id))).toEqual([])
})

/** Where each column of an official layout goes: `register.field` or the level of a division. */
function targetOf(heading: string, names: readonly string[]): string | undefined {
  for (const name of names) {
    const field = matchHeading(name, heading)
    if (field && field.type !== 'division') return `${name}.${field.key}`
  }
  return divisionLevelOfHeading(heading)
}

describe('headings of the official layouts', () => {
  const roster = ['household', 'person', 'membership', 'person_year', 'household_year']

  it('knows all 47 columns of the national person export (forms.md §2.5)', () => {
    const headings =
      '省, 市, 县, 乡, 村, 户编号, 人口编号, 姓名, 性别, 出生日期, 证件类型, 证件号码, 民族, 户联系电话, 成员联系电话, 年度, 与户主关系, 文化程度, 在校生状况, 劳动技能, 务工时间（月）, 健康状况, 政治面貌, 务工企业名称, 是否享受低保, 是否参加城镇职工基本养老保险, 是否参加大病保险, 是否参加新型农村合作医疗（城乡居民基本医疗保险）, 是否参加城乡居民基本养老保险, 失学或辍学原因, 是否会讲普通话, 是否参加商业补充医疗保险, 是否国外务工, 产业分类, 是否接受大病医疗救助, 是否接受其他健康扶贫, 公益性岗位类型, 公益性岗位(月数), 就业渠道, 残疾类别, 务工所在地, 户主姓名, 户主证件号码, 是否参加城镇职工基本医疗保险, 是否特困供养人员, 残疾证办证年度, 识别标准'.split(
        ', ',
      )
    expect(headings).toHaveLength(47)
    expect(headings.map((heading) => targetOf(heading, roster))).toEqual([
      'province',
      'city',
      'county',
      'township',
      'village',
      'household.household_no',
      'person.person_no',
      'person.name',
      'person.sex',
      'person.birth_date',
      'person.id_type',
      'person.id_number',
      'person.ethnicity',
      'household.phone',
      'person.phone',
      'person_year.year',
      'person.relation',
      'person_year.education',
      'person_year.student_status',
      'person_year.labour',
      'person_year.work_months',
      'person_year.health',
      'person.politics',
      'person_year.employer',
      'person_year.low_income_allowance',
      'person_year.employee_pension',
      'person_year.critical_illness_insurance',
      'person_year.resident_medical',
      'person_year.resident_pension',
      'person_year.dropout_reason',
      'person_year.mandarin',
      'person_year.commercial_medical',
      'person_year.abroad',
      'person_year.industry',
      'person_year.medical_aid',
      'person_year.health_aid',
      'person_year.public_job',
      'person_year.public_job_months',
      'person_year.employment_channel',
      'person.disability_category',
      'person_year.work_location',
      'household.head_name',
      'household.head_id_number',
      'person_year.employee_medical',
      'person_year.five_guarantee',
      'person.disability_card_year',
      'household.identification_standard',
    ])
  })

  it('knows the columns of the roster with one row a person (forms.md §6.1)', () => {
    const headings =
      '行政县, 乡镇, 行政村, 自然村, 户编号, 人编号, 姓名, 证件号码, 人数, 与户主关系, 民族, 文化程度, 在校生状况, 健康状况, 劳动技能, 务工状况, 务工时间, 参加大病医疗, 脱贫属性, 脱贫年度, 贫困户属性, 主要致贫原因, 危房户, 饮水安全, 饮水困难, 人均纯收入, 联系电话'.split(
        ', ',
      )
    expect(headings.map((heading) => targetOf(heading, roster))).toEqual([
      'county',
      'township',
      'village',
      'household.group_id',
      'household.household_no',
      'person.person_no',
      'person.name',
      'person.id_number',
      'household.population',
      'person.relation',
      'person.ethnicity',
      'person_year.education',
      'person_year.student_status',
      'person_year.health',
      'person_year.labour',
      'person_year.work_place',
      'person_year.work_months',
      'person_year.critical_illness_insurance',
      'household.exit_status',
      'household.exit_year',
      'household.attribute',
      'household.main_cause',
      'household_year.dangerous_house',
      'household_year.water_safe',
      'household_year.water_difficult',
      'household_year.net_income_per_person',
      'household.phone',
    ])
  })

  it.each([
    [
      '§6.2',
      '乡镇, 行政村, 户编号, 人编号, 姓名, 证件号码, 人数, 与户主关系, 民族, 文化程度, 在校生状况, 健康状况, 劳动技能, 务工状况, 务工时间, 参加大病医疗, 脱贫属性, 脱贫年度, 贫困户属性, 致贫原因, 危房户, 是否解决安全饮用水, 人均纯收入, 联系电话',
    ],
    [
      '§6.3',
      '省, 市, 县, 行政村, 姓名, 性别, 证件号码, 人数, 与户主关系, 民族, 文化程度, 在校生状况, 健康状况, 有无劳动能力, 是否计划生育户, 新农合, 新农保, 享受低保, 脱贫属性, 贫困户属性, 主要致贫原因, 人均纯收入, 联系电话, 开户银行名称, 银行卡号',
    ],
    [
      '§2.3 members',
      '姓名, 性别, 证件号码, 与户主关系, 民族, 政治面貌, 文化程度, 在校生状况, 健康状况, 劳动技能, 务工情况, 务工时间(月), 是否现役军人, 是否参加大病医疗保险, 是否享受低保, 务工企业名称',
    ],
    ['§2.6 second spelling', '县(市、区、旗), 乡(镇), 行政村, 户编号'],
  ])('leaves no column of %s unknown', (_, text) => {
    expect(text.split(', ').filter((heading) => targetOf(heading, roster) === undefined)).toEqual([])
  })

  it('knows the columns of the village export after 2021, with blanks and units in them', () => {
    const headings =
      '是否出列、总户数、总人口数、低保户数、低保人口数、特困供养人口数、残疾人口数、村级集体经济收入（万元）、村小学（个数）、参加城乡居民基本养老保险人数、是否通客运班车、到乡镇是否通沥青（水泥）路、行政村卫生室个数、行政村公共卫生厕所个数、行政村执业（助理）医师（人）、行政村生产生活垃圾集中堆放点个数（个）、行政村文化（图书）室个数　（个）、未实现饮水安全户数、危房户数'.split(
        '、',
      )
    expect(headings.filter((heading) => matchHeading('village_year', heading) === undefined)).toEqual([])
  })

  it('knows every column of the income and living sections of the paper (forms.md §2.3)', () => {
    const headings =
      '工资性、生产经营性、财产性、转移性、计划生育金、低保金、五保金、养老保险金、生态补偿金、其他转移性、生产经营性支出、纯收入、人均纯收入、耕地、有效灌溉、林地、退耕还林、林果、牧草地、水面、是否通生产用电、与村主干路距离(公里)、入户路类型、是否通生活用电、住房面积(㎡)、饮水是否困难、饮水是否安全、主要燃料类型、是否加入农民专业合作社、有无卫生厕所、是否通广播电视、是否危房户'.split(
        '、',
      )
    expect(headings.filter((heading) => matchHeading('household_year', heading) === undefined)).toEqual([])
  })
})

describe('screens', () => {
  const screens = screensInOrder()

  it('have paths of their own, and titles that nobody confuses in the menu', () => {
    expect(repeated(screens.map(({ path }) => path))).toEqual([])
    expect(screens.filter(({ path }) => !/^(\/[a-z][a-z_]*)+$/.test(path))).toEqual([])
    expect(repeated(screens.filter(({ place }) => place !== null).map(({ title }) => title))).toEqual([])
  })

  it('name only fields that the register has, and columns of its list once', () => {
    for (const { register, first, listed = [] } of screens) {
      const isColumn = (key: string): boolean => findField(register, key) !== undefined || isFurther(register, key)
      expect(first.filter((key) => findField(register, key) === undefined)).toEqual([])
      expect(listed.filter((key) => !isColumn(key))).toEqual([])
      expect([...repeated(first), ...repeated(listed)]).toEqual([])
    }
  })

  it('work out only what no field of the register is called', () => {
    for (const { register } of screens) {
      const { fields } = registerOf(register)
      const worked = reckonedOf(register)
      expect(worked.filter(({ key, label }) => fields.some((field) => field.key === key || field.label === label))).toEqual([])
      expect(repeated([...worked.map(reckonedKey), ...worked.map(({ label }) => label)])).toEqual([])
    }
  })

  it('have a place, an order and a symbol of their own where they stand in the menu', () => {
    const placed = screens.filter(({ place }) => place !== null)
    expect(placed.filter(({ icon, order }) => icon === undefined || order >= 1000)).toEqual([])
    expect(repeated(placed.map(({ place, order }) => `${place} ${order}`))).toEqual([])
    expect(placed.filter(({ register }) => registerOf(register).internal === true)).toEqual([])
  })

  it('come from a sheet only where the office enters the records', () => {
    expect(screens.filter(({ register, sheet }) => sheet !== null && registerOf(register).internal === true)).toEqual([])
    expect(repeated(screens.flatMap(({ sheet }) => sheet ?? []))).toEqual([])
  })
})
