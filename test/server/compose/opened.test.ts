import { Opened } from '../../../server/compose';

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
