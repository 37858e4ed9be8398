import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyIdOf, makeKeys, signText, verifyText } from './index.ts'

/** The same as an older kind, which hashes nothing before. */
function older(signature: string): string {
  const lines = signature.split('\n')
  const bytes = Buffer.from(lines[1] ?? '', 'base64')
  bytes.write('Ed')
  return lines.with(1, bytes.toString('base64')).join('\n')
}

describe('a signature', () => {
  it('is by the key and over the text, to the last bit', async () => {
    const { signing } = await makeKeys()
    const other = (await makeKeys()).signing
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.stringMatching(/^[^\r\n]{0,80}$/), (text, comment) => {
        const signature = signText(text, signing.secretKey, comment)
        expect(verifyText(text, signature, signing.publicKey)).toBe(true)
        expect(verifyText(Buffer.from(text), signature.replaceAll('\n', '\r\n'), ` ${signing.publicKey}\n`)).toBe(true)
        expect(verifyText(`${text} `, signature, signing.publicKey)).toBe(false)
        expect(verifyText(text, signature, other.publicKey)).toBe(false)
        expect(verifyText(text, signature.replace('\ntrusted comment: ', '\ntrusted comment: x'), signing.publicKey)).toBe(false)
        expect(keyIdOf(signature)).toBe(keyIdOf(signing.publicKey))
      }),
      { numRuns: 60 },
    )
    const signature = signText('文件', signing.secretKey, 'comment')
    const begin = signature.indexOf('\n') + 1
    for (let at = begin; at < signature.length - 1; at += 1) {
      const spoilt = `${signature.slice(0, at)}${signature[at] === 'B' ? 'C' : 'B'}${signature.slice(at + 1)}`
      expect(verifyText('文件', spoilt, signing.publicKey)).toBe(false)
    }
  })

  it('is nothing when it is no signature, and no reason to fail', async () => {
    const { signing } = await makeKeys()
    const signature = signText('a', signing.secretKey, 'c')
    for (const wrong of [
      '',
      'x',
      signature.slice(1),
      signature.split('\n').slice(0, 3).join('\n'),
      `${signature}more`,
      older(signature),
      signature.replace('\ntrusted', '\nbelieved'),
    ]) {
      expect(verifyText('a', wrong, signing.publicKey)).toBe(false)
      expect(keyIdOf(wrong)).toBeUndefined()
    }
    for (const wrong of ['', 'x', signing.secretKey, signing.publicKey.slice(0, -1), `${signing.publicKey}=`])
      expect(verifyText('a', signature, wrong)).toBe(false)
    // A key of the same id that belongs to somebody else.
    const bytes = Buffer.from((await makeKeys()).signing.publicKey, 'base64')
    Buffer.from(signing.publicKey, 'base64').copy(bytes, 0, 0, 10)
    expect(verifyText('a', signature, bytes.toString('base64'))).toBe(false)
  })

  it('has a comment of one line, and keys as minisign has them', async () => {
    const { signing } = await makeKeys()
    expect(() => signText('a', signing.secretKey, 'two\nlines')).toThrow('one line')
    expect(() => signText('a', signing.publicKey, 'x')).toThrow('secret key')
    expect(signing.publicKey).toMatch(/^RW[A-Za-z0-9+/]{54}$/)
    expect(keyIdOf(signing.publicKey)).toMatch(/^[1-9A-F][0-9A-F]{0,15}$/)
    const key = Buffer.from(signing.publicKey, 'base64')
    Buffer.from('F19BCF595DB17501', 'hex').copy(key, 2)
    expect(keyIdOf(key.toString('base64'))).toBe('175B15D59CF9BF1')
  })
})
