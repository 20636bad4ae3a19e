/** Random definitions that are valid: blocks lead forward only, and what nothing leads to is left out. */
import fc from 'fast-check';
import { reachable } from '../../../../server/response/workflows/graph';
import type { Definition } from '../../../../server/response/workflows/definition';

interface Draft {
	readonly type: string;
	readonly parameters: object;
	readonly retries: number;
	/** Steps forward of each link; 0 = no link. */
	readonly jumps: readonly number[];
}

const DEVICE = fc.constantFrom('win1', 'web2');
const withDevice = (type: string, more: Record<string, fc.Arbitrary<unknown>> = {}) =>
	fc.record({ type: fc.constant(type), parameters: fc.record({ device: DEVICE, ...more }) });

const KINDS = fc.oneof(
	withDevice('popup_alert', {
		message: fc.constantFrom('hi', '{{arguments.text}}', '{{previous.error}}!'),
	}),
	withDevice('stop_service', {
		service: fc.constantFrom('Spooler', 'sshd', '{{arguments.service}}'),
	}),
	withDevice('kill_process', { process: fc.constantFrom('notepad.exe', 'bash', 'lsass.exe') }),
	withDevice('restart_computer'),
	withDevice('shut_down'),
	withDevice('ping_device'),
	withDevice('log_off'),
	withDevice('run_script', {
		script: fc.constant('x.ps1'),
		arguments: fc.constant(['{{run.id}}']),
	}),
	fc.record({
		type: fc.constant('send_mail'),
		parameters: fc.record({
			to: fc.constant('a@b.example'),
			subject: fc.constantFrom('s', '{{previous.status}} {{device}}'),
		}),
	}),
	fc.record({
		type: fc.constant('http_request'),
		parameters: fc.record({
			url: fc.constantFrom('https://n8n.example/good', 'https://n8n.example/bad'),
			body: fc.constant({ previous: '{{previous}}' }),
		}),
	}),
	fc.record({
		type: fc.constant('time_delay'),
		parameters: fc.record({ minutes: fc.integer({ min: 0, max: 9 }) }),
	}),
	fc.record({
		type: fc.constant('decision'),
		parameters: fc.constantFrom(
			{},
			{ condition: 'previous.status == "failed" or arguments.text contains "ell"' },
			{ condition: 'not (blocks.b0.status == "success")' },
		),
	}),
	fc.record({
		type: fc.constant('end'),
		parameters: fc.record({
			status: fc.constantFrom('success', 'failed'),
			message: fc.constant('{{previous.block}}'),
		}),
	}),
);

const DRAFT: fc.Arbitrary<Draft> = fc
	.tuple(
		KINDS,
		fc.integer({ min: 0, max: 2 }),
		fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 2 }),
	)
	.map(([kind, retries, jumps]) => ({ ...kind, retries, jumps }));

/** A definition with the arguments `text` and `service`. */
export function randomDefinition(): fc.Arbitrary<object> {
	return fc.array(DRAFT, { minLength: 1, maxLength: 9 }).map((drafts) => {
		const definition = {
			start: 'b0',
			arguments: [{ name: 'text' }, { name: 'service' }],
			blocks: drafts.map((draft, at) => block(draft, at, drafts.length)),
		};
		const kept = reachable(definition as unknown as Definition);
		return { ...definition, blocks: definition.blocks.filter(({ id }) => kept.has(id)) };
	});
}

function block({ type, parameters, retries, jumps }: Draft, at: number, count: number) {
	const names = type === 'end' ? [] : type === 'decision' ? ['yes', 'no'] : ['next', 'onFailure'];
	const links = names.flatMap((name, index) => {
		// The first link is nearly always there, so that workflows get long.
		const jump = index === 0 ? Math.max(1, jumps[0] ?? 1) : (jumps[index] ?? 0);
		return jump === 0 || at + jump >= count ? [] : [[name, `b${at + jump}`] as const];
	});
	return {
		id: `b${at}`,
		type,
		parameters,
		...(retries > 0 ? { retries } : {}),
		...Object.fromEntries(links),
	};
}
