/** The door of users. */
export type { User } from './contract.ts'
export * from '../../access/permissions.ts'
export { Sessions } from './sessions.ts'
export { keepUsers } from './keepUsers.ts'
export { clearUnfinishedSetUp, setUpOffice } from './setUp.ts'
export {
  addFirstAdministrator,
  changeOwnPassword,
  createUser,
  demandNewPasswords,
  enter,
  listUsers,
  renewRecoveryCode,
  resetPassword,
  unlockSession,
  updateUser,
  type NewUser,
  type UserContext,
  type UserWriter,
} from './service.ts'
export { allUsers } from './userStore.ts'
