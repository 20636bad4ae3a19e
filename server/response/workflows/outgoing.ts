/** What workflows need of outgoing HTTP: one request to an address that is allowed. */

/** A request to somebody else's server. */
export interface OutgoingRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | undefined;
	/** For the whole exchange, ms. */
	readonly timeoutMs: number;
	readonly signal: AbortSignal;
}

/** What came back. */
export interface OutgoingAnswer {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Body as text, cut at a limit. */
	readonly body: string;
}

/** Sends requests; redirects are not followed, internal addresses are refused unless allowed. */
export interface OutgoingHttp {
	/** @throws Error in one line, without secrets: an address that is refused, no connection, no answer in time */
	send(request: OutgoingRequest): Promise<OutgoingAnswer>;
}
