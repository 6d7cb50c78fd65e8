// What a database that stands apart from the server can do to a transaction without anybody being wrong.

/** The database cannot be reached or cannot work now. The transaction was taken back, or its commit is not known. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code === undefined) return driverSays.test(error.message);
  return networkCodes.includes(code) || sqlStates.some((state) => code.startsWith(state) && code.length === 5);
}

/** Another transaction was in the way, and this one was taken back whole. Done again it may well succeed. */
export function isContended(error: unknown): boolean {
  return error instanceof Error && ['40001', '40P01'].includes(codeOf(error) ?? '');
}

/** Two did the same at once and the other was first: done again, it is decided on what the other wrote. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === '23505';
}

/** PostgreSQL or the way to it said no: no such database, a wrong password, nobody there. */
export function isOfPostgres(error: unknown): boolean {
  return isUnavailable(error) || (error instanceof Error && /^[0-9A-Z]{5}$/.test(codeOf(error) ?? ''));
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];

/** PostgreSQL's manual, appendix A. */
const sqlStates = [
  '08', // connection lost
  '53200', // out of memory
  '53300', // too many connections
  '55P03', // waited too long for a lock
  '57P', // being stopped, started or recovered
  '57014', // ran too long
  '25P03', // stood idle too long
  '25006', // a standby: it only reads
];

/** `pg` gives these no code. */
const driverSays =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout)/;
