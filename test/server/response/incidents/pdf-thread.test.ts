/** PDF reports are laid out in a thread of their own, which ends with its job and when its time is over. */
import { pdfReport } from '../../../../server/response/incidents/export/pdf';
import { pdfInThread } from '../../../../server/response/incidents/export/pdf-thread';
import type { Incident } from '../../../../server/response/incidents/incident';

const T = Date.UTC(2026, 0, 31, 12);
const INCIDENT: Incident = {
	...{ id: 1, name: 'Brute force', description: '', severity: 'critical', status: 'open' },
	...{ assignee: null, dueAt: null, createdBy: 'ann', createdAt: T, updatedAt: T },
	...{ source: 'manual', actors: [], profile: null, ticketId: null, key: null },
	...{ notes: [], activity: [] },
	evidence: [
		{
			...{ id: 1, source: 'manual', description: 'a long key', addedBy: 'ann', createdAt: T },
			data: { ['k'.repeat(60_000)]: 1 },
		},
	],
};

async function bytes(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const all: Uint8Array[] = [];
	for await (const piece of pieces) all.push(piece);
	return Buffer.concat(all);
}

it('the report is that of the writer', async () => {
	const made = await bytes(pdfInThread(INCIDENT, T));
	expect(made.toString('latin1').startsWith('%PDF-')).toBe(true);
	expect(made.length).toBe((await bytes(pdfReport(INCIDENT, T))).length);
});

it('a job that is stopped stops it', async () => {
	const stop = new AbortController();
	const report = bytes(pdfInThread(INCIDENT, T, stop.signal));
	stop.abort(new Error('cancelled'));
	await expect(report).rejects.toThrow('cancelled');
	await expect(bytes(pdfInThread(INCIDENT, T, stop.signal))).rejects.toThrow('cancelled');
});

it('one that takes too long fails for good: it would take as long again', async () => {
	await expect(bytes(pdfInThread(INCIDENT, T, undefined, 1))).rejects.toMatchObject({
		name: 'PermanentJobError',
		code: 'export_too_long',
	});
});
