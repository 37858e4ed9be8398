/** Ctrl+K as it is typed: at each key the one question that the box asks when typing pauses, none called off. */
import type Sqlite from 'better-sqlite3'
import { listBar, type BenchInput } from '../input.ts'
import { kind, single, timed, timedBare, type Measured, type Sample } from '../measure.ts'
import type { BenchOffice } from '../office.ts'

/** As `useQuickHits.ts` asks. */
const PER_GROUP = 6
/** Typing is a sequence that counts as a whole: it is given up later than single requests. */
const PATIENCE = 6
const BARE = '按编号直接取同样的行'

export async function find(office: BenchOffice, bare: Sqlite.Database, input: BenchInput): Promise<(Measured | null)[]> {
  const person = bare.prepare('SELECT name, id_number FROM person WHERE deleted = 0 AND id_number IS NOT NULL ORDER BY id LIMIT 1 OFFSET 300').get() as {
    name: string
    id_number: string
  }
  const household = bare.prepare('SELECT household_no FROM household WHERE deleted = 0 AND household_no IS NOT NULL ORDER BY id LIMIT 1 OFFSET 100').get() as {
    household_no: string
  }
  const measured: (Measured | null)[] = []
  const typed: readonly (readonly [string, string, readonly string[]])[] = [
    ['idNumber', '一个 18 位证件号码', prefixes(person.id_number)],
    ['householdNo', '一个户编号', prefixes(household.household_no)],
    ['initials', '三个首字母', prefixes('zxl')],
    ['pinyin', '拼音 zhangsan', prefixes('zhangsan')],
    ['name', '一个姓名', prefixes(person.name)],
    ['never', '没有的 7 位数字', prefixes('9999999')],
  ]
  for (const [key, what, keys] of typed) {
    const samples = await type(office, bare, keys, input.patience * PATIENCE)
    measured.push(
      kind(`find.${key}`, `Ctrl+K 键入${what}：每一键`, samples, { bar: listBar(input.people), bareWhat: BARE, of: keys.length }),
      single(
        `find.${key}.total`,
        `Ctrl+K 键入${what}：合计占用处理器（${samples.length} 次查询）`,
        samples.reduce((sum, { cpu }) => sum + cpu, 0),
        'ms',
      ),
    )
  }
  return measured
}

function prefixes(text: string): string[] {
  return [...text].map((_, index, all) => all.slice(0, index + 1).join(''))
}

async function type(office: BenchOffice, bare: Sqlite.Database, keys: readonly string[], seconds: number): Promise<Sample[]> {
  const samples: Sample[] = []
  let spent = 0
  for (const [index, text] of keys.entries()) {
    if (spent > seconds * 1000) break
    const { milliseconds, cpu, result } = await timed(() => office.client.records.find({ text, limit: PER_GROUP }))
    const alone = await timedBare(() => {
      for (const { register, id } of result) bare.prepare(`SELECT * FROM ${register} WHERE id = ?`).get(id)
    })
    spent += milliseconds
    samples.push({ milliseconds, cpu, at: `第 ${index + 1} 键`, bare: alone.milliseconds })
  }
  return samples
}
