/** Passwords that are tried first: runs of digits and keys, names of places in characters and 拼音, the names of this office, with a year or a few digits. */

/** Shortest password, in characters as people count them. */
export const PASSWORD_MINIMUM = 8

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  '`1234567890-=',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  'qazwsxedcrfvtgbyhnujmikolp',
  '!@#$%^&*()',
  '一二三四五六七八九十',
]

/** Shortest stretch of a run that counts as one. */
const SHORTEST_RUN = 3

const WORDS = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'admin',
  'administrator',
  'root',
  'test',
  'guest',
  'user',
  'login',
  'welcome',
  'letmein',
  'iloveyou',
  'windows',
  'computer',
  'office',
  'bangfu',
  'mima',
  'woaini',
  'woaiwojia',
  'guanliyuan',
  'fupin',
  'fupinban',
  'tuopin',
  'jingzhun',
  'jingzhunfupin',
  'bangongshi',
  'zhengfu',
  'xiangzhengfu',
  'zhenzhengfu',
  'xianzhengfu',
  'nongcun',
  'nonghu',
  'zhongguo',
  'china',
  'beijing',
  'gansu',
  'gansusheng',
  'lanzhou',
  'dingxi',
  'dingxishi',
  'zhangxian',
  'zhang',
  'wuyang',
  'wuyangzhen',
  'longxi',
  'longxixian',
  'minxian',
  'weiyuan',
  'weiyuanxian',
  'tongwei',
  'tongweixian',
  'lintao',
  'lintaoxian',
  'anding',
  'andingqu',
  'sancha',
  'xinsi',
  'jinzhong',
  'yanjing',
  'shichuan',
  'caotan',
  'daicai',
  'guchuan',
  'magou',
  'huanxiang',
  'tianshui',
  'linxia',
  'longnan',
  'pingliang',
  'qingyang',
  'baiyin',
  'wuwei',
  'zhangye',
  'jiuquan',
  'jiayuguan',
  'gannan',
  'xian',
  'zhen',
  'xiang',
  'cun',
  'sheng',
  'shi',
  'qu',
  '密码',
  '口令',
  '管理员',
  '扶贫',
  '精准扶贫',
  '脱贫',
  '扶贫办',
  '办公室',
  '政府',
  '中国',
  '甘肃省',
  '甘肃',
  '定西市',
  '定西',
  '漳县',
  '武阳镇',
  '武阳',
  '陇西县',
  '陇西',
  '岷县',
  '渭源县',
  '渭源',
  '通渭县',
  '通渭',
  '临洮县',
  '临洮',
  '安定区',
  '三岔镇',
  '新寺镇',
  '金钟镇',
  '盐井镇',
  '县',
  '镇',
  '乡',
  '村',
].map((word) => word.toLowerCase())

/** So many digits and marks beside what is known make no password: a year, a birthday, 888. */
const DECORATION = 8

/** Digits alone are guessed through in minutes up to this many. */
const DIGITS_ALONE = 11

/**
 * Why a password is one of those tried first, as the beginning of a sentence; null for any other. `names` are words of this office: login, unit.
 */
export function whyCommon(password: string, names: readonly string[]): string | null {
  const text = password.normalize('NFKC').toLowerCase()
  if (/^\d+$/.test(text) && text.length <= DIGITS_ALONE) return '密码全是数字，又不到 12 位，很快就能试遍'
  if (isRepeated(text)) return '密码是几个字符反复出现'
  const left = withoutKnown(
    text,
    [...names.flatMap(variants), ...WORDS].filter((word) => word !== '').toSorted((a, b) => b.length - a.length),
  )
  // What is left has to carry the password by itself: letters or characters, not the year behind a name.
  if (!/[\p{L}]/u.test(left) && left.length <= DECORATION && left.length < text.length) return '密码是常用的词、地名、单位或键盘上的一串，加几个数字也一样'
  return null
}

/** `abcabcabc`, `12121212`. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= 3; period += 1) {
    if ([...text].every((character, index, all) => character === all[index % period])) return true
  }
  return false
}

/** The name, and the name without what every name of its kind ends in. */
function variants(name: string): string[] {
  const text = name.normalize('NFKC').trim().toLowerCase()
  return [...text].length < 2 ? [] : [text, text.replace(/[省市县区乡镇村]/g, ''), ...text.split(/[省市县区乡镇村]/)].filter((word) => [...word].length >= 2)
}

function withoutKnown(text: string, words: readonly string[]): string {
  let left = ''
  for (let position = 0; position < text.length; ) {
    const word = words.find((known) => text.startsWith(known, position))
    const length = Math.max(word?.length ?? 0, runAt(text, position))
    if (length === 0) left += text[position] ?? ''
    position += Math.max(1, length)
  }
  return left
}

/** How many characters from here on follow one another on the keyboard, forwards or backwards; 0 where fewer than a run. */
function runAt(text: string, position: number): number {
  let longest = 0
  for (const run of RUNS) {
    for (const row of [run, [...run].toReversed().join('')]) {
      let length = SHORTEST_RUN
      while (position + length <= text.length && row.includes(text.slice(position, position + length))) length += 1
      longest = Math.max(longest, length - 1)
    }
  }
  return longest >= SHORTEST_RUN ? longest : 0
}

/** What a screen says of a password while it is typed; nothing for an empty one. */
export function strengthOf(password: string, names: readonly string[]): string {
  const length = [...password.normalize('NFKC')].length
  if (length === 0) return `至少 ${PASSWORD_MINIMUM} 个字符，一句只有自己知道的话最好，汉字也可以。`
  if (length < PASSWORD_MINIMUM) return `强度：太短，还差 ${PASSWORD_MINIMUM - length} 个字符。`
  const why = whyCommon(password, names)
  if (why !== null) return `强度：弱。${why}。`
  const kinds = [/\p{Script=Han}/u, /[a-z]/i, /\d/, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length
  return length >= 12 || (length >= 10 && kinds >= 2) || kinds >= 3 ? '强度：好。' : '强度：一般，再长一些更好。'
}
