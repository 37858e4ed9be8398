/** The part of `subset-font` that forms use; the package brings no types. */
declare module 'subset-font' {
  function subsetFont(font: Uint8Array, text: string, options: { targetFormat: 'sfnt'; noLayoutClosure?: boolean }): Promise<Buffer>
  export default subsetFont
}
