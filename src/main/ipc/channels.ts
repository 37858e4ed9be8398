/** Every channel between a page and the main process; a test compares them with what is really registered. */

/** Page → main, answered. */
export const PICK_FILE = 'shell:pick-file'
export const PICK_FOLDER = 'shell:pick-folder'
export const SAVE_FILE = 'shell:save-file'
export const PRINT = 'shell:print'
/** Page → main: asks for a port to the core. */
export const CONNECT_CORE = 'core:connect'
/** Main → page: carries the port. */
export const CORE_PORT_CHANNEL = 'core:port'
