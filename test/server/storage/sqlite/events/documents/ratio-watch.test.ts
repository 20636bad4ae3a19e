import { RatioWatch } from '../../../../../../server/storage/sqlite/events/documents/ratio-watch';

/** Counts a window of documents that compress to so many per mille; returns the last answer. */
function window(watch: RatioWatch, ratio: number): number | undefined {
	let best: number | undefined;
	for (let n = 0; n < 4_000; n++) best = watch.add(1_000, ratio) ?? best;
	return best;
}

it('keeps the best ratio and asks for another dictionary after a window that is much worse', () => {
	const watch = new RatioWatch();
	expect(window(watch, 120)).toBe(120);
	expect(window(watch, 110)).toBe(110);
	expect(window(watch, 130)).toBeUndefined();
	expect(watch.isWorse).toBe(false);
	window(watch, 140);
	expect(watch.isWorse).toBe(true);
});

it('remembers the best ratio of an earlier process', () => {
	const watch = new RatioWatch(100);
	window(watch, 125);
	expect(watch.isWorse).toBe(true);
});

it('waits longer after a dictionary that was not worth it, up to 64 windows, and no longer after one that was', () => {
	let watch = new RatioWatch(100);
	let ratio = 130;
	for (const patience of [1, 2, 4, 8, 16, 32, 64, 64]) {
		for (let n = 1; n <= patience; n++) {
			expect(watch.isWorse).toBe(false);
			window(watch, ratio);
		}
		expect(watch.isWorse).toBe(true);
		watch = watch.successor();
		// What arrives is harder to compress, whatever the dictionary.
		window(watch, ratio);
		ratio *= 1.3;
	}
	watch = new RatioWatch(100, 2);
	window(watch, 400);
	window(watch, 400);
	watch = watch.successor();
	window(watch, 390);
	for (let n = 0; n < 3; n++) window(watch, 500);
	expect(watch.isWorse).toBe(false);
	window(watch, 500);
	expect(watch.isWorse).toBe(true);
	watch = watch.successor();
	window(watch, 200);
	window(watch, 300);
	expect(watch.isWorse).toBe(true);
});
