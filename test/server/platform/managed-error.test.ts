import { WorkerCallError } from '../../../server/platform/threads';
import {
	InventoryError,
	isInventoryError,
	quotedList,
} from '../../../server/platform/managed-error';

it('is known again when it comes out of a worker thread', () => {
	const error = new InventoryError('unknown_host', '5');
	expect(isInventoryError(error)).toBe(true);
	const { name, message, code } = error;
	expect(isInventoryError(new WorkerCallError({ name, message, code }))).toBe(true);
});

it('is told from other errors', () => {
	expect(isInventoryError(new Error('InventoryError'))).toBe(false);
	expect(isInventoryError(new WorkerCallError({ name: 'InventoryError', message: '' }))).toBe(
		false,
	);
	expect(isInventoryError('InventoryError')).toBe(false);
});

it('quotes names but not numbers', () => {
	expect(quotedList(['a "b"', 5])).toBe('"a \\"b\\"", 5');
});
