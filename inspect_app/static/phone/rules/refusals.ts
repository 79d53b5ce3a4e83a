/** The one way in which the rules say no: a code and a place. The words belong to the screens. */

export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly where: string,
  ) {
    super(`${code} at ${where}`);
  }
}

export function refuse(code: string, where: string): never {
  throw new Refused(code, where);
}
