/** The row itself is sound, but another row of its household is not, and a household goes in whole or not at all. */
export type RosterProblemCode = 'same_household'
