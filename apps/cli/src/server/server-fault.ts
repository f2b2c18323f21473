/** Whether the server was not there to answer, or answered and will not do it. */
export type ServerFaultKind = 'unavailable' | 'refused';

/** Why a server gave no answer that can be used, in one sentence. */
export class ServerFault extends Error {
  override readonly name = 'ServerFault';

  constructor(
    readonly kind: ServerFaultKind,
    message: string,
  ) {
    super(message);
  }
}
