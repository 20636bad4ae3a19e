/** The server of the model-based test over HTTP: it crashes and comes back on what was on disk. */
import type { Scope } from '../../../server/contract';
import { rmSync } from 'node:fs';
import { leaveAsCrashed } from '../../support/arrangement';
import { TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';
import { type Dialect, JobCaller } from './jobs-dialects';
import { PAGE_SIZE, type Person } from './jobs-model';

const SCOPES: readonly Scope[] = ['search.READ', 'jobs.READ', 'jobs.DELETE'];
const OPTIONS = { api: { pageSize: PAGE_SIZE } };

/** A caller and what the model knows of it. */
export interface Actor extends Person {
	readonly caller: JobCaller;
}

/** One server after the other, the callers they all know, and numbers for the events. */
export class Lab {
	/** One person of V1, two of V2. */
	readonly actors: readonly Actor[];
	private events = 0;

	private constructor(
		/** The server that is alive. */
		public server: TestServer,
		tokens: { readonly limited: string; readonly admin: string },
	) {
		const caller = (dialect: Dialect, token: string) =>
			new JobCaller(() => this.server, dialect, token);
		this.actors = [
			{ name: 'legacy', admin: false, caller: caller('v1', server.v1Token) },
			{ name: 'admin', admin: true, caller: caller('v2', tokens.admin) },
			{ name: 'ann', admin: false, caller: caller('v2', tokens.limited) },
		];
	}

	/** Starts with an empty folder. */
	static async start(): Promise<Lab> {
		const server = await TestServer.start(OPTIONS);
		const limited = await server.tokenWith(SCOPES);
		return new Lab(server, { limited, admin: await server.adminToken() });
	}

	/** Another number with each call. */
	serial(): number {
		return (this.events += 1);
	}

	/** Loses everything that is not on disk now, and starts again. */
	async crash(): Promise<void> {
		const dead = this.server;
		const data = tempFolder();
		expect(dead.faults).toEqual([]);
		await leaveAsCrashed(dead.directory, data);
		// One that has lost its engine cannot end well.
		await this.close().catch(() => undefined);
		this.server = await TestServer.start({ ...OPTIONS, data, clock: dead.clock });
	}

	/** Ends the server and removes its folder. */
	async close(): Promise<void> {
		await this.server.jobs.stop(0);
		await this.server.close();
		rmSync(this.server.directory, { recursive: true });
	}
}
