/**
 * The fifth layer of the demo: battle maps of the county, of one township and of one village, with what stands on them, and the tasks of the townships and
 * villages. It is told when everything else is on file, from the records themselves, so that a map never says anything else than they do. The pictures under
 * the maps come later ({@link ../../pictures/index.ts}): a record is made of values alone.
 */
import { writeLine, type Point } from '#core/rules/affine.ts'
import { builtInSigns } from '../../../battle/index.ts'
import type { CountyPlan, VillagePlan } from '../../plan.ts'
import { Random } from '../../random.ts'
import type { DemoRecord, Sources } from '../../records.ts'
import { around, at, below, beyond, inColumns, way } from './places.ts'
import { dutyTasks, projectTask } from './tasks.ts'
import type { KnownProject, KnownVillage } from './types.ts'

const YEAR = 2015
/** A village with fewer households on file shows little, one with many more cannot be read on a screen. */
const READABLE = 40

/** Notes what passes by, and makes the maps of it at the end. */
export class BattleMaps {
  readonly #plan: CountyPlan
  readonly #villages = new Map<string, KnownVillage>()
  readonly #projects = new Map<string, KnownProject>()
  readonly #listed = new Map<string, KnownVillage['groups'][number]>()
  readonly #groups = new Map<string, KnownVillage['groups'][number]>()
  #last: KnownVillage | null = null

  constructor(plan: CountyPlan) {
    this.#plan = plan
  }

  /** A record that was just made. */
  note(record: DemoRecord): void {
    if (record.register === 'village') {
      this.#last = { id: record.id, code: record.values.village ?? '', groups: [], projects: [], helper: null }
      this.#villages.set(this.#last.code, this.#last)
    } else if (record.register === 'helper' && this.#last !== null) this.#last.helper ??= record.id
    else if (record.register === 'village_group') {
      const group = { id: record.id, name: record.values.name ?? '', households: [] }
      this.#groups.set(record.id, group)
      this.#villages.get(record.values.village ?? '')?.groups.push(group)
    } else if (record.register === 'household' && record.values.valid !== false) {
      const group = this.#groups.get(record.values.group_id ?? '')
      if (group !== undefined) this.#listed.set(record.id, group)
    } else if (record.register === 'household_year' && record.values.year === YEAR) {
      // On the map stand those who count in its year.
      const household = record.values.household_id ?? ''
      this.#listed.get(household)?.households.push(household)
    } else this.#noteProject(record)
  }

  #noteProject(record: DemoRecord): void {
    if (record.register === 'project' && record.values.year === YEAR && this.#villages.has(record.values.place ?? '')) {
      const project = { id: record.id, values: record.values, steps: new Map<string, string>() }
      this.#projects.set(`project:${record.id}`, project)
      this.#villages.get(record.values.place ?? '')?.projects.push(project)
    } else if (record.register === 'procedure_step')
      this.#projects.get(record.values.subject ?? '')?.steps.set(record.values.step ?? '', record.values.done_on ?? '')
  }

  *records(county: string, seed: string, sources: Sources): Generator<DemoRecord> {
    const signs = new Map<string, string>()
    for (const values of builtInSigns) {
      const code = String(values['code'])
      const id = sources.ids.next('map_sign', { code })
      signs.set(code, id)
      yield { register: 'map_sign', id, values }
    }
    const told = this.#told()
    if (told === null) return
    const drawing: Drawing = { signs, seed, sources }
    yield* this.#countyMap(county, drawing)
    yield* this.#townshipMap(told.township, drawing)
    yield* this.#villageMap(told.village, drawing)
    yield* this.#tasks(told.village, sources)
  }

  /** The village with a map of its own, and its township: of those in which something is built the one that can be read best. */
  #told(): { readonly village: KnownVillage; readonly township: readonly VillagePlan[] } | null {
    const built = this.#plan.villages.filter(({ code }) => (this.#villages.get(code)?.projects.length ?? 0) > 0)
    // Where not everybody leaves in the year there is more to be seen: causes of poverty, and households of all colours.
    const staying = built.filter(({ exitYear }) => exitYear !== YEAR)
    const told = staying.length > 0 ? staying : built
    const size = ({ code }: VillagePlan): number => this.#householdsOf(code)
    const [best] = told.filter((one) => size(one) > 0).toSorted((one, other) => Math.abs(size(one) - READABLE) - Math.abs(size(other) - READABLE))
    const village = this.#villages.get(best?.code ?? '')
    if (best === undefined || village === undefined) return null
    return { village, township: this.#plan.villages.filter(({ townshipCode }) => townshipCode === best.townshipCode) }
  }

  #householdsOf(code: string): number {
    return (this.#villages.get(code)?.groups ?? []).reduce((sum, { households }) => sum + households.length, 0)
  }

