/** Data that SQLite reads and copies, and whose check says that it is not sound. */
import Sqlite from 'better-sqlite3'

/** Has a value missing in an encrypted database where the schema says that there is one. */
export function makeUnsound(path: string, key: Uint8Array): void {
  const raw = new Sqlite(path)
  raw.pragma(`cipher='chacha20'`)
  raw.pragma(`key='raw:${Buffer.from(key).toString('hex')}'`)
  raw.unsafeMode(true)
  raw.exec(`CREATE TABLE odd (a TEXT); INSERT INTO odd VALUES (NULL); PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = 'CREATE TABLE odd (a TEXT NOT NULL)' WHERE name = 'odd'`)
  raw.close()
}
