/** The files of exports, and exports that cannot be made. */
import { ManualClock } from '../../../../server/platform';
import { JobFiles } from '../../../../server/jobs';
import { csvReport } from '../../../../server/response/incidents/export/csv';
import { jsonReport } from '../../../../server/response/incidents/export/json';
import { pdfReport } from '../../../../server/response/incidents/export/pdf';
import { printable } from '../../../../server/response/incidents/export/printable';
import { IncidentExports } from '../../../../server/response/incidents/exports';
import type { Incident, NewIncident } from '../../../../server/response/incidents/incident';
import type { TicketStore } from '../../../../server/response/tickets';
import { openIncidents } from '../../../support/stores';
import { tempFolder } from '../../../support/temp';
import { HOUR, makeEngine } from '../../jobs/engine-fixture';

const T = Date.UTC(2026, 0, 31, 12);
const INCIDENT: Incident = {
	id: 3_000_000_438_278,
	name: 'Brute force',
	description: 'Failed logons, "many"',
	severity: 'critical',
	status: 'in_progress',
	assignee: null,
	dueAt: T,
	createdBy: 'ann',
	createdAt: T,
	updatedAt: T + 3,
	source: 'alert',
	actors: [{ entity: ['dc01', 'lix'] }],
	profile: { id: 1001, name: 'Brute force' },
	ticketId: 'SEC-1',
	key: null,
	notes: [{ id: 1, text: '=cmd|calc', author: 'ann', createdAt: T + 2 }],
	evidence: [
		{
			...{ id: 1, source: 'alert', description: 'Alert 7', data: { USERNAME: 'mhtoc' } },
			...{ addedBy: 'Alert profile', createdAt: T + 1 },
		},
	],
	activity: [
		{ time: T, actor: 'ann', action: 'created', detail: 'as alert' },
		{ time: T + 3, actor: 'ann', action: 'status', detail: 'open to in_progress' },
		{ time: T + 2, actor: 'ann', action: 'note', detail: 'added' },
	],
};

async function bytes(chunks: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
	const all: Buffer[] = [];
	for await (const chunk of chunks) all.push(Buffer.from(chunk));
	return Buffer.concat(all);
}

test('JSON has the keys of the V2 answer', async () => {
	const file = JSON.parse(String(await bytes(jsonReport(INCIDENT, T))));
	expect(file).toMatchObject({
		exported_time: '2026-01-31T12:00:00.000Z',
		incident_id: 3_000_000_438_278,
		status: 'in_progress',
		ticket_id: 'SEC-1',
		notes: [{ note: '=cmd|calc' }],
		evidence: [{ data: { USERNAME: 'mhtoc' } }],
		activity: [{ action: 'created' }, { action: 'status' }, { action: 'note' }],
	});
});

test('CSV is in the order of time, quoted, and runs no formula', async () => {
	const rows = String(await bytes(csvReport(INCIDENT))).split('\r\n');
	expect(rows[0]).toBe('incident_id,kind,time,by,what,text,data');
	expect(rows).toContain('3000000438278,field,,,description,"Failed logons, ""many""",');
	expect(rows.filter((row) => row.includes('T12:00:00.00')).slice(-4)).toEqual([
		'3000000438278,activity,2026-01-31T12:00:00.000Z,ann,created,as alert,',
		'3000000438278,evidence,2026-01-31T12:00:00.001Z,Alert profile,alert,Alert 7,"{""USERNAME"":""mhtoc""}"',
		`3000000438278,note,2026-01-31T12:00:00.002Z,ann,note,"'=cmd|calc",`,
		'3000000438278,activity,2026-01-31T12:00:00.003Z,ann,status,open to in_progress,',
	]);
});

test.each([
	['csv;=cmd', '"csv;=cmd"'],
	['\n=1', '"\'\n=1"'],
	['＝1', "'＝1"],
	[' @x', "' @x"],
	['a\0b', 'ab'],
])('CSV has the name %j as %s', async (name, cell) => {
	const text = String(await bytes(csvReport({ ...INCIDENT, name })));
	expect(text).toContain(`3000000438278,field,,,name,${cell},\r\n`);
});

