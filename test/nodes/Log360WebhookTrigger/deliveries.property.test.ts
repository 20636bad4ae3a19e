/** Deliveries over bad links: repeated, reordered, lost and answered to nobody, with both sides restarted. Nothing is lost, nothing comes twice. */
import fc from 'fast-check';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { receive } from '../../../nodes/Log360WebhookTrigger/receive';
import { sign } from '../../../nodes/Log360WebhookTrigger/verify';
import { runs } from '../../support/runs';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BEGIN = 1_800_000_000_000;
const HOUR = 3_600_000;

/** Longer than any sender goes on with one message, so that no schedule reaches what was forgotten by its age. */
const LONGEST = 40 * HOUR;

/** A call that started the workflow: which message, in which life of the receiver. */
interface Start {
	readonly id: string;
	readonly number: number;
	readonly life: number;
}

let run = 0;
let now = BEGIN;
beforeEach(() => jest.spyOn(Date, 'now').mockImplementation(() => now));
afterEach(() => jest.restoreAllMocks());

/** n8n with a published workflow behind the trigger, which begins with Remove Duplicates over `webhookId`. */
class Receiver {
	readonly starts: Start[] = [];
	/** What passed Remove Duplicates, whose memory n8n keeps in its database. */
	readonly passed: string[] = [];
	private life = 0;
	/** Of each life: two n8n processes never share what a module holds, so each is a workflow of its own to it. */
	private readonly world = (run += 1);
	private stored = '{}';

	restart(): void {
		this.life += 1;
	}

	/** @returns whether the sender gets a 2xx */
	async call(headers: Record<string, string>, raw: string): Promise<boolean> {
		const staticData = JSON.parse(this.stored) as IDataObject;
		const { life } = this;
		const { workflowData, noWebhookResponse } = await receive(
			contextOf(headers, raw, staticData, `w${this.world}.${life}`),
		);
		if (noWebhookResponse === true) return false;
		const started = workflowData?.[0][0].json;
		if (started === undefined) {
			// n8n saves static data after a call that started nothing, and only then.
			this.stored = JSON.stringify(staticData);
			return true;
		}
		const id = String(started.webhookId);
		this.starts.push({ id, number: Number(started.number), life });
		if (!this.passed.includes(id)) this.passed.push(id);
		return true;
	}
}

function contextOf(
	headers: Record<string, string>,
	raw: string,
	staticData: IDataObject,
	workflowId: string,
): IWebhookFunctions {
	const parameters: IDataObject = { authentication: 'signature', events: 'incident.created' };
	return {
		getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
		getCredentials: async () => ({ secret: SECRET }),
		getHeaderData: () => headers,
		getBodyData: () => JSON.parse(raw) as IDataObject,
		getRequestObject: () => ({ rawBody: Buffer.from(raw) }),
		getResponseObject: () => ({ status: () => ({ json: () => undefined }) }),
		getWorkflow: () => ({ id: workflowId }),
		getNode: () => ({ id: 'n' }),
		getWorkflowStaticData: () => staticData,
	} as unknown as IWebhookFunctions;
}

/** What becomes of one attempt on its way. */
type Fate = 'arrives' | 'arrives twice' | 'answer lost' | 'request lost' | 'away' | 'forged';

/** Sends each message until it is answered; what it knew of answers since its last save is gone with a restart. */
class Sender {
	readonly messages: Array<{ id: string; raw: string; wanted: boolean }> = [];
	private readonly pending = new Set<number>();
	private readonly unsaved = new Set<number>();

	write(wanted: boolean): void {
		const number = this.messages.length;
		const type = wanted ? 'incident.created' : 'incident.updated';
		const raw = JSON.stringify({ type, data: { number } });
		this.messages.push({ id: `msg_${number}`, raw, wanted });
		this.pending.add(number);
	}

	save(): void {
		this.unsaved.clear();
	}

	restart(): void {
		for (const number of this.unsaved) this.pending.add(number);
		this.unsaved.clear();
	}

