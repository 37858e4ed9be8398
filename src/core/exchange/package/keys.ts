/** The keys of a site: one pair to sign what it sends, one to open what is sent to it. */
import { createHash } from 'node:crypto'
import { age } from './age.ts'
import { makeSigningKeys, type SigningKeys } from './minisign.ts'

export interface SiteKeys {
  readonly signing: SigningKeys
  readonly sealing: {
    /** `age1…`, for those who send to the site. */
    readonly recipient: string
    /** `AGE-SECRET-KEY-1…`, which opens. */
    readonly identity: string
  }
}

/** New random keys. */
export async function makeKeys(): Promise<SiteKeys> {
  const { generateX25519Identity, identityToRecipient } = age()
  const identity = await generateX25519Identity()
  return { signing: makeSigningKeys(), sealing: { recipient: await identityToRecipient(identity), identity } }
}

/** The 核对码 of a site's public keys, four groups of four digits, for two people to compare on the telephone. */
export function fingerprint(keys: { readonly signingKey: string; readonly sealingKey: string }): string {
  const hash = createHash('sha256').update(`bangfu site keys\n${keys.signingKey.trim()}\n${keys.sealingKey.trim()}\n`).digest()
  const digits = (hash.readBigUInt64BE(0) % 10n ** 16n).toString().padStart(16, '0')
  return (digits.match(/\d{4}/g) ?? []).join(' ')
}

/** Whether a text is a receiver's key that packages can be sealed for. */
export function isRecipient(text: string): boolean {
  try {
    if (!/^age1[02-9ac-hj-np-z]{58}$/.test(text)) return false
    ;new (age().Encrypter)().addRecipient(text)
    return true
  } catch {
    return false
  }
}
