/** The shape of a golden fixture: a request or an answer as the vendor's page shows it, in values of our own. */
import type { OperationId } from '../../../../server/contract/operations';

export interface Golden {
	readonly id: OperationId;
	/** Vendor page, or who was observed. */
	readonly source: string;
	/** What the fixture shows. */
	readonly shows: string;
	readonly params?: Readonly<Record<string, unknown>>;
	readonly query?: Readonly<Record<string, unknown>>;
	readonly body?: Readonly<Record<string, unknown>>;
	readonly answer?: unknown;
}
