/** The door of the keyring. */
export {
  addUser,
  changePassword,
  createKeyring,
  isSetUp,
  keyringForBackup,
  knownKey,
  listLogins,
  rekeyed,
  removeUser,
  resetWithRecoveryCode,
  rotateRecoveryCode,
  setPassword,
  unlock,
  unlockByCode,
  unlockForeign,
  type Credentials,
  type KeyringOptions,
} from './keyring.ts'
export { KEYRING_FILE, KEYRING_PREVIOUS_FILE, keyringText, parseKeyring, putKeyring, readKeyring, settleKeyring, type Keyring } from './keyringFile.ts'
export { ATTEMPTS_FILE } from './attempts.ts'
export { checkPassword, cleanLogin, loginKey } from './passwords.ts'
export { DATA_KEY_BYTES, DEFAULT_COST, keyName } from './wrapping.ts'
