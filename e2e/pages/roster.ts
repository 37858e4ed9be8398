/** The national roster (forms.md §6.1) as an office has it in Excel: two title rows, headings in row 3, one person a row. All people are made up. */
import ExcelJS from 'exceljs'
import { ROSTER_HEADINGS } from '../../src/core/features/imports/testing/rosterHeadings.ts'

export interface Person {
  readonly name: string
  readonly id: string
  readonly relation: string
  readonly student?: string
  readonly labour?: string
  readonly education?: string
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An ID number with a right check digit (GB 11643). `sequence` 0–999; odd is male. */
export function idNumber(birth: string, sequence: number): string {
  const body = `621125${birth}${String(sequence).padStart(3, '0')}`
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return `${body}${'10X98765432'[sum % 11] ?? ''}`
}

/** The same number with another check digit. */
export function wrongCheckDigit(id: string): string {
  return `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}`
}

const place = { 行政县: '漳县', 乡镇: '武阳镇', 行政村: '柯寨', 自然村: '一社' }

function rowOf(household: string, members: number, person: Person): (string | number)[] {
  const values: Partial<Record<string, string | number>> = {
    ...place,
    户编号: household,
    姓名: person.name,
    证件号码: person.id,
    人数: members,
    与户主关系: person.relation,
    民族: '汉族',
    文化程度: person.education ?? '初中',
    在校生状况: person.student ?? '非在校生',
    健康状况: '健康',
    劳动技能: person.labour ?? '普通劳动力',
    脱贫属性: '未脱贫',
    贫困户属性: '一般贫困户',
    主要致贫原因: '缺资金',
    危房户: '否',
    饮水安全: '是',
    饮水困难: '否',
    人均纯收入: 2300,
    联系电话: '13900000000',
  }
  return ROSTER_HEADINGS.map((heading) => values[heading] ?? '')
}

/** A roster workbook of the given households. */
export async function rosterWorkbook(path: string, households: Readonly<Record<string, readonly Person[]>>): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('花名册')
  sheet.addRow(['漳县2015年贫困人口花名册'])
  sheet.addRow(['填报单位：武阳镇'])
  sheet.addRow([...ROSTER_HEADINGS])
  for (const [household, members] of Object.entries(households)) for (const person of members) sheet.addRow(rowOf(household, members.length, person))
  await workbook.xlsx.writeFile(path)
}

/** 张三 with wife and son, and 李四 with a wife whose ID number is wrong. */
export function twoHouseholds(): Readonly<Record<string, readonly Person[]>> {
  return {
    6211250001: [
      { name: '张三', id: idNumber('19750312', 1), relation: '本人或户主' },
      { name: '王桂花', id: idNumber('19770802', 2), relation: '配偶' },
      { name: '张小明', id: idNumber('20061120', 3), relation: '之子', student: '小学', labour: '无劳动力', education: '小学' },
    ],
    6211250002: [
      { name: '李四', id: idNumber('19680115', 5), relation: '本人或户主' },
      { name: '赵秀英', id: wrongCheckDigit(idNumber('19700606', 4)), relation: '配偶' },
    ],
  }
}

/** `count` people, three a household. */
export function manyHouseholds(count: number): Readonly<Record<string, readonly Person[]>> {
  const households: Record<string, Person[]> = {}
  for (let at = 0; at < count / 3; at++) {
    const day = `${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (Math.floor(at / 12) % 28)).padStart(2, '0')}`
    const sequence = 2 * Math.floor(at / 336)
    households[`62112599${String(at).padStart(5, '0')}`] = [
      { name: '陈建国', id: idNumber(`1970${day}`, sequence + 1), relation: '本人或户主' },
      { name: '刘玉兰', id: idNumber(`1972${day}`, sequence + 2), relation: '配偶' },
      { name: '陈志强', id: idNumber(`1996${day}`, sequence + 3), relation: '之子' },
    ]
  }
  return households
}

/** Rows of the first sheet of a workbook, as text. */
export async function rowsOf(path: string): Promise<string[][]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const rows: string[][] = []
  workbook.worksheets[0]?.eachRow((row) => {
    rows.push((Array.isArray(row.values) ? row.values : []).map((value) => String(value ?? '')))
  })
  return rows
}
