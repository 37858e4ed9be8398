/** How much of a package is read at most. Beyond it the package is refused with a sentence before anything is unpacked. */

export interface PackageLimits {
  /** Greatest size of the file itself, in bytes. */
  readonly maximumFileBytes: number
  /** Greatest number of parts, the manifest and its signature included. */
  readonly maximumEntries: number
  /** Greatest size of all parts together, unpacked. */
  readonly maximumUnpackedBytes: number
  /** Greatest size of the manifest, which is held in memory. */
  readonly maximumManifestBytes: number
  /** How many times larger than packed a part may be, beyond its first {@link FREE_BYTES}; registers reach about 40. */
  readonly maximumRatio: number
  /** Greatest cost of trying a passphrase, as a power of two; 18 is what every writer uses and takes 256 MB. */
  readonly maximumWorkFactor: number
}

/** Also what our own packages keep within: FAT32 sticks hold no larger files, and below this no 64-bit ZIP records are needed. */
export const PACKAGE_LIMITS: PackageLimits = {
  maximumFileBytes: 4_000_000_000,
  maximumEntries: 65_000,
  maximumUnpackedBytes: 16_000_000_000,
  maximumManifestBytes: 48 * 1024 * 1024,
  maximumRatio: 250,
  maximumWorkFactor: 18,
}

/** Parts up to this size may be packed as tightly as they can be. */
export const FREE_BYTES = 1024 * 1024

/** Greatest size of the signature of the manifest. */
export const MAXIMUM_SIGNATURE_BYTES = 16 * 1024

/** Greatest size of the readable head of an age file, which lists the receivers: about 600 of them. */
export const MAXIMUM_HEAD_BYTES = 64 * 1024
