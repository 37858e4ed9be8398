import { describe, expect, it } from 'vitest'
import { checkPassword, cleanLogin, loginKey, normalizePassword } from './passwords.ts'

describe('checkPassword', () => {
  it.each(['春风又绿江南岸边', 'correct horse', 'aaaaaaab', '武阳镇的杏花开了', 'zhangsanlovesplums', '2015年3月的那场雪', '139128471306', '𠮷𠮷𠮷𠮷野家家家'])(
    'accepts %s: eight characters of any script are enough',
    (password) => {
      expect(() => checkPassword(password, 'zhang')).not.toThrow()
    },
  )

  it('says how many characters are missing and why it matters; a rare character counts as one', () => {
    expect(() => checkPassword('𠮷𠮷𠮷𠮷野家家', 'zhang')).toThrow(/至少要 8 个字符，现在只有 7 个；.*试出来/)
  })

  it.each([
    ['88888888', '同一个字符'],
    ['８8888888', '同一个字符'],
    ['ZhangSan01', '登录名'],
    ['长'.repeat(257), '太长'],
  ])('refuses %s', (password, reason) => {
    expect(() => checkPassword(password, 'zhangsan01')).toThrow(reason)
  })

  it.each([
    '12345678',
    '１２３４５６７９',
    '87654321',
    '19800512',
    '13909321234',
    '1qaz2wsx',
    'qwertyuiop',
    'qwer1234',
    'asdfghjkl',
    'abcd1234',
    'abcabcabc',
    '12121212',
    'password1',
    'P@ssw0rd',
    'admin123456',
    'admin@2026',
    'zhangxian2026',
    'gansu12345',
    'wuyang888',
    'wuyangzhen1',
    'dingxi@2025',
    'fupin2016',
    'jingzhunfupin',
    '甘肃定西漳县武阳镇',
    '漳县扶贫办2026',
    'liming2026',
    '大草滩镇2026',
    '大草滩大草滩',
  ])('refuses %s: it is tried first', (password) => {
    expect(() => checkPassword(password, 'liming', ['漳县大草滩镇'])).toThrow(/试/)
  })

  it('takes full-width and half-width, composed and decomposed spellings for one', () => {
    expect(normalizePassword('ａｂｃ　１２３é')).toBe(normalizePassword('abc 123e\u0301'))
    expect(normalizePassword('Abc')).not.toBe(normalizePassword('abc'))
  })
})

describe('login names', () => {
  it('compares without case, width and outer blanks', () => {
    expect(loginKey(' ＺＨＡＮＧ ')).toBe(loginKey('zhang'))
    expect(cleanLogin('　张 三　')).toBe('张 三')
  })

  it.each(['', '   ', '长'.repeat(41), 'zhang\u200bsan'])('refuses the login name %j', (login) => {
    expect(() => cleanLogin(login)).toThrow(/登录名/)
  })
})
