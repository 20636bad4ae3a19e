/** One run of a workflow: each block's input, output, time and state. */
import { call, get } from '../api.js';
import { button, definitions, h, link, section, time } from '../elements.js';
import { duration, valueText } from '../format.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import { type Page, every } from '../page.js';
import { act, fill } from '../state.js';
import { badge, label } from '../vocabulary.js';
import type { Run } from './runs.js';

interface Step {
	readonly number: number;
	readonly block: string;
	readonly title: string;
	readonly state: string;
	readonly attempt: number;
	readonly input: unknown;
	readonly output: unknown;
	readonly error: string | null;
	readonly simulated: boolean;
	readonly wakeAt: string | null;
	readonly startedAt: string;
	readonly tookMs: number | null;
}

interface Log {
	readonly run: Run;
	readonly steps: readonly Step[];
}

/** A run that is not over is read again this often, ms. */
const REFRESH_MS = 1_000;

export const page: Page = async ({ root, parameters, signal, reload }) => {
	const path = `/workflows/runs/${encodeURIComponent(parameters['id'] ?? '')}`;
	let open = false;
	let last = '';
	const read = async () => {
		const log = await get<Log>(path, signal);
		open = log.run.state === 'QUEUED' || log.run.state === 'RUNNING';
		const text = JSON.stringify(log);
		const isNew = text !== last;
		last = text;
		return isNew ? show(log, path, reload) : undefined;
	};
	await fill(root, 'the run', async () => (await read()) ?? null);
	every(REFRESH_MS, signal, async () => {
		const content = open ? await read() : undefined;
		if (content !== undefined) root.replaceChildren(...content);
	});
};

function show({ run, steps }: Log, path: string, reload: () => void): HTMLElement[] {
	return [
		...(run.endedAt === null ? [cancelBar(run, path, reload)] : []),
		section(
			`Run ${run.id}`,
			definitions([
				['Workflow', link(toHash(['workflows', run.templateId]), run.templateName)],
				['State', badge(run.state)],
				['Message', run.message ?? '–'],
				['Started by', `${label(run.trigger)}, ${run.owner}`],
				['Device', run.device ?? '–'],
				['Ticket', run.ticketId ?? '–'],
				['Arguments', argumentsOf(run)],
				['Started', time(run.startedAt)],
				['Ended', time(run.endedAt)],
			]),
		),
		section('Run log', ...(steps.length === 0 ? [waiting()] : steps.map(showStep))),
	];
}

function waiting(): HTMLElement {
	return h('p', { class: 'dim' }, 'No block has started yet.');
}

function argumentsOf(run: Run): string {
	const entries = Object.entries(run.arguments).map(
		([name, value]) => `${name} = ${String(value)}`,
	);
	return entries.join(', ') || '–';
}

function cancelBar(run: Run, path: string, reload: () => void): HTMLElement {
	const cancel = button(
		'Cancel the run',
		() =>
			act(cancel, async () => {
				await call('POST', `${path}/cancel`, {});
				notify(`Run ${run.id} is cancelled. What its blocks did stays done.`);
				reload();
			}),
		{ class: 'danger' },
	);
	return h('div', { class: 'toolbar' }, cancel);
}

function showStep(step: Step): HTMLElement {
	const took = step.tookMs === null ? 'not over' : duration(step.tookMs);
	return h(
		'article',
		{ class: 'run-step' },
		h(
			'h3',
			{},
			`${step.number}. ${step.block} `,
			h('span', { class: 'dim' }, step.title),
			' ',
			badge(step.state),
			step.simulated ? badge('simulated') : null,
		),
		h(
			'p',
			{ class: 'dim' },
			time(step.startedAt),
			`, ${took}`,
			step.attempt > 1 ? `, attempt ${step.attempt}` : null,
			...(step.wakeAt === null ? [] : [', goes on at ', time(step.wakeAt)]),
		),
		step.error === null ? null : h('pre', { class: 'error' }, step.error),
		h(
			'div',
			{ class: 'columns even' },
			h('div', {}, h('h4', {}, 'Input'), h('pre', { class: 'code' }, valueText(step.input) || '–')),
			h(
				'div',
				{},
				h('h4', {}, 'Output'),
				h('pre', { class: 'code' }, valueText(step.output) || '–'),
			),
		),
	);
}
