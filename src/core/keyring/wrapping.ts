/**
 * Wraps the data key with a secret that a person knows: scrypt makes a key of the secret, AES-256-GCM encrypts the data key with it.
 * A wrong secret and a changed entry are told apart from a right one by the authentication tag alone, in constant time.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, scrypt, type ScryptOptions } from 'node:crypto'

/** Cost of scrypt. Memory needed: 128 · N · r bytes. */
export interface Cost {
  /** A power of two. */
  readonly N: number
  readonly r: number
  readonly p: number
}

/** About 0.4 s and 128 MB on an office PC: slow for who guesses, bearable for who knows. */
export const DEFAULT_COST: Cost = { N: 2 ** 17, r: 8, p: 1 }

export const DATA_KEY_BYTES = 32

/** The data key, wrapped. All bytes in base64. */
export interface Wrapped {
  readonly cost: Cost
  readonly salt: string
  readonly nonce: string
  readonly sealed: string
  readonly tag: string
}

/** Wraps `dataKey` so that `secret` opens it. `context` is bound to the entry: it cannot be passed off as another's. */
export async function wrapKey(dataKey: Uint8Array, secret: string, context: string, cost: Cost): Promise<Wrapped> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await deriveKey(secret, salt, cost), nonce)
  cipher.setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(dataKey), cipher.final()])
  return {
    cost: { N: cost.N, r: cost.r, p: cost.p },
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/** The data key, or null when the secret is not the right one. */
export async function unwrapKey(wrapped: Wrapped, secret: string, context: string): Promise<Buffer | null> {
  const key = await deriveKey(secret, Buffer.from(wrapped.salt, 'base64'), wrapped.cost)
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(wrapped.nonce, 'base64'), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(Buffer.from(wrapped.tag, 'base64'))
  try {
    return Buffer.concat([decipher.update(Buffer.from(wrapped.sealed, 'base64')), decipher.final()])
  } catch {
    return null
  }
}

/** A former data key, sealed under the one that took its place. */
export interface FormerKey {
  readonly keyName: string
  readonly nonce: string
  readonly sealed: string
  readonly tag: string
}

/** Seals a former data key so that whoever has today's opens it. */
export function sealFormerKey(former: Uint8Array, dataKey: Uint8Array): FormerKey {
  const nonce = randomBytes(12)
  const name = keyName(former)
  const cipher = createCipheriv('aes-256-gcm', formerKeysKey(dataKey), nonce)
  cipher.setAAD(Buffer.from(name))
  const sealed = Buffer.concat([cipher.update(former), cipher.final()])
  return { keyName: name, nonce: nonce.toString('base64'), sealed: sealed.toString('base64'), tag: cipher.getAuthTag().toString('base64') }
}

/** The former data key, or null where it was not sealed under this one. */
export function openFormerKey(former: FormerKey, dataKey: Uint8Array): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', formerKeysKey(dataKey), Buffer.from(former.nonce, 'base64'), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(former.keyName))
  decipher.setAuthTag(Buffer.from(former.tag, 'base64'))
  try {
    return Buffer.concat([decipher.update(Buffer.from(former.sealed, 'base64')), decipher.final()])
  } catch {
    return null
  }
}

function formerKeysKey(dataKey: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, '', 'bangfu former data keys', 32))
}

/** Takes as long as {@link unwrapKey} does for a real user, so that an unknown login name cannot be told by the clock. */
export async function wasteTime(secret: string, cost: Cost): Promise<void> {
  await deriveKey(secret, Buffer.alloc(16), cost)
}

/** A public name of a data key that says nothing about it: two keyrings with the same name open the same database. */
export function keyName(dataKey: Uint8Array): string {
  return createHmac('sha256', dataKey).update('bangfu data key name').digest('hex').slice(0, 32)
}

function deriveKey(secret: string, salt: Uint8Array, cost: Cost): Promise<Buffer> {
  const options: ScryptOptions = { N: cost.N, r: cost.r, p: cost.p, maxmem: 256 * cost.N * cost.r + 1024 * 1024 }
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, options, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}
