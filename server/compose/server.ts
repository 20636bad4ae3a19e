/** How a server is asked for, and what a started one offers. */

import type { ScryptCost } from '../access/admin';
import type { AppSettings, LogLevel } from '../http';
import type { JobEngine } from '../jobs';
import type { SyslogListener, SyslogOptions, Zone } from '../logs/ingest';
import type { Retention } from '../logs/retention';
import type { RetentionLimits } from '../logs/store';
import type { Clock } from '../platform';
import type { ClusterOptions } from './cluster';

/** How the server runs. */
export interface ServerOptions {
	/** Folder of the data; created when missing. */
	readonly data: string;
	/** Engines that several servers share; without them everything is in files of the folder. */
	readonly cluster?: ClusterOptions | undefined;
	/** Address to listen on. */
	readonly host: string;
	/** Port to listen on; 0 picks a free one. */
	readonly port: number;
	/** Starts without demo events. */
	readonly empty: boolean;
	/** Whether there are demo tokens without demo data too; never on an address that others can reach. */
	readonly demoTokens?: boolean;
	/** Most bytes of one ingest batch, uncompressed. */
	readonly maxBatch: number;
	/** Zone of times in logs that carry none; null or absent = UTC. */
	readonly timeZone?: Zone | null;
	/** Threads that answer searches. */
	readonly readers: number;
	/** Longest time of work of one search, ms; 25 s by default. */
	readonly searchMs?: number;
	/** What is kept of the events; everything when absent. */
	readonly retention?: RetentionLimits;
	/** Live syslog ports; off when absent. */
	readonly syslog?: Omit<SyslogOptions, 'onProblem' | 'totals'>;
	/** How the API behaves. */
	readonly api: Omit<AppSettings, 'tls'>;
	/** Most HTTP connections at once; 1,000 by default. */
	readonly maxConnections?: number;
	/** Files of the TLS key pair, PEM; both null = plain HTTP. */
	readonly tlsCert: string | null;
	readonly tlsKey: string | null;
	/** The administrator's password; null keeps the stored one, or generates the first. */
	readonly adminPassword: string | null;
	/** Work of a password's hash, for tests: no option of the command leads here. Production's cost is a quarter of a second. */
	readonly passwordCost?: ScryptCost;
	/** Internal hosts (`host` or `host:port`) that workflows and ticketing connections may call, in lower case; none by default. */
	readonly allowInternal?: readonly string[] | null;
	/** The same for callbacks of jobs, whose URLs callers of the API choose. */
	readonly allowInternalCallbacks?: readonly string[] | null;
	/** Least severity that is logged. */
	readonly logLevel: LogLevel;
	/** The machine's clock by default. */
	readonly clock?: Clock;
	/** Told what start-up does, for people. */
	readonly onProgress?: (message: string) => void;
}

/** A server that answers. */
export interface RunningServer {
	/** Base address, for instance `http://127.0.0.1:8095`. */
	readonly url: string;
	/** V2 token of all scopes but `admin`, for trying things out; undefined when there is none. */
	readonly demoToken: string | undefined;
	/** The one legacy V1 token; undefined when there is none. */
	readonly v1Token: string | undefined;
	/** The administrator's password when this start made it up; shown once. */
	readonly generatedPassword: string | undefined;
	/** Live syslog listener, when there is one. */
	readonly syslog: SyslogListener | undefined;
	/** The job engine, for the lab: after the clock was moved by hand it has to be woken. */
	readonly jobs: JobEngine;
	/** Retention, for the lab: after the clock was moved by hand it has to look; undefined where the engine does it. */
	readonly retention: Retention | undefined;
	/** Turns new requests away, finishes the running ones, and releases everything. */
	close(): Promise<void>;
}
