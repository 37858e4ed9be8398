import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undo } from '#core/store/history.ts'
import { syntheticPerson } from '#core/testing/builders.ts'
import { importBench, ROSTER_HEADINGS, type CellIn, type ImportBench, type RowIn } from './testing/importing.ts'

let bench: ImportBench

beforeAll(async () => { bench = await importBench() })
afterAll(async () => { await bench.end() })

interface Member { readonly name: string; readonly idNumber: string; readonly relation: string; readonly education?: string; readonly labour?: string; readonly student?: string }

function person(relation: string, sex: '1' | '2', birthDate: string, rest: Partial<Member> = {}): Member {
  const made = syntheticPerson({ sex, birthDate })
  return { name: made.name, idNumber: made.id_number, relation, ...rest }
}

export function family(): Member[] {
  return [
    person('本人或户主', '1', '1975-03-12', { education: '初中', labour: '普通劳动力', student: '非在校生' }),
    person('配偶', '2', '1977-08-02', { education: '小学', labour: '普通劳动力', student: '非在校生' }),
    person('之子', '1', '2005-11-20', { education: '小学', labour: '无劳动力', student: '小学' }),
  ]
}

/** Rows of a household as §6.1 has them. */
function rosterRows(number: string, members: readonly Member[], change: Partial<Record<(typeof ROSTER_HEADINGS)[number], CellIn>> = {}): RowIn[] {
  return members.map((member) => {
    const values: Partial<Record<string, CellIn>> = {
      行政县: '漳县', 乡镇: '武阳镇', 行政村: '柯寨', 自然村: '一社', 户编号: number, 姓名: member.name, 证件号码: member.idNumber, 人数: members.length, 与户主关系: member.relation,
      民族: '汉族', 文化程度: member.education, 在校生状况: member.student, 健康状况: '健康', 劳动技能: member.labour, 脱贫属性: '未脱贫', 贫困户属性: '一般贫困户', 主要致贫原因: '缺资金',
      危房户: '否', 饮水安全: '是', 饮水困难: '否', 人均纯收入: 2300, 联系电话: '13912345678', ...change,
    }
    return ROSTER_HEADINGS.map((heading) => values[heading])
  })
}

const TITLES: RowIn[] = [['漳县2015年贫困人口花名册'], ['填报单位：武阳镇']]

describe('一人一行的花名册', () => {
  it('一次建好户、人、成员关系和年度记录；再导一次什么都不变；撤销后全部收回', async () => {
    const one = family()
    const two = family()
    const path = await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('1001', one), ...rosterRows('1002', two)])
    const first = await bench.import('household', path)
    expect(first.problems).toEqual([])
    expect(first).toMatchObject({ rows: 6, new: 6, changed: 0, same: 0, rejected: 0 })
    expect(first.registers).toMatchObject({ household: { new: 2 }, person: { new: 6 }, membership: { new: 6 }, household_year: { new: 2 }, person_year: { new: 6 }, village_group: { new: 1 } })
    expect(first.changeSet).not.toBeNull()
    const household = bench.office.store.read.get('SELECT * FROM household WHERE household_no = ?', '1001')
    expect(household).toMatchObject({ village: '621125100204', head_name: one[0]?.name, population: 3, main_cause: '09', phone: '13912345678' })
    expect(bench.office.store.read.get('SELECT * FROM household_year WHERE household_id = ?', String(household?.['id']))).toMatchObject({ year: 2015, stated_income_per_person: 230_000, net_income_per_person: 230_000, dangerous_house: 0 })
    expect(bench.office.store.read.get('SELECT * FROM person WHERE id_number = ?', one[1]?.idNumber ?? '')).toMatchObject({ sex: '2', birth_date: '1977-08-02', id_type: '01' })

    const again = await bench.import('person', path)
    expect(again).toMatchObject({ rows: 6, new: 0, changed: 0, same: 6, rejected: 0, changeSet: null, problems: [] })

    await undo(bench.office.store, { id: 'u', name: '管理员' }, first.changeSet ?? '')
    for (const register of ['household', 'person', 'membership', 'household_year', 'person_year', 'village_group']) expect(bench.count(register)).toBe(0)
  })
})
