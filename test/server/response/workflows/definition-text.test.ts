/** Secrets of workflows are on the disk in no readable form, neither of templates nor of runs. */
import { SecretBox } from '../../../../server/platform';
import { openWorkflowDatabase, storeMethods } from '../../../../server/storage/sqlite';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BLOCK_TYPES } from '../../../../server/response/workflows/blocks';
import { DefinitionText } from '../../../../server/response/workflows/definition-text';
import { SECRET_PARAMETERS } from '../../../../server/response/workflows/secret-parameters';
import { validateDefinition } from '../../../../server/response/workflows/validate';
import { tempFolder } from '../../../support/temp';

const SECRETS = {
	secret: 'hidden-signing-key-of-24-letters',
	secretHeaders: { Authorization: 'hidden-token' },
};
const definition = (parameters: object) =>
	validateDefinition({
		start: 'call',
		blocks: [
			{
				id: 'call',
				type: 'http_request',
				parameters: { url: 'https://n8n.example', ...parameters },
			},
		],
	});

test('templates and runs read back as they were, and their file shows nothing', () => {
	const file = join(tempFolder(), 'workflows.db');
	const key = randomBytes(32);
	const database = openWorkflowDatabase(file);
	const store = storeMethods(database, new SecretBox(key));
	const whole = definition(SECRETS);
	const { id } = store.insertTemplate({ name: 'A', description: '', definition: whole }, 1);
	const context = { arguments: {}, device: null, ticket: null, incident: null, alert: null };
	const run = { templateId: id, templateName: 'A', definition: whole, context };
	const asked = { ...run, trigger: 'api', owner: 'me', ticketId: null, key: null } as const;
	const made = store.createRun(asked, 2).run;
	store.updateTemplate(id, { name: 'B', description: '', definition: whole }, undefined, 3);
	expect(store.template(id)?.definition).toEqual(whole);
	expect(store.run(made.id)?.definition).toEqual(whole);
	expect(store.runs({ limit: 1 })[0]?.definition).toEqual(whole);
	database.close();
	expect(readFileSync(file, 'latin1')).not.toContain('hidden');

	const again = openWorkflowDatabase(file);
	expect(storeMethods(again, new SecretBox(key)).templates()[0]?.definition).toEqual(whole);
	const stranger = storeMethods(again, new SecretBox(randomBytes(32)));
	expect(() => stranger.template(id)).toThrow('signing.key of the data folder has changed');
	again.close();
});

test('what has no secrets stays readable, so that predefined workflows are compared as text', () => {
	const text = new DefinitionText(new SecretBox(randomBytes(32)));
	const open = definition({});
	expect(text.write(open)).toBe(JSON.stringify(open));
	expect(text.read(JSON.stringify(open))).toEqual(open);
	expect(text.write(definition(SECRETS))).not.toBe(text.write(definition(SECRETS)));
});

test.each(BLOCK_TYPES)('the secrets of $type are known', ({ secrets = [] }) => {
	for (const name of secrets) expect(SECRET_PARAMETERS).toContain(name);
});
