import type { Upcaster } from './types.ts'

/** All upcasters, in the order of their schemas. No field has changed its meaning since version 0.1.0. */
export const upcasters: readonly Upcaster[] = []
