/** Events made ready for the writer: documents, terms, sightings, and what is new about fields. */
import { unpacked } from '../../../../server/logs/terms';
import type { LogEvent } from '../../../../server/logs/events';
import fc from 'fast-check';
import { BatchPreparer } from '../../../../server/logs/store/prepare';
import { documentOf } from '../../../../server/logs/store/store';

const event = (time: number, fields: LogEvent['fields']): LogEvent => ({ time, fields });

describe('BatchPreparer', () => {
	it('makes a document and terms of each event, in order', () => {
		const batch = new BatchPreparer().prepare([
			event(2, { HOSTNAME: 'h', N: 1 }),
			event(1, { HOSTNAME: 'h', N: 2 }),
		]);
		expect([...batch.times]).toEqual([2, 1]);
		expect(unpacked(batch.documents)).toEqual([
			'{"TIME":2,"HOSTNAME":"h","N":1}',
			'{"TIME":1,"HOSTNAME":"h","N":2}',
		]);
		expect(unpacked(batch.terms)).toEqual(['@ hostname=h ~h n=1 ~1', '@ hostname=h ~h n=2 ~2']);
	});

	it('makes the documents that documentOf names', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record({
						time: fc.nat({ max: 9e12 }),
						fields: fc.dictionary(
							fc.string({ unit: 'binary' }),
							fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean()),
						),
					}),
				),
				(events) => {
					const { documents } = new BatchPreparer().prepare(events);
					expect(unpacked(documents)).toEqual(events.map(documentOf));
				},
			),
		);
	});

	it('sums sources up: without case, times at both ends, the last address', () => {
		const batch = new BatchPreparer().prepare([
			event(5, { HOSTNAME: 'Web', LOGTYPE: 'Unix', DEVICEIP: '10.0.0.1' }),
			event(3, { HOSTNAME: 'WEB', LOGTYPE: 'Windows' }),
			event(4, {}),
			event(9, { HOSTNAME: 'web', DEVICEIP: '10.0.0.2' }),
		]);
		expect([...batch.sourceOf]).toEqual([0, 0, 1, 0]);
		expect(batch.sources).toEqual([
			{ name: 'Web', logType: 'Unix', ip: '10.0.0.2', firstSeen: 3, lastSeen: 9, events: 3 },
			{ name: 'unknown', logType: 'Syslog Device', ip: '', firstSeen: 4, lastSeen: 4, events: 1 },
		]);
	});

	it('reports fields once, until it is reset', () => {
		const preparer = new BatchPreparer();
		const events = [
			event(1, { HOSTNAME: 'h', N: 1, OK: true, MESSAGE: 'm' }),
			event(1, { HOSTNAME: 'H', N: '1' }),
		];
		const first = preparer.prepare(events);
		expect(first.newFields).toEqual([
			['HOSTNAME', 'text'],
			['N', 'number'],
			['OK', 'boolean'],
			['MESSAGE', 'text'],
		]);
		expect(preparer.prepare(events)).toMatchObject({ newFields: [], wideFields: [] });
		preparer.reset();
		expect(preparer.prepare(events)).toMatchObject({ newFields: first.newFields });
	});

	it('prepares nothing of nothing', () => {
		expect(new BatchPreparer().prepare([])).toMatchObject({
			documents: { bytes: new Uint8Array(), ends: new Uint32Array() },
			terms: { bytes: new Uint8Array(), ends: new Uint32Array() },
			sources: [],
		});
	});
});
