/** Names as they are compared and found: characters that only look different are the same. */
import { cleanName } from './text.ts'

/** Radicals that were typed for the character they look like (⻰ for 龙), each followed by that character; Unicode EquivalentUnifiedIdeograph. */
const RADICALS =
  '⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺌小⺍小⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺲罒⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱亀⻲亀⻳龟'

const UNIFIED: ReadonlyMap<string, string> = new Map(
  Array.from({ length: [...RADICALS].length / 2 }, (_, index) => {
    const [radical = '', character = ''] = [...RADICALS].slice(index * 2)
    return [radical, character] as const
  }),
)

/** The plain form of a name or of what is typed to find one: compatibility characters and radicals as the usual ones, half-width, lower case, no dots or blanks. */
export function plainName(text: string): string {
  const plain = [...text].map((character) => UNIFIED.get(character) ?? character).join('')
  return cleanName(plain.normalize('NFKC'))
    .replace(/[\s·•．・‧.]/g, '')
    .toLowerCase()
}

/** Whether two names are one to the eye. */
export function isSameName(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'string' && typeof other === 'string' && plainName(one) === plainName(other))
}

const PLACEHOLDERS =
  /^(?:无名|无名氏|未取名|未起名|未命名|未上户|未知|不详|待定|待取名|婴儿|新生儿|小孩|孩子|儿子|女儿|长子|次子|长女|次女|之子|之女|男孩|女孩|本人|户主|姓名|测试|无|空)$/
/** Characters that belong to no script: private use, unassigned, replaced. */
const NO_CHARACTER = /[\p{Co}\p{Cn}\p{Cs}\uFFFD□■]/u
const COMPATIBLE = /[\u2E80-\u2FDF\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/u

/** What is odd about a name, as the end of a sentence; null where nothing is. */
export function oddName(name: string): string | null {
  const bare = name.replaceAll('·', '')
  const missing = NO_CHARACTER.exec(bare)?.[0]
  if (missing !== undefined) return `有这台电脑显示不出或别处认不得的字（第 ${[...name].indexOf(missing) + 1} 个字），请对照证件改成正式的字`
  const compatible = COMPATIBLE.exec(bare)?.[0]
  if (compatible !== undefined) return `有“${compatible}”，是只看起来一样的兼容字或部首，请改成“${plainName(compatible)}”`
  const sign = /[\d\p{P}\p{S}]/u.exec(bare)?.[0]
  if (sign !== undefined) return `有“${sign}”，请对照证件核对`
  if (PLACEHOLDERS.test(bare) || /^[\p{Script=Han}]某+$|某某/u.test(bare)) return '不像真实的姓名，请填写证件上的姓名'
  return [...bare].length === 1 ? '只有一个字，请对照证件核对' : null
}
