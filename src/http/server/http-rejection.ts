import type { AuthenticationErrorReason } from '../../access/authentication.ts';
import type { TokenFault } from '../../access/token-fault.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { RequestCode } from '../../graphql/errors/request-codes.ts';

/** The response to a request that is rejected before its body is read. */
export type HttpRejection = {
  /** Only where it is not that of the code (`httpStatusOf`). */
  readonly status?: number;
  readonly code: FailureCode | RequestCode;
  readonly message: string;
  /** Why authentication failed, for the log. It holds no value of the request. */
  readonly reason?: AuthenticationErrorReason;
  /** What is wrong with the token, for the log alone. */
  readonly cause?: TokenFault | null;
  readonly retryable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
};
