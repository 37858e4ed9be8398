/** Names that the made data folders share with those who open them. */

/** Login of the first user. */
export const LOGIN = 'demo'
/** 漳县. */
export const OFFICE = '621125'
