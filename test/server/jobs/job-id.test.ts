/** Job ids look like the vendor's and do not repeat. */
import { isJobId, newJobId } from '../../../server/jobs/job-id';

test('an id has 20 characters of base64url, like the vendor sample', () => {
	expect(newJobId()).toMatch(/^[A-Za-z0-9_-]{20}$/);
	expect(isJobId('AYVTeCb0wPH5eWuO5jkC')).toBe(true);
	expect(isJobId(newJobId())).toBe(true);
});

test.each(['', 'short', 'AYVTeCb0wPH5eWuO5jk/', 'AYVTeCb0wPH5eWuO5jkCC'])('%p is no id', (text) => {
	expect(isJobId(text)).toBe(false);
});

test('ten thousand ids differ', () => {
	expect(new Set(Array.from({ length: 10_000 }, newJobId)).size).toBe(10_000);
});
