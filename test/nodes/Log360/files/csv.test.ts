/** CSV of hits whose fields differ. */
import { csvWriter as writer } from '../../../../nodes/Log360/files/csv';

/** A writer whose rows are one text. */
function csvWriter(...settings: Parameters<typeof writer>) {
	const csv = writer(...settings);
	return { rows: (...page: Parameters<typeof csv.rows>) => [...csv.rows(...page)].join('') };
}

it('takes the fields of the first page for the header, and keeps all others', () => {
	const csv = csvWriter([], true);
	expect(csv.rows([{ A: 1 }, { A: 2, B: 'x' }])).toBe('A,B,OTHER_FIELDS\r\n1,,\r\n2,x,\r\n');
	expect(csv.rows([{ B: 'y', C: true, D: null }])).toBe(',y,"{""C"":true,""D"":null}"\r\n');
});

it('writes the chosen columns only, in their order', () => {
	const csv = csvWriter(['B', 'A'], true);
	expect(csv.rows([{ A: 1, B: 2, C: 3 }])).toBe('B,A\r\n2,1\r\n');
	expect(csv.rows([{ C: 3 }])).toBe(',\r\n');
});

it('quotes commas, quotes and line ends', () => {
	const row = csvWriter(['A', 'B', 'C'], true).rows([{ A: 'a,b', B: 'say "x"', C: 'one\ntwo' }]);
	expect(row).toBe('A,B,C\r\n"a,b","say ""x""","one\ntwo"\r\n');
});

it.each([
	['=cmd|calc', "'=cmd|calc"],
	['+1', "'+1"],
	['-1', "'-1"],
	['@SUM(A1)', "'@SUM(A1)"],
	['\t=1', "'\t=1"],
	['\n=1', '"\'\n=1"'],
	[' =1', "' =1"],
	['\0=1', "'\0=1"],
	['＝1', "'＝1"],
	['＠SUM(A1)', "'＠SUM(A1)"],
	['csv;=cmd', '"csv;=cmd"'],
	['a=1', 'a=1'],
	[-1, '-1'],
	[true, 'true'],
	[{ a: 1 }, '"{""a"":1}"'],
	[null, ''],
	[undefined, ''],
])('writes %j', (value, expected) => {
	expect(csvWriter(['A'], true).rows([{ A: value as never }])).toBe(`A\r\n${expected}\r\n`);
});

it('leaves formulas alone on request', () => {
	expect(csvWriter(['A'], false).rows([{ A: '=1' }])).toBe('A\r\n=1\r\n');
});

it('writes the header once, even without hits', () => {
	const csv = csvWriter(['A'], true);
	expect(csv.rows([])).toBe('A\r\n');
	expect(csv.rows([{ A: 1 }])).toBe('1\r\n');
});

it('gives one row at a time, and makes no hit twice for chosen columns', () => {
	let made = 0;
	function* hits() {
		for (;;) yield { A: (made += 1) };
	}
	const rows = writer(['A'], true).rows(hits())[Symbol.iterator]();
	expect([rows.next().value, rows.next().value, rows.next().value]).toEqual([
		'A\r\n',
		'1\r\n',
		'2\r\n',
	]);
	expect(made).toBe(2);
});
