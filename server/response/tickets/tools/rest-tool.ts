/** The adapter of a tool whose API has tickets as records: find one, create one, change one. */
import type { Incident } from '../../incidents';
import {
	idText,
	type ToolAdapter,
	type ToolContext,
	ToolError,
	type ToolRequest,
	type ToolTicket,
	type ToolValues,
} from '../tool';

/** A call without what every call of the tool has. */
type RecordRequest = Omit<ToolRequest, 'headers'>;

/** How a tool's API differs from others'. */
interface RestTool {
	/** Sentence for a created ticket whose answer cannot be used. */
	readonly unusable: string;
	/** Headers of every call, those that sign in among them. */
	headers(context: ToolContext): Readonly<Record<string, string>>;
	/** The search for an incident's ticket, and the record in its answer. */
	search(incident: Incident): RecordRequest;
	found(answer: unknown): unknown;
	/** The creation, and the record in its answer. */
	create(incident: Incident, values: ToolValues, context: ToolContext): RecordRequest;
	/** Headers of the creation alone. */
	createHeaders?(context: ToolContext): Readonly<Record<string, string>>;
	created(answer: unknown): unknown;
	change(ticket: ToolTicket, values: ToolValues): RecordRequest;
	/** A call that changes nothing, and what its answer says in words. @throws ToolError when it speaks against the settings */
	readonly probe: {
		readonly request: RecordRequest;
		readonly words: (answer: unknown) => string;
	};
	/** Ids of a record as they came; the second is its other name. */
	ids(record: unknown): readonly [id: unknown, alias?: unknown];
}

/** Makes the adapter. */
export function restTool(tool: RestTool): ToolAdapter {
	const ticketOf = (record: unknown): ToolTicket | undefined => {
		const [id, alias] = tool.ids(record).map(idText);
		if (id === undefined) return undefined;
		return { id, alias: alias === undefined || alias === id ? null : alias };
	};
	return {
		async find(incident, context) {
			const request = { ...tool.search(incident), headers: tool.headers(context) };
			return ticketOf(tool.found(await context.call(request)));
		},
		async create(incident, values, context) {
			const headers = { ...tool.headers(context), ...tool.createHeaders?.(context) };
			const request = { ...tool.create(incident, values, context), headers };
			const ticket = ticketOf(tool.created(await context.call(request)));
			if (ticket === undefined) throw new ToolError(tool.unusable);
			return ticket;
		},
		async update(ticket, _incident, values, context) {
			if (ticket === undefined) return;
			await context.call({ ...tool.change(ticket, values), headers: tool.headers(context) });
		},
		async test(context) {
			const { request, words } = tool.probe;
			return words(await context.call({ ...request, headers: tool.headers(context) }));
		},
	};
}

/** The value of a basic Authorization header (RFC 7617). */
export function basicAuthorization(user = '', password = ''): string {
	return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** A text on one line, cut to what a field holds. */
export function oneLine(text: string, length: number): string {
	return text.replace(/\s+/g, ' ').slice(0, length);
}
