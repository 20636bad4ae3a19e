/** The whole chain over real parts: wherever a caller puts a secret, it reaches neither the log nor the audit log. */
import { AuditLog } from '../../../../server/access/admin';
import { ManualClock } from '../../../../server/platform';
import { openTokens } from '../../../../server/compose';
import { newV2Secret } from '../../../../server/access/tokens';
import Router from '@koa/router';
import type { Middleware } from 'koa';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessLog } from '../../../../server/http/middleware/access-log';
import { authentication } from '../../../../server/http/middleware/authentication';
import { createLogger } from '../../../../server/http/middleware/logger';
import { Metrics } from '../../../../server/http/middleware/metrics';
import { rateLimit } from '../../../../server/http/middleware/rate-limit';
import { requestId } from '../../../../server/http/middleware/request-id';
import { serve, stopAll } from './serve';

const V1 = 'k3j5h2g9f8d7s6a5p4o3i2u1y0t9r8e7w6q5z4x3c2v1b0n9';
const PASSWORD = 'Not-A-Token-But-A-Password';

it('keeps every secret out of logs, audit, metrics, answers and the disk', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'l360-secrecy-'));
	const clock = new ManualClock(1_000_000);
	const { registry, store } = await openTokens({ directory, clock, refreshMs: 0 });
	const audit = new AuditLog({ store, clock, gatherMs: 0 });
	const metrics = new Metrics();
	const lines: string[] = [];
	const logger = createLogger({
		level: 'trace',
		clock,
		destination: { write: (line: string) => void lines.push(line) },
	});

	const issue = (expiresAt: number | null = null) =>
		registry.create({ name: 'n8n', generation: 'v2', scopes: ['search.READ'], expiresAt });
	const [valid, revoked, expired] = [await issue(), await issue(), await issue(1_000_001)];
	await registry.importLegacyV1({ secret: V1, name: 'legacy' });
	await registry.revoke(revoked.record.id);
	clock.advance(10);

	const router = new Router();
	const token = { registry, audit };
	const limit = rateLimit({ limit: 5, clock });
	router.get(
		'/search',
		authentication(token, { generation: 'v2', scope: 'search.READ' }),
		limit,
		(ctx) => {
			ctx.body = {};
		},
	);
	router.get(
		'/jobs',
		authentication(token, { generation: 'v2', scope: 'jobs.READ' }),
		limit,
		() => undefined,
	);
	router.get('/fault', (ctx) => {
		const error = new Error(`cannot send ${ctx.get('Authorization')}`);
		logger.error({ err: error, headers: ctx.headers }, 'fault');
		throw error;
	});
	const url = await serve(
		[router.routes() as Middleware],
		[requestId(), accessLog({ logger }), metrics.middleware()],
	);

	const answers: string[] = [];
	const secrets = [valid.secret, revoked.secret, expired.secret, newV2Secret(), V1];
	for (const secret of [...secrets, PASSWORD]) {
		for (const path of ['/search', '/jobs', '/fault', `/search?token=${secret}`, `/${secret}`]) {
			const headers = { Authorization: `Bearer ${secret}`, Cookie: `session=${secret}` };
			const response = await fetch(url + path, { headers });
			answers.push(await response.text());
			response.headers.forEach((value) => answers.push(value));
		}
	}
	const seen = {
		log: lines.join(''),
		audit: JSON.stringify(await audit.list({ limit: 1000 })),
		metrics: await metrics.registry.metrics(),
		answers: answers.join('\n').replaceAll(/No operation has the path[^"]*/g, ''),
		disk: readdirSync(directory)
			.map((file) => readFileSync(join(directory, file), 'latin1'))
			.join(''),
	};
	await stopAll();
	metrics.close();
	await registry.close();
	rmSync(directory, { recursive: true });

	expect(lines.length).toBeGreaterThanOrEqual(30);
	expect(seen.audit).toContain('revoked_token');
	for (const [place, text] of Object.entries(seen)) {
		for (const secret of secrets) {
			const hidden = secret.slice(secret === V1 ? 6 : 11);
			expect([place, text.includes(hidden)]).toEqual([place, false]);
		}
		// What is not written like a token can be hidden where it is expected, not in a path of the caller's making.
		if (place !== 'log') expect([place, text.includes(PASSWORD)]).toEqual([place, false]);
	}
	expect(
		lines.filter((line) => line.includes(`"session=`) || line.includes('"authorization"')),
	).toEqual([]);
});
