/** Roads and power of the demo: from the township to the village, from the village to its 社, and 动力电 by 社 in two years. */
import type { DemoRecord, Sources } from '../../records.ts'
import type { Random } from '../../random.ts'
import { ROADS } from '../projects/planned.ts'
import { PROJECT_GROUPS } from './plan.ts'
import type { InVillage } from './types.ts'

/** The way as the crow flies, of a hundred parts of the road. */
const STRAIGHT = 72
const CEMENT = '2'
const GRAVEL = '3'

export function* roadRecords(about: InVillage, random: Random, sources: Sources): Generator<DemoRecord> {
  yield approach(about, sources)
  const { groups, village, works } = about
  const project = about.projects.find(({ planned }) => planned.kind.category === ROADS)
  const reached = project === undefined ? [] : groups.slice(0, PROJECT_GROUPS)
  if (project !== undefined) {
    const { size, course, kind } = project.planned
    const accepted = course === 'accepted'
    yield* groupRoad(
      {
        about,
        to: reached,
        name: `${village.name}通社道路硬化`,
        values: {
          project_id: project.projectId,
          year: 2015,
          length: size,
          surface: CEMENT,
          width: 35,
          finished_length: accepted || course === 'finished' ? size : course === 'building' || course === 'stopped' ? Math.floor(size * 0.55) : 0,
          started_on: course === 'approved' || course === 'procured' ? null : kind.from,
          ...(accepted ? { finished_on: '2015-09-26', accepted_on: '2015-09-29' } : {}),
        },
      },
      sources,
    )
  }
  for (const [index, group] of groups.entries()) {
    if (reached.includes(group)) continue
    const hard = works.groups[index]?.paved === true
    const year = hard ? random.int(2010, 2014) : random.int(2006, 2012)
    const built = { year, length: group.distance, finished_length: group.distance, surface: hard ? CEMENT : GRAVEL, width: hard ? 35 : 40 }
    const days = { finished_on: `${year}-09-30`, accepted_on: `${year}-10-20` }
    yield* groupRoad({ about, to: [group], name: `${village.name}至${group.name}${hard ? '硬化路' : '砂砾路'}`, values: { ...built, ...days } }, sources)
  }
}

/** Where roads to a village end and those to its 社 begin: 柯寨村部. */
function seatOf(village: string): string {
  return `${village.replace(/村$/u, '')}村部`
}

/** The road from the township: hard and accepted where the village is reached, or being built. */
function approach({ village, works }: InVillage, { ids }: Sources): DemoRecord {
  const { length, finished } = works.road
  const { pavedSince: year } = works
  return {
    register: 'road',
    id: ids.next('road'),
    values: {
      road_no: `C${village.code.slice(6)}`,
      name: `${village.townshipName}至${village.name}通村路`,
      place: village.code,
      kind: '2',
      year: year ?? 2015,
      from_place: village.townshipName,
      to_place: seatOf(village.name),
      village: village.code,
      length,
      straight_distance: Math.floor((length * STRAIGHT) / 100),
      surface: CEMENT,
      width: 45,
      finished_length: finished,
      upkeep_by: `${village.townshipName}农村公路管理站（演示）`,
      ...(year === null ? (finished > 0 ? { started_on: '2015-04-20' } : {}) : acceptedIn(year)),
    },
  }
}

const acceptedIn = (year: number) => ({ started_on: `${year}-04-10`, finished_on: `${year}-09-20`, accepted_on: `${year}-09-30` })

interface GroupRoad {
  readonly about: InVillage
  readonly to: InVillage['groups']
  readonly name: string
  readonly values: Extract<DemoRecord, { register: 'road' }>['values']
}

function* groupRoad({ about: { village }, to, name, values }: GroupRoad, { ids }: Sources): Generator<DemoRecord> {
  const last = to.at(-1)
  if (last === undefined) return
  const id = ids.next('road')
  yield {
    register: 'road',
    id,
    values: { name, place: village.code, kind: '3', from_place: seatOf(village.name), to_place: last.name, upkeep_by: '村委会', ...values },
  }
  for (const group of to)
    yield {
      register: 'road_group',
      id: ids.next('road_group', { road_id: id, group_id: group.id }),
      values: { road_id: id, group_id: group.id, village: village.code, households: group.households },
    }
}

/** Years that are told of. */
const YEARS = [2014, 2015] as const

export function* powerRecords({ works, groups }: InVillage, random: Random, { ids }: Sources): Generator<DemoRecord> {
  for (const [index, group] of groups.entries()) {
    const since = works.groups[index]?.poweredSince ?? null
    const low = random.chance(0.14) ? random.int(3, Math.max(3, Math.min(14, group.households))) : 0
    const [mended, capacity] = [random.chance(0.7), random.pick([50, 80, 100, 160])]
    for (const year of YEARS) {
      const has = since !== null && since <= year
      const upgraded = year === 2015 && ((low > 0 && mended) || since === 2015)
      yield {
        register: 'village_group_year',
        id: ids.next('village_group_year', { group_id: group.id, year }),
        values: {
          group_id: group.id,
          year,
          three_phase: has,
          living_power: true,
          transformers: 1,
          transformer_capacity: year === 2015 && upgraded ? capacity + 50 : capacity,
          low_voltage_households: upgraded ? 0 : low,
          ...(upgraded ? { upgrade: '新增 50 千伏安变压器 1 台，更换低压线路', upgraded_on: `2015-0${random.int(5, 9)}-20` } : {}),
          ...(year === 2015 && !upgraded && (low > 0 || !has) ? { upgrade: '列入下一批农网升级', planned_on: '2016-06-30' } : {}),
        },
      }
    }
  }
}
