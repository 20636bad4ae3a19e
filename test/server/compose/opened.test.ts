import { Opened } from '../../../server/compose';
import { together } from '../../../server/compose/opened';

describe('Opened', () => {
	it('closes the last part first, once', async () => {
		const opened = new Opened();
		const closed: string[] = [];
		for (const name of ['store', 'engine']) opened.add({ close: () => closed.push(name) });
		await opened.close();
		await opened.close();
		expect(closed).toEqual(['engine', 'store']);
	});

	it('closes the others when one fails, and tells the first failure', async () => {
		const opened = new Opened();
		const closed: string[] = [];
		opened.add({ close: () => closed.push('store') });
		opened.finally(() => Promise.reject(new Error('second')));
		opened.finally(() => {
			throw new Error('first');
		});
		await expect(opened.close()).rejects.toThrow('first');
		expect(closed).toEqual(['store']);
	});

	it('closes what opened side by side with what did not', async () => {
		const opened = new Opened();
		const closed: string[] = [];
		const part = { close: () => closed.push('one') };
		const opening = opened.all([Promise.resolve(part), Promise.reject(new Error('other'))]);
		await expect(opening).rejects.toThrow('other');
		await opened.close();
		expect(closed).toEqual(['one']);
	});
});

describe('together', () => {
	const closed: string[] = [];
	const part = (name: string) => ({ name, close: () => closed.push(name) });
	beforeEach(() => closed.splice(0));

	it('closes parts as one, the last first', async () => {
		const both = await together(async (own) => ({
			one: own.add(part('one')),
			two: own.add(part('two')),
		}));
		expect([both.one.name, both.two.name, closed]).toEqual(['one', 'two', []]);
		const opened = new Opened();
		opened.add(part('before'));
		opened.add(both);
		await opened.close();
		expect(closed).toEqual(['two', 'one', 'before']);
	});

	it('closes those before one that fails to open, and tells why that failed', async () => {
		const opening = together(async (own) => {
			own.add(part('one'));
			own.finally(() => {
				throw new Error('closing');
			});
			throw new Error('opening');
		});
		await expect(opening).rejects.toThrow('opening');
		expect(closed).toEqual(['one']);
	});
});
