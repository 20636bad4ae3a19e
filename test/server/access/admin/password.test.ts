/** Password hashing. */
import {
	generatePassword,
	hashPassword,
	passwordProblem,
	verifyPassword,
} from '../../../../server/access/admin/password';

const CHEAP = { cost: 16, blockSize: 8, parallelization: 1 };

it('verifies the password it was made of, and no other', async () => {
	const stored = await hashPassword('correct horse', CHEAP);
	expect(stored).toMatch(/^scrypt\$16\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
	expect(await verifyPassword('correct horse', stored)).toBe(true);
	for (const wrong of ['', 'correct hors', 'correct horse ', 'Correct horse']) {
		expect(await verifyPassword(wrong, stored)).toBe(false);
	}
});

it('salts every hash', async () => {
	expect(await hashPassword('same', CHEAP)).not.toBe(await hashPassword('same', CHEAP));
});

it('takes two spellings of one letter for the same', async () => {
	expect(await verifyPassword('Pa\u0308ssword', await hashPassword('P\u00e4ssword', CHEAP))).toBe(
		true,
	);
});

it('works at the cost of production', async () => {
	const stored = await hashPassword('correct horse');
	expect(stored).toMatch(/^scrypt\$32768\$8\$3\$/);
	expect(await verifyPassword('correct horse', stored)).toBe(true);
});

it('refuses a damaged hash', async () => {
	await expect(verifyPassword('x', 'scrypt$16$8$1$only-salt')).rejects.toThrow(
		'The stored password hash is damaged',
	);
});

it('generates passwords of 25 letters and digits', () => {
	expect(generatePassword()).toMatch(/^[0-9A-Za-z]{25}$/);
	expect(generatePassword()).not.toBe(generatePassword());
});

it('tells what is wrong with a new one', () => {
	expect(passwordProblem('twelve chars')).toBeUndefined();
	expect(passwordProblem('x'.repeat(11))).toBe(
		'expected a password of 12 to 1024 characters, got 11',
	);
	expect(passwordProblem('x'.repeat(1025))).toBe(
		'expected a password of 12 to 1024 characters, got 1025',
	);
});

it.each([
	'passwordpassword',
	'Password1234!',
	'administrator',
	'123456789012',
	'qwertyuiopas',
	'abcdefghijklmno',
	'aaaaaaaaaaaaaaa',
	'abc123abc123abc123',
	'ManageEngine2026',
])('refuses %s, which is long but tried first', (password) =>
	expect(passwordProblem(password)).toMatch(/^expected a password /),
);

it.each(['correct horse battery', 'a password of tests', 'x7Kq9mPz2wLrTb4n'])(
	'takes %s',
	(password) => expect(passwordProblem(password)).toBeUndefined(),
);
