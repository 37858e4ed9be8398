/** The part of `subset-font` by which the shipped fonts are cut; the package brings no types. */
declare module 'subset-font' {
  function subsetFont(font: Uint8Array, text: string, options: { targetFormat: 'sfnt' }): Promise<Buffer>
  export default subsetFont
}
