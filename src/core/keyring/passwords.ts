/** Rules for passwords and login names. Few rules, each with its reason in the sentence. */
import { AppError } from '../errors.ts'
import { PASSWORD_MINIMUM, whyCommon } from '../rules/commonPasswords.ts'

/** Longest password; more is not safer and only burdens the computer. */
const PASSWORD_MAXIMUM = 256

/** Longest login name, in characters. */
const LOGIN_MAXIMUM = 40

/**
 * The text that is turned into a key: full-width and half-width, composed and decomposed spellings of the same password are one,
 * since input methods switch between them unasked. Upper and lower case stay different; blanks count.
 */
export function normalizePassword(password: string): string {
  return password.normalize('NFKC')
}

/** Two login names with the same result belong to the same user: `ＺＨＡＮＧ` is `zhang`. */
export function loginKey(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase()
}

/** The login name as it is kept and shown. Throws VALIDATION for an empty, overlong or unprintable one. */
export function cleanLogin(login: string): string {
  const clean = login.normalize('NFKC').trim()
  if (clean === '') throw new AppError('VALIDATION', '登录名不能为空。', '请填写登录名，例如姓名或姓名的拼音。')
  if ([...clean].length > LOGIN_MAXIMUM) throw new AppError('VALIDATION', `登录名太长，最多 ${LOGIN_MAXIMUM} 个字。`, '请改用短一些的登录名。')
  if (/\p{C}/u.test(clean)) throw new AppError('VALIDATION', '登录名里有看不见的特殊字符。', '请重新输入登录名，不要从别处粘贴。')
  return clean
}

/**
 * Throws VALIDATION when the password must not be used: too short, too long, one character over and over, the login name, or one of those tried
 * first (see `rules/commonPasswords.ts`). `names` are words that everybody at the office knows: its own name.
 * Any characters are allowed, Chinese too; no mixture is demanded, since that makes people write passwords down.
 */
export function checkPassword(password: string, login: string, names: readonly string[] = []): void {
  const normal = normalizePassword(password)
  const characters = [...normal]
  if (characters.length < PASSWORD_MINIMUM) {
    throw new AppError(
      'VALIDATION',
      `密码至少要 ${PASSWORD_MINIMUM} 个字符，现在只有 ${characters.length} 个；太短的密码，别人拿到电脑或备份后很快就能试出来。`,
      '请换一个长一些的密码，例如一句自己记得住的话，汉字也可以。',
    )
  }
  if (characters.length > PASSWORD_MAXIMUM) {
    throw new AppError('VALIDATION', `密码太长，最多 ${PASSWORD_MAXIMUM} 个字符。`, '请换一个短一些的密码。')
  }
  if (new Set(characters).size === 1) {
    throw new AppError('VALIDATION', '密码不能全是同一个字符，这样的密码最先被人试出来。', '请换一个密码，例如一句自己记得住的话。')
  }
  if (loginKey(normal) === loginKey(login)) {
    throw new AppError('VALIDATION', '密码不能与登录名相同，登录名别人都看得到。', '请换一个密码，例如一句自己记得住的话。')
  }
  const why = whyCommon(normal, [login, ...names])
  if (why !== null) throw new AppError('VALIDATION', `${why}，最先被人试出来。`, '请换一个密码，例如一句只有自己知道的话，汉字也可以。')
}
