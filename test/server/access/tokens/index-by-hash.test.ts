/** The look-up of secrets by hash. */
import { HashIndex } from '../../../../server/access/tokens/index-by-hash';
import { hashSecret } from '../../../../server/access/tokens/secret';

it('finds what was added under exactly that hash', () => {
	const index = new HashIndex<number>();
	for (let number = 0; number < 500; number++) index.add(hashSecret(`secret ${number}`), number);
	for (let number = 0; number < 500; number++)
		expect(index.find(hashSecret(`secret ${number}`))).toBe(number);
	expect(index.find(hashSecret('secret 500'))).toBeUndefined();
});

it('tells hashes apart that begin alike', () => {
	const one = hashSecret('a');
	const other = Buffer.from(one);
	other[31] = (other[31] as number) ^ 1;
	const third = Buffer.from(one);
	third[4] = (third[4] as number) ^ 1;
	const index = new HashIndex<string>();
	index.add(one, 'one');
	index.add(other, 'other');
	expect([index.find(one), index.find(other), index.find(third)]).toEqual([
		'one',
		'other',
		undefined,
	]);
});

it('reads hashes that are views into larger buffers', () => {
	const buffer = Buffer.concat([Buffer.alloc(3), hashSecret('a')]);
	const index = new HashIndex<string>();
	index.add(buffer.subarray(3), 'a');
	expect(index.find(hashSecret('a'))).toBe('a');
});
