/** What features ask of the exchange between offices: who may answer for what, and what the offices above know of. */
export { isUnconfirmed } from './confirmation.ts'
export { Desk } from './desk.ts'
export { inChargeOf } from './inCharge.ts'
