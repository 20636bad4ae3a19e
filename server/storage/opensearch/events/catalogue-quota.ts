/** Bounds the fields and log types of the catalogue, which senders of logs name, and counts what is beyond. */
import { QUOTAS, type Quotas } from '../../../logs/store';

/** Fields that are added before what other servers have added meanwhile is looked at again. */
const LOOK_AFTER = 1_000;

/** What the catalogue has. */
export interface CatalogueNames {
	readonly fields: readonly string[];
	/** Each with a field of its events. */
	readonly typeFields: readonly { readonly logType: string; readonly field: string }[];
}

/** A field as an event of some log type has it. */
export interface NamedField {
	readonly logType: string;
	readonly field: string;
}

/** Keeps count of what all servers have listed; with several, a bound may be passed by what they add between two looks. */
export class CatalogueQuota {
	/** How often something was beyond its quota at this server since its start. */
	readonly overflow = { fields: 0, logTypes: 0 };
	private fields = new Set<string>();
	private fieldsOf = new Map<string, Set<string>>();
	private added: number | undefined;

	/** @param read what the catalogue has now */
	constructor(
		private readonly read: () => Promise<CatalogueNames>,
		private readonly quotas: Pick<Quotas, 'fields' | 'logTypes' | 'fieldsOfType'> = QUOTAS,
	) {}

	/** Of fields that this server has not seen before those that are to be listed, and under their log type those that are to be there. */
	async admit(
		seen: readonly NamedField[],
	): Promise<{ readonly fields: ReadonlySet<string>; readonly typeFields: readonly NamedField[] }> {
		if (this.added === undefined || this.added >= LOOK_AFTER) await this.look();
		const fields = new Set<string>();
		const typeFields = seen.filter(({ logType, field }) => {
			if (this.hasRoomFor(field)) fields.add(field);
			return this.hasRoomIn(logType, field);
		});
		return { fields, typeFields };
	}

	private async look(): Promise<void> {
		const { fields, typeFields } = await this.read();
		this.fields = new Set(fields);
		this.fieldsOf = new Map();
		for (const { logType, field } of typeFields) this.ofType(logType).add(field);
		this.added = 0;
	}

	private hasRoomFor(field: string): boolean {
		if (this.fields.has(field)) return true;
		if (this.fields.size >= this.quotas.fields) {
			this.overflow.fields++;
			return false;
		}
		this.fields.add(field);
		this.added = (this.added ?? 0) + 1;
		return true;
	}

	private hasRoomIn(logType: string, field: string): boolean {
		const known = this.fieldsOf.get(logType);
		if (known?.has(field) === true) return true;
		const { logTypes, fieldsOfType } = this.quotas;
		const isFull =
			known === undefined ? this.fieldsOf.size >= logTypes : known.size >= fieldsOfType;
		if (isFull) {
			this.overflow.logTypes++;
			return false;
		}
		this.ofType(logType).add(field);
		this.added = (this.added ?? 0) + 1;
		return true;
	}

	private ofType(logType: string): Set<string> {
		let fields = this.fieldsOf.get(logType);
		if (fields === undefined) this.fieldsOf.set(logType, (fields = new Set()));
		return fields;
	}
}
