/** Which projects the demo has in 2015: in the villages that are to leave and in those of 整村推进, one of each kind, before any detail is made up. */
import { apportion } from '#core/rules/apportion.ts'
import type { CountyPlan, VillagePlan } from '../../plan.ts'
import { Random } from '../../random.ts'
import { PROJECT_KINDS, type ProjectKind } from './kinds.ts'

/** How far a project is by the end of September 2015. */
type Course = 'approved' | 'procured' | 'building' | 'stopped' | 'finished' | 'accepted'

const COURSES: readonly (readonly [Course, number])[] = [
  ['approved', 4],
  ['procured', 6],
  ['building', 48],
  ['stopped', 3],
  ['finished', 14],
  ['accepted', 25],
]

/** 类别 of projects that works of water and houses belong to. */
export const ROADS = '01'
export const WATER = '02'
export const HOUSING = '04'

export interface PlannedProject {
  readonly kind: ProjectKind
  readonly village: VillagePlan
  /** Hundredths of the unit. */
  readonly size: number
  /** 分; all of it public money. */
  readonly total: number
  /** By 资金种类, 分; together the total. */
  readonly parts: readonly (readonly [code: string, amount: number])[]
  readonly course: Course
  /** What is done of what should be, in hundredths: below 100 it lags. */
  readonly speed: number
  /** What the county let go was booked by the township. */
  readonly booked: boolean
}

/** Whether work is done on it or was. */
export function isBegun({ course }: Pick<PlannedProject, 'course'>): boolean {
  return course !== 'approved' && course !== 'procured'
}

export function isFinished({ course }: Pick<PlannedProject, 'course'>): boolean {
  return course === 'finished' || course === 'accepted'
}

/** By the code of the village; villages without one are left out. */
export function planProjects({ villages, households }: CountyPlan, seed: string): ReadonlyMap<string, readonly PlannedProject[]> {
  const planned = new Map<string, readonly PlannedProject[]>()
  for (const [position, village] of villages.entries()) {
    const onFile = households[position]?.length ?? 0
    if (onFile === 0 || !(village.exitYear === 2015 || village.wholeVillage)) continue
    const random = new Random(`projects ${village.code} ${seed}`)
    planned.set(
      village.code,
      PROJECT_KINDS.map((kind) => planProject(kind, village, onFile, random)),
    )
  }
  return planned
}

function planProject(kind: ProjectKind, village: VillagePlan, onFile: number, random: Random): PlannedProject {
  const size = kind.size(onFile, random.next())
  const total = (kind.price / 100) * size
  const amounts = apportion(
    total,
    kind.funds.map(([, part]) => part),
  )
  const course = courseOf(kind, village, random.weighted(COURSES))
  return {
    kind,
    village,
    size,
    total,
    parts: kind.funds.map(([code], index) => [code, amounts?.[index] ?? 0]),
    course,
    speed: course === 'stopped' ? 40 : random.int(62, 108),
    booked: course !== 'approved' || random.chance(0.3),
  }
}

/** Who leaves poverty in 2015 has safe water and a safe house by then: that work is accepted, or begun at least. */
function courseOf({ category }: ProjectKind, { exitYear }: VillagePlan, drawn: Course): Course {
  if (exitYear !== 2015) return drawn
  if (category === WATER) return 'accepted'
  return category === HOUSING && !isBegun({ course: drawn }) ? 'building' : drawn
}
