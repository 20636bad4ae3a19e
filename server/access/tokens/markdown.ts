/** Writes the scope table as Markdown for `docs/tokens.md`; a test holds that page to it. */

import { ALL_SCOPES, SCOPES } from '../../contract';

/** Every scope with its evidence and what it allows. */
export function scopeTable(): string {
	const rows = ALL_SCOPES.map((scope) => {
		const { evidence, allows } = SCOPES[scope];
		return `| \`${scope}\` | ${evidence} | ${allows} |`;
	});
	return ['| scope | evidence | allows to |', '| --- | --- | --- |', ...rows].join('\n');
}
