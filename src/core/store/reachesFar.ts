/** Thrown where more records are computed with a change than are to be computed here; nothing is written. */
export class ReachesFar extends Error {
  constructor() {
    super('more is computed with the change than here')
    this.name = 'ReachesFar'
  }
}
