import type { Migration } from '../migrate.ts'
import { initial } from './0010_initial.ts'
import { exchange } from './0020_exchange.ts'

/** All migrations in order; ids rise in tens. */
export const migrations: readonly Migration[] = [initial, exchange]
