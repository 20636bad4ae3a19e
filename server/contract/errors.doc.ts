/** Renders `docs/errors.md`: every error of the catalogue in both dialects, and what to do about it. */
import { ERROR_CODES, errorEntry, v1ErrorBody, v2ErrorBody } from './errors';
import { cell, GENERATED, table } from './markdown';
import { errorsOf } from './operation';
import { operation, OPERATION_IDS } from './operations';

const SAMPLE = { code: 'wrong_scope', detail: 'search.READ' } as const;

function json(value: unknown): string {
	return ['```json', JSON.stringify(value, null, 2), '```'].join('\n');
}

function specificRows(): string[][] {
	return OPERATION_IDS.filter((id) => operation(id).errors.length > 0).map((id) => {
		const row = operation(id);
		return [`\`${row.method} ${row.path}\``, row.errors.map((code) => `\`${code}\``).join(', ')];
	});
}

/** Codes that operations give without naming them one by one, as the table adds them for all. */
function commonCodes(): string {
	const specific = new Set(OPERATION_IDS.flatMap((id) => operation(id).errors));
	const all = new Set(OPERATION_IDS.flatMap((id) => errorsOf(operation(id))));
	return [...all]
		.filter((code) => !specific.has(code))
		.map((code) => `\`${code}\``)
		.join(', ');
}

/**
 * Renders the document.
 *
 * @returns Markdown, ending with a line feed
 */
export function renderErrors(): string {
	const rows = ERROR_CODES.map((code) => {
		const { status, v1, v2, message, remedy } = errorEntry(code);
		return [
			`\`${code}\``,
			String(status),
			`\`${v1}\``,
			`\`${v2.code}\` ${v2.title}`,
			cell(message === '{detail}' ? '_what was wrong with which parameter_' : message),
			cell(remedy),
		];
	});
	const parts = [
		GENERATED,
		'# Errors',
		"The vendor documents no list of errors. The form of V1's body is observed in part (`ERROR_DESCRIPTION`), that of V2's on Log360 Cloud and documented for sibling products. Titles are those of the siblings' page of errors where it has them: `Page Not Found` is about the address, `Not Found` about what an id names. Codes and texts are this server's own, except `10001015 Forbidden`, which is observed: each product numbers its errors with eight digits in its own way (`00000104` is a sibling's `Page Not Found`), so a client goes by the status, then by the title, never by the code. `{detail}` stands for what was wrong in the request.",
		'The same error in both dialects, each with HTTP status 403:',
		json(v1ErrorBody(SAMPLE.code, SAMPLE.detail)),
		json(v2ErrorBody(SAMPLE.code, SAMPLE.detail)),
		'A parameter\'s message names where, what is accepted, and what came: `start_time: expected an ISO 8601 date-time such as 2026-01-31T00:00:00Z, got "yesterday"`. Several wrong parameters are joined by `; `, and the first decides the code.',
		'## The catalogue',
		table(
			['code', 'status', 'V1 `ERROR_CODE`', 'V2 `code` and `title`', 'message', 'what to do'],
			rows,
		),
		'## Which call gives which',
		`Every call can give, as far as it takes a token or a body: ${commonCodes()}. A path or method that does not exist gives \`not_found\` or \`method_not_allowed\`. Beside these:`,
		table(['call', 'errors'], specificRows()),
	];
	return `${parts.join('\n\n')}\n`;
}
