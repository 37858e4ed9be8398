/** Synthetic households for tests of forms. */
import { registers } from '../../catalogue/index.ts'
import { paperRecord } from '../values.ts'
import { formOf } from '../registry.ts'
import { flatten } from '../flatten.ts'
import { householdScope, type FormMember, type HouseholdData } from '../household.ts'
import type { FormCopy, FormDefinition, FormDivision } from '../types.ts'

export interface SampleOptions {
  readonly year?: number
  readonly members?: number
  readonly helpers?: number
  readonly head?: string
  readonly number?: number
  readonly masked?: boolean
}

const DIVISION: FormDivision = { province: '甘肃省', city: '定西市', county: '漳县', township: '殪虎桥镇', village: '铁沟村', group: '阳坡社' }
const NAMES = [
  '张福来',
  '李桂花',
  '张小明',
  '张小芳',
  '欧阳海棠',
  '张𬱖',
  '买买提·吐尔逊江·阿卜杜热西提',
  '张双喜',
  '张三宝',
  '张四妹',
  '王淑珍',
  '张䶮',
] as const
const RELATIONS = ['01', '02', '03', '04', '05', '06', '03', '04'] as const
const PLACES = ['04', '02', null, null, '03', '01'] as const

/** The form of that code; tests ask for none that is not declared. */
export function declared(code: string): FormDefinition {
  const form = formOf(code)
  if (form === undefined) throw new RangeError(`no such form: ${code}`)
  return form
}

/** A copy of the roster: one item a person. */
export function rosterCopy(households: readonly HouseholdData[]): FormCopy {
  const { from } = declared('household_roster')
  if (from.kind !== 'list' || from.flat === undefined) throw new RangeError('the roster is a list of people')
  return { scope: { division: { ...DIVISION }, people: flatten(households.map(householdScope), from.flat) }, name: DIVISION.village }
}

/** One household with as many members and helpers as asked for; `members: 0` is an empty one. */
export function sampleHousehold(options: SampleOptions = {}): HouseholdData {
  const year = options.year ?? 2016
  const paper = { year, masked: options.masked ?? false }
  const count = options.members ?? 5
  const number = options.number ?? 1
  const empty = count === 0
  return {
    division: DIVISION,
    household: paperRecord(
      registers.household,
      {
        household_no: `6211250${String(number).padStart(5, '0')}`,
        head_name: empty ? null : (options.head ?? NAMES[0]),
        address: empty ? null : '漳县殪虎桥镇铁沟村阳坡社 17 号（老学校后面第二排）',
        phone: empty ? null : '13812345678',
        bank_name: empty ? null : '漳县农村信用合作联社殪虎桥信用社',
        bank_account: empty ? null : '6217978300001234567',
        identification_standard: empty ? null : '1',
        attribute: empty ? null : '04',
        military_family: empty ? null : false,
        only_child_family: empty ? null : true,
        two_daughter_family: empty ? null : false,
        main_cause: empty ? null : '01',
        other_causes: empty ? null : '07,09',
        exit_status: empty ? null : '0',
        planned_exit_year: empty ? null : 2019,
        relocated: empty ? null : true,
        relocation_method: empty ? null : '2',
        resettlement_method: empty ? null : '1',
        resettlement_place: empty ? null : '3',
        relocation_difficulties: empty ? null : '1,3',
      },
      paper,
    ),
    household_year: paperRecord(
      registers.household_year,
      empty
        ? undefined
        : {
            year,
            population: count,
            attribute: '04',
            exit_status: '0',
            main_cause: '01',
            wage_income: 1_860_000,
            business_income: 642_050,
            property_income: 12_000,
            transfer_income: 583_025,
            family_planning_payment: 0,
            allowance_payment: 360_000,
            support_payment: null,
            pension_payment: 102_000,
            ecological_payment: 71_025,
            other_transfer_income: 50_000,
            business_expense: 210_000,
            total_income: 3_097_075,
            net_income: 2_887_075,
            net_income_per_person: 577_415,
            income_from: `${year - 1}-10`,
            income_to: `${year}-09`,
            farmland: 1250,
            irrigated_land: 0,
            forest: 300,
            returned_forest: 425,
            orchard: 0,
            grassland: 0,
            water_surface: 0,
            production_power: true,
            living_power: true,
            broadcast: true,
            road_distance: 35,
            road_type: '02',
            house_area: 8050,
            dangerous_house: true,
            dangerous_house_level: 'x1',
            water_difficult: false,
            water_safe: true,
            water_resolved: true,
            fuel: '01',
            sanitary_toilet: false,
            cooperative: true,
            remark: '2014 年新识别',
          },
      paper,
    ),
    members: Array.from({ length: count }, (_, index) => sampleMember(index, number, options)),
    helpers: Array.from({ length: options.helpers ?? (empty ? 0 : 1) }, (_, index) => ({
      helper: paperRecord(registers.helper, { name: index === 0 ? '赵建国' : '孙志强', sex: '1', politics: '01', phone: '18993201234' }, paper),
      organization: paperRecord(registers.organization, { name: '漳县住房和城乡建设局（县人防办）', affiliation: '50', address: '武阳镇武阳中路 8 号' }, paper),
      pairing: paperRecord(registers.pairing, { start_date: '2015-03-01', end_date: index === 0 ? null : '2016-02-29' }, paper),
    })),
  }
}

function sampleMember(index: number, number: number, options: SampleOptions): FormMember {
  const paper = { year: options.year ?? 2016, masked: options.masked ?? false }
  const serial = number * 16 + index
  return {
    person: paperRecord(
      registers.person,
      {
        name: index === 0 ? (options.head ?? NAMES[0]) : NAMES[index % NAMES.length],
        sex: index % 2 === 0 ? '1' : '2',
        id_number: `6211251970010${String(serial).padStart(5, '0').slice(-5)}`,
        ethnicity: '01',
        politics: index === 0 ? '01' : '13',
        person_no: `62112500${String(serial).padStart(6, '0')}`,
      },
      paper,
    ),
    person_year: paperRecord(
      registers.person_year,
      {
        education: index < 4 ? '03' : null,
        student_status: index < 4 ? '01' : '03',
        health: index === 1 ? '02' : '01',
        labour: index < 3 ? '01' : '04',
        work_place: PLACES[index % PLACES.length],
        work_months: PLACES[index % PLACES.length] === null ? null : 9,
        military: false,
        critical_illness_insurance: true,
        low_income_allowance: index === 1,
        employer: index === 0 ? '兰州建投劳务有限公司' : null,
        mandarin: true,
        commercial_medical: false,
        accident_subsidy: true,
        dropout_reason: null,
      },
      paper,
    ),
    membership: paperRecord(registers.membership, { relation: RELATIONS[index % RELATIONS.length], status: '1' }, paper),
  }
}
