/** The administrator API's routes about workflow templates: block types, list, create, change, delete, execute, automate. */
import type { AdminParts } from '../../../access/admin';
import {
	keepSecrets,
	type Template,
	validateDefinition,
	type Workflows,
} from '../../../response/workflows';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { bodyOf } from '../body';
import { administratorOf } from '../guard';
import { pathId } from '../path-id';
import { presentBlockTypes, presentRun, presentTemplate } from './present';
import { checkBody, enabledBody, executeBody, profilesBody, templateBody } from './schemas';

/** Adds the routes. */
export function templateRoutes(
	router: Router,
	{ audit, clock }: AdminParts,
	workflows: Workflows,
): void {
	const { store } = workflows;
	const changed = (ctx: Context, what: string, { id, name }: Pick<Template, 'id' | 'name'>) =>
		audit.did('workflow_changed', {
			actor: administratorOf(ctx).actor,
			address: ctx.ip,
			note: `${what} ${id} ${name}`,
		});

	router.get('/', async (ctx: Context) => {
		const templates = await workflows.templates();
		ctx.body = { workflows: templates.map((template) => presentTemplate(template, false)) };
	});

	router.get('/blocks', async (ctx: Context) => {
		ctx.body = presentBlockTypes();
	});

	router.post('/check', async (ctx: Context) => {
		ctx.body = { definition: validateDefinition(bodyOf(ctx, checkBody).definition) };
	});

	router.post('/', async (ctx: Context) => {
		const { name, description, definition } = bodyOf(ctx, templateBody);
		const content = { name, description, definition: validateDefinition(definition) };
		const template = await store.insertTemplate(content, clock.now());
		await changed(ctx, 'created', template);
		ctx.status = 201;
		ctx.body = { workflow: presentTemplate(template, true) };
	});

	router.get('/:id', async (ctx: Context) => {
		const template = await workflows.template(pathId(ctx, 'workflow'));
		ctx.body = { workflow: presentTemplate(template, true) };
	});

	router.put('/:id', async (ctx: Context) => {
		const { name, description, definition, seen } = bodyOf(ctx, templateBody);
		const before = await workflows.template(pathId(ctx, 'workflow'));
		const kept = keepSecrets(definition, before.definition);
		const content = { name, description, definition: validateDefinition(kept) };
		const version = seen === undefined ? undefined : Date.parse(seen);
		const template = await store.updateTemplate(before.id, content, version, clock.now());
		await changed(ctx, 'changed', template);
		ctx.body = { workflow: presentTemplate(template, true) };
	});

	router.delete('/:id', async (ctx: Context) => {
		const template = await workflows.template(pathId(ctx, 'workflow'));
		await store.deleteTemplate(template.id);
		await changed(ctx, 'deleted', template);
		ctx.status = 204;
	});

	router.put('/:id/enabled', async (ctx: Context) => {
		const { enabled } = bodyOf(ctx, enabledBody);
		const template = await store.enableTemplate(pathId(ctx, 'workflow'), enabled);
		await changed(ctx, enabled ? 'enabled' : 'disabled', template);
		ctx.body = { workflow: presentTemplate(template, true) };
	});

	router.get('/:id/profiles', async (ctx: Context) => {
		const { id } = await workflows.template(pathId(ctx, 'workflow'));
		const automations = await store.automations();
		ctx.body = {
			profiles: automations
				.filter(({ templateId }) => templateId === id)
				.map(({ templateId: _, ...automation }) => automation),
		};
	});

	router.put('/:id/profiles', async (ctx: Context) => {
		const { profiles } = bodyOf(ctx, profilesBody);
		const template = await workflows.template(pathId(ctx, 'workflow'));
		await store.setAutomations(template.id, profiles);
		await changed(ctx, 'automated', template);
		ctx.body = { profiles };
	});

	router.post('/:id/execute', async (ctx: Context) => {
		const body = bodyOf(ctx, executeBody);
		const { actor } = administratorOf(ctx);
		const run = await workflows.execute({
			templateId: pathId(ctx, 'workflow'),
			arguments: body.arguments,
			ticketId: body.ticketId,
			owner: actor,
			trigger: 'console',
		});
		await audit.did('workflow_executed', {
			actor,
			address: ctx.ip,
			note: `run ${run.id} of ${run.templateId} ${run.templateName}`,
		});
		ctx.status = 202;
		ctx.body = { run: presentRun(run) };
	});
}
