/**
 * Standards and unit prices that the program brings, as rows of their registers. No document of the county is known: the items are those of
 * mechanisms.md M05.b【推】, what each is compared with follows the national yearly sheets, and all of it is 待核.
 */
import type { Row } from '../../shapes.ts'

const FIRST_YEAR = 2013
const BASIS = '机制资料 M05.b【推】，漳县标准未找到，待核'

const standard = (level: string) => (code: string, name: string, category: string, unit: string, measure: Row) => ({
  code,
  name,
  level,
  category,
  unit,
  valid_from: FIRST_YEAR,
  basis: BASIS,
  unverified: true,
  holds: '1',
  ...measure,
})
const village = standard('village')
const household = standard('household')

/** The field holds how many lack it, of how many. */
const lacking = (field: string, whole: string): Row => ({ source_fields: field, holds: '2', whole_field: whole })
/** At least so many, in hundredths. */
const atLeast = (fields: string, required = 100): Row => ({ source_fields: fields, required })
/** No yearly field tells: gaps are entered by whoever surveys. */
const SURVEYED: Row = { required: 100 }

const villageStandards = [
  village('V01', '通村硬化路', '01', '条', atLeast('village_year.paved_to_township')),
  village('V02', '自然村通硬化路', '01', '个', lacking('village_year.unpaved_natural_villages', 'village_year.natural_villages')),
  village('V03', '自来水入户', '02', '户', lacking('village_year.unsafe_water_households', 'village_year.households')),
  village('V04', '动力电', '03', '个', lacking('village_year.villages_without_production_power', 'village_year.natural_villages')),
  village('V05', '安全住房', '04', '户', lacking('village_year.dangerous_houses', 'village_year.households')),
  village('V06', '梯田', '05', '亩', SURVEYED),
  village('V07', '卫生室', '06', '个', atLeast('village_year.clinics')),
  village('V08', '幼儿园', '07', '所', SURVEYED),
  village('V09', '文化室', '08', '个', atLeast('village_year.reading_rooms')),
  village('V10', '合作社', '09', '个', atLeast('village_year.cooperatives')),
  village('V11', '主导产业', '09', '个', SURVEYED),
  village('V12', '互助协会', '10', '个', atLeast('village_year.mutual_fund_associations')),
  village('V13', '宽带', '11', '个', { source_fields: 'village_year.broadband_natural_villages', whole_field: 'village_year.natural_villages' }),
  village('V14', '村集体收入', '12', '万元', atLeast('village_year.collective_income', 200)),
]

const householdStandards = [
  household('H01', '收入', '12', '元', { source_fields: 'household_year.net_income_per_person', required_parameter: 'poverty_line_national' }),
  household('H02', '住房', '04', '处', { source_fields: 'household_year.dangerous_house', holds: '2', required: 100 }),
  household('H03', '饮水', '02', '户', atLeast('household_year.water_safe')),
  household('H04', '入户电', '03', '户', atLeast('household_year.living_power')),
  household('H05', '教育', '07', '人', { source_fields: 'person_year.student_status', counted_values: '01', holds: '2', age_from: 6, age_last: 14 }),
  household('H06', '医保', '13', '人', { source_fields: 'person_year.resident_medical,person_year.employee_medical' }),
  household('H07', '养老', '13', '人', { source_fields: 'person_year.resident_pension,person_year.employee_pension', age_from: 18 }),
  household('H08', '产业', '09', '项', atLeast('household_year.cooperative,household_year.leading_enterprise,household_year.entrepreneur')),
  household('H09', '劳力技能', '14', '人', { source_fields: 'person_year.labour', counted_values: '02', required: 100, age_from: 16, age_last: 59 }),
]

/** 14 of villages, 9 of households. */
export const builtInStandards: readonly Row[] = [...villageStandards, ...householdStandards]

/** The one price that the material gives, as an example. */
export const builtInPrices: readonly Row[] = [
  {
    code: 'P03',
    name: '自来水入户',
    category: '02',
    price: 260_000,
    unit: '户',
    valid_from: FIRST_YEAR,
    basis: '机制资料 M05.c（单价为示例参数），未核实',
    unverified: true,
  },
]
