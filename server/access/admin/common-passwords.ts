/** Tells passwords that whoever guesses tries first, of those that are long enough. */

/** Long passwords at the top of published lists, without digits, case and signs; what follows or repeats them is ignored. */
const COMMON: ReadonlySet<string> = new Set([
	...['password', 'passwort', 'passphrase', 'letmein', 'welcome', 'changeme', 'administrator'],
	...[
		'admin',
		'adminadmin',
		'root',
		'test',
		'testing',
		'secret',
		'default',
		'qwerty',
		'qwertyuiop',
	],
	...['asdfghjkl', 'zxcvbnm', 'qwertz', 'qwertzuiop', 'azerty', 'azertyuiop', 'iloveyou', 'monkey'],
	...['dragon', 'football', 'baseball', 'superman', 'batman', 'sunshine', 'princess', 'starwars'],
	...['trustno', 'whatever', 'master', 'computer', 'internet', 'service', 'manageengine', 'log'],
	...[
		'logserver',
		'eventlog',
		'eventloganalyzer',
		'siem',
		'soc',
		'security',
		'correcthorsebatterystaple',
	],
	...['abc', 'abcdefgh', 'abcdefghijkl', 'abcdefghijklm', 'qazwsx', 'qazwsxedc', 'onetwothree'],
]);

/** Rows of keys and digits that fingers run along; a run of them is no password however long. */
const ROWS = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz'].concat(
	...['qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm'],
);

/** Fewest different characters. */
const FEWEST = 5;

/** What is wrong with a password that is long enough but easily guessed, or undefined. */
export function commonPasswordProblem(password: string): string | undefined {
	const text = password.normalize('NFKC').toLowerCase();
	if (new Set(text).size < FEWEST)
		return `expected a password of at least ${FEWEST} different characters`;
	const unit = shortestUnit(text);
	const bare = unit.replace(/[^\p{L}]/gu, '');
	const isCommon = COMMON.has(bare) || (unit.length < text.length && unit.length < 8);
	if (isCommon || ROWS.some((row) => row.includes(text) || row.includes(unit)))
		return 'expected a password that is not among those that are tried first';
	return undefined;
}

/** What the text repeats: `pass` of `passpasspass`, or the text itself. */
function shortestUnit(text: string): string {
	const at = (text + text).indexOf(text, 1);
	return text.slice(0, at);
}
