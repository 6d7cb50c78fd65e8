// Before these a year is a slip of the pen. Asked of what somebody types, never of what is stored: the commune takes any day,
// so that a record which has such a one can still be changed, merged and chosen from.

/** Of whoever is honoured today. */
export const firstBirthYear = '1900';
/** Of a deed that is told. */
export const firstDeedYear = '1945';
