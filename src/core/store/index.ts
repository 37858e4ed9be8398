export { Store, DATABASE_FILE, type Actor, type ChangeDescription, type Changed, type Followed } from './store.ts'
export { Database, type ReadDatabase, type SqlRow, type SqlValue } from './database.ts'
export { Transaction, type Values, type WriteRight, type Writing } from './transaction.ts'
export { touchedRecords, type Derivation } from './derivations.ts'
