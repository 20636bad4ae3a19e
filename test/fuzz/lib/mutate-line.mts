/** Changes log lines at random, as broken senders and hostile ones do. */
import { Prng } from './prng.mjs';

const PIECES = [
	...[
		'"',
		"'",
		'\\',
		'[',
		']',
		'{',
		'}',
		'<',
		'>',
		'|',
		'=',
		':',
		';',
		',',
		' ',
		'\t',
		'%',
		'-',
		'\0',
		'\u00e9',
		'\u{1F600}',
		'\ud800',
	],
	...[
		'2026-11-20T10:00:00Z',
		'Nov 20 10:00:00',
		'1795168800',
		'31/02/2026 25:61:00',
		'9'.repeat(30),
		'+99:99',
		'[Europe/Berlin]',
	],
	...[
		'<34>',
		'<999>',
		'sshd[1]: ',
		'pam_unix(a:b): ',
		'%ASA-6-302013: ',
		'CEF:0|a|b|c|d|e|5|',
		'LEEF:2.0|a|b|c|d|^|',
		'msg=audit(1.2:3): ',
	],
	...['a=b ', '"a":', 'rhost=', ' from ', ' - - ', '#Fields: ', '<Event>', '1e999', 'AM', 'UTC'],
];
const LONGEST = 20_000;

/** A source of mutated lines, the same for the same seed. */
export function mutator(lines: readonly string[], seed: number): () => string {
	const random = new Prng(seed);
	const place = (text: string) => random.between(0, text.length + 1 - 1);
	const pick = () => lines[random.between(0, lines.length - 1)]!;
	const change = (line: string): string => {
		const at = place(line);
		switch (random.between(0, 8 - 1)) {
			case 0:
				return line.slice(0, at) + line.slice(at + 1 + random.between(0, 20 - 1));
			case 1:
				return line.slice(0, at) + PIECES[random.between(0, PIECES.length - 1)]! + line.slice(at);
			case 2:
				return line.slice(0, at);
			case 3:
				return line.slice(at);
			case 4: {
				const other = pick();
				return line.slice(0, at) + other.slice(place(other));
			}
			case 5: {
				const piece = line.slice(at, at + 1 + random.between(0, 30 - 1));
				return line.slice(0, at) + piece.repeat(1 + random.between(0, 50 - 1)) + line.slice(at);
			}
			case 6:
				return (
					line.slice(0, at) + String.fromCharCode(random.between(0, 0x250 - 1)) + line.slice(at + 1)
				);
			default:
				return line.replace(/\d/g, (digit) =>
					random.between(0, 4 - 1) === 0 ? String(random.between(0, 10 - 1)) : digit,
				);
		}
	};
	return () => {
		let line = pick();
		for (let times = random.between(0, 6 - 1); times > 0; times--) line = change(line);
		return line.slice(0, LONGEST);
	};
}
