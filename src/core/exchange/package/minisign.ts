/**
 * Signatures as `minisign` writes and checks them (its format description, prehashed kind “ED”): Ed25519 over BLAKE2b-512.
 *
 * Ed25519 is Node's own. BLAKE2b is not taken from there, because the cryptography inside Electron does not know it.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, verify, type KeyObject } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'

/** Base64 lines as they stand in minisign's key files; the secret one is not encrypted. */
export interface SigningKeys {
  readonly publicKey: string
  readonly secretKey: string
}

/** A signature taken apart; nothing in it is proved yet. */
export interface SignatureParts {
  readonly text: string
  /** As minisign prints it: at most 16 hexadecimal digits in capitals, without zeros in front. */
  readonly keyId: string
  readonly trustedComment: string
}

interface Signature extends SignatureParts {
  readonly signature: Buffer
  readonly commentSignature: Buffer
}

const ALGORITHM = Buffer.from('Ed')
const PREHASHED = Buffer.from('ED')
const CHECKSUM = Buffer.from('B2')
const ID_BYTES = 8
const PUBLIC_BYTES = 2 + ID_BYTES + 32
/** Algorithm, cipher of the secret (none), checksum algorithm, salt and two limits of the cipher (unused), then id, seed, public key, checksum. */
const SECRET_HEAD = 2 + 2 + 2 + 32 + 8 + 8
const SECRET_BYTES = SECRET_HEAD + ID_BYTES + 64 + 32
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')
const LINES = /^untrusted comment: [^\r\n]{0,2048}\r?\n([A-Za-z0-9+/=]{1,200})\r?\ntrusted comment: ([^\r\n]{0,8192})\r?\n([A-Za-z0-9+/=]{1,200})(?:\r?\n)?$/

/** A new pair of keys with a random id. */
export function makeSigningKeys(): SigningKeys {
  const { privateKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_HEAD.length)
  const raw = publicBytes(privateKey)
  const id = randomBytes(ID_BYTES)
  const secret = Buffer.concat([seed, raw])
  const checksum = blake2b(Buffer.concat([ALGORITHM, id, secret]), { dkLen: 32 })
  const head = Buffer.alloc(SECRET_HEAD)
  ALGORITHM.copy(head, 0)
  CHECKSUM.copy(head, 4)
  return {
    publicKey: Buffer.concat([ALGORITHM, id, raw]).toString('base64'),
    secretKey: Buffer.concat([head, id, secret, checksum]).toString('base64'),
  }
}

/** Signs; the result is the whole text of a `.minisig` file. The comment is signed too, and must be one line. */
export function signText(text: string | Uint8Array, secretKey: string, trustedComment: string): string {
  if (/[\r\n]/.test(trustedComment) || trustedComment.length > 8192) throw new Error('a trusted comment is one line of at most 8192 characters')
  const { id, key } = parseSecretKey(secretKey)
  const signature = sign(null, digest(text), key)
  const commentSignature = sign(null, Buffer.concat([signature, Buffer.from(trustedComment)]), key)
  return [
    'untrusted comment: signature from bangfu',
    Buffer.concat([PREHASHED, id, signature]).toString('base64'),
    `trusted comment: ${trustedComment}`,
    commentSignature.toString('base64'),
    '',
  ].join('\n')
}

/** Whether the signature is by the owner of the key and over exactly this text, its trusted comment included. Never throws. */
export function verifyText(text: string | Uint8Array, signature: string, publicKey: string): boolean {
  const parts = parseSignature(signature)
  const known = parsePublicKey(publicKey)
  if (parts === undefined || known === undefined || parts.keyId !== known.id) return false
  return (
    verify(null, digest(text), known.key, parts.signature) &&
    verify(null, Buffer.concat([parts.signature, Buffer.from(parts.trustedComment)]), known.key, parts.commentSignature)
  )
}

/** The id of the key in a signature or of a public key, or undefined where it is neither. */
export function keyIdOf(signatureOrPublicKey: string): string | undefined {
  return parseSignature(signatureOrPublicKey)?.keyId ?? parsePublicKey(signatureOrPublicKey)?.id
}

/** Takes a signature apart without proving anything; undefined where it is none of the prehashed kind. */
export function parseSignature(text: string): Signature | undefined {
  const [, first = '', trustedComment = '', second = ''] = LINES.exec(text) ?? []
  const head = fromBase64(first, 2 + ID_BYTES + 64)
  const commentSignature = fromBase64(second, 64)
  if (head === undefined || commentSignature === undefined || !head.subarray(0, 2).equals(PREHASHED)) return undefined
  return { text, keyId: idText(head.subarray(2, 2 + ID_BYTES)), trustedComment, signature: head.subarray(2 + ID_BYTES), commentSignature }
}

/** The 32 bytes of a public key, or undefined where it is none. */
function rawPublicKey(publicKey: string): Buffer | undefined {
  const bytes = fromBase64(publicKey.trim(), PUBLIC_BYTES)
  return bytes?.subarray(0, 2).equals(ALGORITHM) === true ? bytes.subarray(2 + ID_BYTES) : undefined
}

function parsePublicKey(publicKey: string): { readonly id: string; readonly key: KeyObject } | undefined {
  const bytes = fromBase64(publicKey.trim(), PUBLIC_BYTES)
  const raw = rawPublicKey(publicKey)
  if (bytes === undefined || raw === undefined) return undefined
  return { id: idText(bytes.subarray(2, 2 + ID_BYTES)), key: createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' }) }
}

function parseSecretKey(secretKey: string): { readonly id: Buffer; readonly key: KeyObject } {
  const bytes = fromBase64(secretKey.trim(), SECRET_BYTES)
  const plain = bytes !== undefined && bytes.subarray(0, 2).equals(ALGORITHM) && bytes.readUInt16LE(2) === 0
  if (!plain) throw new Error('not an unencrypted minisign secret key')
  const seed = bytes.subarray(SECRET_HEAD + ID_BYTES, SECRET_HEAD + ID_BYTES + 32)
  return {
    id: bytes.subarray(SECRET_HEAD, SECRET_HEAD + ID_BYTES),
    key: createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' }),
  }
}

function publicBytes(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length)
}

function digest(text: string | Uint8Array): Uint8Array {
  return blake2b(typeof text === 'string' ? Buffer.from(text) : text, { dkLen: 64 })
}

/** minisign prints the id as a number: its first byte is the last, and zeros in front are left away. */
function idText(id: Buffer): string {
  return id.readBigUInt64LE().toString(16).toUpperCase()
}

/** Bytes of strict base64 of a known length: no second spelling of the same bytes passes. */
function fromBase64(text: string, length: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === length && bytes.toString('base64') === text ? bytes : undefined
}
