/** The part of Octokit's RequestError that is read here. */
export type ApiFailure = {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
};

/** Status, message and headers of a failed request; status 0: there was no answer. */
export function toApiFailure(error: unknown): ApiFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (!isRecord(error) || typeof error['status'] !== 'number' || !isRecord(error['response'])) {
    return { status: 0, message, headers: {} };
  }
  const headers = error['response']['headers'];
  return { status: error['status'], message, headers: isHeaders(headers) ? headers : {} };
}

export function isRateLimit({ status, message, headers }: ApiFailure): boolean {
  if (status === 429) return true;
  return status === 403 && (headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isHeaders(value: unknown): value is Record<string, string | number | undefined> {
  return isRecord(value);
}