  *#countyMap(county: string, drawing: Drawing): Generator<DemoRecord> {
    const map = new DrawnMap(county, '挂图作战总图', '1:100000', drawing)
    yield map.record
    const townships = [...Map.groupBy(this.#plan.villages, ({ townshipCode }) => townshipCode).values()]
    const blocks = inColumns(townships.map((villages) => villages.filter((one) => one.poor).length + 1))
    for (const [index, villages] of townships.entries()) {
      const poor = villages.filter((one) => one.poor)
      const [seat, ...places] = blocks[index] ?? []
      const [first] = villages
      if (first !== undefined && seat !== undefined) yield map.named('office', `${first.townshipName}政府`, seat)
      for (const [order, place] of places.entries()) {
        const known = this.#villages.get(poor[order]?.code ?? '')
        if (known !== undefined) yield map.standing('village', `village:${known.id}`, place)
      }
    }
  }

  *#townshipMap(villages: readonly VillagePlan[], drawing: Drawing): Generator<DemoRecord> {
    const [first] = villages
    if (first === undefined) return
    const random = new Random(`map ${first.townshipCode} ${drawing.seed}`)
    const map = new DrawnMap(first.townshipCode, '挂图作战图', '1:25000', drawing)
    yield map.record
    const centre = at(4_800, 4_900)
    const seats = around(villages.length, random)
    for (const [index, seat] of seats.entries()) yield map.line('road', `至${villages[index]?.name ?? ''}`, beyond(seat), way(seat, centre, random, seat))
    yield map.named('office', `${first.townshipName}政府`, centre)
    for (const [index, seat] of seats.entries()) {
      const known = this.#villages.get(villages[index]?.code ?? '')
      if (known === undefined) continue
      yield map.standing('village', `village:${known.id}`, seat)
      for (const [order, place] of below(seat, known.projects.length, 1).entries()) {
        const project = known.projects[order]
        if (project !== undefined) yield map.standing('project', `project:${project.id}`, place)
      }
    }
  }

  *#villageMap(village: KnownVillage, drawing: Drawing): Generator<DemoRecord> {
    const random = new Random(`map ${village.code} ${drawing.seed}`)
    const map = new DrawnMap(village.code, '挂图作战图', '1:5000', drawing)
    yield map.record
    const centre = at(4_700, 4_700)
    const seats = around(village.groups.length, random)
    for (const [index, seat] of seats.entries()) yield map.line('road', `至${village.groups[index]?.name ?? ''}`, beyond(seat), way(seat, centre, random, seat))
    const spring = at(8_600, 900)
    yield map.line('canal', '引水管线', spring, way(spring, centre, random))
    yield map.named('water', '水源', spring)
    yield map.named('office', '村部', centre)
    for (const [index, [sign, name]] of NEAR_THE_SEAT.entries()) yield map.named(sign, name, at(centre.x + 900, centre.y - 480 + 480 * index))
    for (const [index, seat] of seats.entries()) {
      const group = village.groups[index]
      if (group === undefined) continue
      yield map.standing('group', `village_group:${group.id}`, seat)
      for (const [order, place] of below(seat, group.households.length, 2).entries())
        yield map.standing('household', `household:${group.households[order] ?? ''}`, place)
    }
    for (const [order, place] of below(at(500, 600), village.projects.length, 1).entries())
      yield map.standing('project', `project:${village.projects[order]?.id ?? ''}`, place)
  }

  /** Of each township its duties, of the village with a map its projects, and of the county what hangs over all. */
  *#tasks(village: KnownVillage, sources: Sources): Generator<DemoRecord> {
    for (const project of village.projects) yield* projectTask(project, sources)
    const townships = [...Map.groupBy(this.#plan.villages, ({ townshipCode }) => townshipCode)]
    for (const [turn, [code, villages]] of townships.entries()) {
      const helper = villages.map((one) => this.#villages.get(one.code)?.helper ?? null).find((one) => one !== null) ?? null
      yield* dutyTasks({ code, name: villages[0]?.townshipName ?? '' }, turn, helper, sources)
    }
  }
}

const NEAR_THE_SEAT = [
  ['school', '小学'],
  ['clinic', '卫生室'],
  ['base', '中药材基地'],
] as const

interface Drawing {
  readonly signs: ReadonlyMap<string, string>
  readonly seed: string
  readonly sources: Sources
}

/** A map and the markers on it, one by one. */
class DrawnMap {
  readonly record: DemoRecord
  readonly #drawing: Drawing

  constructor(place: string, title: string, scale: string, drawing: Drawing) {
    this.#drawing = drawing
    this.record = {
      register: 'battle_map',
      id: drawing.sources.ids.next('battle_map'),
      values: { place, year: YEAR, title, scale, remark: '示意图，演示用，位置不是真的' },
    }
  }

  /** What stands for a record. */
  standing(sign: string, subject: string, { x, y }: Point): DemoRecord {
    const map = this.record.id
    const id = this.#drawing.sources.ids.next('map_marker', { map_id: map, subject })
    return { register: 'map_marker', id, values: { map_id: map, sign_id: this.#drawing.signs.get(sign) ?? null, subject, x, y } }
  }

  named(sign: string, name: string, { x, y }: Point): DemoRecord {
    const id = this.#drawing.sources.ids.next('map_marker')
    return { register: 'map_marker', id, values: { map_id: this.record.id, sign_id: this.#drawing.signs.get(sign) ?? null, name, x, y } }
  }

  line(sign: string, name: string, { x, y }: Point, further: readonly Point[]): DemoRecord {
    const id = this.#drawing.sources.ids.next('map_marker')
    const values = { map_id: this.record.id, sign_id: this.#drawing.signs.get(sign) ?? null, name, x, y, line: writeLine(further) }
    return { register: 'map_marker', id, values }
  }
}
