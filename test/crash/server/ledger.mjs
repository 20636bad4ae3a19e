/** What the server has promised over its lives in one data folder, and what it may have done besides. */

/** Promises of one data folder. */
export class Ledger {
	/**
	 * Ingest batches by marker: `{ marker, number, count, key, acknowledged, report }`; those with a `key` may be sent again, and
	 * `report` is the first answer to them.
	 */
	batches = new Map();
	/**
	 * Acknowledged jobs by id: `{ id, dialect, batch, hits, pages }`; `batch` is set when the hits are known
	 * beforehand, `hits` once it was seen to succeed, `pages` are texts that were read then.
	 */
	jobs = new Map();
	/** Ids whose deletion was asked for, and those whose deletion was answered. */
	deleting = new Set();
	deleted = new Set();
	/** Submissions without an answer: each may have become a job. */
	unanswered = 0;
	/** Batches and jobs of the last life, which the kill may have hit. */
	touched = { batches: new Set(), jobs: new Set() };

	/** Forgets which ones were touched; for after they were checked. */
	settle() {
		this.touched = { batches: new Set(), jobs: new Set() };
	}

	/** Jobs that must be there. */
	standing() {
		return [...this.jobs.values()].filter(({ id }) => !this.deleting.has(id));
	}

	/** Batches without an answer that may be sent again. */
	inDoubt() {
		return [...this.batches.values()].filter(
			({ key, acknowledged }) => key !== undefined && !acknowledged,
		);
	}

	/** Batches that must be searchable. */
	acknowledged() {
		return [...this.batches.values()].filter(({ acknowledged }) => acknowledged);
	}
}

/** The numbers `N` of the events on a page of a search for one batch: newest, so largest, first. */
export function expectedNumbers(count, page, pageSize) {
	const first = count - 1 - (page - 1) * pageSize;
	return Array.from({ length: Math.min(pageSize, first + 1) }, (_, n) => first - n);
}
