/** Dockerfiles and compose.yaml: users, volumes, health checks and what they copy. No engine runs here; hadolint lints them besides. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandProblems, readYaml } from '../../scripts/github/workflow-rules.mjs';

const root = join(import.meta.dirname, '../..');
const read = (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8');
const { scripts } = JSON.parse(read('package.json'));

/** Instructions of the last stage, continued lines joined. */
function lastStage(/** @type {string} */ name) {
	const lines = read(name)
		.replace(/\\\n/g, ' ')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'));
	return lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));
}

for (const name of ['Dockerfile', 'Dockerfile.n8n']) {
	test(`${name}: an ordinary user, a health check, versions that are fixed`, () => {
		const stage = lastStage(name);
		assert.equal(
			stage.findLast((line) => line.startsWith('USER')),
			'USER 1000:1000',
		);
		assert.ok(stage.some((line) => line.startsWith('HEALTHCHECK')));
		assert.ok(
			stage.some((line) => /^ENTRYPOINT \["/.test(line)),
			'signals reach the program',
		);
		for (const [, image] of read(name).matchAll(/^FROM (\S+)/gm)) {
			assert.match(image, /:(\d+\.\d+\.\d+[\w.-]*|\$\{N8N_VERSION\})$/, image);
		}
	});

	test(`${name}: what it copies is there and not left out, and its npm scripts exist`, () => {
		const ignored = read('.dockerignore').split('\n');
		const text = read(name).replace(/\\\n/g, ' ');
		for (const [, line] of text.matchAll(/^COPY (?!.*--from=)(.+)$/gm)) {
			const parts = line.split(/\s+/).filter((part) => !part.startsWith('--'));
			for (const source of parts.slice(0, -1)) {
				assert.ok(existsSync(join(root, source)), `${source} is not there`);
				assert.ok(!ignored.includes(source.split('/')[0]), `${source} is left out`);
			}
		}
		const known = { scripts: new Set(Object.keys(scripts)), exists: () => true };
		assert.deepEqual(commandProblems(text, known), []);
	});
}

test('the Node of the images is the one that the repository pins', () => {
	const { node } = JSON.parse(read('package.json')).devDependencies;
	for (const name of ['Dockerfile', 'Dockerfile.n8n'])
		assert.ok(read(name).includes(`FROM node:${node}-`), `${name} does not use Node ${node}`);
});

test('compose.yaml: nothing is open to the network, nothing may become more than it is', () => {
	const { value, problems } = readYaml(read('compose.yaml'));
	assert.deepEqual(problems, []);
	assert.deepEqual(Object.keys(value.services).sort(), ['log360', 'n8n']);
	for (const [name, service] of Object.entries(value.services)) {
		assert.deepEqual(service.cap_drop, ['ALL'], name);
		assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
		for (const port of service.ports) assert.match(port, /^127\.0\.0\.1:\d+:\d+$/);
		for (const volume of service.volumes) assert.ok(volume.split(':')[0] in value.volumes, volume);
		assert.ok(!('privileged' in service) && !('user' in service), name);
	}
	const { log360, n8n } = value.services;
	assert.equal(log360.read_only, true);
	assert.deepEqual(log360.tmpfs, ['/tmp']);
	assert.ok(existsSync(join(root, n8n.build.dockerfile)));
	assert.equal(n8n.depends_on.log360.condition, 'service_healthy');
});

/**
 * A file of Compose with its `<<` merged, which YAML 1.2 has no more, but Compose reads.
 *
 * @param {any} value
 * @returns {any}
 */
function merged(value) {
	if (Array.isArray(value)) return value.map(merged);
	if (typeof value !== 'object' || value === null) return value;
	const { '<<': base, ...own } = value;
	const parts = Object.entries(own).map(([key, part]) => [key, merged(part)]);
	return { ...(base === undefined ? {} : merged(base)), ...Object.fromEntries(parts) };
}

test('docker/cluster.compose.yaml: engines that nobody else reaches, secrets from files, everything with a health check', () => {
	const { value, problems } = readYaml(read('docker/cluster.compose.yaml'));
	assert.deepEqual(problems, []);
	const { services, networks, secrets, volumes } = merged(value);
	const searches = ['search1', 'search2', 'search3'];
	const servers = ['log360-1', 'log360-2'];
	assert.deepEqual(Object.keys(services), [...searches, 'postgres', ...servers, 'proxy']);
	for (const [name, service] of Object.entries(services)) {
		assert.deepEqual(service.cap_drop, ['ALL'], name);
		assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
		assert.ok(!('privileged' in service), name);
		// Only the proxy is reached from outside, and only from this machine.
		if (name !== 'proxy') assert.ok(!('ports' in service), name);
		if (service.build === undefined) {
			assert.match(service.image, /:\d+\.\d+(\.\d+)?[\w.-]*$/, name);
			assert.ok(service.healthcheck.test.length > 1, name);
		}
		for (const secret of service.secrets ?? []) assert.ok(secret in secrets, secret);
		for (const volume of service.volumes ?? []) {
			const [source] = volume.split(':');
			if (source.startsWith('.')) assert.ok(existsSync(join(root, 'docker', source)), source);
			else assert.ok(source in volumes, source);
		}
		for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
			assert.ok(needed in services, needed);
			assert.equal(condition, 'service_healthy');
		}
		for (const key of Object.keys(service.environment ?? {}))
			assert.ok(!/PASSWORD$|KEY$|TOKEN$/.test(key), `${name}: ${key} belongs into a file`);
	}
	assert.deepEqual(services.proxy.ports, ['127.0.0.1:8095:8080']);
	assert.equal(networks.engines.internal, true);
	for (const name of searches) {
		assert.deepEqual(services[name].networks, ['engines']);
		assert.equal(services[name].environment['node.name'], name);
		assert.equal(services[name].environment['discovery.seed_hosts'], searches.join(','));
	}
	for (const name of servers)
		assert.ok(read('docker/cluster-proxy.conf').includes(`server ${name}:8095`));
	assert.ok(read('Dockerfile').includes('ARG ENGINES'));
});

test('docker/cluster.compose.yaml: its servers are configured by options that there are', () => {
	const { value } = readYaml(read('docker/cluster.compose.yaml'));
	const known = read('docs/configuration.md');
	const { environment } = merged(value).services['log360-1'];
	for (const name of Object.keys(environment)) assert.ok(known.includes(`\`${name}\``), name);
});

test('the nodes of the image replace older ones in the volume, and n8n starts with its arguments', () => {
	const folder = mkdtempSync(join(tmpdir(), 'log360-image-'));
	try {
		const built = join(folder, 'built');
		const nodes = join(folder, 'home', '.n8n', 'nodes', 'node_modules', 'n8n-nodes-log360');
		mkdirSync(built);
		mkdirSync(nodes, { recursive: true });
		writeFileSync(join(built, 'package.json'), '{"version":"2.0.0"}');
		writeFileSync(join(nodes, 'old.js'), '');
		const n8n = join(folder, 'n8n.sh');
		writeFileSync(n8n, '#!/bin/sh\necho "n8n $*"\n');
		chmodSync(n8n, 0o755);
		const { PATH } = process.env;
		const HOME = join(folder, 'home');
		const { status, stdout, stderr } = spawnSync(
			join(root, 'docker/n8n-with-log360.sh'),
			['worker', '--concurrency=5'],
			{ env: { PATH, HOME, LOG360_NODES: built, N8N_ENTRYPOINT: n8n }, encoding: 'utf8' },
		);
		assert.equal(stderr, '');
		assert.equal(status, 0);
		assert.equal(stdout, 'n8n worker --concurrency=5\n');
		assert.deepEqual(readdirSync(nodes), ['package.json']);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
