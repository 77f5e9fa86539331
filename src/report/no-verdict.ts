import { renderHeadline } from './headline.ts';
import { paragraph, prose } from './markdown.ts';
import { isAddress } from './address.ts';
import { ABBREVIATED_SHA } from './pr-comment.ts';
import type { CommentPlace } from './pr-comment.ts';
import { shorten } from '../visible.ts';
import { sentence } from './wording.ts';

const MAX_REASON_CHARACTERS = 400;

/** The pull-request comment, without its marker, where a commit got no verdict: `reason` is one sentence without its dot. */
export function renderNoVerdict(reason: string, { headSha, reportUrl }: Omit<CommentPlace, 'key'>): string {
  const commit = headSha === undefined ? '' : ` for commit ${headSha.slice(0, ABBREVIATED_SHA)}`;
  const where = isAddress(reportUrl)
    ? `See the [log](${reportUrl}) for details.`
    : 'See the log for details.';
  const why = sentence(shorten(reason.replace(/\s+/g, ' ').trim(), MAX_REASON_CHARACTERS));
  return `${renderHeadline('❌', `no verdict${commit}`)}\n\n${paragraph(prose(why))}\n\n${where}\n`;
}
