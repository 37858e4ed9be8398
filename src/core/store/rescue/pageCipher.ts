/**
 * The pages of the encrypted file as they lie on the disk: whether one is as it was written, and, where a single bit of it was flipped, which.
 *
 * Each page ends in a nonce and a tag (chacha20-poly1305 as SQLite3MultipleCiphers does it, key given raw). The tag proves a page: of all pages that
 * differ in one bit, only the one that was written fits it. Trying them all takes some hundredths of a second.
 */
import { poly1305 } from '@noble/ciphers/_poly1305.js'
import { createCipheriv } from 'node:crypto'

export const PAGE_BYTES = 4096

const NONCE = PAGE_BYTES - 32
const TAG = PAGE_BYTES - 16
const BLOCK = 16
const BLOCKS = TAG / BLOCK
const PRIME = (1n << 130n) - 5n
const LOW = (1n << 128n) - 1n
/** Bits of `r` that poly1305 uses. */
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn

/** The halves of a one-time key as numbers, for what is worked out bit by bit. */
interface OneTime {
  readonly r: bigint
  readonly s: bigint
}

export class PageCipher {
  readonly #key: Uint8Array

  /** `key` is the data key, 32 bytes. */
  constructor(key: Uint8Array) {
    this.#key = key
  }

  /** Whether the page is as it was written at this place of the file; `number` counts from 1. */
  isSound(page: Uint8Array, number: number): boolean {
    return fits(page, this.#oneTime(page, number))
  }

  /** The page as it was written, where it differs from that in one bit; the page itself where it is sound; null where more is wrong. */
  mended(page: Uint8Array, number: number): Uint8Array | null {
    const key = this.#oneTime(page, number)
    if (fits(page, key)) return page
    const [r, s] = [littleEndian(key, 0) & CLAMP, littleEndian(key, 16)]
    const tag = littleEndian(page, TAG)
    const sum = sumOf(page, r)
    const found = tagOf(sum, s)
    if (isPowerOfTwo(found ^ tag)) return flipped(page, TAG * 8 + bitOf(found ^ tag))
    return this.#mendedNonce(page, number) ?? mendedContent(page, sum, { r, s })
  }

  /** The nonce decides about the one-time key: each of its bits asks for a sum of its own. */
  #mendedNonce(page: Uint8Array, number: number): Uint8Array | null {
    for (let bit = 0; bit < 128; bit += 1) {
      const tried = flipped(page, NONCE * 8 + bit)
      if (this.isSound(tried, number)) return tried
    }
    return null
  }

  /** The key that the tag of a page is made with, 32 bytes. */
  #oneTime(page: Uint8Array, number: number): Uint8Array {
    const iv = Buffer.alloc(16)
    const nonce = Buffer.from(page.buffer, page.byteOffset + NONCE, 16)
    iv.writeUInt32LE((nonce.readUInt32LE(12) ^ number) >>> 0, 0)
    nonce.copy(iv, 4, 0, 12)
    return createCipheriv('chacha20', this.#key, iv).update(Buffer.alloc(32))
  }
}

/** Whether the tag of a page is that of its content under a one-time key. */
function fits(page: Uint8Array, key: Uint8Array): boolean {
  return Buffer.compare(poly1305(page.subarray(0, TAG), key), page.subarray(TAG)) === 0
}

/** A bit flipped in a block changes the sum by a power of two times a power of `r`: each is tried by one addition. */
function mendedContent(page: Uint8Array, sum: bigint, { r, s }: OneTime): Uint8Array | null {
  const tag = littleEndian(page, TAG)
  let power = 1n
  for (let block = BLOCKS - 1; block >= 0; block -= 1) {
    power = (power * r) % PRIME
    const value = littleEndian(page, block * BLOCK)
    let change = power
    for (let bit = 0; bit < 128; bit += 1) {
      const isSet = ((value >> BigInt(bit)) & 1n) === 1n
      const tried = isSet ? sum - change : sum + change
      if (tagOf(tried < 0n ? tried + PRIME : tried >= PRIME ? tried - PRIME : tried, s) === tag) return flipped(page, block * 128 + bit)
      change = (change * 2n) % PRIME
    }
  }
  return null
}

function sumOf(page: Uint8Array, r: bigint): bigint {
  let sum = 0n
  for (let block = 0; block < BLOCKS; block += 1) sum = ((sum + littleEndian(page, block * BLOCK) + (1n << 128n)) * r) % PRIME
  return sum
}

function tagOf(sum: bigint, s: bigint): bigint {
  return (sum + s) & LOW
}

function littleEndian(bytes: Uint8Array, at: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 16)
  return (view.getBigUint64(8, true) << 64n) | view.getBigUint64(0, true)
}

function isPowerOfTwo(value: bigint): boolean {
  return value !== 0n && (value & (value - 1n)) === 0n
}

function bitOf(power: bigint): number {
  return power.toString(2).length - 1
}

function flipped(page: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(page)
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}
