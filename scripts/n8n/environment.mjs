/** The environment of a private n8n: loopback only, no call home, nothing inherited from the user. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What any child process needs from the user's environment; every other setting is n8n's own default. */
const INHERITED = ['PATH', 'LANG', 'TZ', 'SystemRoot', 'COMSPEC'];

/**
 * Makes the environment, and the folder in it that takes n8n's temporary files.
 *
 * @param {object} settings
 * @param {string} settings.userFolder - n8n keeps its database and settings in `.n8n` below it
 * @param {number} settings.port - HTTP port on 127.0.0.1
 * @param {number} settings.brokerPort - port for n8n's own task runner; the default collides between two n8n
 * @param {import('./owner.mjs').Owner} settings.owner
 * @param {string} settings.passwordHash - bcrypt hash of the owner's password
 * @param {Record<string, string>} [settings.extra] - added last, e.g. a log level
 * @returns {Record<string, string>} a complete environment
 */
export function n8nEnvironment({ userFolder, port, brokerPort, owner, passwordHash, extra }) {
	const inherited = INHERITED.flatMap((name) => {
		const value = process.env[name];
		return value === undefined ? [] : [[name, value]];
	});
	const temporary = join(userFolder, 'tmp');
	mkdirSync(temporary, { recursive: true });
	return {
		...Object.fromEntries(inherited),
		HOME: userFolder,
		TMPDIR: temporary,
		TEMP: temporary,
		TMP: temporary,
		N8N_USER_FOLDER: userFolder,
		DB_TYPE: 'sqlite',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_PROTOCOL: 'http',
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Log360',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Owner',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: passwordHash,
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_AI_ENABLED: 'false',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		GENERIC_TIMEZONE: 'UTC',
		...extra,
	};
}
