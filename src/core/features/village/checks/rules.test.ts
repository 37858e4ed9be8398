import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { villageRules } from './index.ts'
import type { VillageFacts } from './types.ts'

/** A village without a fault. */
const SOUND: VillageFacts = {
  village: { village: '621125100204', phone: '13800138000', planned_exit_year: 2017 },
  villageYear: {
    year: 2015,
    exited: false,
    households: 300,
    population: 1200,
    poor_households: 80,
    general_poor_households: 50,
    poor_population: 320,
    women: 580,
    disabled: 30,
    labourers: 600,
    migrant_workers: 200,
    natural_villages: 6,
    farmland: 300_000,
    irrigated_land: 20_000,
    paved_to_township: true,
    dangerous_houses: 12,
    unsafe_water_households: 40,
    water_difficult_households: 20,
  },
  year: 2015,
  householdsOnFile: 80,
  land: { farmland: 120_000 },
  terraces: null,
}
const year = (changes: VillageFacts['villageYear']): VillageFacts => ({ ...SOUND, villageYear: { ...SOUND.villageYear, ...changes } })

const EXITED: VillageFacts['villageYear'] = {
  exited: true,
  resident_pension_insured: 700,
  bus: true,
  clinics: 1,
  public_toilets: 1,
  doctors: 1,
  waste_points: 2,
  reading_rooms: 1,
  allowance_households: 20,
  allowance_population: 60,
  support_population: 5,
  disabled: 30,
  collective_income: 50_000,
}

/** By rule: facts on which it fires, with words of its sentence, and near ones on which it is silent. */
const CASES: Readonly<Record<string, { readonly fires: VillageFacts; readonly says: string; readonly at: string; readonly silent: VillageFacts }>> = {
  'M13-slope': {
    fires: { ...year({ sloping_farmland: 10_000 }), terraces: 10_001 },
    says: '坡改梯各图斑合计 100.01 亩，多于坡耕地面积 100.00 亩',
    at: 'village_year.sloping_farmland',
    silent: { ...year({ sloping_farmland: 10_000 }), terraces: 10_000 },
  },
  '35-gaps': {
    fires: year({ exit_stage: 'exited', shortfalls_open: 1 }),
    says: '还有 1 条村级短板',
    at: 'village_year.shortfalls_open',
    silent: year({ exit_stage: 'exited', shortfalls_open: 0 }),
  },
  '35-hasty': {
    fires: year({ exit_noticed_on: '2016-04-13', exit_announced_on: '2016-04-15' }),
    says: '不满 5 天',
    at: 'village_year.exit_announced_on',
    silent: year({ exit_noticed_on: '2016-04-13', exit_announced_on: '2016-04-20' }),
  },
  '1_03-1': { fires: year({ ...EXITED, doctors: null }), says: '执业', at: 'village_year.doctors', silent: year(EXITED) },
  '1_03-2': {
    fires: year({ ...EXITED, paved_to_township: false }),
    says: '不通沥青',
    at: 'village_year.paved_to_township',
    silent: year({ paved_to_township: false }),
  },
  '1_03-3': {
    fires: year({ unsafe_water_households: 301 }),
    says: '301 户',
    at: 'village_year.unsafe_water_households',
    silent: year({ unsafe_water_households: 300 }),
  },
  '1_03-4': {
    fires: year({ water_difficult_households: 301 }),
    says: '300 户',
    at: 'village_year.water_difficult_households',
    silent: year({ water_difficult_households: 300 }),
  },
  '1_03-5': { fires: year({ dangerous_houses: 301 }), says: '还多', at: 'village_year.dangerous_houses', silent: year({ dangerous_houses: 300 }) },
  '1_03-6': {
    fires: year({ ...EXITED, households: 0 }),
    says: '总户数却是 0',
    at: 'village_year.households',
    silent: year({ ...EXITED, households: 1 }),
  },
  '1_03-7': {
    fires: { ...SOUND, land: { farmland: 300_100 } },
    says: '3001.00 亩',
    at: 'village_year.farmland',
    silent: { ...SOUND, land: { farmland: 300_000 } },
  },
  '6-E66': { fires: year({ women: 1201 }), says: '1201 人', at: 'village_year.women', silent: year({ women: 1200 }) },
  '6-E07v': {
    fires: { ...SOUND, householdsOnFile: 79 },
    says: '在册的只有 79 户',
    at: 'village_year.poor_households',
    silent: { ...SOUND, householdsOnFile: 81 },
  },
  '13.1-10v': {
    fires: { ...SOUND, village: { ...SOUND.village, phone: '0932-4862301' } },
    says: '11 位手机号码',
    at: 'village.phone',
    silent: { ...SOUND, village: { ...SOUND.village, phone: null } },
  },
  '3-exit': {
    fires: { ...year({ exited: false }), year: 2018 },
    says: '计划 2017 年',
    at: 'village_year.exited',
    silent: { ...year({ exited: false }), year: 2017 },
  },
}

describe('村的规则', () => {
  it('没有问题的村没有任何提示', () => {
    expect(runRules(villageRules, SOUND)).toEqual([])
  })

  it.each(villageRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发和不触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    const found = runRules(villageRules, one.fires).filter(({ rule }) => rule === id)
    expect(found.map(({ target, message }) => `${target.register}.${target.field} ${message}`).join('\n')).toContain(one.says)
    expect(found.map(({ target }) => `${target.register}.${target.field}`)).toContain(one.at)
    expect(runRules(villageRules, one.silent).filter(({ rule }) => rule === id)).toEqual([])
  })
})
