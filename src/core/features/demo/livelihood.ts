/** Land, housing and income of a household by year, in whole 元 and 0.01 亩; the income formula of forms.md §1.2 holds exactly. */
import type { Random } from './random.ts'

/** 国家扶贫标准 by year (forms.md §8; 2013, 2014 and 2015), 元 per person. */
export const LINES: Readonly<Record<number, number>> = { 2013: 2736, 2014: 2800, 2015: 2855 }
/** Made-up yearly amounts per person, 元: 养老金, 低保金, 五保金. The true ones of the county are not known. */
const PENSION: Readonly<Record<number, number>> = { 2013: 720, 2014: 780, 2015: 1020 }
const ALLOWANCE: Readonly<Record<number, number>> = { 2013: 840, 2014: 960, 2015: 1080 }
const SUPPORT: Readonly<Record<number, number>> = { 2013: 1440, 2014: 1560, 2015: 1620 }

/** What a household has that hardly changes; areas in 0.01 亩, distance in 0.01 公里, rooms in 0.01 ㎡. */
export interface Holding {
  readonly farmland: number
  readonly irrigated: number
  readonly forest: number
  readonly returned: number
  readonly orchard: number
  readonly grassland: number
  readonly roadDistance: number
  readonly roadType: '01' | '02' | '03' | '04'
  readonly houseArea: number
  readonly dangerous: 'x1' | 'x2' | null
  readonly waterDifficult: boolean
  readonly waterSafe: boolean
  readonly fuel: '01' | '02' | '03' | '04'
  readonly toilet: boolean
  readonly productionPower: boolean
  readonly broadcast: boolean
  readonly cooperativeFrom: number
  /** 0 to 1: how well off among its like. */
  readonly fortune: number
  readonly rentsOut: boolean
}

export function drawHolding(random: Random, size: number, poorVillage: boolean): Holding {
  const farmland = Math.min(980, random.int(120, 260) + size * random.int(70, 150))
  return {
    farmland,
    irrigated: random.chance(0.2) ? Math.min(farmland, random.int(20, 150)) : 0,
    forest: random.chance(0.35) ? random.int(50, 600) : 0,
    returned: random.chance(0.4) ? random.int(60, 450) : 0,
    orchard: random.chance(0.08) ? random.int(30, 200) : 0,
    grassland: random.chance(0.15) ? random.int(50, 400) : 0,
    roadDistance: random.int(5, poorVillage ? 195 : 140),
    roadType: random.weighted([
      ['01', poorVillage ? 60 : 40],
      ['02', 25],
      ['03', 25],
      ['04', 2],
    ]),
    houseArea: Math.round((45 + size * random.int(8, 18)) * 100),
    dangerous: random.chance(0.2) ? (random.chance(0.6) ? 'x1' : 'x2') : null,
    waterDifficult: random.chance(poorVillage ? 0.22 : 0.12),
    waterSafe: random.chance(poorVillage ? 0.7 : 0.82),
    fuel: random.weighted([
      ['03', 52],
      ['01', 36],
      ['02', 6],
      ['04', 6],
    ]),
    toilet: random.chance(0.28),
    productionPower: random.chance(0.93),
    broadcast: random.chance(0.96),
    cooperativeFrom: random.weighted([
      [2013, 8],
      [2014, 8],
      [2015, 14],
      [9999, 70],
    ]),
    fortune: random.next(),
    rentsOut: random.chance(0.08),
  }
}

/** What the income of a year depends on. */
export interface IncomeSource {
  readonly year: number
  readonly people: number
  /** Members of 60 and above. */
  readonly elders: number
  readonly allowances: number
  readonly supported: number
  /** Members ready to work away. */
  readonly workers: number
  /** Whether anybody can work the land. */
  readonly farms: boolean
  /** Out of poverty in that year. */
  readonly exited: boolean
  /** Left in this very year. */
  readonly leaving: boolean
  /** Will leave in a later year: better off already in 2013. */
  readonly rising: boolean
  readonly holding: Holding
}

/** Parts of the income of a household in a year, whole 元. */
export interface Income {
  readonly wage: number
  readonly business: number
  readonly expense: number
  readonly property: number
  readonly allowance: number
  readonly support: number
  readonly pension: number
  readonly ecology: number
  readonly other: number
  /** How many of the workers could be paid for. */
  readonly workers: number
}

/** Composes the income so that a household that is still poor lies below the line of the year and one that left lies above it. */
export function composeIncome(source: IncomeSource, random: Random): Income {
  const { year, people, holding } = source
  const line = LINES[year] ?? 0
  const pension = source.elders * (PENSION[year] ?? 0)
  const allowance = source.allowances * (ALLOWANCE[year] ?? 0)
  const support = source.supported * (SUPPORT[year] ?? 0)
  const fixed = pension + allowance + support
  const ceiling = source.exited ? Infinity : Math.floor(line * people * 0.985)
  const ecology = Math.min(Math.round(holding.returned * 1.25), Math.max(0, ceiling - fixed - 100))
  const total = Math.min(ceiling, Math.max(Math.round(line * factorOf(source) * people), fixed + ecology + 60))
  let rest = total - fixed - ecology
  const property = holding.rentsOut && rest > 2500 ? random.int(3, 8) * 100 : 0
  rest -= property
  const workers = Math.min(source.workers, Math.floor(rest / 900))
  const wage = workers === 0 ? 0 : source.farms ? Math.max(workers * 600, Math.floor((rest * (0.45 + 0.3 * random.next())) / 10) * 10) : rest
  rest -= wage
  const grain = Math.min(rest, Math.round(holding.farmland * 0.9))
  const farming = source.farms && rest - grain >= 200 ? rest - grain : 0
  const cost = 0.28 + 0.17 * random.next()
  const expense = farming === 0 ? 0 : Math.max(100, Math.round((farming * cost) / (1 - cost)))
  return { wage, business: farming === 0 ? 0 : farming + expense, expense, property, allowance, support, pension, ecology, other: rest - farming, workers }
}

/** Income per person as a share of the line. */
function factorOf({ year, exited, leaving, rising, holding }: IncomeSource): number {
  const { fortune } = holding
  if (exited) return leaving ? 1.05 + 0.65 * fortune : 1.08 + 0.85 * fortune
  if (rising) return 0.74 + 0.22 * fortune
  const least = 0.5 + (year - 2013) * 0.04
  return least + (0.965 - least) * fortune
}
