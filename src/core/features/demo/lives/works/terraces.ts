/** Slopes made into terraces in the demo: plots of two years, each shared out among households so that the shares are the plot. */
import type { DemoRecord, Sources } from '../../records.ts'
import { apportion, type Random } from '../../random.ts'
import type { InVillage, Worked } from './types.ts'

/** Hundredths of a 亩, and 分 for one of them. */
const AREA = { least: 5_000, most: 16_000 } as const
const PRICE = 1_100
/** Households of a plot. */
const SHARED = { least: 10, most: 22 } as const

export function* terraceRecords(about: InVillage, random: Random, sources: Sources): Generator<DemoRecord> {
  const { village, households } = about
  if (village.residents || households.length < 4) return
  const plots = village.poor ? 2 : random.chance(0.5) ? 1 : 0
  for (let number = 1; number <= plots; number += 1) yield* plotRecords(about, number, random, sources)
}

function* plotRecords({ village, households }: InVillage, number: number, random: Random, sources: Sources): Generator<DemoRecord> {
  const year = number === 1 ? 2014 : 2015
  const planned = Math.round(random.int(AREA.least, AREA.most) / 100) * 100
  const accepted = year === 2014 || random.chance(0.6) ? planned - random.int(0, 6) * 50 : null
  const done = accepted ?? Math.floor((planned * random.int(20, 90)) / 100)
  const id = sources.ids.next('terrace_plot')
  yield {
    register: 'terrace_plot',
    id,
    values: {
      plot_no: `${village.code.slice(6)}-${year}-0${number}`,
      village: village.code,
      year,
      location: random.pick(['阳坡', '大湾', '后山', '石嘴', '庙坡', '梁上']),
      slope: random.int(60, 240),
      bank: random.weighted([
        ['1', 8],
        ['2', 1],
        ['3', 1],
      ]),
      planned_area: planned,
      done_area: done,
      accepted_area: accepted,
      investment: planned * PRICE,
      ...(accepted === null ? {} : { finished_on: `${year}-08-30`, accepted_on: `${year}-10-12` }),
    },
  }
  if (accepted === null) return
  const sharers = drawSharers(households, random)
  const areas = apportion(
    accepted,
    sharers.map(() => 1 + random.next()),
  )
  for (const [index, { id: household }] of sharers.entries()) {
    const subject = `household:${household}`
    yield {
      register: 'terrace_share',
      id: sources.ids.next('terrace_share', { plot_id: id, household: subject }),
      values: { plot_id: id, household: subject, village: village.code, area: areas[index] ?? 0 },
    }
  }
}

function drawSharers(households: readonly Worked[], random: Random): readonly Worked[] {
  const count = Math.min(households.length, random.int(SHARED.least, SHARED.most))
  return random.sample(count, households.length).flatMap((position) => households[position] ?? [])
}
