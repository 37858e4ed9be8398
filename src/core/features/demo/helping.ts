/** 帮扶单位, 帮扶责任人 and 结对 of the demo. */
import { two } from './family.ts'
import { drawName, drawSurname } from './naming.ts'
import { mobile, nationalNumber } from './numbers.ts'
import type { HouseholdPlan, VillagePlan } from './plan.ts'
import type { Random } from './random.ts'
import { FOUND_ON } from './records.ts'
import type { DemoRecord, Sources } from './records.ts'

/** Households that one helper looks after. */
const PER_HELPER = 5
/** Of those paired in 2014, how many got another helper in 2015. */
const CHANGED = 0.08

/** Name, 类型, 隶属关系. Public bodies as every county has them; 全国妇联 as in mechanisms.md M30. */
const BODIES: readonly (readonly [string, string, string])[] = [
  ['全国妇联', '60', '10'],
  ['省直帮扶单位（演示）', '10', '20'],
  ['省属高校（演示）', '30', '20'],
  ['市直帮扶单位（演示）', '10', '40'],
  ['市属国有企业（演示）', '40', '40'],
  ['县委办公室', '10', '50'],
  ['县政府办公室', '10', '50'],
  ['县扶贫开发办公室', '10', '50'],
  ['县农牧局', '10', '50'],
  ['县水务局', '10', '50'],
  ['县交通运输局', '10', '50'],
  ['县住房和城乡建设局', '10', '50'],
  ['县教育局', '10', '50'],
  ['县卫生和计划生育局', '10', '50'],
  ['县民政局', '10', '50'],
  ['县人力资源和社会保障局', '10', '50'],
  ['县财政局', '10', '50'],
  ['县林业局', '10', '50'],
  ['县国土资源局', '10', '50'],
  ['县公安局', '10', '50'],
  ['县人民法院', '10', '50'],
  ['县人民检察院', '10', '50'],
  ['县总工会', '20', '50'],
  ['团县委', '20', '50'],
  ['县妇联', '20', '50'],
  ['县残疾人联合会', '20', '50'],
  ['县人民医院', '70', '50'],
  ['县第一中学', '70', '50'],
  ['县职业中等专业学校', '70', '50'],
  ['县农村信用联社', '40', '50'],
]

export interface Bodies {
  /** Ids of the units from the county upwards. */
  readonly units: readonly string[]
  /** Ids of the township governments by township code. */
  readonly townships: ReadonlyMap<string, string>
  readonly records: readonly DemoRecord[]
}

export function bodyRecords(villages: readonly VillagePlan[], sources: Sources): Bodies {
  const records: DemoRecord[] = []
  const county = villages[0]?.countyName ?? ''
  const add = (name: string, type: string, affiliation: string, address: string | null): string => {
    const id = sources.ids.next('organization')
    records.push({
      register: 'organization',
      id,
      values: {
        name,
        organization_type: type,
        affiliation,
        national_no: nationalNumber('organization', records.length),
        back_office: false,
        address,
        office_phone: `0932-${4_860_001 + records.length}`,
      },
    })
    return id
  }
  const units = BODIES.map(([name, type, affiliation]) =>
    add(affiliation === '50' ? name.replace('县', county) : name, type, affiliation, affiliation === '50' ? `${county}县城` : null),
  )
  const townships = new Map<string, string>()
  for (const { townshipCode, townshipName } of villages) {
    if (!townships.has(townshipCode)) townships.set(townshipCode, add(`${townshipName}人民政府`, '10', '60', `${county}${townshipName}`))
  }
  return { units, townships, records }
}

/** Helpers of one village: cadres of a few units; in a poor village the first three are its team (队长兼第一书记, 副队长, 队员). */
export function* helperRecords(
  village: VillagePlan,
  count: number,
  bodies: Bodies,
  sources: Sources & { helpers: number },
  random: Random,
): Generator<DemoRecord & { register: 'helper' }> {
  const own = Array.from({ length: 2 }, () => random.pick(bodies.units))
  const township = bodies.townships.get(village.townshipCode)
  const taken = new Set<string>()
  for (let position = 0; position < count; position += 1) {
    const sex = random.chance(0.68) ? '1' : '2'
    const birthYear = random.int(1960, 1990)
    const birth = `${birthYear}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`
    const name = drawName(random, drawSurname(random), sex, birthYear, taken)
    taken.add(name)
    const local = random.chance(0.25) && township !== undefined
    sources.helpers += 1
    const inTeam = village.poor && position < 3
    yield {
      register: 'helper',
      id: sources.ids.next('helper'),
      values: {
        name,
        sex,
        id_number: sources.idNumbers.next(birth, sex),
        birth_date: birth,
        politics: (inTeam && position === 0) || random.chance(0.75) ? '01' : '13',
        education: random.weighted([
          ['20', 55],
          ['30', 35],
          ['40', 7],
          ['10', 3],
        ]),
        specialty: random.chance(0.4) ? random.pick(['01', '02', '03', '04']) : null,
        helper_no: nationalNumber('helper', sources.helpers),
        organization_id: local ? township : random.pick(own),
        rank: random.weighted([
          ['150', 60],
          ['142', 18],
          ['141', 14],
          ['132', 2],
          ['160', 6],
        ]),
        position: random.pick(['科员', '副主任', '主任', '教师', '技术员', '干事']),
        phone: mobile('helper', sources.helpers),
        first_secretary: inTeam && position === 0,
        team_leader: inTeam && position === 0,
        deputy_leader: inTeam && position === 1,
        team_member: inTeam && position === 2,
        village_cadre: local && random.chance(0.3),
      },
    }
  }
}

/** How many helpers a village with so many households on file needs. */
export function helpersFor(village: VillagePlan, households: number): number {
  return Math.max(Math.ceil(households / PER_HELPER), village.poor ? 3 : 1)
}

/** The main helper of a household since 2014, and the one after where it changed; until the household is on file no more. */
export function* pairingRecords(
  householdId: string,
  plan: HouseholdPlan,
  position: number,
  helpers: readonly string[],
  sources: Sources,
  random: Random,
  ends: string | null = null,
): Generator<DemoRecord> {
  const first = helpers[position % helpers.length]
  const second = helpers[(position + 1) % helpers.length]
  if (first === undefined || second === undefined) return
  const start = plan.fate === 'found' ? FOUND_ON : plan.late ? `2014-12-${two(random.int(29, 31))}` : `2014-0${random.int(3, 6)}-${two(random.int(1, 28))}`
  const changes = first !== second && random.chance(CHANGED) && ends === null && plan.fate !== 'found'
  yield {
    register: 'pairing',
    id: sources.ids.next('pairing'),
    values: { household_id: householdId, helper_id: first, start_date: start, end_date: changes ? '2015-03-31' : ends, is_main: true },
  }
  if (!changes) return
  yield {
    register: 'pairing',
    id: sources.ids.next('pairing'),
    values: { household_id: householdId, helper_id: second, start_date: '2015-04-01', end_date: null, is_main: true },
  }
}
