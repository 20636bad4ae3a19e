/** An incident as a PDF report: what it is, who is involved, the timeline, notes and evidence. */
import { setImmediate } from 'node:timers/promises';
import type { Incident } from '../incident';
import { SEVERITY_LABELS, STATUS_LABELS } from '../present';
import { Pen } from './pen';
import { timelineOf } from './timeline';

/** A value of evidence is cut here; the JSON export has it whole. */
const LONGEST_VALUE = 2_000;

/** A key of evidence is cut here, and only so many of one piece of evidence are shown. */
const LONGEST_KEY = 200;
const MOST_KEYS = 500;

/** What the timeline shows of a text; notes follow whole. */
const LONGEST_LINE = 120;

/** Writes one part of the report. */
type Part = (pen: Pen) => void;

/** Streams the report; other work gets its turn between its parts. @param now when it is made, epoch ms */
export async function* pdfReport(incident: Incident, now: number): AsyncGenerator<Uint8Array> {
	const title = `Incident ${incident.id}`;
	const pen = new Pen({ title, subject: incident.name, now }, `${title} · exported ${iso(now)}`);
	for (const part of parts(incident)) {
		part(pen);
		yield* pen.ready();
		await setImmediate();
	}
	yield* pen.end();
}

function* parts(incident: Incident): Generator<Part> {
	const { notes, evidence, actors, severity, status } = incident;
	yield (pen) => {
		pen.text(severity, `${SEVERITY_LABELS[severity]} · ${STATUS_LABELS[status]}`);
		pen.text('title', incident.name).space();
		for (const [label, value] of facts(incident)) pair(pen, label, value);
		if (incident.description !== '') pen.space().text('body', incident.description);
	};
	yield heading('Actors', actors.length);
	for (const [role, names] of actors.flatMap((actor) => Object.entries(actor))) {
		yield (pen) => pair(pen, cut(role, LONGEST_KEY), cut(names.join(', '), LONGEST_VALUE));
	}
	yield heading('Timeline', 1);
	for (const { time, by, what, text } of timelineOf(incident)) {
		yield (pen) =>
			pen
				.text('caption', `${iso(time)} · ${by}`)
				.text('body', `${what}: ${lineOf(text)}`)
				.space();
	}
	yield heading('Notes', notes.length);
	for (const { createdAt, author, text } of notes) {
		yield (pen) =>
			pen
				.text('caption', `${iso(createdAt)} · ${author}`)
				.text('body', text)
				.space();
	}
	yield heading('Evidence', evidence.length);
	for (const { createdAt, addedBy, source, description, data } of evidence) {
		yield (pen) => {
			pen.text('caption', `${iso(createdAt)} · ${addedBy} · ${source}`).text('strong', description);
		};
		const pairs = pairsOf(data);
		for (const [key, value] of pairs.slice(0, MOST_KEYS)) yield (pen) => pair(pen, key, value);
		const more = pairs.length - MOST_KEYS;
		yield (pen) => {
			if (more > 0) pen.text('caption', `${more} more keys are in the JSON export`);
			pen.space();
		};
	}
}

function facts(incident: Incident): [string, string][] {
	const { id, profile, ticketId, assignee, dueAt } = incident;
	const lines: (readonly [string, string | undefined])[] = [
		['Incident', String(id)],
		['Ticket', ticketId ?? undefined],
		['Alert profile', profile?.name],
		['Assignee', assignee ?? 'nobody'],
		['Due', dueAt === null ? undefined : iso(dueAt)],
		['Created', `${iso(incident.createdAt)} by ${incident.createdBy}`],
		['Changed', iso(incident.updatedAt)],
	];
	return lines.filter((line): line is [string, string] => line[1] !== undefined);
}

/** Data of evidence as lines of key and value. */
function pairsOf(data: unknown): [string, string][] {
	if (data === null) return [];
	if (typeof data !== 'object') return [['data', show(data)]];
	return Object.entries(data).map(([key, value]) => [cut(key, LONGEST_KEY), show(value)]);
}

function show(value: unknown): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return cut(text, LONGEST_VALUE);
}

function cut(text: string, length: number): string {
	return text.length > length ? `${text.slice(0, length)} ...` : text;
}

function lineOf(text: string): string {
	const [line = ''] = text.split('\n', 1);
	return line === text && line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)} ...`;
}

function heading(title: string, count: number): Part {
	return (pen) => {
		pen.space(1).text('heading', title).space();
		if (count === 0) pen.text('body', 'None.');
	};
}

function pair(pen: Pen, label: string, value: string): void {
	pen.text('label', `${label}: `, true).text('value', value === '' ? '-' : value);
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
