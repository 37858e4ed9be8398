/**
 * Characters of text put together before they are handed on to a file. From 64 K on, 128 KB in the engine, each text is memory of its own that is asked of the
 * system, touched anew and given back, and writing takes seven times as long; half of it leaves room for the line that fills a piece.
 */
export const PIECE_CHARACTERS = 32 * 1024