	/** @param place which of the pending messages goes next, in no particular order */
	async attempt(receiver: Receiver, place: number, fate: Fate): Promise<void> {
		const number = [...this.pending][place % Math.max(1, this.pending.size)];
		const message = this.messages[number];
		if (message === undefined || fate === 'request lost' || fate === 'away') return;
		const { id, raw } = message;
		const headers = signed(id, raw, fate === 'forged');
		const calls = fate === 'arrives twice' ? 2 : 1;
		const answers = await Promise.all(
			Array.from({ length: calls }, async () => await receiver.call(headers, raw)),
		);
		expect(answers).toEqual(Array(calls).fill(fate !== 'forged'));
		if (fate === 'answer lost' || fate === 'forged') return;
		this.pending.delete(number);
		this.unsaved.add(number);
	}

	async finish(receiver: Receiver): Promise<void> {
		while (this.pending.size > 0) await this.attempt(receiver, 0, 'arrives');
	}
}

/** Each attempt is signed at its own time, under the id of the message. */
function signed(id: string, raw: string, forged: boolean): Record<string, string> {
	const timestamp = String(Math.floor(now / 1000));
	const signature = forged ? 'AAAA' : sign(SECRET, id, timestamp, Buffer.from(raw));
	return {
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': `v1,${signature}`,
	};
}

type Step =
	| { kind: 'write'; wanted: boolean }
	| { kind: 'attempt'; place: number; fate: Fate }
	| { kind: 'pass'; ms: number }
	| { kind: 'save' | 'sender restarts' | 'receiver restarts' };

const fates: Fate[] = ['arrives', 'arrives twice', 'answer lost', 'request lost', 'away', 'forged'];
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('write' as const),
			wanted: fc.integer({ max: 3, min: 0 }).map((one) => one > 0),
		}),
	},
	{
		weight: 6,
		arbitrary: fc.record({
			kind: fc.constant('attempt' as const),
			place: fc.nat(10),
			fate: fc.constantFrom(...fates),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('pass' as const),
			ms: fc.integer({ min: 0, max: 3 * HOUR }),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constantFrom(
				'save' as const,
				'sender restarts' as const,
				'receiver restarts' as const,
			),
		}),
	},
);

/** Plays a schedule to its end. @returns what was sent, and what came of it */
async function play(steps: readonly Step[]) {
	now = BEGIN;
	const sender = new Sender();
	const receiver = new Receiver();
	for (const one of steps) {
		if (one.kind === 'write') sender.write(one.wanted);
		else if (one.kind === 'attempt') await sender.attempt(receiver, one.place, one.fate);
		else if (one.kind === 'pass') now = Math.min(now + one.ms, BEGIN + LONGEST);
		else if (one.kind === 'save') sender.save();
		else if (one.kind === 'sender restarts') sender.restart();
		else receiver.restart();
	}
	await sender.finish(receiver);
	const wanted = sender.messages.filter((message) => message.wanted).map(({ id }) => id);
	return { starts: receiver.starts, passed: receiver.passed, wanted };
}

it('every delivery starts the workflow once in a life of n8n, and once in all behind Remove Duplicates: 10,000 schedules', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
			const { starts, passed, wanted } = await play(steps);
			expect([...passed].sort()).toEqual(wanted.sort());
			const inOneLife = starts.map(({ id, life }) => `${life} ${id}`);
			expect(new Set(inOneLife).size).toBe(inOneLife.length);
			for (const { id, number } of starts) expect(id).toBe(`msg_${number}`);
			if (!steps.some(({ kind }) => kind === 'receiver restarts')) {
				expect(starts).toHaveLength(wanted.length);
			}
		}),
		{ numRuns: runs(10_000, 300) },
	);
});

it.each<[string, Step]>([
	['whose answer was lost', { kind: 'attempt', place: 0, fate: 'answer lost' }],
	['that its sender forgot', { kind: 'attempt', place: 0, fate: 'arrives' }],
])(
	'a delivery %s starts a restarted n8n again, and Remove Duplicates stops it',
	async (_, first) => {
		const { starts, passed } = await play([
			{ kind: 'write', wanted: true },
			first,
			{ kind: 'sender restarts' },
			{ kind: 'receiver restarts' },
		]);
		expect(starts.map(({ id, life }) => [id, life])).toEqual([
			['msg_0', 0],
			['msg_0', 1],
		]);
		expect(passed).toEqual(['msg_0']);
	},
);
