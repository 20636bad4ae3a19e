/** Job ids in the form of the vendor's samples (`AYVTeCb0wPH5eWuO5jkC`). */
import { randomBytes } from 'node:crypto';

/** Bits of randomness that make 20 characters of base64url. */
const ID_BYTES = 15;

/** A new random id of 20 base64url characters (120 bits): not guessable, so an id reveals no other job. */
export function newJobId(): string {
	return randomBytes(ID_BYTES).toString('base64url');
}

/** Whether `text` has the form of a job id. */
export function isJobId(text: string): boolean {
	return /^[A-Za-z0-9_-]{20}$/.test(text);
}
