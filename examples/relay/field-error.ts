/** What `@catch` gives of an error beside its path. */
type FieldError = {
  readonly extensions?: { readonly code: string; readonly retryable: boolean; readonly retryAfterSeconds?: number };
};

const UNKNOWN = { code: 'INTERNAL_SERVER_ERROR', retryable: false } as const;

/** The gateway's code, and whether and when asking again may help. The compiler types what is caught as unknown. */
export function failureOf(caught: { readonly ok: boolean; readonly errors?: readonly unknown[] }): Required<FieldError>['extensions'] {
  return (caught.errors?.[0] as FieldError | undefined)?.extensions ?? UNKNOWN;
}
