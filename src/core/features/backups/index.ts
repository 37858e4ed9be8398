/** The door of backups. */
export { backupReasons, BACKUP_EXTENSION, readManifest, type BackupReason, type Manifest } from './container.ts'
export type { BackupEnvironment, WorkOptions } from './environment.ts'
export { createBackup, type BackupMade, type CreateBackupRequest } from './createBackup.ts'
export { backupBefore, backupBeforeMerge, backupOfTheDay, listBackups, tidyBackups, type BackupEntry } from './keepBackups.ts'
export { restoreBackup, type Restored, type RestoreEnvironment, type RestoreRequest } from './restoreBackup.ts'
export { undoUnfinishedSwap } from './swap.ts'
export type { BackupAccess } from './unpack.ts'
export { verifyBackup, type VerifyBackupRequest } from './verifyBackup.ts'