test('PDF is whole, and a large incident has many pages', async () => {
	const small = await bytes(pdfReport(INCIDENT, T));
	expect(small.subarray(0, 5).toString()).toBe('%PDF-');
	expect(small.subarray(-6).toString().trim()).toBe('%%EOF');
	expect(small.includes('/Count 1')).toBe(true);
	const notes = Array.from({ length: 300 }, (_, i) => ({
		...{ id: i, text: `Line ${i}\nand another`, author: 'ann', createdAt: T },
	}));
	const large = await bytes(pdfReport({ ...INCIDENT, notes }, T));
	const pages = Number(/\/Count (\d+)/.exec(large.toString('latin1'))?.[1]);
	expect(pages).toBeGreaterThan(10);
});

test('text of any script is printed, at least as an escape', () => {
	expect(printable('Grüße – 5 €')).toBe('Grüße – 5 €');
	expect(printable('日a\u0007\r\nb😀')).toBe('\\u{65e5}a \nb\\u{1f600}');
});

describe('exports as jobs', () => {
	const doing = { actor: 'ann', now: T };
	const draft: NewIncident = {
		name: 'X',
		description: '',
		severity: 'critical',
		status: 'open',
		assignee: null,
		dueAt: null,
		actors: [],
		source: 'manual',
		evidence: [],
	};
	let store: TicketStore;
	beforeAll(async () => (store = await openIncidents(tempFolder())));
	afterAll(() => store.close());

	function makeExports() {
		const fixture = makeEngine();
		const clock = fixture.clock as ManualClock;
		const exports = new IncidentExports(store, fixture.engine, new JobFiles(tempFolder()), clock);
		const over = async (id: number) => {
			const { jobId } = (await store.call('findExport', [id])) as { jobId: string };
			await fixture.engine.wait(jobId, { owner: 'incidents', admin: false });
		};
		return { ...fixture, exports, over };
	}

	test('an incident that is gone when its turn comes fails with the reason', async () => {
		const { engine, exports, over } = makeExports();
		const { id } = await store.call('createIncident', [draft, doing]);
		const record = await exports.start(id, 'json');
		expect(await exports.status(record.id)).toMatchObject({ status: 'IN_PROGRESS' });
		await expect(exports.open(record.id)).rejects.toMatchObject({ code: 'export_not_ready' });
		await store.call('deleteIncidents', [[id]]);
		await engine.start();
		await over(record.id);
		expect(await exports.status(record.id)).toEqual({
			status: 'FAILED',
			message: expect.stringContaining(`Incident ${id} was deleted before it was exported`),
		});
		await expect(exports.open(record.id)).rejects.toMatchObject({ code: 'export_not_ready' });
		await expect(exports.start(id, 'json')).rejects.toMatchObject({ code: 'unknown_incident' });
	});

	test('while one is at work the same call answers it again, afterwards it makes another', async () => {
		const { engine, exports, over } = makeExports();
		const { id } = await store.call('createIncident', [draft, doing]);
		const first = await exports.start(id, 'json');
		expect((await exports.start(id, 'json')).id).toBe(first.id);
		expect((await exports.start(id, 'csv')).id).not.toBe(first.id);
		await engine.start();
		await over(first.id);
		expect((await exports.start(id, 'json')).id).not.toBe(first.id);
	});

	test('an export whose submission a crash cut off is made when it is asked for', async () => {
		const { engine, exports, over } = makeExports();
		await engine.start();
		const { id } = await store.call('createIncident', [draft, doing]);
		const record = await store.call('addExport', [id, 'json', T]);
		await exports.status(record.id);
		await over(record.id);
		expect(await exports.status(record.id)).toMatchObject({ status: 'COMPLETED' });
	});

	test('after 24 hours the file is gone and the export unknown', async () => {
		const { engine, exports, over, advance } = makeExports();
		await engine.start();
		const { id } = await store.call('createIncident', [draft, doing]);
		const record = await exports.start(id, 'json');
		await over(record.id);
		await advance(24 * HOUR);
		await expect(exports.status(record.id)).rejects.toMatchObject({
			code: 'unknown_export',
			details: expect.stringContaining('24 hours'),
		});
	});
});

// Minutes before, on the thread that answers HTTP; what is tested is that it comes to an end within jest's time limit.
test('a PDF cuts long keys of evidence and says how many it leaves out', async () => {
	const [first] = INCIDENT.evidence;
	const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`k${n}`, n]));
	const evidence = [{ ['x'.repeat(160_000)]: 1 }, many].map((data, id) => ({ ...first, id, data }));
	const hostile = { ...INCIDENT, evidence } as Incident;
	const file = await bytes(pdfReport(hostile, T));
	expect(file.subarray(0, 5).toString()).toBe('%PDF-');
	expect(file.length).toBeLessThan(200_000);
});
