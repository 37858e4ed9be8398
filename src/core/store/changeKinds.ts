/** Kinds of change sets that engines know. They are stored in every office, and never renamed. */

/** They lock years: alone they say what their author held. */
export const LOCK_KIND = 'lock'

/** Their entries give way to whatever people enter. */
export const SEED_KIND = 'set-up'

/** By them something moves from one place to another: said where it leaves, or settled where it comes to. */
export const MOVE_KIND = 'transfer'

/** By them places go into others, and what lives on in them goes along. */
export const SUCCESSION_KIND = 'succession'

/** By them records come in from a sheet: they are taken back in part, too. */
export const IMPORT_KIND = 'import'
