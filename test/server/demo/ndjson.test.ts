/** Writing events in the server's own JSON form. */

import { parseLine } from '../../../server/logs/ingest';
import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { generateEvents } from '../../../server/demo/generator';
import { eventToNdjson, writeNdjson } from '../../../server/demo/ndjson';
import { eventOf, options } from '../logs/ingest/formats/options';

const RANGE = { seed: 3, from: 0, to: 1_000_000 };

describe('eventToNdjson', () => {
	it('writes TIME first', () => {
		expect(eventToNdjson({ time: 5, fields: { HOSTNAME: 'h', STATUS: 200 } })).toBe(
			'{"TIME":5,"HOSTNAME":"h","STATUS":200}',
		);
	});

	it('is read back unchanged', () => {
		for (const event of generateEvents({ ...RANGE, count: 300 })) {
			expect(eventOf(parseLine(eventToNdjson(event), options()))).toEqual(event);
		}
	});
});

describe('writeNdjson', () => {
	it('writes a line for each event, through a stream that is often full', async () => {
		const events = [...generateEvents({ ...RANGE, count: 500 })];
		const stream = new PassThrough({ highWaterMark: 16 });
		const written = text(stream);
		await expect(writeNdjson(stream, events)).resolves.toBe(500);
		stream.end();
		expect(await written).toBe(events.map((event) => `${eventToNdjson(event)}\n`).join(''));
	});

	it('fails when the stream fails', async () => {
		const stream = new Writable({
			highWaterMark: 1,
			write: (_chunk, _encoding, done) => done(new Error('disk full')),
		});
		await expect(writeNdjson(stream, generateEvents({ ...RANGE, count: 500 }))).rejects.toThrow(
			'disk full',
		);
	});
});
