/** The shape of an operation's example, as it goes over the wire. */

export interface Example {
	readonly params?: Readonly<Record<string, string>>;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly response?: unknown;
}
