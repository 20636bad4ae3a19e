/** Workbooks of hits: what stands in their cells, and what they say they could not hold. */
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';

import { xlsxWriter } from '../../../../nodes/Log360/files/xlsx';

type Hit = Record<string, never>;

function written(columns: readonly string[], ...pages: object[][]) {
	const writer = xlsxWriter(columns);
	const parts = [Buffer.from(writer.begin())];
	for (const page of pages)
		for (const text of writer.rows(page as Hit[])) parts.push(Buffer.from(writer.piece(text)));
	parts.push(Buffer.from(writer.end()));
	return { archive: Buffer.concat(parts), cut: writer.cut };
}

/** Reads an archive by its directory, as programs do: names and contents. */
function unzipped(archive: Buffer): Map<string, string> {
	const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	const files = new Map<string, string>();
	let at = archive.readUInt32LE(end + 16);
	for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
		const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
		const nameLength = archive.readUInt16LE(at + 28);
		const from = archive.readUInt32LE(at + 42);
		const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
		const begin = from + 30 + archive.readUInt16LE(from + 26) + archive.readUInt16LE(from + 28);
		const bytes = archive.subarray(begin, begin + size);
		files.set(name, (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'));
		at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
	}
	return files;
}

const UNESCAPED: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

/** The cells of the sheet: texts, numbers, booleans; undefined for empty ones. */
function cells(archive: Buffer): unknown[][] {
	const sheet = unzipped(archive).get('xl/worksheets/sheet1.xml') as string;
	return Array.from(sheet.matchAll(/<row>(.*?)<\/row>/gs), ([, row]) =>
		Array.from(
			(row as string).matchAll(
				/<c\/>|<c t="b"><v>(\d)<\/v><\/c>|<c><v>([^<]*)<\/v><\/c>|<c t="inlineStr"><is><t xml:space="preserve">([^<]*)<\/t><\/is><\/c>/g,
			),
			([, bool, number, text]) => {
				if (bool !== undefined) return bool === '1';
				if (number !== undefined) return Number(number);
				return text
					?.replace(/&(amp|lt|gt);/g, (_, name: string) => UNESCAPED[name] as string)
					.replace(/_x([0-9A-F]{4})_/g, (_, code: string) =>
						String.fromCharCode(parseInt(code, 16)),
					);
			},
		),
	);
}

it('is a workbook of one sheet, with the columns of the first page and one for other fields', () => {
	const { archive, cut } = written(
		[],
		[{ HOSTNAME: 'a', N: 5 }, { B: true }],
		[{ HOSTNAME: 'b', C: 'x' }],
	);
	expect([...unzipped(archive).keys()]).toEqual([
		'[Content_Types].xml',
		'_rels/.rels',
		'xl/workbook.xml',
		'xl/_rels/workbook.xml.rels',
		'xl/worksheets/sheet1.xml',
	]);
	expect(cells(archive)).toEqual([
		['HOSTNAME', 'N', 'B', 'OTHER_FIELDS'],
		['a', 5, undefined, undefined],
		[undefined, undefined, true, undefined],
		['b', undefined, undefined, '{"C":"x"}'],
	]);
	expect(cut).toBe(0);
});

it('has the columns that were chosen, with times for people', () => {
	const { archive } = written(['TIME', 'A'], [{ A: [1], TIME: 1_795_168_800_000, B: 2 }]);
	expect(cells(archive)).toEqual([
		['TIME', 'A'],
		['2026-11-20T10:00:00.000Z', '[1]'],
	]);
});

it('is a workbook also without a hit', () => {
	expect(cells(written(['A'], []).archive)).toEqual([['A']]);
});

it('keeps all digits of a number: as text, where a spreadsheet would change them', () => {
	const values = [1.5, -7, 123456789012345, 1234567890123456, 9007199254740991, 1e300];
	const { archive } = written(
		['N'],
		values.map((N) => ({ N })),
	);
	expect(cells(archive).slice(1)).toEqual([
		[1.5],
		[-7],
		[123456789012345],
		['1234567890123456'],
		['9007199254740991'],
		[1e300],
	]);
});

it('never makes a formula of a text', () => {
	const { archive } = written(['A'], [{ A: '=cmd|calc!A1' }]);
	expect(unzipped(archive).get('xl/worksheets/sheet1.xml')).not.toContain('<f');
	expect(cells(archive)[1]).toEqual(['=cmd|calc!A1']);
});

it('cuts what no cell can hold, and counts it', () => {
	const { archive, cut } = written(['A'], [{ A: 'x'.repeat(40_000) }, { A: 'y'.repeat(32_767) }]);
	expect(cells(archive).map(([text]) => String(text).length)).toEqual([1, 32_767, 32_767]);
	expect(cut).toBe(1);
});

it('refuses more hits than a sheet has rows', () => {
	const writer = xlsxWriter(['A']);
	const hits = {
		*[Symbol.iterator]() {
			for (;;) yield {};
		},
	};
	let rows = 0;
	expect(() => {
		for (const row of writer.rows(hits)) rows += row.length > 0 ? 1 : 0;
	}).toThrow('A sheet has room for 1048575 results');
	expect(rows).toBe(1_048_576);
});

it('gives back any text, control characters and codes that look like theirs included', () => {
	const text = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 20 }),
		fc.constantFrom(
			'a\0b',
			'_x0041_',
			'_x005F_',
			'\ufffe',
			'\r\n',
			'<&>',
			'__x0041_',
			'\t \n',
			'\x85',
		),
	);
	fc.assert(
		fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
			const { archive } = written(
				['A'],
				texts.map((A) => ({ A })),
			);
			expect(cells(archive).slice(1)).toEqual(
				texts.map((each) => [each === '' ? undefined : each.toWellFormed()]),
			);
		}),
	);
});
