import { graphql, readInlineData } from 'react-relay';
import { type Status, statusLine } from '../screen/status-line.ts';
import type { status_vitecStatus$key } from './__generated__/status_vitecStatus.graphql.ts';

const status = graphql`
  fragment status_vitecStatus on VitecStatus @inline {
    state
    code
    retryable
    retryAfterSeconds
    fetchedAt
  }
`;

/** What every part selects of its status. */
export const readStatus = (key: status_vitecStatus$key): Status => readInlineData(status, key);
export const lineOf = (key: status_vitecStatus$key): string => statusLine(readStatus(key));
