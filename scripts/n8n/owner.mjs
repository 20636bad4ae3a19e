/** The owner account of a private n8n. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @typedef {object} Owner
 * @property {string} email
 * @property {string} password - satisfies n8n's rule: 8 characters, a digit, a capital
 */

/** @returns {Owner} with a new random password */
export function createOwner() {
	return { email: 'owner@example.com', password: `Lg3-${randomBytes(12).toString('base64url')}` };
}

/**
 * The owner of an n8n that is started again and again: the same one each time, so that what a browser saved goes on
 * working. It is kept beside the data that it opens, readable by its user alone.
 *
 * @param {string} userFolder - n8n's
 * @returns {Owner}
 */
export function keptOwner(userFolder) {
	const file = join(userFolder, 'owner.json');
	if (existsSync(file)) {
		const { email, password } = JSON.parse(readFileSync(file, 'utf8'));
		if (typeof email === 'string' && typeof password === 'string') return { email, password };
	}
	const owner = createOwner();
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
	return owner;
}

/**
 * @param {Owner} owner
 * @param {import('./install.mjs').N8nInstall} install - its own bcrypt is used
 * @returns {string} what `N8N_INSTANCE_OWNER_PASSWORD_HASH` takes
 */
export function hashPassword(owner, install) {
	return install.require('bcryptjs').hashSync(owner.password, 10);
}
