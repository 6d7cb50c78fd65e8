/** Ends a switch over a union: a new member does not compile until every switch answers it. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
