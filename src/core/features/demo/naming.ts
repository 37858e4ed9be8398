/** Names put together from common surnames and given-name characters. Likeness to living people is chance. */
import type { Random } from './random.ts'

/** Surnames with rough weights for a county of Gansu. */
const SURNAMES: readonly (readonly [string, number])[] = [
  ['王', 9],
  ['张', 9],
  ['李', 8],
  ['刘', 5],
  ['陈', 4],
  ['杨', 4],
  ['赵', 4],
  ['马', 5],
  ['包', 3],
  ['汪', 3],
  ['何', 3],
  ['董', 3],
  ['徐', 3],
  ['郭', 3],
  ['孙', 3],
  ['周', 3],
  ['吴', 3],
  ['柴', 2],
  ['常', 2],
  ['康', 2],
  ['石', 2],
  ['蔺', 1],
  ['庞', 1],
  ['骆', 1],
  ['谭', 1],
  ['晋', 1],
  ['单', 1],
  ['曾', 1],
  ['韩', 2],
  ['田', 2],
  ['金', 2],
  ['安', 1],
  ['侯', 1],
  ['杜', 2],
  ['贾', 1],
  ['尚', 1],
  ['景', 1],
  ['漆', 2],
  ['后', 1],
  ['卢', 1],
]

const MALE = [...'建国军明强伟平忠义林海生成福贵有德文武志永红喜龙云江东辉宏斌勇刚学峰鹏飞磊浩宇杰涛亮旭']
const FEMALE = [...'秀英兰芳桂花梅玉珍凤琴莲霞翠娥彩香菊萍丽红艳燕霞娟静婷雪慧敏丹佳欣怡梦瑶琳']
/** Those born before and after this year are named in different fashions. */
const FASHION = 1990
const OLD_MALE = MALE.slice(0, 28)
const NEW_MALE = MALE.slice(20)
const OLD_FEMALE = FEMALE.slice(0, 22)
const NEW_FEMALE = FEMALE.slice(18)

export function drawSurname(random: Random): string {
  return random.weighted(SURNAMES)
}

/** A full name that is not among `taken`; one or two given characters. */
export function drawName(random: Random, surname: string, sex: '1' | '2', birthYear: number, taken: ReadonlySet<string>): string {
  const characters = sex === '1' ? (birthYear < FASHION ? OLD_MALE : NEW_MALE) : birthYear < FASHION ? OLD_FEMALE : NEW_FEMALE
  for (;;) {
    const name = surname + random.pick(characters) + (random.chance(0.82) ? random.pick(characters) : '')
    if (!taken.has(name)) return name
  }
}
