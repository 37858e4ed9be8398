/** Codes of relations to the head that rosters are put together by. */
export const HEAD = '01'
export const SON = '03'
export const DAUGHTER = '04'
/** 子女: a son or a daughter, as the document number says. */
export const CHILD = 'child'
