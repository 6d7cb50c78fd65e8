/** The last is PostgreSQL's. */
const codes = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100'];
const sqliteFull = 13;

/** A full disk is told apart: the phone then keeps what it has and waits. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  const sqlite: unknown = 'errcode' in error ? error.errcode : undefined;
  return (typeof code === 'string' && codes.includes(code)) || sqlite === sqliteFull;
}
