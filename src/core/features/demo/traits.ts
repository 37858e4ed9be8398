/** What stays with a person over the years of the demo: schooling, health, whether they work away. Rules: forms.md §13.2, §13.3. */
import type { Sex } from './family.ts'
import type { Random } from './random.ts'

/** How far somebody goes to school: 初中, 中职, 普通高中, 大专及以上; or grown up already with a fixed 文化程度. */
type SchoolPath = 'junior' | 'vocational' | 'senior' | 'college'

export interface Traits {
  readonly path: SchoolPath
  /** 文化程度 of those too old for school in the years of the demo. */
  readonly education: string
  readonly kindergarten: boolean
  /** 健康 01, 长期慢性病 02, 患有大病 03, 残疾 04. */
  readonly health: '01' | '02' | '03' | '04'
  readonly illness: string | null
  readonly disability: { readonly category: string; readonly level: string } | null
  /** 劳动技能 between 16 and 59 when not at school. */
  readonly labour: '01' | '02' | '03'
  /** 省外 04, 县外省内 03, 县内 02, 乡内 01. */
  readonly workPlace: '01' | '02' | '03' | '04'
  readonly worksAway: boolean
}

const CHRONIC = ['高血压', '慢性支气管炎', '风湿性关节炎', '慢性胃炎', '糖尿病', '腰椎间盘突出', '冠心病']
const MAJOR = ['脑梗塞后遗症', '尿毒症', '肝硬化', '恶性肿瘤', '先天性心脏病', '股骨头坏死']

/** First year of birth of those who may be at school in the years of the demo. */
const SCHOOL_GENERATION = 1989
const LAST_WORKING_BIRTH = 1998

export function drawTraits(random: Random, sex: Sex, birthYear: number): Traits {
  const health = drawHealth(random, birthYear)
  const disability =
    health === '04'
      ? {
          category: random.weighted([
            ['4', 5],
            ['2', 2],
            ['1', 1.5],
            ['5', 1.5],
            ['6', 1],
            ['3', 0.6],
          ]),
          level: random.weighted([
            ['1', 1],
            ['2', 3],
            ['3', 3],
            ['4', 3],
          ]),
        }
      : null
  const labour = health === '01' ? (random.chance(0.16) ? '02' : '01') : drawWeakLabour(random, health, disability)
  const away = birthYear < 1963 ? 0.12 : birthYear < 1975 ? 0.34 : birthYear <= LAST_WORKING_BIRTH ? 0.5 : 0
  return {
    path: random.weighted([
      ['junior', 34],
      ['vocational', 20],
      ['senior', 18],
      ['college', 28],
    ]),
    education: drawEducation(random, sex, birthYear),
    kindergarten: random.chance(0.6),
    health,
    illness: health === '02' ? random.pick(CHRONIC) : health === '03' ? random.pick(MAJOR) : null,
    disability,
    labour,
    workPlace: random.weighted([
      ['04', 40],
      ['03', 26],
      ['02', 18],
      ['01', 16],
    ]),
    worksAway: random.chance(sex === '1' ? away : away * 0.45) && labour !== '03',
  }
}

function drawHealth(random: Random, birthYear: number): Traits['health'] {
  const ill = birthYear < 1950 ? [24, 8, 6] : birthYear < 1965 ? [15, 6, 5] : birthYear < 1985 ? [6, 3, 3.4] : [0.8, 0.7, 1]
  return random.weighted([
    ['02', ill[0] ?? 0],
    ['03', ill[1] ?? 0],
    ['04', ill[2] ?? 0],
    ['01', 100 - ill.reduce((sum, share) => sum + share, 0)],
  ])
}

/** 一、二级 and people with a grave illness are mostly unable to work. */
function drawWeakLabour(random: Random, health: Traits['health'], disability: Traits['disability']): Traits['labour'] {
  if (health === '02') return random.chance(0.75) ? '01' : '03'
  if (health === '03') return random.chance(0.25) ? '01' : '03'
  return (disability?.level ?? '1') >= '3' && random.chance(0.6) ? '01' : '03'
}

function drawEducation(random: Random, sex: Sex, birthYear: number): string {
  const [illiterate, primary, junior, senior, college] =
    birthYear < 1945
      ? [62, 32, 5, 1, 0]
      : birthYear < 1960
        ? [38, 44, 15, 3, 0]
        : birthYear < 1975
          ? [14, 46, 33, 6, 1]
          : birthYear < SCHOOL_GENERATION
            ? [4, 26, 52, 13, 5]
            : [0, 0, 62, 26, 12]
  return random.weighted([
    ['01', illiterate * (sex === '2' ? 1.5 : 1)],
    ['02', primary],
    ['03', junior],
    ['04', senior],
    ['05', college],
  ])
}

export interface SchoolYear {
  /** 在校生状况 */
  readonly student: string
  /** 文化程度 */
  readonly education: string
}

/** Where somebody stands at the end of a year. Children start in the September after their sixth birthday. */
export function schoolYear(traits: Traits, birth: string, year: number): SchoolYear {
  const birthYear = Number(birth.slice(0, 4))
  if (birthYear < SCHOOL_GENERATION) return { student: '01', education: traits.education }
  const grade = year - (birthYear + (Number(birth.slice(5, 7)) <= 8 ? 6 : 7)) + 1
  if (grade < 1) {
    const age = year - birthYear
    return { student: age >= 6 || (age >= 3 && traits.kindergarten) ? '02' : '01', education: '06' }
  }
  if (grade <= 6) return { student: '03', education: '02' }
  if (grade <= 9) return { student: `0${grade - 3}`, education: '03' }
  if (traits.path === 'junior') return { student: '01', education: '03' }
  if (grade <= 12) return { student: traits.path === 'vocational' ? String(grade) : `0${grade - 3}`, education: '04' }
  if (traits.path !== 'college') return { student: '01', education: '04' }
  return { student: grade <= 15 ? '16' : '01', education: '05' }
}

/** Whether the status is one of 高中, 中职 or above, which 因学 needs. */
export function isSeniorStudent(student: string): boolean {
  return student >= '07'
}

/** 劳动技能 at the end of a year: none under 16, at school, or from 60 on. */
export function labourInYear(traits: Traits, birthYear: number, year: number, student: string): '01' | '02' | '03' | '04' {
  const age = year - birthYear
  return age < 16 || age >= 60 || student !== '01' ? '04' : traits.labour
}
