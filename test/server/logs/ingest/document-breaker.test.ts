/** Whole documents are cut into one record a line, wherever the bytes are cut. */

import { DocumentBreaker } from '../../../../server/logs/ingest/document-breaker';

function broken(text: string, size = 1 << 20): string[] {
	const parts: Buffer[] = [];
	const breaker = new DocumentBreaker((bytes) => parts.push(Buffer.from(bytes)));
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += size) breaker.push(bytes.subarray(at, at + size));
	breaker.end();
	return Buffer.concat(parts)
		.toString()
		.split('\n')
		.filter((line) => line.trim() !== '');
}

const EVENTS = [{ a: 1, text: 'brace } and "quote" \\ [' }, { b: [1, { c: 2 }] }, { d: 'ü' }];
const DOCUMENTS: ReadonlyArray<readonly [string, string]> = [
	['a list on one line', JSON.stringify(EVENTS)],
	['a pretty-printed list', JSON.stringify(EVENTS, null, 2)],
	[
		'a pretty-printed list with CRLF',
		`\ufeff${JSON.stringify(EVENTS, null, 4).replaceAll('\n', '\r\n')}`,
	],
	["CloudTrail's object around a list", JSON.stringify({ Records: EVENTS })],
	["Graph's and Azure's", `{ "value": ${JSON.stringify(EVENTS, null, 1)} }`],
	[
		'pretty-printed objects one after another',
		EVENTS.map((event) => JSON.stringify(event, null, 2)).join('\n'),
	],
];

describe('DocumentBreaker', () => {
	it.each(DOCUMENTS)('cuts %s', (_what, text) => {
		for (const size of [1, 7, 1 << 20]) {
			expect(broken(text, size).map((line) => JSON.parse(line) as unknown)).toEqual(EVENTS);
		}
	});

	it.each([
		['a value that is cut off', '{\n  "a": 1,\n  "b":\n'],
		['a string that does not end', '{\n  "a": "x,\n  "b": 2\n}\n'],
		['a brace too many', '{\n  "a": {{ "b": 1 }\n}\n'],
		['a bracket that stays open', '{\n  "a": [1, 2\n}\n'],
	])('goes on with the next element after %s', (_what, damaged) => {
		const good = EVENTS.map((event) => JSON.stringify(event, null, 2)).join('\n');
		const list = (elements: string) => `[\n${elements.replace(/^/gm, '  ')}\n]\n`;
		for (const text of [
			`${good}\n${damaged}${good}`,
			list(`${good.replaceAll('}\n{', '},\n{')},\n${damaged}${good.replaceAll('}\n{', '},\n{')}`),
		]) {
			const lines = broken(text, 5);
			const objects = lines.flatMap((line) => {
				try {
					return [JSON.parse(line) as unknown];
				} catch {
					return [];
				}
			});
			expect(objects).toEqual([...EVENTS, ...EVENTS]);
			expect(lines.length).toBeGreaterThan(objects.length);
		}
	});

	it('cuts a document without indents whose objects hold objects', () => {
		const text = '[\n{\n"a": [\n{\n"b": 1\n},\n{\n"b": 2\n}\n]\n},\n{\n"c": 3\n}\n]\n';
		expect(broken(text, 3).map((line) => JSON.parse(line) as unknown)).toEqual(JSON.parse(text));
	});

	it.each([
		['a brace alone', '{\n{"a":1}\n{"b":2}\n'],
		['a brace and text', '{\nNov 20 10:00:00 web1 app: x\n'],
		['lines of JSON', '{"a":1}\n{"b":2}\n{broken\n{"c":3}\n'],
		['lines that begin with a bracket', '[2026-11-20 10:00:00] [x] y\n[z]\n'],
		['other XML', '<?xml version="1.0"?>\n<log>\n<a/>\n</log>\n'],
		['lines of text', 'Nov 20 10:00:00 web1 app: [x]\nand {more\n'],
		['an empty text', ''],
	])('leaves %s alone', (_what, text) => {
		expect(broken(text, 3)).toEqual(text.split('\n').filter((line) => line !== ''));
	});

	it('cuts event XML, on one line or on many', () => {
		const one =
			'<?xml version="1.0"?><Events><Event xmlns=\'x\'><A>1</A></Event><Event><B>2</B></Event></Events>';
		const many = "<Event\n xmlns='x'>\r\n<A>two\nlines</A>\n</Event>\n<Event><B>2</B></Event>\n";
		for (const size of [1, 5, 1 << 20]) {
			expect(broken(one, size)).toEqual([
				"<Event xmlns='x'><A>1</A></Event>",
				'<Event><B>2</B></Event>',
			]);
			expect(broken(many, size)[0]).toBe(
				"<Event  xmlns='x'>&#10;<A>two&#10;lines</A>&#10;</Event>",
			);
		}
	});
});
