/** The owner account of a private n8n, made from a password that is only ever shown, never stored. */
import { randomBytes } from 'node:crypto';

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
 * @param {Owner} owner
 * @param {import('./install.mjs').N8nInstall} install - its own bcrypt is used
 * @returns {string} what `N8N_INSTANCE_OWNER_PASSWORD_HASH` takes
 */
export function hashPassword(owner, install) {
	return install.require('bcryptjs').hashSync(owner.password, 10);
}
